import { startTaskThread, TaskFailed, type TaskThread, type TaskThreadLimits } from './task-thread.ts';

export { TaskFailed, TaskKilled } from './task-thread.ts';

/** One key has as many tasks waiting as it may. */
export class TasksBusy extends Error {
  override readonly name = 'TasksBusy';
}

/** Threads for work on foreign text, or work too long for the main thread: a task that loops or devours memory ends with its thread. */
export interface TaskThreads<Request, Answer> {
  /**
   * Rejects with `TaskKilled` (too long, too much memory), `TasksBusy`, or `TaskFailed` (a bug). Tasks of one `key`, an account,
   * run one after the other and keys take turns, so that nobody holds more than one thread; without a key, a task stands alone.
   */
  run(request: Request, options?: { readonly key?: string }): Promise<Answer>;
  /** Ends all threads; tasks under way and waiting are rejected. */
  stop(): Promise<void>;
}

export interface TaskThreadsOptions extends Partial<TaskThreadLimits> {
  /** The worker's module, which calls `serveTasks`: `new URL('./name-worker.ts', import.meta.url)`. */
  readonly file: URL;
  readonly threads: number;
  /** A thread that had nothing to do for so long ends; the next task starts one. */
  readonly idleMs: number;
  readonly waitingPerKey?: number;
}

/** Parsing an object within its size takes some milliseconds; what takes longer than this does not end by itself. */
const TASK_MS = 2_000;
const MEMORY_MB = 128;
/** More than the connections that one account's programs open at a time. */
const WAITING_PER_KEY = 50;

interface Task<Request, Answer> {
  readonly request: Request;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

interface Member<Request, Answer> {
  readonly thread: TaskThread<Request, Answer>;
  busy: boolean;
  idle?: NodeJS.Timeout;
}

export const createTaskThreads = <Request, Answer>({
  file,
  threads,
  idleMs,
  taskMs = TASK_MS,
  memoryMb = MEMORY_MB,
  waitingPerKey = WAITING_PER_KEY,
}: TaskThreadsOptions): TaskThreads<Request, Answer> => {
  type Key = string | symbol;
  const members = new Set<Member<Request, Answer>>();
  /** In the order in which the keys take turns. */
  const waiting = new Map<Key, Task<Request, Answer>[]>();
  const running = new Set<Key>();
  let stopped = false;

  const add = (): Member<Request, Answer> => {
    const gone = (): void => {
      clearTimeout(member.idle);
      members.delete(member);
      pump();
    };
    const member: Member<Request, Answer> = {
      thread: startTaskThread<Request, Answer>(file, { taskMs, memoryMb }, gone),
      busy: false,
    };
    members.add(member);
    return member;
  };

  const free = (): Member<Request, Answer> | undefined =>
    [...members].find(({ busy }) => !busy) ?? (members.size < threads ? add() : undefined);

  /** A member whose thread is being ended stays busy until it is gone: never more threads at work than allowed. */
  const release = (member: Member<Request, Answer>): void => {
    if (!member.thread.usable()) return;
    member.busy = false;
    member.idle = setTimeout(() => {
      member.busy = true;
      void member.thread.end();
    }, idleMs);
    member.idle.unref();
  };

  const toTheEnd = (key: Key): void => {
    const tasks = waiting.get(key);
    if (tasks === undefined) return;
    waiting.delete(key);
    waiting.set(key, tasks);
  };

  const perform = async (member: Member<Request, Answer>, key: Key, task: Task<Request, Answer>): Promise<void> => {
    try {
      task.resolve(await member.thread.run(task.request));
    } catch (error) {
      task.reject(error);
    }
    running.delete(key);
    toTheEnd(key);
    release(member);
    pump();
  };

  const pump = (): void => {
    if (stopped) return;
    for (const [key, tasks] of waiting) {
      const [task, ...later] = tasks;
      if (task === undefined || running.has(key)) continue;
      const member = free();
      if (member === undefined) return;
      waiting.delete(key);
      if (later.length > 0) waiting.set(key, later);
      clearTimeout(member.idle);
      member.busy = true;
      running.add(key);
      void perform(member, key, task);
    }
  };

  return {
    run: (request, { key = Symbol('alone') }: { readonly key?: Key } = {}) =>
      new Promise((resolve, reject) => {
        const tasks = waiting.get(key) ?? [];
        if (stopped) reject(new TaskFailed('No more tasks are taken'));
        else if (tasks.length >= waitingPerKey) reject(new TasksBusy('Too many tasks of one account wait'));
        else {
          waiting.set(key, [...tasks, { request, resolve, reject }]);
          pump();
        }
      }),
    async stop() {
      stopped = true;
      const left = [...waiting.values()].flat();
      waiting.clear();
      for (const { reject } of left) reject(new TaskFailed('The server is stopping'));
      await Promise.all([...members].map(({ thread }) => thread.end()));
    },
  };
};
