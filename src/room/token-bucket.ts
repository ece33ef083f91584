/** Counts what may pass: `perSecond` for long, `burst` at once. Holds no timer. */
export interface TokenBucket {
  /** Uses one token; false when none is left. */
  take(nowMs: number): boolean;
}

export const createTokenBucket = ({
  perSecond,
  burst,
}: {
  readonly perSecond: number;
  readonly burst: number;
}): TokenBucket => {
  let tokens = burst;
  let filledMs: number | undefined;
  return {
    take(nowMs) {
      // A clock that was set back gives nothing and takes nothing.
      const passedMs = Math.max(0, nowMs - (filledMs ?? nowMs));
      filledMs = nowMs;
      tokens = Math.min(burst, tokens + (passedMs / 1_000) * perSecond);
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
};
