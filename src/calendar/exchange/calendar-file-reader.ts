import { DomainError } from '../../base/errors.ts';
import type { AccountId } from '../../base/ids.ts';
import { createTaskThreads, TaskKilled, TasksBusy } from '../../platform/task-threads.ts';
import type { ReadingContext } from '../object-facts.ts';
import type { FileAnswer, FileTask } from './calendar-file-worker.ts';
import type { FeedManners } from './feed-manners.ts';
import { FILE_DATES } from './limits.ts';
import type { PackedObjects } from './packed-objects.ts';
import type { ReadFileObject } from './read-file-object.ts';
import type { FileProblem } from './split-calendar-file.ts';

/** A whole file is refused. `too-complex`: reading an event of it took longer or more memory than it may. */
export interface FileRefusal {
  readonly ok: false;
  readonly code: FileProblem | 'too-complex';
  readonly line?: number;
}

export interface OpenedFile {
  readonly ok: true;
  readonly manners: FeedManners;
  /** False: it ends before its calendar does. */
  readonly isWhole: boolean;
  /** The events in the order of the file, some at a time, so that the rest need not be held. */
  readonly batches: AsyncGenerator<readonly ReadFileObject[], FileRefusal | undefined>;
}

/** Reads calendar files from anywhere in threads of their own, which end when a file takes too long. */
export interface CalendarFileReader {
  /** `whose`: the account that pays with its turn. */
  open(bytes: Uint8Array, context: ReadingContext, whose: AccountId): Promise<OpenedFile | FileRefusal>;
  stop(): Promise<void>;
}

/** Two, so that one person's slow file leaves the other thread to everybody else. */
const THREADS = 2;
const IDLE_MS = 60_000;
/** Besides the 10 MB of the file, its lines and its events. */
const MEMORY_MB = 192;

const countDates = (object: ReadFileObject): number => (object.ok ? object.read.instances.length : 0);

/** Those that bring more dates than a file may are refused; the others are not. */
const limitDates = () => {
  let left = FILE_DATES;
  return (object: ReadFileObject): ReadFileObject => {
    if (countDates(object) <= left) {
      left -= countDates(object);
      return object;
    }
    return { ok: false, item: object.item, code: 'too-many-dates-in-file', problemLine: object.item.line };
  };
};

export const createCalendarFileReader = (): CalendarFileReader => {
  const threads = createTaskThreads<FileTask, FileAnswer>({
    file: new URL('./calendar-file-worker.ts', import.meta.url),
    threads: THREADS,
    idleMs: IDLE_MS,
    memoryMb: MEMORY_MB,
  });

  const ask = async (task: FileTask, whose: AccountId): Promise<FileAnswer | 'killed'> => {
    try {
      return await threads.run(task, { key: whose });
    } catch (error) {
      if (error instanceof TaskKilled) return 'killed';
      if (error instanceof TasksBusy) throw new DomainError('too-many-attempts', { retryAfterMs: 5_000 });
      throw error;
    }
  };

  async function* readBatches(file: PackedObjects, context: ReadingContext, whose: AccountId): OpenedFile['batches'] {
    const limited = limitDates();
    for (let from = 0; ; ) {
      const progress = new SharedArrayBuffer(4);
      const answer = await ask({ kind: 'read', file, from, context, progress }, whose);
      if (answer === 'killed') {
        const line = Atomics.load(new Int32Array(progress), 0);
        return { ok: false, code: 'too-complex', ...(line > 0 && { line }) };
      }
      if (answer.kind !== 'read') throw new Error('Some events of a file were not read.');
      from += answer.objects.length;
      if (answer.objects.length > 0) yield answer.objects.map(limited);
      if (answer.isLast) return undefined;
    }
  }

  return {
    async open(bytes, context, whose) {
      const answer = await ask({ kind: 'open', bytes }, whose);
      if (answer === 'killed') return { ok: false, code: 'too-complex' };
      if (answer.kind === 'refused')
        return { ok: false, code: answer.code, ...(answer.line !== undefined && { line: answer.line }) };
      if (answer.kind !== 'open') throw new Error('A file was not opened.');
      const { file, manners, isWhole } = answer;
      return { ok: true, manners, isWhole, batches: readBatches(file, context, whose) };
    },
    stop: () => threads.stop(),
  };
};
