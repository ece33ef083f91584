import { join } from 'node:path';
import { DATABASE_FILE } from './archive-format.ts';
import { BackupProblem } from './backup-problem.ts';
import { blobPath } from './data-files.ts';
import { namedBlobs, namesBlob } from './snapshot-store.ts';
import type { ArchiveWriter } from './write-archive.ts';

/** Each begins with what was deleted while the one before was read; the second finds nothing unless very much is deleted. */
const SNAPSHOTS_MOST = 5;

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Adds the bytes of all documents that the snapshot names which is the last to be taken: whatever is deleted while they are read, none of
 * them is missing. Answers how many have lost their bytes before, or have others than were stored: the backup has all that there is.
 */
export const addBlobs = async (
  dataDirectory: string,
  archive: Pick<ArchiveWriter, 'add'>,
  takeSnapshot: () => Promise<string>,
): Promise<number> => {
  const inIt = new Set<string>();
  const damaged = new Set<string>();
  for (let tries = 1; ; tries += 1) {
    let gone = 0;
    const snapshot = await takeSnapshot();
    for (const { id, sha256 } of namedBlobs(snapshot)) {
      if (inIt.has(id) || damaged.has(id)) continue;
      const path = blobPath(id);
      const added = await archive.add(path, join(dataDirectory, path)).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      if (added !== undefined) {
        inIt.add(id);
        if (added.sha256 !== sha256) damaged.add(id);
      } else if (namesBlob(join(dataDirectory, DATABASE_FILE), id)) damaged.add(id);
      // Deleted since the snapshot, which therefore names what cannot be had any more.
      else gone += 1;
    }
    if (gone === 0) return damaged.size;
    if (tries === SNAPSHOTS_MOST) throw new BackupProblem('keeps-changing');
  }
};
