import type { Entry } from 'ldapts';
import type { DirectorySettings } from '../sign-in-settings.ts';

/** Somebody in the directory. */
export interface DirectoryEntry {
  readonly dn: string;
  /** What stays when they are renamed or moved. */
  readonly subject: string;
  /** '' when there is none. */
  readonly email: string;
  readonly name: string;
  readonly disabled: boolean;
  /** By the attribute; undefined when groups are searched for. */
  readonly groups: readonly string[] | undefined;
}

/** Those that say in one directory or another that an account is shut. */
const STATE_ATTRIBUTES = ['userAccountControl', 'nsAccountLock', 'pwdAccountLockedTime', 'loginDisabled'];
/** ACCOUNTDISABLE of Active Directory, MS-ADTS 2.2.16. */
const ACCOUNT_DISABLED = 2;
/** "Locked until an administrator unlocks it", draft-behera-ldap-password-policy 5.3.3. */
const LOCKED_FOR_EVER = '000001010000Z';

const TEXT_MOST = 500;

/** Values by the name of the attribute in lower case: servers answer in their own spelling. */
const valuesOf = (entry: Entry, name: string): (string | Buffer)[] => {
  const key = Object.keys(entry).find((one) => one.toLowerCase() === name.toLowerCase());
  const value = key === undefined || key === 'dn' ? [] : entry[key];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as (string | Buffer)[];
};

const textsOf = (entry: Entry, name: string): string[] => valuesOf(entry, name).map(String);
const textOf = (entry: Entry, name: string): string => (textsOf(entry, name)[0] ?? '').trim().slice(0, TEXT_MOST);

const isDisabled = (entry: Entry): boolean =>
  (Number(textOf(entry, 'userAccountControl') || 0) & ACCOUNT_DISABLED) !== 0 ||
  textOf(entry, 'nsAccountLock').toLowerCase() === 'true' ||
  textOf(entry, 'loginDisabled').toLowerCase() === 'true' ||
  textOf(entry, 'pwdAccountLockedTime') === LOCKED_FOR_EVER;

/** objectGUID is sixteen octets, entryUUID text; a directory that has neither names people by where they are. */
const subjectOf = (entry: Entry, name: string): string => {
  const [value] = valuesOf(entry, name);
  if (Buffer.isBuffer(value)) {
    const text = value.toString('utf8');
    return /^[\x21-\x7e]+$/.test(text) ? text.toLowerCase() : value.toString('hex');
  }
  return (value ?? '').trim().toLowerCase();
};

/** What is asked of an entry. */
export const wantedAttributes = ({ attributes, groups }: DirectorySettings): string[] => [
  attributes.id,
  attributes.email,
  attributes.name,
  ...(groups.by === 'attribute' ? [groups.attribute] : []),
  ...STATE_ATTRIBUTES,
];

/** The first name of `cn=Staff,ou=Groups,…`, by which rules may name a group as well as by the whole. */
export const groupNames = (dn: string): string[] => {
  const [, first] = /^[^=,+]+=((?:\\.|[^,+\\])+)/.exec(dn) ?? [];
  return first === undefined ? [dn] : [dn, first.replace(/\\(.)/g, '$1')];
};

export const readEntry = (entry: Entry, { attributes, groups }: DirectorySettings): DirectoryEntry => ({
  dn: entry.dn,
  subject: subjectOf(entry, attributes.id),
  email: textOf(entry, attributes.email),
  name: textOf(entry, attributes.name),
  disabled: isDisabled(entry),
  groups: groups.by === 'attribute' ? textsOf(entry, groups.attribute).flatMap(groupNames) : undefined,
});
