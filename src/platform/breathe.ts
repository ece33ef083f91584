import { setImmediate } from 'node:timers/promises';

/** Longer than this and sound that passes through the same thread is heard to stumble. */
const LONGEST_MS = 4;

/**
 * For loops over many things: await what this answers after each, and everything else that waits for this thread gets its turn
 * every few milliseconds. The database answers without leaving the thread, so awaiting it alone gives nobody a turn.
 */
export const createBreather = (): (() => Promise<void>) => {
  let sinceMs = performance.now();
  return async () => {
    if (performance.now() - sinceMs < LONGEST_MS) return;
    await setImmediate();
    sinceMs = performance.now();
  };
};
