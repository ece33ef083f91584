import { DomainError } from '../base/errors.ts';
import { createReadDiskSpace, isDiskFull } from '../platform/disk-space.ts';

/** Left for the database, whatever people keep: below it the server could not even delete. */
export const KEPT_FREE_BYTES = 128 * 1024 * 1024;

/** A full disk as a refusal; anything else as it is. */
export const diskProblem = (error: unknown): unknown => (isDiskFull(error) ? new DomainError('disk-full') : error);

export interface DiskRoom {
  /** Refuses with `disk-full` unless this many bytes more fit. */
  require(bytes: number): Promise<void>;
}

export const createDiskRoom = (directory: string): DiskRoom => {
  const readDiskSpace = createReadDiskSpace(directory);
  return {
    async require(bytes) {
      if ((await readDiskSpace()).freeBytes - KEPT_FREE_BYTES < bytes) throw new DomainError('disk-full');
    },
  };
};
