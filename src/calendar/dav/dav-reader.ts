import { DomainError } from '../../base/errors.ts';
import type { AccountId } from '../../base/ids.ts';
import { refuse, refuseWith } from '../../platform/dav-answer.ts';
import { mustRead } from '../../platform/must-read.ts';
import { createTaskThreads, TaskKilled, TasksBusy } from '../../platform/task-threads.ts';
import type { BusyRead, DavRead, DavReadAnswer, DavReadRequest, ObjectRead, UnreadReport } from './dav-read.ts';

/** Answers what looks at many objects, in a thread with a connection of its own. */
export interface DavReader {
  /** The body of a multistatus. `whose` is the account that pays with its own turn. Throws `DavRefusal`. */
  multistatus(read: ObjectRead | UnreadReport, whose: AccountId): Promise<Uint8Array>;
  busyTimes(
    read: BusyRead,
    whose: AccountId,
  ): Promise<readonly { readonly startMs: number; readonly endMs: number; readonly tentative: boolean }[]>;
  stop(): Promise<void>;
}

const THREADS = 2;
/** Programs ask every quarter of an hour or so; loading the thread again takes longer than an answer. */
const IDLE_MS = 20 * 60_000;
/** A refusal must come within three seconds; a search in the texts of ten thousand objects takes a tenth of one. */
const TASK_MS = 2_500;
const MEMORY_MB = 384;

export const createDavReader = ({ databaseFile }: { readonly databaseFile: string }): DavReader => {
  const threads = createTaskThreads<DavReadRequest, DavReadAnswer>({
    file: new URL('./dav-read-worker.ts', import.meta.url),
    threads: THREADS,
    idleMs: IDLE_MS,
    taskMs: TASK_MS,
    memoryMb: MEMORY_MB,
  });
  const ask = async (read: DavRead, whose: AccountId): Promise<Extract<DavReadAnswer, { ok: true }>['value']> => {
    try {
      const answer = await threads.run({ ...read, databaseFile }, { key: whose });
      return mustRead(answer);
    } catch (error) {
      if (error instanceof TaskKilled) throw refuse('number-of-matches-within-limits');
      if (error instanceof TasksBusy) throw new DomainError('too-many-attempts', { retryAfterMs: 1_000 });
      throw error;
    }
  };
  return {
    async multistatus(read, whose) {
      const value = await ask(read, whose);
      if (!(value instanceof Uint8Array)) throw refuseWith(500, 'The answer is not a multistatus.');
      return value;
    },
    async busyTimes(read, whose) {
      const value = await ask(read, whose);
      return value instanceof Uint8Array ? [] : value;
    },
    stop: () => threads.stop(),
  };
};
