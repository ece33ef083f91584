import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { SessionId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { Documents } from '../../documents/documents.ts';
import { createJob, type Job } from '../../platform/job.ts';
import type { Recording } from './recording.ts';
import type { RecordingStore } from './recording-store.ts';

/** How long things are kept, in days; 0: for ever. */
export interface RecordingKeeping {
  readonly recordingKeepDays: number;
  readonly sourceKeepDays: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LOG_NAME = /^([A-Za-z0-9_-]{22})\.log$/;

const isOver = ({ state }: Recording): boolean => state === 'ready';

/**
 * Forgets what nothing needs any more: recordings whose sound was deleted for good or is older than may be kept, and frame logs from which
 * everything was rendered long enough ago. What could not be rendered keeps its log.
 */
export const createTidyRecordings = ({
  directory,
  store,
  documents,
  readKeeping,
  clock,
  log,
}: {
  /** Of the frame logs. */
  readonly directory: string;
  readonly store: Pick<RecordingStore, 'listReadyBefore' | 'listForgotten' | 'listOfSession' | 'remove'>;
  readonly documents: Pick<Documents, 'purge'>;
  readonly readKeeping: () => Promise<RecordingKeeping>;
  readonly clock: Clock;
  readonly log: Log;
}): Job => {
  const removeOld = async (keepDays: number): Promise<void> => {
    if (keepDays === 0) return;
    for (const { accountId, documentId } of await store.listReadyBefore(clock.nowMs() - keepDays * DAY_MS))
      if (documentId !== undefined)
        await documents.purge(accountId, documentId, { fromAnywhere: true }).catch((error: unknown) => {
          log.warn({ err: error, documentId }, 'an old recording could not be removed');
        });
  };

  const removeLogs = async (keepDays: number): Promise<void> => {
    for (const name of await readdir(directory)) {
      const [, session] = LOG_NAME.exec(name) ?? [];
      if (session === undefined) continue;
      const recordings = await store.listOfSession(session as SessionId);
      // All were deleted; one that has just begun has its row before its log.
      const isOrphan = recordings.length === 0;
      const newestMs = Math.max(...recordings.map(({ endedMs }) => endedMs ?? Number.POSITIVE_INFINITY));
      const isOld = keepDays > 0 && recordings.every(isOver) && newestMs < clock.nowMs() - keepDays * DAY_MS;
      if (isOrphan || isOld) await rm(join(directory, name), { force: true });
    }
  };

  return createJob({
    name: 'tidy recordings',
    async run() {
      const { recordingKeepDays, sourceKeepDays } = await readKeeping();
      await removeOld(recordingKeepDays);
      for (const { id } of await store.listForgotten()) await store.remove(id);
      await removeLogs(sourceKeepDays);
      return HOUR_MS;
    },
    log,
  });
};
