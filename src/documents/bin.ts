import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import type { BlobStore } from './blob-store.ts';
import { type BlobId, type Document, TOP } from './document.ts';
import type { DocumentStore } from './document-store.ts';
import type { FileBlobs } from './file-blobs.ts';
import { heightOf, type Places } from './place.ts';

const FORGOTTEN_AT_ONCE = 100;

/** What is deleted stays in a bin first, with all that was in it; from there it comes back whole, or goes for ever. */
export const createBin = ({
  store,
  blobStore,
  blobs,
  places,
  unitOfWork,
  clock,
}: {
  readonly store: DocumentStore;
  readonly blobStore: BlobStore;
  readonly blobs: Pick<FileBlobs, 'forget'>;
  readonly places: Places;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}) => {
  const removeAll = async (transaction: Transaction, documents: readonly Document[]): Promise<BlobId[]> => {
    const named = await store.removeRows(
      transaction,
      documents.map(({ id }) => id),
    );
    return blobStore.removeUnnamed(transaction, named);
  };

  const purge = async (
    account: AccountId,
    id: string,
    { fromAnywhere = false }: { readonly fromAnywhere?: boolean } = {},
  ): Promise<void> => {
    const gone = await unitOfWork(async (transaction) => {
      const inBin = await store.findInBin(account, id, transaction);
      if (inBin) return removeAll(transaction, await store.deletedWith(inBin.id, transaction));
      if (!fromAnywhere) throw new DomainError('not-found');
      const { id: root } = await places.living(transaction, account, id);
      return removeAll(transaction, await store.subtree(root, transaction));
    });
    await blobs.forget(gone);
  };

  return {
    purge,

    remove: (account: AccountId, id: string): Promise<void> =>
      unitOfWork(async (transaction) => {
        const { id: root } = await places.living(transaction, account, id);
        const subtree = await store.subtree(root, transaction);
        await store.markDeleted(
          transaction,
          subtree.map((document) => document.id),
          root,
          clock.nowMs(),
        );
      }),

    restore: (account: AccountId, id: string): Promise<Document> =>
      unitOfWork(async (transaction) => {
        const document = await store.findInBin(account, id, transaction);
        if (!document) throw new DomainError('not-found');
        const tree = await store.deletedWith(document.id, transaction);
        const height = heightOf(tree);
        const parent = await store.find(document.parentId, transaction);
        const path = parent ? await store.pathOf(parent.id, transaction) : [];
        const fits =
          parent?.kind === 'folder' &&
          parent.deletedMs === undefined &&
          path.length + 1 + height <= LIMITS.documentDepth;
        const parentId = fits ? document.parentId : TOP;
        const name = await places.freeName(transaction, account, parentId, document.name, document.kind);
        await store.update(transaction, document.id, { parentId, name });
        await store.unmarkDeleted(
          transaction,
          tree.map((one) => one.id),
        );
        return { ...document, parentId, name, deletedMs: undefined };
      }),

    async emptyBin(account: AccountId): Promise<void> {
      for (const { id } of await store.bin(account)) await purgeIfThere(account, id);
    },

    /** For ever, what was put into a bin before. */
    async forgetBefore(ms: number): Promise<void> {
      for (;;) {
        const old = await store.binnedBefore(ms, FORGOTTEN_AT_ONCE);
        for (const { accountId, id } of old) await purgeIfThere(accountId, id);
        if (old.length < FORGOTTEN_AT_ONCE) return;
      }
    },
  };

  /** Restored meanwhile: it stays. */
  async function purgeIfThere(account: AccountId, id: string): Promise<void> {
    try {
      await purge(account, id);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'not-found')) throw error;
    }
  }
};
