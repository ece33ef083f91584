import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import { createTaskThreads, TaskKilled, TasksBusy } from '../platform/task-threads.ts';
import type { ObjectRefusal, ReadObject } from './object-facts.ts';
import type { ObjectAnswer, ObjectRequest } from './object-reader-worker.ts';

/** Understands calendar objects. What a person wrote is read in a thread of its own, which ends when it takes too long. */
export interface ObjectReader {
  /** Text from anywhere. `whose` is the account that pays with its own turn. Refuses with a code, `too-complex` when it took too long. */
  read(raw: string, homeZone: string, whose: AccountId): Promise<Result<ReadObject, ObjectRefusal>>;
  /** The same between two moments rather than in the usual window. */
  expand(
    raw: string,
    homeZone: string,
    whose: AccountId,
    fromMs: number,
    toMs: number,
  ): Promise<Result<ReadObject, ObjectRefusal>>;
  stop(): Promise<void>;
}

const DAY_MS = 86_400_000;
const PAST_MS = 366 * DAY_MS;
const FUTURE_MS = 2 * 366 * DAY_MS;
/** Two, so that one person's slow object leaves the other thread to everybody else. */
const THREADS = 2;
const IDLE_MS = 60_000;

/** Dates of series are listed from a year ago to two years ahead of `nowMs`. */
export const listingWindow = (nowMs: number): { readonly fromMs: number; readonly toMs: number } => ({
  fromMs: nowMs - PAST_MS,
  toMs: nowMs + FUTURE_MS,
});

export const createObjectReader = ({ clock }: { readonly clock: Clock }): ObjectReader => {
  const threads = createTaskThreads<ObjectRequest, ObjectAnswer>({
    file: new URL('./object-reader-worker.ts', import.meta.url),
    threads: THREADS,
    idleMs: IDLE_MS,
  });
  const ask = async (request: ObjectRequest, whose: AccountId): Promise<ObjectAnswer> => {
    try {
      return await threads.run(request, { key: whose });
    } catch (error) {
      if (error instanceof TaskKilled) return { ok: false, code: 'too-complex' };
      if (error instanceof TasksBusy) throw new DomainError('too-many-attempts', { retryAfterMs: 1_000 });
      throw error;
    }
  };
  return {
    read: (raw, homeZone, whose) => ask({ raw, homeZone, ...listingWindow(clock.nowMs()) }, whose),
    expand: (raw, homeZone, whose, fromMs, toMs) => ask({ raw, homeZone, fromMs, toMs }, whose),
    stop: () => threads.stop(),
  };
};
