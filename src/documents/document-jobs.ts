import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { createJob, type Job } from '../platform/job.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import { readDocumentSettings } from './document-settings.ts';
import type { FileBlobs } from './file-blobs.ts';
import type { Uploads } from './uploads.ts';

const DAY_MS = 86_400_000;
const EVERY_MS = 600_000;

/** Forgets what has been in a bin for long enough, uploads that were given up, and bytes that nothing names. */
export const createTidyJob = ({
  documents,
  uploads,
  blobs,
  settings,
  clock,
  log,
}: {
  readonly documents: { forgetBefore(ms: number): Promise<void> };
  readonly uploads: Pick<Uploads, 'forgetExpired'>;
  readonly blobs: Pick<FileBlobs, 'sweep'>;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly log: Log;
}): Job =>
  createJob({
    name: 'tidy documents',
    run: async () => {
      const { binDays } = await readDocumentSettings(settings);
      if (binDays > 0) await documents.forgetBefore(clock.nowMs() - binDays * DAY_MS);
      await uploads.forgetExpired();
      await blobs.sweep();
      return EVERY_MS;
    },
    log,
  });
