import type { AccountId } from '../base/ids.ts';
import type { Transaction } from '../platform/database.ts';
import type { ApiTokenStore } from './api-token-store.ts';
import type { AppPasswords } from './app-passwords.ts';

/** Takes away all that opens an account beside its password; answers how much there was. */
export type RevokeKeys = (
  transaction: Transaction,
  accountId: AccountId,
) => Promise<{ readonly apiTokens: number; readonly appPasswords: number }>;

export const createRevokeKeys =
  ({
    tokens,
    appPasswords,
  }: {
    readonly tokens: Pick<ApiTokenStore, 'removeAllOf'>;
    readonly appPasswords: Pick<AppPasswords, 'revokeAll'>;
  }): RevokeKeys =>
  async (transaction, accountId) => ({
    apiTokens: await tokens.removeAllOf(accountId, transaction),
    appPasswords: await appPasswords.revokeAll(transaction, accountId),
  });
