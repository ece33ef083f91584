import { statfs } from 'node:fs/promises';
import type { Limit } from './limits-watch.ts';

/** How much may still be written, and how much there is in all, in bytes. */
export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export type ReadDiskSpace = () => Promise<DiskSpace>;

/** Of the disk on which `directory` is. */
export const createReadDiskSpace =
  (directory: string): ReadDiskSpace =>
  async () => {
    const { bavail, blocks, bsize } = await statfs(directory);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  };

/** Below this the database may stop being able to write: the server says that it is not ready. */
export const FREE_DISK_LEAST_BYTES = 64 * 1024 ** 2;
/** A tenth of the disk, but never asking for more than 5 GB: weeks, not hours, before it is full. */
const LOW_PART = 0.1;
const LOW_MOST_BYTES = 5 * 1024 ** 3;
const LOW_LEAST_BYTES = 4 * FREE_DISK_LEAST_BYTES;

/** What is said of a disk that fills up, before it hurts and when it does. */
export const judgeDiskSpace = ({ freeBytes, totalBytes }: DiskSpace): Limit | undefined => {
  const lowBytes = Math.max(LOW_LEAST_BYTES, Math.min(LOW_MOST_BYTES, totalBytes * LOW_PART));
  if (freeBytes >= lowBytes) return undefined;
  const level = freeBytes < FREE_DISK_LEAST_BYTES ? 'critical' : 'low';
  return { code: 'disk', level, values: { freeBytes, totalBytes } };
};

const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** Whether something failed for lack of space. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && FULL.has(error.code);
