import { createTaskThreads, TaskFailed, TaskKilled } from '../../platform/task-threads.ts';
import type { MailToRead, ReadMailAnswer } from './parse-mail.ts';

/** Reads mails in a thread of its own, which ends when one takes too long or too much memory. */
export interface MailReader {
  read(mail: MailToRead): Promise<ReadMailAnswer>;
  /** Again, after a stop. */
  start(): void;
  stop(): Promise<void>;
}

/** The largest real mails take one second, on a machine with nothing else to do. */
const TASK_MS = 20_000;
/** Strings and objects; the bytes of a mail are beside it. */
const MEMORY_MB = 192;
const IDLE_MS = 60_000;

export const createMailReader = ({
  taskMs = TASK_MS,
  memoryMb = MEMORY_MB,
}: {
  readonly taskMs?: number;
  readonly memoryMb?: number;
} = {}): MailReader => {
  const open = () =>
    createTaskThreads<MailToRead, ReadMailAnswer>({
      file: new URL('./read-mail-worker.ts', import.meta.url),
      threads: 1,
      idleMs: IDLE_MS,
      taskMs,
      memoryMb,
    });
  let threads = open();
  let stopping = false;
  return {
    async read(mail) {
      try {
        return await threads.run(mail);
      } catch (error) {
        // The same mail would end the next thread too. When the server itself stops, it is not the mail's fault.
        if (!stopping && (error instanceof TaskKilled || error instanceof TaskFailed))
          return { ok: false, code: 'unreadable' };
        throw error;
      }
    },
    start() {
      if (stopping) threads = open();
      stopping = false;
    },
    async stop() {
      stopping = true;
      await threads.stop();
    },
  };
};
