import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type AccountId, newId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import type { DiskRoom } from './disk-room.ts';
import { type DocumentId, TOP } from './document.ts';
import { cleanName } from './document-name.ts';
import { readDocumentSettings } from './document-settings.ts';
import type { OnConflict } from './documents.ts';
import type { FileBlobs } from './file-blobs.ts';
import type { FileWriter } from './file-writer.ts';
import type { Places } from './place.ts';
import type { Quota } from './quota.ts';
import type { UploadFiles } from './upload-files.ts';
import type { Upload, UploadId, UploadStore } from './upload-store.ts';

/** An upload that is not finished by then is forgotten, and what it has announced is free again. */
export const UPLOAD_LASTS_MS = 48 * 3_600_000;
/** Of one account at a time. */
const UNDER_WAY_AT_MOST = 200;
const EXPIRED_AT_ONCE = 100;

export interface NewUpload {
  readonly name: string;
  readonly parentId: string;
  /** As announced. */
  readonly bytes: number;
  readonly onConflict: OnConflict;
}

export interface Uploads {
  /**
   * Makes room for a file that is about to be sent. Refuses before the first byte with `too-large`, `quota-exceeded`, `disk-full`,
   * `not-found` (the folder), `already-exists` and `too-many-attempts` (uploads at a time).
   */
  begin(account: AccountId, upload: NewUpload): Promise<Upload>;
  /** Refuses with `not-found`, alike for unknown and for another account's. */
  find(account: AccountId, id: string): Promise<Upload>;
  /** Refuses with `disk-full` when what is still to come has no room any more. */
  checkRoom(upload: Upload): Promise<void>;
  /** Forgets an upload that did not even begin. */
  drop(id: UploadId): Promise<void>;
  /** Whether all bytes have come and only the document is missing. */
  isWhole(upload: Upload): Promise<boolean>;
  /** Makes the document of an upload whose bytes are all there; once, however often it is asked. */
  finish(id: UploadId): Promise<DocumentId>;
  /** After a start: finishes what was whole, removes bytes that belong to nothing. */
  recover(): Promise<void>;
  forgetExpired(): Promise<void>;
}

export const createUploads = ({
  store,
  files,
  writer,
  places,
  quota,
  blobs,
  ground,
}: {
  readonly store: UploadStore;
  readonly files: UploadFiles;
  readonly writer: FileWriter;
  readonly places: Places;
  readonly quota: Quota;
  readonly blobs: FileBlobs;
  readonly ground: {
    readonly unitOfWork: UnitOfWork;
    readonly settings: SettingsStore;
    readonly disk: DiskRoom;
    readonly clock: Clock;
    readonly log: Log;
    /** Whether the file of that name may be written over now: no program has it open. */
    readonly mayReplace?: (account: AccountId, parentId: string, name: string) => Promise<boolean>;
  };
}): Uploads => {
  const { unitOfWork, settings, disk, clock, log, mayReplace = async () => true } = ground;
  const finishing = new Map<UploadId, Promise<DocumentId>>();

  /** Its folder, or the top when that is gone: what was sent is not lost. */
  const placeOf = async (transaction: Transaction, { accountId, parentId }: Upload): Promise<string> => {
    try {
      await places.checkDepth(transaction, accountId, parentId);
      return parentId;
    } catch (error) {
      if (error instanceof DomainError) return TOP;
      throw error;
    }
  };

  const isWhole: Uploads['isWhole'] = async (upload) =>
    upload.documentId === undefined && (await files.lengthOf(upload.id)) === upload.bytes;

  const finishOnce = async (id: UploadId): Promise<DocumentId> => {
    const upload = await store.find(id);
    if (!upload) throw new DomainError('not-found');
    if (upload.documentId !== undefined) return upload.documentId;
    if (!(await isWhole(upload))) throw new DomainError('conflict');
    // The upload keeps its bytes until the row is there: killed in between, the next start finishes it.
    const blob = await blobs.adopt(files.path(id), upload.name, { keep: true });
    const { accountId, parentId: wanted, name } = upload;
    // Opened by a program meanwhile: both are kept.
    const replaces = upload.onConflict === 'replace' && (await mayReplace(accountId, wanted, name));
    const { document, gone } = await unitOfWork(async (transaction) => {
      const parentId = await placeOf(transaction, upload);
      const onConflict = replaces ? 'replace' : 'rename';
      const written = await writer.add(transaction, upload.accountId, parentId, upload.name, blob, { onConflict });
      await store.setDocument(transaction, id, written.document.id);
      return written;
    });
    await files.removeBytes(id);
    await blobs.forget(gone);
    return document.id;
  };

  const finish: Uploads['finish'] = (id) => {
    const running = finishing.get(id) ?? finishOnce(id).finally(() => finishing.delete(id));
    finishing.set(id, running);
    return running;
  };

  return {
    isWhole,
    finish,

    async begin(account, { name, parentId, bytes, onConflict }) {
      const { uploadMaxBytes } = await readDocumentSettings(settings);
      if (bytes > uploadMaxBytes) throw new DomainError('too-large');
      if (onConflict === 'replace' && !(await mayReplace(account, parentId, cleanName(name))))
        throw new DomainError('locked');
      const limitBytes = await quota.limit();
      await disk.require(bytes);
      const nowMs = clock.nowMs();
      const upload: Upload = {
        id: newId<UploadId>(),
        accountId: account,
        parentId,
        name: cleanName(name),
        bytes,
        onConflict,
        documentId: undefined,
        createdMs: nowMs,
        expiresMs: nowMs + UPLOAD_LASTS_MS,
      };
      await unitOfWork(async (transaction) => {
        const underWay = await store.countOf(account, transaction);
        if (underWay >= UNDER_WAY_AT_MOST) throw new DomainError('too-many-attempts');
        await quota.checkCount(transaction, account, underWay + 1);
        await places.checkDepth(transaction, account, parentId);
        if (onConflict === 'refuse') await places.checkFree(transaction, account, parentId, upload.name);
        await quota.check(transaction, account, limitBytes, bytes);
        await store.insert(transaction, upload);
      });
      return upload;
    },

    async find(account, id) {
      const upload = await store.find(id);
      if (upload?.accountId !== account) throw new DomainError('not-found');
      return upload;
    },

    async checkRoom(upload) {
      if (upload.documentId === undefined) await disk.require(upload.bytes - (await files.lengthOf(upload.id)));
    },

    drop: (id) => files.remove(id),

    async recover() {
      await files.sweepFiles();
      for (const upload of await store.unfinished())
        try {
          if (await isWhole(upload)) await finish(upload.id);
        } catch (error) {
          // Without its bytes it is forgotten in time; with a full disk it is finished when it is asked for.
          if (!(error instanceof DomainError)) log.error({ err: error }, 'an upload could not be finished');
        }
    },

    async forgetExpired() {
      for (;;) {
        const expired = await store.expired(clock.nowMs(), EXPIRED_AT_ONCE);
        for (const { id } of expired) await files.remove(id);
        if (expired.length < EXPIRED_AT_ONCE) return;
      }
    },
  };
};
