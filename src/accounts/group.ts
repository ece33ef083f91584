import type { AccountId, Brand } from '../base/ids.ts';
import type { Right } from '../base/rights.ts';

export type GroupId = Brand<string, 'GroupId'>;

/** Who put somebody into a group, and may alone take them out again. */
export type MembershipSource = 'manual' | 'ldap' | `oidc:${string}`;

/** Accounts that have some rights together, on top of those of their own. */
export interface Group {
  readonly id: GroupId;
  readonly name: string;
  readonly rights: readonly Right[];
}

/** A group in a list. */
export interface CountedGroup extends Group {
  readonly members: number;
}

export interface Member {
  readonly accountId: AccountId;
  readonly email: string;
  readonly name: string;
  readonly suspended: boolean;
  readonly source: MembershipSource;
}

/** Groups are the same whatever the case of their names: directories spell them now so, now so. */
export const groupKey = (name: string): string => name.trim().toLowerCase();
