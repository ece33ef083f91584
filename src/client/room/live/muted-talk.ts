/** As loud as someone who means to be heard, 0 to 1. */
const TALK_LEVEL = 0.45;
/** Shorter is a cough or a key. */
const TALK_MS = 700;
/** Breath between words. */
const GAP_MS = 400;
const QUIET_BETWEEN_HINTS_MS = 30_000;

/** Notices that someone talks while muted, and says so at most twice a minute. Handed each level while muted. */
export const createMutedTalk = (): { hear(level: number, nowMs: number): boolean; reset(): void } => {
  let sinceMs: number | undefined;
  let lastLoudMs = 0;
  let lastHintMs = Number.NEGATIVE_INFINITY;
  return {
    hear(level, nowMs) {
      if (level < TALK_LEVEL) {
        if (nowMs - lastLoudMs > GAP_MS) sinceMs = undefined;
        return false;
      }
      sinceMs ??= nowMs;
      lastLoudMs = nowMs;
      if (nowMs - sinceMs < TALK_MS || nowMs - lastHintMs < QUIET_BETWEEN_HINTS_MS) return false;
      lastHintMs = nowMs;
      return true;
    },
    reset() {
      sinceMs = undefined;
    },
  };
};
