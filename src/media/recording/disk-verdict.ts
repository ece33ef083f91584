import type { DiskSpace } from '../../platform/disk-space.ts';

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
