import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type AccountId, newId, randomToken } from '../base/ids.ts';
import type { Transaction } from '../platform/database.ts';
import type { BlobStore } from './blob-store.ts';
import type { StoredBlob } from './blobs.ts';
import type { BlobId, Document, DocumentId } from './document.ts';
import { cleanName } from './document-name.ts';
import type { DocumentStore } from './document-store.ts';
import type { AddFileHow } from './documents.ts';
import type { Places } from './place.ts';

export interface WrittenFile {
  readonly document: Document;
  /** By how much the account keeps more than before. */
  readonly moreBytes: number;
  /** Bytes that nothing names any more; their files may go once this is committed. */
  readonly gone: readonly BlobId[];
}

/** Files as rows, within the caller's unit of work. */
export const createFileWriter = ({
  store,
  blobStore,
  places,
  clock,
}: {
  readonly store: DocumentStore;
  readonly blobStore: BlobStore;
  readonly places: Places;
  readonly clock: Clock;
}) => {
  const replace = async (
    transaction: Transaction,
    file: Document,
    blob: Pick<StoredBlob, 'id' | 'bytes' | 'type'>,
  ): Promise<WrittenFile> => {
    const edit = {
      blobId: blob.id,
      bytes: blob.bytes,
      type: blob.type,
      revision: randomToken(),
      changedMs: clock.nowMs(),
    };
    await store.update(transaction, file.id, edit);
    const gone =
      file.blobId === undefined || file.blobId === blob.id
        ? []
        : await blobStore.removeUnnamed(transaction, [file.blobId]);
    return { document: { ...file, ...edit }, moreBytes: blob.bytes - file.bytes, gone };
  };

  return {
    replace,
    async add(
      transaction: Transaction,
      account: AccountId,
      parentId: string,
      name: string,
      blob: StoredBlob,
      { origin = '', sessionId = '', onConflict = 'rename' }: AddFileHow = {},
    ): Promise<WrittenFile> {
      await places.checkDepth(transaction, account, parentId);
      const wanted = cleanName(name);
      const other = await store.findByName(account, parentId, wanted, transaction);
      if (other && onConflict === 'refuse') throw new DomainError('already-exists');
      if (other?.kind === 'file' && onConflict === 'replace') return replace(transaction, other, blob);
      const nowMs = clock.nowMs();
      const document: Document = {
        id: newId<DocumentId>(),
        accountId: account,
        parentId: parentId as DocumentId,
        kind: 'file',
        name: await places.freeName(transaction, account, parentId, wanted, 'file'),
        type: blob.type,
        bytes: blob.bytes,
        blobId: blob.id,
        revision: randomToken(),
        origin,
        sessionId,
        createdMs: nowMs,
        changedMs: nowMs,
        deletedMs: undefined,
      };
      await store.insert(transaction, document);
      return { document, moreBytes: blob.bytes, gone: [] };
    },
  };
};

export type FileWriter = ReturnType<typeof createFileWriter>;
