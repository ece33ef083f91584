import type { Worker } from 'node:worker_threads';
import type { Log } from '../../base/log.ts';
import type { startWorker } from '../../platform/start-worker.ts';
import type { PhoneOrder, PhoneThreadData, PhoneThreadMessage } from './phone-messages.ts';

/** The thread of telephone sound, started again whenever it dies. */
export interface MediaThread {
  /** Resolves once it takes orders; rejects when it dies before. */
  start(): Promise<void>;
  /** To the thread; false while there is none. `given` is moved rather than copied. */
  post(order: PhoneOrder, given?: readonly ArrayBuffer[]): boolean;
  /** Resolves when it is gone, with everything that it held. */
  stop(): Promise<void>;
}

interface MediaThreadDeps {
  readonly data: PhoneThreadData;
  readonly log: Log;
  readonly startWorker: typeof startWorker;
  readonly onMessage: (message: PhoneThreadMessage) => void;
  /** It died; another comes. */
  readonly onDeath: () => void;
  /** The one after a death takes orders. */
  readonly onReturn: () => void;
}

const FILE = new URL('./phone-media-worker.ts', import.meta.url);
/** A thread that dies at once would die again at once. */
const START_AGAIN_MS = 500;
const STOP_MS = 2_000;
/** The codec's native build ends the process when a thread that loaded it ends; the one in WebAssembly is as fast and holds no pointer. */
const ENVIRONMENT = { OPUS_FORCE_WASM: '1' };

export const createMediaThread = (deps: MediaThreadDeps): MediaThread => {
  const { data, log, onMessage, onDeath, onReturn } = deps;
  let worker: Worker | undefined;
  let again: NodeJS.Timeout | undefined;
  let stopping = false;

  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const started = deps.startWorker(FILE, { workerData: data, env: ENVIRONMENT });
      let ready = false;
      started.on('message', (message: PhoneThreadMessage) => {
        if (message.kind !== 'ready') return onMessage(message);
        ready = true;
        worker = started;
        resolve();
      });
      started.on('error', (error: Error) => {
        log.error({ err: error }, 'The thread of telephone sound failed');
        reject(error);
      });
      started.on('exit', () => {
        worker = undefined;
        reject(new Error('The thread of telephone sound ended'));
        if (stopping || !ready) return;
        onDeath();
        startAgain();
      });
    });

  const startAgain = (): void => {
    again = setTimeout(() => {
      if (!stopping) run().then(onReturn, startAgain);
    }, START_AGAIN_MS);
  };

  return {
    start: () => {
      stopping = false;
      return run();
    },
    post: (order, given = []) => {
      worker?.postMessage(order, given);
      return worker !== undefined;
    },
    stop: async () => {
      stopping = true;
      clearTimeout(again);
      const ending = worker;
      if (ending === undefined) return;
      const gone = new Promise<void>((resolve) => {
        ending.once('exit', () => resolve());
      });
      ending.postMessage({ kind: 'stop' } satisfies PhoneOrder);
      const late = setTimeout(() => void ending.terminate(), STOP_MS);
      await gone;
      clearTimeout(late);
    },
  };
};
