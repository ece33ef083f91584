import type { Worker } from 'node:worker_threads';
import type { TaskMessage } from './serve-tasks.ts';
import { startWorker } from './start-worker.ts';

/** A task took more than it may; its thread was ended with it. */
export class TaskKilled extends Error {
  override readonly name = 'TaskKilled';
  readonly reason: 'time' | 'memory';

  constructor(reason: 'time' | 'memory') {
    super(reason === 'time' ? 'The task took too long' : 'The task took too much memory');
    this.reason = reason;
  }
}

/** The task itself threw, or its thread ended by itself: a bug in the worker's module. */
export class TaskFailed extends Error {
  override readonly name = 'TaskFailed';
}

export interface TaskThread<Request, Answer> {
  /** One at a time. */
  run(request: Request): Promise<Answer>;
  /** Whether another task may be given to it. */
  usable(): boolean;
  /** Ends the thread; a task under way is rejected. */
  end(): Promise<void>;
}

export interface TaskThreadLimits {
  /** From the moment when the thread is ready: loading the module does not count. */
  readonly taskMs: number;
  /** Of JavaScript objects and strings; buffers are not counted by Node. */
  readonly memoryMb: number;
}

interface Running<Answer> {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

const YOUNG_MB = 16;

const start = (file: URL, memoryMb: number): Worker => {
  const resourceLimits = { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB, stackSizeMb: 4 };
  const worker = startWorker(file, { resourceLimits, stdout: true, stderr: true });
  // What libraries print about foreign text may quote it, and logs hold no names.
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
};

const asTaskError = (error: Error): Error =>
  'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new TaskKilled('memory')
    : new TaskFailed(error.message, { cause: error });

/** A thread for one task after the other. `ended` is called once it is gone, whatever the reason. */
export const startTaskThread = <Request, Answer>(
  file: URL,
  { taskMs, memoryMb }: TaskThreadLimits,
  ended: () => void,
): TaskThread<Request, Answer> => {
  const worker = start(file, memoryMb);
  let ready = false;
  let usable = true;
  let running: Running<Answer> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const finish = (tell: (task: Running<Answer>) => void): void => {
    clearTimeout(timer);
    const task = running;
    running = undefined;
    worker.unref();
    if (task) tell(task);
  };

  const kill = (): void => {
    const task = running;
    // An answer may lie behind the timer when this thread itself was held up: one more turn for it.
    setImmediate(() => {
      if (running !== task || task === undefined) return;
      usable = false;
      finish(({ reject }) => reject(new TaskKilled('time')));
      void worker.terminate();
    });
  };
  const startTimer = (): void => {
    if (ready && running) timer = setTimeout(kill, taskMs);
  };

  const heard: { [Kind in TaskMessage['kind']]: (message: Extract<TaskMessage, { kind: Kind }>) => void } = {
    ready: () => {
      ready = true;
      startTimer();
    },
    answer: ({ answer }) => finish(({ resolve }) => resolve(answer as Answer)),
    problem: ({ problem }) => finish(({ reject }) => reject(new TaskFailed(problem))),
  };
  worker.on('message', (message: TaskMessage) => (heard[message.kind] as (message: TaskMessage) => void)(message));
  worker.on('error', (error: Error) => {
    usable = false;
    finish(({ reject }) => reject(asTaskError(error)));
  });
  worker.on('exit', () => {
    usable = false;
    finish(({ reject }) => reject(new TaskFailed('The thread of this task ended')));
    ended();
  });

  return {
    run: (request) =>
      new Promise((resolve, reject) => {
        running = { resolve, reject };
        worker.ref();
        worker.postMessage(request);
        startTimer();
      }),
    usable: () => usable,
    async end() {
      usable = false;
      await worker.terminate();
    },
  };
};
