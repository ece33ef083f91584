import { createWriteStream } from 'node:fs';
import { access, chmod, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FOLDER_LOCK } from '../folder-lock-store.ts';
import { type BackupFacts, DATABASE_FILE } from './archive-format.ts';
import { asBackupProblem, BackupProblem } from './backup-problem.ts';
import { REPLACED, RESTORING, UNFINISHED, WITH_DATABASE } from './data-files.ts';
import { type FileSink, readArchive } from './read-archive.ts';
import { isInUse, isSound } from './snapshot-store.ts';
import { syncFolder } from './sync-folder.ts';

export interface RestoreOrder {
  readonly file: string;
  readonly into: string;
  readonly passphrase?: string;
  /** What is there is put aside, into a folder `replaced-…` beside what comes. */
  readonly replace: boolean;
  readonly nowMs: number;
  /** Brings the database that was read up to date, before anything is moved. */
  readonly upgrade: (databaseFile: string) => Promise<void>;
}

export interface Restored extends BackupFacts {
  /** Where that lies which was there before. */
  readonly replaced?: string;
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** Backups may lie in the folder that one of them is restored into. */
const STAYS = new Set(['backups', RESTORING, UNFINISHED, FOLDER_LOCK]);
const isKept = (name: string): boolean => STAYS.has(name) || name.startsWith(REPLACED);

const occupants = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => !isKept(name));

const requireFree = async ({ into, replace }: RestoreOrder): Promise<void> => {
  const database = join(into, DATABASE_FILE);
  if ((await exists(database)) && isInUse(database)) throw new BackupProblem('server-running', into);
  if (!replace && (await occupants(into)).length > 0) throw new BackupProblem('folder-not-empty', into);
};

const createFolderSink = (folder: string): FileSink => {
  const made = new Set<string>();
  return async (path, mode, bytes) => {
    const file = join(folder, path);
    const place = dirname(file);
    if (!made.has(place)) await mkdir(place, { recursive: true, mode: 0o750 });
    made.add(place);
    await pipeline(Readable.from(bytes), createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
    // Never for everybody, and never a program.
    await chmod(file, mode & 0o640);
  };
};

/** `20271123-064500`, in UTC. */
const stamp = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');

/** Moves files, all of them or none: a folder that is a disk of its own, for one, cannot be moved. */
const moveAll = async (moves: readonly { readonly from: string; readonly to: string }[]): Promise<void> => {
  const moved: { from: string; to: string }[] = [];
  try {
    for (const { from, to } of moves) {
      await rename(from, to);
      moved.push({ from, to });
    }
  } catch (error) {
    for (const { from, to } of moved.toReversed()) await rename(to, from);
    throw error;
  }
};

/** Moves what is there aside and what was read into its place; what a kill leaves of that is marked by a file, and finished by hand. */
const place = async (order: RestoreOrder, staged: string, { scope }: BackupFacts): Promise<string | undefined> => {
  const { into, nowMs } = order;
  const mark = join(into, UNFINISHED);
  const aside = join(into, `${REPLACED}${stamp(nowMs)}`);
  const isOfDatabase = (name: string): boolean => name.startsWith(DATABASE_FILE) || WITH_DATABASE.includes(name);
  const leaving = (await occupants(into)).filter((name) => scope === 'all' || isOfDatabase(name));
  const wasMarked = await exists(mark);
  await (await open(mark, 'w', 0o600)).close();
  await syncFolder(into);
  const outOf = (folder: string, names: readonly string[], to: string) =>
    names.map((name) => ({ from: join(folder, name), to: join(to, name) }));
  try {
    if (leaving.length > 0) await mkdir(aside, { mode: 0o700 });
    await moveAll([...outOf(into, leaving, aside), ...outOf(staged, await readdir(staged), into)]);
  } catch (error) {
    // All of it is where it was: an empty folder goes. One that is not empty stays, and the mark with it.
    if (await exists(aside)) await rmdir(aside);
    if (!wasMarked) await rm(mark);
    throw error;
  }
  await syncFolder(into);
  await rm(staged, { recursive: true });
  await rm(mark);
  await syncFolder(into);
  return leaving.length > 0 ? aside : undefined;
};

/**
 * Puts a backup into a folder. All of it is read, held against its hashes and brought up to date in a folder of its own first; until then
 * nothing that was there is touched. Rejects with `BackupProblem`.
 */
export const restoreBackup = async (order: RestoreOrder): Promise<Restored> => {
  const { file, into, passphrase, upgrade } = order;
  const staged = join(into, RESTORING);
  const isNew = !(await exists(into));
  await requireFree(order);
  try {
    await mkdir(into, { recursive: true, mode: 0o700 });
    await rm(staged, { recursive: true, force: true });
    await mkdir(staged, { mode: 0o700 });
    const facts = await readArchive(file, {
      sink: createFolderSink(staged),
      ...(passphrase !== undefined && { passphrase }),
    });
    const database = join(staged, DATABASE_FILE);
    if (!(await exists(database)) || !isSound(database)) throw new BackupProblem('damaged-database');
    await upgrade(database);
    // It may have been started meanwhile.
    await requireFree(order);
    const replaced = await place(order, staged, facts);
    return { ...facts, ...(replaced !== undefined && { replaced }) };
  } catch (error) {
    if (!(await exists(join(into, UNFINISHED)))) {
      await rm(staged, { recursive: true, force: true });
      if (isNew) await rm(into, { recursive: true, force: true });
    }
    throw asBackupProblem(error);
  }
};
