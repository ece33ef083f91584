import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { DiskKind } from '../contract/http/overview.ts';
import type { ReadDiskSpace } from '../platform/disk-space.ts';
import type { OverviewStore } from './overview-store.ts';

export type DiskUse = Partial<Record<DiskKind, number>>;

/** What takes long to add up is added up again after so long. */
const FRESH_MS = 5 * 60_000;

/** Of all files in a folder, in bytes; 0 where there is none. */
const bytesIn = async (directory: string): Promise<number> => {
  let bytes = 0;
  try {
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      // What has gone meanwhile takes no space.
      bytes += await stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      );
    }
  } catch {
    return bytes;
  }
  return bytes;
};

const bytesOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

/** Answers what takes the disk on which the data folder is, by kind. */
export const createReadDiskUse = ({
  dataDirectory,
  backupDirectory,
  store,
  readDiskSpace,
  clock,
}: {
  readonly dataDirectory: string;
  readonly backupDirectory: string;
  readonly store: Pick<OverviewStore, 'documentBytes' | 'recordingBytes'>;
  readonly readDiskSpace: ReadDiskSpace;
  readonly clock: Clock;
}): (() => Promise<DiskUse>) => {
  const measure = async (): Promise<DiskUse> => {
    const mixes = await store.recordingBytes();
    const blobs = await store.documentBytes();
    const tapes = await bytesIn(join(dataDirectory, 'recordings'));
    const parts = ['', '-wal', '-shm'].map((end) => bytesOf(join(dataDirectory, `webmeeting.sqlite${end}`)));
    const database = (await Promise.all(parts)).reduce((sum, bytes) => sum + bytes, 0);
    return {
      recordings: tapes + mixes,
      documents: Math.max(0, blobs - mixes),
      database,
      backups: await bytesIn(backupDirectory),
    };
  };
  let known: { readonly atMs: number; readonly use: Promise<DiskUse> } | undefined;
  return async () => {
    if (known === undefined || Math.abs(clock.nowMs() - known.atMs) > FRESH_MS)
      known = { atMs: clock.nowMs(), use: measure() };
    const use = await known.use.catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    const { freeBytes, totalBytes } = await readDiskSpace();
    const ours = Object.values(use).reduce((sum, bytes) => sum + bytes, 0);
    return { ...use, other: Math.max(0, totalBytes - freeBytes - ours), free: freeBytes };
  };
};
