import type { Clock } from '../../src/base/clock.ts';

/** A clock that stands still until it is turned. */
export interface TurnedClock extends Clock {
  set(ms: number): void;
  forward(ms: number): void;
}

export const createTurnedClock = (startMs: number): TurnedClock => {
  let now = startMs;
  return {
    nowMs: () => now,
    set(ms) {
      now = ms;
    },
    forward(ms) {
      now += ms;
    },
  };
};
