import { signal } from '@preact/signals';

const TICK_MS = 10_000;

/** The time of day in milliseconds, fresh to ten seconds: what waits for a meeting appears by itself. */
export const now = signal(Date.now());

const tick = (): void => {
  now.value = Date.now();
};

setInterval(tick, TICK_MS);
addEventListener('visibilitychange', tick);
