import type { Transaction } from '../platform/database.ts';
import type { Account } from './account.ts';

/**
 * What an account is told about itself by mail: that it was made, that a password may be chosen anew, that its password is kept
 * elsewhere, that it was changed.
 */
export type AccountNews =
  | { readonly about: 'invited' | 'reset'; readonly url: string; readonly expiresMs: number }
  | { readonly about: 'elsewhere'; readonly url: string }
  | { readonly about: 'changed'; readonly url: string };

export interface AccountMail {
  readonly account: Pick<Account, 'id' | 'name' | 'email' | 'language' | 'timeZone'>;
  /** Stands for this mail alone. */
  readonly id: string;
  readonly news: AccountNews;
}

/**
 * Composes mails and hands them to the outbox, in one transaction with `within`: when that answers false, nothing is kept. Answers
 * whether it was kept.
 */
export type SendAccountMails = (
  mails: readonly AccountMail[],
  within: (transaction: Transaction) => Promise<boolean>,
) => Promise<boolean>;
