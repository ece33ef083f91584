import type { TransitHistory } from './transit-history.ts';

/** One frame: the next one is decoded while this one plays. */
const MIN_DELAY_MS = 20;
const MAX_DELAY_MS = 400;
/** Frames that come later than this share of all are left to concealment. */
const QUANTILE = 0.99;
/** For what the history has not seen yet: the worse the network was, the worse it can become. */
const HEADROOM_SHARE = 0.14;
const LEAST_HEADROOM_MS = 5;
/** Down by 50 ms a second at most: a delay once needed is soon needed again. */
const DOWN_MS_PER_FRAME = 1;

/** The delay over the fastest frame at which sound should be played: up at once, down slowly. */
export interface DelayTarget {
  /** After each frame that `history` observed. */
  update(): void;
  ms(): number;
  /** The least that the last seconds call for: not worth slowing down beyond it while the target is on its way down. */
  neededMs(): number;
}

export const createDelayTarget = (history: Pick<TransitHistory, 'lateness'>): DelayTarget => {
  let target = MIN_DELAY_MS;
  let needed = MIN_DELAY_MS;
  return {
    update: () => {
      const late = history.lateness(QUANTILE);
      const wanted = late + Math.max(LEAST_HEADROOM_MS, late * HEADROOM_SHARE);
      needed = Math.min(MAX_DELAY_MS, Math.max(MIN_DELAY_MS, wanted));
      target = Math.max(needed, target - DOWN_MS_PER_FRAME);
    },
    ms: () => target,
    neededMs: () => needed,
  };
};
