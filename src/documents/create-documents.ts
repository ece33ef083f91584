import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type AccountId, newId, randomToken } from '../base/ids.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import { createBin } from './bin.ts';
import type { BlobStore } from './blob-store.ts';
import { createCopyDocument } from './copy-document.ts';
import type { Document, DocumentId, DocumentOrigin } from './document.ts';
import type { DocumentStore } from './document-store.ts';
import type { Documents } from './documents.ts';
import type { FileBlobs } from './file-blobs.ts';
import type { FileWriter } from './file-writer.ts';
import { createListDocuments } from './list-documents.ts';
import { heightOf, type Places, typedName } from './place.ts';
import type { Quota } from './quota.ts';

export interface DocumentParts {
  readonly store: DocumentStore;
  readonly blobStore: BlobStore;
  readonly blobs: FileBlobs;
  readonly places: Places;
  readonly quota: Quota;
  readonly files: FileWriter;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}

export const createDocuments = (
  parts: DocumentParts,
): Documents & Pick<ReturnType<typeof createBin>, 'forgetBefore'> => {
  const { store, blobs, places, quota, files, unitOfWork, clock } = parts;

  const insertFolder = async (
    transaction: Transaction,
    account: AccountId,
    parentId: string,
    name: string,
    mark: { readonly origin: DocumentOrigin; readonly sessionId: string } = { origin: '', sessionId: '' },
  ): Promise<Document> => {
    await places.checkDepth(transaction, account, parentId);
    const nowMs = clock.nowMs();
    const folder: Document = {
      id: newId<DocumentId>(),
      accountId: account,
      parentId: parentId as DocumentId,
      kind: 'folder',
      name,
      type: '',
      bytes: 0,
      blobId: undefined,
      revision: randomToken(),
      origin: mark.origin,
      sessionId: mark.sessionId,
      createdMs: nowMs,
      changedMs: nowMs,
      deletedMs: undefined,
    };
    await store.insert(transaction, folder);
    return folder;
  };

  const change: Documents['change'] = async (account, id, to) => {
    const typed = to.name === undefined ? undefined : typedName(to.name);
    return unitOfWork(async (transaction) => {
      const document = await places.living(transaction, account, id);
      const parentId = (to.parentId ?? document.parentId) as DocumentId;
      const name = typed ?? document.name;
      if (parentId !== document.parentId) {
        const path = await places.folderPath(transaction, account, parentId);
        if (path.some((folder) => folder.id === document.id)) throw new DomainError('conflict');
        await places.checkDepth(
          transaction,
          account,
          parentId,
          heightOf(await store.subtree(document.id, transaction)),
        );
      }
      await places.checkFree(transaction, account, parentId, name, document.id);
      await store.update(transaction, document.id, { parentId, name });
      return { ...document, parentId, name };
    });
  };

  return {
    ...createListDocuments({ store }),
    ...createBin(parts),
    copy: createCopyDocument(parts),
    change,
    rename: (account, id, name) => change(account, id, { name }),
    move: (account, id, parentId) => change(account, id, { parentId }),

    ensureFolder: (account, parentId, name, mark) => {
      const wanted = typedName(name);
      return unitOfWork(async (transaction) => {
        const marked = mark && (await store.findMarked(account, mark, transaction));
        if (marked) return marked;
        await places.folderPath(transaction, account, parentId);
        const other = await store.findByName(account, parentId, wanted, transaction);
        if (other?.kind === 'folder' && !mark) return other;
        const free = await places.freeName(transaction, account, parentId, wanted, 'folder');
        return insertFolder(transaction, account, parentId, free, mark);
      });
    },

    async createFolder(account, parentId, name) {
      const wanted = typedName(name);
      return unitOfWork(async (transaction) => {
        await places.folderPath(transaction, account, parentId);
        await places.checkFree(transaction, account, parentId, wanted);
        await quota.checkCount(transaction, account, 1);
        return insertFolder(transaction, account, parentId, wanted);
      });
    },

    async addFile(account, parentId, name, blob, how = {}) {
      const limitBytes = how.ignoreQuota ? 0 : await quota.limit();
      const { document, gone } = await unitOfWork(async (transaction) => {
        const written = await files.add(transaction, account, parentId, name, blob, how);
        if (written.moreBytes > 0) await quota.checkCounted(transaction, account, limitBytes);
        if (!how.ignoreQuota) await quota.checkCount(transaction, account, 0);
        return written;
      });
      await blobs.forget(gone);
      return document;
    },

    async replaceContent(account, id, blob) {
      const limitBytes = await quota.limit();
      const { document, gone } = await unitOfWork(async (transaction) => {
        const file = await places.living(transaction, account, id);
        if (file.kind !== 'file') throw new DomainError('not-found');
        await quota.check(transaction, account, limitBytes, blob.bytes - file.bytes);
        return files.replace(transaction, file, blob);
      });
      await blobs.forget(gone);
      return document;
    },

    find: (id) => store.find(id),
    async findOwn(account, id) {
      const document = await store.find(id);
      return document?.accountId === account && document.deletedMs === undefined ? document : undefined;
    },
    findByName: (account, parentId, name) => store.findByName(account, parentId, name.normalize('NFC')),
    findBySession: (account, sessionId) => store.findMarked(account, { origin: 'session', sessionId }),
    pathOf: (id) => store.pathOf(id),
    usage: (account) => quota.usage(account),
  };
};
