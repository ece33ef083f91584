import { statfs } from 'node:fs/promises';

/** How much may still be written, and how much there is in all, in bytes. */
export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export type ReadDiskSpace = () => Promise<DiskSpace>;

export const createReadDiskSpace =
  (directory: string): ReadDiskSpace =>
  async () => {
    const { bavail, blocks, bsize } = await statfs(directory);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  };

/** Below a twentieth of the disk, but never asking for more than 2 GB, and at least for 64 MB: the mails and the database come first. */
const STOP_PART = 0.05;
const STOP_MOST_BYTES = 2 * 1024 ** 3;
const STOP_LEAST_BYTES = 64 * 1024 ** 2;
/** Twice that is said beforehand. */
const WARN_TIMES = 2;

export type DiskVerdict = 'enough' | 'low' | 'full';

export const judgeDisk = ({ freeBytes, totalBytes }: DiskSpace): DiskVerdict => {
  const stopBytes = Math.max(STOP_LEAST_BYTES, Math.min(STOP_MOST_BYTES, totalBytes * STOP_PART));
  if (freeBytes < stopBytes) return 'full';
  return freeBytes < stopBytes * WARN_TIMES ? 'low' : 'enough';
};
