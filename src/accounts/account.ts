import type { AccountId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { Right } from '../base/rights.ts';
import type { AccountBody } from '../contract/http/account.ts';

/** Somebody who signs in. */
export interface Account {
  readonly id: AccountId;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
  /** In effect: the account's own and those of its groups, in the order of RIGHTS. */
  readonly rights: readonly Right[];
  /** The right `admin`. */
  readonly admin: boolean;
  /** The right to open meetings, `webmeeting`. */
  readonly webMeeting: boolean;
  readonly suspended: boolean;
}

export const hasRight = (account: Pick<Account, 'rights' | 'suspended'> | undefined, right: Right): boolean =>
  account?.rights.includes(right) === true && !account.suspended;

/** Addresses are the same person whatever their case; the stored spelling is what people typed. */
export const emailKey = (email: string): string => email.trim().toLowerCase();

export const accountBody = (account: Account): AccountBody => ({
  id: account.id,
  email: account.email,
  name: account.name,
  language: account.language,
  timeZone: account.timeZone,
  admin: account.admin,
  webMeeting: account.webMeeting,
  rights: [...account.rights],
});
