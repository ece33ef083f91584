import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { access, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { addBlobs } from './add-blobs.ts';
import { encryptStream } from './age-stream.ts';
import { type BackupFacts, type BackupHead, type BackupScope, DATABASE_FILE, FORMAT } from './archive-format.ts';
import { asBackupProblem, BackupProblem } from './backup-problem.ts';
import { dataFiles, WITH_DATABASE } from './data-files.ts';
import { schemaOf, snapshotDatabase } from './snapshot-store.ts';
import { syncFolder } from './sync-folder.ts';
import { type ArchiveWriter, createArchiveWriter } from './write-archive.ts';

/** The server must be able to write on. */
const FREE_LEAST_BYTES = 64 * 1024 * 1024;

export interface BackupOrder {
  readonly dataDirectory: string;
  /** Where it goes; there must be none. */
  readonly file: string;
  readonly passphrase?: string;
  readonly scope?: BackupScope;
  /** This release. */
  readonly product: string;
  readonly nowMs: number;
}

export interface MadeBackup extends BackupFacts {
  /** Of the backup itself. */
  readonly fileBytes: number;
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const sizeOf = async (folder: string): Promise<number> => {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []))
    if (entry.isFile())
      bytes += await stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      );
  return bytes;
};

/** The copy of the database, and then all in one: both are on the disk at once for a moment. */
const requireSpace = async ({ dataDirectory, file, scope }: BackupOrder): Promise<void> => {
  const database = (await stat(join(dataDirectory, DATABASE_FILE))).size;
  let needed = FREE_LEAST_BYTES + 2 * database;
  if (scope !== 'database') {
    needed += await sizeOf(join(dataDirectory, 'documents'));
    for await (const path of dataFiles(dataDirectory))
      needed += await stat(join(dataDirectory, path)).then(
        ({ size }) => size,
        () => 0,
      );
  }
  const { bavail, bsize } = await statfs(dirname(file));
  if (bavail * bsize < needed) throw new BackupProblem('no-space', String(needed));
};

const writeAll = async (handle: FileHandle, bytes: AsyncIterable<Uint8Array>): Promise<void> => {
  for await (const piece of bytes)
    for (let done = 0; done < piece.byteLength; ) done += (await handle.write(piece, done)).bytesWritten;
};

/** What goes in, in order: the database comes last, as it was when everything that it names had been read. */
const fill = async (order: BackupOrder, archive: ArchiveWriter, copy: string): Promise<number> => {
  const { dataDirectory, scope = 'all' } = order;
  const takeSnapshot = async (): Promise<string> => {
    await rm(copy, { force: true });
    snapshotDatabase(join(dataDirectory, DATABASE_FILE), copy);
    return copy;
  };
  let damaged = 0;
  if (scope === 'all') {
    for await (const path of dataFiles(dataDirectory))
      await archive.add(path, join(dataDirectory, path)).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    damaged = await addBlobs(dataDirectory, archive, takeSnapshot);
  } else {
    for (const path of WITH_DATABASE) await archive.add(path, join(dataDirectory, path));
    await takeSnapshot();
  }
  await archive.add(DATABASE_FILE, copy);
  return damaged;
};

const write = async (order: BackupOrder, handle: FileHandle, copy: string): Promise<BackupFacts> => {
  const { dataDirectory, passphrase, product, nowMs, scope = 'all' } = order;
  const head: BackupHead = {
    format: FORMAT,
    product,
    schema: schemaOf(join(dataDirectory, DATABASE_FILE)),
    made: new Date(nowMs).toISOString(),
    scope,
  };
  const archive = createArchiveWriter(head);
  const writing = (async () => {
    const bytes = passphrase === undefined ? archive.bytes : await encryptStream(archive.bytes, passphrase);
    await writeAll(handle, bytes);
  })();
  writing.catch((error: unknown) => archive.fail(error instanceof Error ? error : new Error(String(error))));
  try {
    const damaged = await fill(order, archive, copy);
    const end = await archive.end({ damaged });
    await writing;
    return { ...head, files: end.files, bytes: end.bytes, damaged, encrypted: passphrase !== undefined };
  } catch (error) {
    archive.fail(error instanceof Error ? error : new Error(String(error)));
    // What failed first is the reason.
    await writing.catch((first: unknown) => {
      throw first;
    });
    throw error;
  }
};

/** What a kill has left of one that is that old: none takes so long. */
const DRAFT_OLD_MS = 2 * 86_400_000;
const DRAFT = /^\.(.+)\.[0-9a-f]{8}(?:\.sqlite)?\.part(?:-journal|-wal|-shm)?$/;

const draftsIn = async (folder: string): Promise<readonly { readonly name: string; readonly of: string }[]> =>
  (await readdir(folder).catch(() => [])).flatMap((name) => {
    const of = DRAFT.exec(name)?.[1];
    return of === undefined ? [] : [{ name, of }];
  });

/** Removes what is left of a backup that was cut off. */
export const removeDrafts = async (file: string): Promise<void> => {
  const folder = dirname(file);
  for (const { name, of } of await draftsIn(folder))
    if (of === basename(file)) await rm(join(folder, name), { force: true });
};

/** Backups that were killed at the terminal are nobody's else to tidy up. */
const removeOldDrafts = async (folder: string): Promise<void> => {
  for (const { name } of await draftsIn(folder)) {
    const draft = join(folder, name);
    const changedMs = await stat(draft).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (changedMs !== undefined && Date.now() - changedMs > DRAFT_OLD_MS) await rm(draft, { force: true });
  }
};

/**
 * Makes one backup of a data folder, whether a server runs with it or not; readable by its owner alone. It is written beside its place
 * and synced before it gets its name: what has the name is whole. Rejects with `BackupProblem`.
 */
export const makeBackup = async (order: BackupOrder): Promise<MadeBackup> => {
  const { file, dataDirectory } = order;
  if (!(await exists(join(dataDirectory, DATABASE_FILE)))) throw new BackupProblem('nothing-to-back-up', dataDirectory);
  if (await exists(file)) throw new BackupProblem('file-exists', file);
  const folder = dirname(file);
  // Names of its own: two that are asked for the same file at once must not write into each other's.
  const draft = join(folder, `.${basename(file)}.${randomBytes(4).toString('hex')}`);
  const part = `${draft}.part`;
  const copy = `${draft}.sqlite.part`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await removeOldDrafts(folder);
    await requireSpace(order);
    const handle = await open(part, 'wx', 0o600);
    let facts: BackupFacts;
    try {
      facts = await write(order, handle, copy);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const fileBytes = (await stat(part)).size;
    if (await exists(file)) throw new BackupProblem('file-exists', file);
    await rename(part, file);
    await syncFolder(folder);
    return { ...facts, fileBytes };
  } catch (error) {
    await rm(part, { force: true });
    throw asBackupProblem(error);
  } finally {
    await rm(copy, { force: true });
  }
};
