import { parentPort } from 'node:worker_threads';

/** What a task thread tells the thread that started it. */
export type TaskMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'problem'; readonly problem: string };

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** The whole of a worker module for `createTaskThreads`: answers one request after the other. */
export const serveTasks = <Request, Answer>(handle: (request: Request) => Answer | Promise<Answer>): void => {
  const say = (message: TaskMessage): void => parentPort?.postMessage(message);
  parentPort?.on('message', async (request: Request) => {
    try {
      say({ kind: 'answer', answer: await handle(request) });
    } catch (error) {
      say({ kind: 'problem', problem: describe(error) });
    }
  });
  say({ kind: 'ready' });
};
