import type { DirectoryBody, DirectoryRequest } from '../../../../contract/http/sign-in.ts';
import { linesOf, readGroupRules, writeGroupRules } from './group-rules.ts';

/** The form of the directory, as text. */
export interface DirectoryTexts {
  readonly active: boolean;
  readonly host: string;
  readonly port: string;
  readonly security: DirectoryBody['security'];
  readonly ca: string;
  readonly bindDn: string;
  readonly password: string;
  readonly base: string;
  readonly filter: string;
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly groupsBy: DirectoryBody['groups']['by'];
  readonly groupAttribute: string;
  readonly groupBase: string;
  readonly groupFilter: string;
  readonly rules: string;
  readonly syncMinutes: string;
  readonly domains: string;
  readonly makesAccounts: boolean;
  readonly joinsAccounts: boolean;
}

/** What each kind of directory usually has. */
export const PRESETS = {
  ad: {
    filter: '(&(objectClass=user)(|(mail={login})(userPrincipalName={login})(sAMAccountName={login})))',
    id: 'objectGUID',
    email: 'mail',
    name: 'displayName',
    groupsBy: 'search',
    // The chain of groups within groups, MS-ADTS 3.1.1.3.4.4.
    groupFilter: '(&(objectClass=group)(member:1.2.840.113556.1.4.1941:={dn}))',
  },
  openldap: {
    filter: '(&(objectClass=inetOrgPerson)(|(mail={login})(uid={login})))',
    id: 'entryUUID',
    email: 'mail',
    name: 'cn',
    groupsBy: 'search',
    groupFilter: '(&(objectClass=groupOfNames)(member={dn}))',
  },
} as const satisfies Record<string, Partial<DirectoryTexts>>;

const EMPTY: DirectoryTexts = {
  active: true,
  host: '',
  port: '636',
  security: 'ldaps',
  ca: '',
  bindDn: '',
  password: '',
  base: '',
  ...PRESETS.openldap,
  groupsBy: 'none',
  groupAttribute: 'memberOf',
  groupBase: '',
  rules: '',
  syncMinutes: '15',
  domains: '',
  makesAccounts: true,
  joinsAccounts: false,
};

export const directoryTexts = (directory: DirectoryBody | undefined): DirectoryTexts => {
  if (!directory) return EMPTY;
  const { attributes, groups, groupRules, domains, port, syncMinutes, hasPassword: _, ...rest } = directory;
  return {
    ...EMPTY,
    ...rest,
    ...attributes,
    port: String(port),
    syncMinutes: String(syncMinutes),
    groupsBy: groups.by,
    ...(groups.by === 'attribute' && { groupAttribute: groups.attribute }),
    ...(groups.by === 'search' && { groupBase: groups.base, groupFilter: groups.filter }),
    rules: writeGroupRules(groupRules),
    domains: domains.join('\n'),
  };
};

const groupsOf = (texts: DirectoryTexts): DirectoryRequest['groups'] => {
  if (texts.groupsBy === 'attribute') return { by: 'attribute', attribute: texts.groupAttribute };
  if (texts.groupsBy === 'search')
    return { by: 'search', base: texts.groupBase.trim() || texts.base, filter: texts.groupFilter };
  return { by: 'none' };
};

/** Undefined: a rule is not understood. */
export const directoryRequest = (texts: DirectoryTexts): DirectoryRequest | undefined => {
  const read = readGroupRules(texts.rules);
  if ('wrong' in read) return undefined;
  const { active, host, security, ca, bindDn, base, filter, makesAccounts, joinsAccounts } = texts;
  return {
    ...{ active, host, security, ca, bindDn, base, filter, makesAccounts, joinsAccounts },
    port: Number(texts.port),
    syncMinutes: Number(texts.syncMinutes),
    attributes: { id: texts.id, email: texts.email, name: texts.name },
    groups: groupsOf(texts),
    groupRules: read.rules,
    domains: linesOf(texts.domains),
    ...(texts.password !== '' && { password: texts.password }),
  };
};
