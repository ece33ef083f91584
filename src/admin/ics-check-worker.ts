import { parentPort, workerData } from 'node:worker_threads';
import { checkItip } from '../protocols/itip/check/check-itip.ts';

/** In a thread of its own, which ends with the answer: what strangers send may take long to read. */
parentPort?.postMessage(checkItip(workerData as Uint8Array));
