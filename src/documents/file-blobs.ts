import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, type FileHandle, link, mkdir, open, readdir, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { newId } from '../base/ids.ts';
import type { BlobStore } from './blob-store.ts';
import type { Blobs, StoredBlob } from './blobs.ts';
import { type DiskRoom, diskProblem } from './disk-room.ts';
import type { BlobId } from './document.ts';
import { HEAD_BYTES, mediaTypeOf } from './media-type.ts';

/** Readable by the server's group, for backups; by nobody else. */
const DIRECTORY_MODE = 0o750;
const FILE_MODE = 0o640;
const ORPHAN_AFTER_MS = 3_600_000;
const SWEPT_AT_ONCE = 500;
/** Hashing a larger piece at once would be heard in the sound that passes through the same thread. */
const CHUNK_BYTES = 256 * 1024;
/** Between two looks at the room that is left on the disk. */
const LOOK_EVERY_BYTES = 16 * 1024 * 1024;
const BLOB_ID = /^[A-Za-z0-9_-]{22}$/;

export interface FileBlobs extends Blobs {
  /** Unlinks files whose rows are gone. */
  forget(ids: readonly BlobId[]): Promise<void>;
  /** Bytes that nothing has named for an hour. */
  sweep(): Promise<void>;
  /** Files without a row, which a kill has left: before anything is written. */
  sweepFiles(): Promise<void>;
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const makeDirectory = async (directory: string): Promise<void> => {
  await mkdir(directory, { recursive: true, mode: DIRECTORY_MODE });
  // Whatever the umask is.
  await chmod(directory, DIRECTORY_MODE);
};

/** A new or renamed file is there after a power cut once its directory is synced. */
const syncDirectory = async (directory: string): Promise<void> => {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Collects what is told from bytes as they pass. */
const createDigest = () => {
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let bytes = 0;
  return {
    take(chunk: Uint8Array): void {
      hash.update(chunk);
      if (bytes < HEAD_BYTES) head.push(chunk.slice(0, HEAD_BYTES - bytes));
      bytes += chunk.byteLength;
    },
    async facts(name: string): Promise<Omit<StoredBlob, 'id'>> {
      return { bytes, sha256: hash.digest('hex'), type: await mediaTypeOf(Buffer.concat(head), name) };
    },
    get bytes(): number {
      return bytes;
    },
  };
};

const writeAll = async (handle: FileHandle, chunk: Uint8Array): Promise<void> => {
  for (let done = 0; done < chunk.byteLength; ) done += (await handle.write(chunk, done)).bytesWritten;
};

/** Bytes as files `directory/ab/ID`, `ab` being the first two characters of the id. */
export const createFileBlobs = ({
  directory,
  store,
  unitOfWork,
  clock,
  disk,
}: {
  readonly directory: string;
  readonly store: BlobStore;
  readonly unitOfWork: <T>(work: (transaction: Parameters<BlobStore['removeUnnamed']>[0]) => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  /** Keeps writing from filling the disk to its end. */
  readonly disk?: DiskRoom;
}): FileBlobs => {
  // Characters that differ in case alone are one file on some systems: folders may be shared, names of 22 characters are not.
  const pathOf = (id: BlobId): string => join(directory, id.slice(0, 2), id);

  const roomFor = async (id: BlobId): Promise<string> => {
    const path = pathOf(id);
    await makeDirectory(directory);
    await makeDirectory(dirname(path));
    return path;
  };

  /** The directory's own entry too: it may be new. */
  const syncPlace = async (path: string): Promise<void> => {
    await syncDirectory(dirname(path));
    await syncDirectory(directory);
  };

  const keep = async (id: BlobId, facts: Omit<StoredBlob, 'id'>): Promise<StoredBlob> => {
    const blob = { id, ...facts };
    await store.insert(blob, clock.nowMs());
    return blob;
  };

  const forget = async (ids: readonly BlobId[]): Promise<void> => {
    for (const id of ids)
      await unlink(pathOf(id)).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
  };

  return {
    path: pathOf,
    read: (id, range) => createReadStream(pathOf(id), { ...range, highWaterMark: 256 * 1024 }),
    forget,
    drop: async (id) => forget(await unitOfWork((transaction) => store.removeUnnamed(transaction, [id]))),

    async write(source, { maxBytes, name = '' } = {}) {
      const id = newId<BlobId>();
      let part: string | undefined;
      try {
        const path = await roomFor(id);
        part = `${path}.part`;
        const handle = await open(part, 'wx', FILE_MODE);
        const digest = createDigest();
        let lookAtBytes = 0;
        try {
          await handle.chmod(FILE_MODE);
          for await (const chunk of source) {
            if (digest.bytes >= lookAtBytes) {
              await disk?.require(chunk.byteLength);
              lookAtBytes = digest.bytes + LOOK_EVERY_BYTES;
            }
            if (maxBytes !== undefined && digest.bytes + chunk.byteLength > maxBytes)
              throw new DomainError('too-large');
            digest.take(chunk);
            await writeAll(handle, chunk);
          }
          await handle.datasync();
        } finally {
          await handle.close();
        }
        await rename(part, path);
        part = path;
        await syncPlace(path);
        return await keep(id, await digest.facts(name));
      } catch (error) {
        if (part !== undefined) await rm(part, { force: true });
        throw diskProblem(error);
      }
    },

    async adopt(source, name, options = {}) {
      const id = newId<BlobId>();
      const digest = createDigest();
      const handle = await open(source, 'r+');
      try {
        await handle.chmod(FILE_MODE);
        for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: CHUNK_BYTES }))
          digest.take(chunk as Buffer);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      const path = await roomFor(id);
      try {
        await (options.keep ? link(source, path) : rename(source, path));
        await syncPlace(path);
        return await keep(id, await digest.facts(name));
      } catch (error) {
        // Back to where it came from: nothing is lost by trying again.
        if (options.keep) await rm(path, { force: true });
        else await rename(path, source).catch(() => {});
        throw diskProblem(error);
      }
    },

    async sweep() {
      for (;;) {
        const ids = await store.unnamed(clock.nowMs() - ORPHAN_AFTER_MS, SWEPT_AT_ONCE);
        const removed = await unitOfWork((transaction) => store.removeUnnamed(transaction, ids));
        await forget(removed);
        if (ids.length < SWEPT_AT_ONCE) return;
      }
    },

    async sweepFiles() {
      const folders = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      for (const folder of folders) {
        if (!folder.isDirectory() || folder.name.length !== 2) continue;
        const names = await readdir(join(directory, folder.name));
        const known = await store.known(names.filter((name) => BLOB_ID.test(name)));
        for (const name of names) {
          const isOurs = BLOB_ID.test(name.replace(/\.part$/, ''));
          if (isOurs && !known.has(name)) await rm(join(directory, folder.name, name), { force: true });
        }
      }
    },
  };
};
