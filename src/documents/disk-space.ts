import { statfs } from 'node:fs/promises';
import { DomainError } from '../base/errors.ts';

/** Left for the database, whatever people keep: below it the server could not even delete. */
const KEPT_FREE_BYTES = 128 * 1024 * 1024;

const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && FULL.has(error.code);

/** A full disk as a refusal; anything else as it is. */
export const diskProblem = (error: unknown): unknown => (isDiskFull(error) ? new DomainError('disk-full') : error);

export interface DiskSpace {
  /** Refuses with `disk-full` unless this many bytes more fit. */
  require(bytes: number): Promise<void>;
}

export const createDiskSpace = (directory: string): DiskSpace => ({
  async require(bytes) {
    const { bavail, bsize } = await statfs(directory);
    if (bavail * bsize - KEPT_FREE_BYTES < bytes) throw new DomainError('disk-full');
  },
});
