import { DomainError } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Connection, Transaction } from '../platform/database.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import { readDocumentSettings } from './document-settings.ts';
import type { DocumentStore } from './document-store.ts';
import type { Usage } from './documents.ts';
import type { UploadStore } from './upload-store.ts';

export const createQuota = ({
  store,
  uploads,
  settings,
}: {
  readonly store: DocumentStore;
  readonly uploads: UploadStore;
  readonly settings: SettingsStore;
}) => {
  const usedBy = async (account: AccountId, connection?: Connection): Promise<number> =>
    (await store.bytesOf(account, connection)) + (await uploads.bytesOf(account, connection));
  return {
    /** Asked before the unit of work, checked in it. */
    limit: async (): Promise<number> => (await readDocumentSettings(settings)).quotaBytes,
    /** Refuses with `quota-exceeded` when this many bytes more are too many. What needs nothing is never refused. */
    async check(transaction: Transaction, account: AccountId, limitBytes: number, moreBytes: number): Promise<void> {
      if (limitBytes === 0 || moreBytes <= 0) return;
      if ((await usedBy(account, transaction)) + moreBytes > limitBytes) throw new DomainError('quota-exceeded');
    },
    /** The same, once what is more has been counted. */
    async checkCounted(transaction: Transaction, account: AccountId, limitBytes: number): Promise<void> {
      if (limitBytes > 0 && (await usedBy(account, transaction)) > limitBytes) throw new DomainError('quota-exceeded');
    },
    /** Refuses with `quota-exceeded` when this many documents more are too many. */
    async checkCount(transaction: Transaction, account: AccountId, more: number): Promise<void> {
      if ((await store.countOf(account, transaction)) + more > LIMITS.documents)
        throw new DomainError('quota-exceeded');
    },
    async usage(account: AccountId): Promise<Usage> {
      const { quotaBytes } = await readDocumentSettings(settings);
      return { bytes: await usedBy(account), quotaBytes };
    },
  };
};

export type Quota = ReturnType<typeof createQuota>;
