import type { Result } from '../../base/result.ts';
import { createTaskThreads, TaskFailed, TaskKilled } from '../../platform/task-threads.ts';
import type { ItipObject } from '../../protocols/itip/itip-object.ts';
import type { ItipFailure } from '../../protocols/itip/read-itip.ts';

export interface ItipRequest {
  readonly text: string;
  /** Of the Content-Type; '' when it says none. */
  readonly method: string;
}

/** `too-complex`: reading took too long and was ended. */
export type ItipAnswer = Result<ItipObject, ItipFailure | { readonly code: 'too-complex' }>;

/** Reads calendar parts of mails in a thread of its own, which ends when one takes too long or too much memory. */
export interface ItipReader {
  read(request: ItipRequest): Promise<ItipAnswer>;
  stop(): Promise<void>;
}

const IDLE_MS = 60_000;

export const createItipReader = (): ItipReader => {
  const threads = createTaskThreads<ItipRequest, ItipAnswer>({
    file: new URL('./read-itip-worker.ts', import.meta.url),
    threads: 1,
    idleMs: IDLE_MS,
  });
  let stopping = false;
  return {
    async read(request) {
      try {
        return await threads.run(request);
      } catch (error) {
        // The same text would end the next thread too. When the server itself stops, it is not the text's fault.
        if (!stopping && (error instanceof TaskKilled || error instanceof TaskFailed))
          return { ok: false, code: 'too-complex' };
        throw error;
      }
    },
    async stop() {
      stopping = true;
      await threads.stop();
    },
  };
};
