import { DomainError } from '../../base/errors.ts';
import { createTaskThreads, TaskKilled, TasksBusy } from '../../platform/task-threads.ts';
import type { RenderTask } from './calendar-renderer-worker.ts';

type WithoutFile<Task> = Task extends unknown ? Omit<Task, 'file'> : never;
export type Rendering = WithoutFile<RenderTask>;

/** Writes whole calendars as iCalendar, beside the thread that serves everybody. */
export interface CalendarRenderer {
  /** UTF-8. Refuses with `unavailable` when it is too much, `too-many-attempts` when too many ask for one calendar. */
  render(what: Rendering): Promise<Buffer>;
  stop(): Promise<void>;
}

const THREADS = 2;
const IDLE_MS = 60_000;
/** A calendar of 10,000 events takes about a second. */
const TASK_MS = 30_000;
const MEMORY_MB = 512;
const WAITING_PER_CALENDAR = 4;

/** `file`: the database. */
export const createCalendarRenderer = ({ file }: { readonly file: string }): CalendarRenderer => {
  const threads = createTaskThreads<RenderTask, Uint8Array>({
    file: new URL('./calendar-renderer-worker.ts', import.meta.url),
    threads: THREADS,
    idleMs: IDLE_MS,
    taskMs: TASK_MS,
    memoryMb: MEMORY_MB,
    waitingPerKey: WAITING_PER_CALENDAR,
  });
  return {
    async render(what) {
      try {
        const bytes = await threads.run({ ...what, file }, { key: what.calendarId });
        return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      } catch (error) {
        if (error instanceof TaskKilled) throw new DomainError('unavailable');
        if (error instanceof TasksBusy) throw new DomainError('too-many-attempts', { retryAfterMs: 5_000 });
        throw error;
      }
    },
    stop: () => threads.stop(),
  };
};
