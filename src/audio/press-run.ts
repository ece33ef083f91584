import type { TonePair } from './tone-pair.ts';

/** Makes presses of what the windows, each half over the one before, have heard. */
export interface PressRun {
  /** The key, at the window where its press is certain. */
  hear(pair: TonePair | undefined): string | undefined;
}

/** Windows of the same even tones: together 32 ms. Q.24 wants 40 ms recognized, however they lie, and 23 ms not. */
const PRESS_WINDOWS = 4;
/** Windows without the key that end its press: a gap of 10 ms does not, one of 40 ms does. */
const GAP_WINDOWS = 4;
/** A key's tones are even; those in a voice rise and fall. */
const MOST_CHANGE_DB = 3;

const isEven = (before: TonePair, now: TonePair): boolean =>
  before.key === now.key &&
  Math.abs(before.rowDb - now.rowDb) <= MOST_CHANGE_DB &&
  Math.abs(before.columnDb - now.columnDb) <= MOST_CHANGE_DB;

export const createPressRun = (): PressRun => {
  let last: TonePair | undefined;
  let windows = 0;
  /** The key that is held down and was told. */
  let held: string | undefined;
  let missing = 0;
  return {
    hear: (pair) => {
      windows = pair && last && isEven(last, pair) ? windows + 1 : 1;
      last = pair;
      missing = held !== undefined && pair?.key === held ? 0 : missing + 1;
      if (missing >= GAP_WINDOWS) held = undefined;
      if (!pair || windows < PRESS_WINDOWS || pair.key === held) return undefined;
      held = pair.key;
      missing = 0;
      return pair.key;
    },
  };
};
