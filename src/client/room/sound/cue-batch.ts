/** What a page says with a sound of its own. */
export type Cue = 'joined' | 'left' | 'knock';

/** Within so long of the last of its kind a cue says nothing new. */
const QUIET_MS = 2_000;

/** Many who come at once are one sound: the first is heard, those right behind it are not. Holds no timer. */
export interface CueBatch {
  /** Whether this one is to be heard. */
  take(cue: Cue, nowMs: number): boolean;
}

export const createCueBatch = (): CueBatch => {
  const lastMs = new Map<Cue, number>();
  return {
    take(cue, nowMs) {
      const before = lastMs.get(cue);
      lastMs.set(cue, nowMs);
      // A clock that was set back keeps nothing silent.
      return before === undefined || Math.abs(nowMs - before) >= QUIET_MS;
    },
  };
};
