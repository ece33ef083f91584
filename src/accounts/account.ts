import type { AccountId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { AccountBody } from '../contract/http/account.ts';

/** Somebody who signs in. */
export interface Account {
  readonly id: AccountId;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
  readonly admin: boolean;
  /** The right to open meetings. */
  readonly webMeeting: boolean;
  readonly suspended: boolean;
}

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
});
