import { DomainError } from '../base/errors.ts';
import type { IcsReport } from '../contract/http/ics-check.ts';
import { startWorker } from '../platform/start-worker.ts';

/** Judges a calendar file or a mail. Refuses with `unavailable` what takes too long, and when too many are judged at once. */
export type CheckIcs = (bytes: Uint8Array) => Promise<IcsReport>;

const AT_MOST_MS = 10_000;
const AT_ONCE = 2;

export const createCheckIcs = (): CheckIcs => {
  let running = 0;
  return async (bytes) => {
    if (running >= AT_ONCE) throw new DomainError('unavailable', { retryAfterMs: 5_000 });
    running += 1;
    const worker = startWorker(new URL('./ics-check-worker.ts', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    });
    try {
      return await new Promise<IcsReport>((resolve, reject) => {
        const timer = setTimeout(() => reject(new DomainError('unavailable')), AT_MOST_MS);
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', () => {
          clearTimeout(timer);
          reject(new DomainError('unavailable'));
        });
      });
    } finally {
      running -= 1;
      void worker.terminate();
    }
  };
};
