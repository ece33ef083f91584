import { parentPort, workerData } from 'node:worker_threads';
import { createMediaEngine } from './media-engine.ts';
import type { PhoneOrder, PhoneThreadData, PhoneThreadMessage } from './phone-messages.ts';

/**
 * The thread of all telephone sound: sockets, codecs, mixes and the ticker, so that packets leave on time whatever the main thread
 * does. `create-phone-media.ts` is its other side.
 */
const port = parentPort;
if (port) {
  const post = (message: PhoneThreadMessage): void => port.postMessage(message);
  const engine = createMediaEngine({ data: workerData as PhoneThreadData, post, stopped: () => port.close() });
  port.on('message', (order: PhoneOrder) => engine.obey(order));
  post({ kind: 'ready' });
}
