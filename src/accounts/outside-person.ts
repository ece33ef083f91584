import { RIGHTS, type Right } from '../base/rights.ts';
import type { GroupRule } from '../contract/http/sign-in.ts';
import type { OutsideSource } from './identity-store.ts';

/** Somebody for whom a provider or the directory vouches. */
export interface OutsidePerson {
  readonly source: OutsideSource;
  /** Theirs for ever, where they come from. */
  readonly subject: string;
  /** Empty: not told. */
  readonly email: string;
  /** Whether whoever vouches says that the address is theirs. */
  readonly emailVerified: boolean;
  readonly name: string;
  /** As they are named there; undefined: not told. */
  readonly groups: readonly string[] | undefined;
}

/** What the administrator lets a source do. */
export interface OutsideRules {
  readonly groupRules: readonly GroupRule[];
  /** Of the address; empty: any. */
  readonly domains: readonly string[];
  readonly makesAccounts: boolean;
  /** Whether an account that is here belongs to who has its address there. */
  readonly joinsAccounts: boolean;
}

/** Why somebody who proved themselves elsewhere is not let in here. */
export type OutsideRefusal =
  | 'email-missing'
  | 'email-unverified'
  | 'domain-refused'
  | 'no-account'
  | 'other-person'
  | 'suspended';

export const domainIsAllowed = (email: string, domains: readonly string[]): boolean =>
  domains.length === 0 || domains.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase());

/** What groups elsewhere give here. Names are compared whatever their case: those of a directory have none. */
export const readGroupRules = (
  rules: readonly GroupRule[],
  groups: readonly string[],
): { readonly groups: string[]; readonly rights: Right[]; readonly ruledRights: Right[] } => {
  const theirs = new Set(groups.map((name) => name.toLowerCase()));
  const fitting = rules.filter(({ from }) => theirs.has(from.toLowerCase()));
  const rightsOf = (some: readonly GroupRule[]): Right[] => {
    const given = new Set(some.flatMap(({ rights = [] }) => rights));
    return RIGHTS.filter((right) => given.has(right));
  };
  return {
    groups: [...new Set(fitting.flatMap(({ group = '' }) => (group === '' ? [] : [group])))],
    rights: rightsOf(fitting),
    ruledRights: rightsOf(rules),
  };
};
