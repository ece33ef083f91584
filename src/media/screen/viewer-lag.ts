/**
 * Whether a viewer keeps up, told from its own count of received pictures: the kernel's buffers hide megabytes. Who is behind gets
 * nothing until all that was sent has arrived, and goes on with a key picture. Holds no timer.
 */
export interface ViewerLag {
  /** Whether the next picture, a key one or not, is to be sent to this viewer. */
  admits(key: boolean, nowMs: number): boolean;
  /** Whether anything sent now would come too late. */
  isBehind(nowMs: number): boolean;
  sent(bytes: number, nowMs: number): void;
  /** The viewer's count of pictures received so far. False when it cannot be: more than were sent, or fewer than before. */
  acknowledge(count: number, nowMs: number): boolean;
  /** It cannot go on without a key picture, whatever the reason. */
  lose(): void;
  /** From when on a key picture is of use to it, on the clock of `nowMs`; undefined: of none now. */
  wantsKeyAtMs(): number | undefined;
}

/** Two pictures that are not acknowledged, the older for longer than this: the picture on the screen is no longer the present one. */
const BEHIND_MS = 1_000;
/** A key picture takes its time: what is on the way may take as long as 1 Mbit/s allows, in bytes for each millisecond. */
const SLOW_BYTES_PER_MS = 125;
const FRAMES_BEHIND = 2;
/** Who falls behind again and again asks less and less often: each key picture is a burden on the presenter and on all. */
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 8_000;
/** Without falling behind for so long, a viewer counts as quick again. */
const FORGIVE_MS = 30_000;

interface OnTheWay {
  readonly count: number;
  readonly bytes: number;
  readonly lateMs: number;
}

export const createViewerLag = (): ViewerLag => {
  const onTheWay: OnTheWay[] = [];
  let bytesOnTheWay = 0;
  let sentCount = 0;
  let acknowledged = 0;
  let needsKey = true;
  let restMs = 0;
  let fellMs = Number.NEGATIVE_INFINITY;
  let wantsKeyMs = Number.NEGATIVE_INFINITY;

  const isBehind = (nowMs: number): boolean =>
    onTheWay.length >= FRAMES_BEHIND && nowMs > (onTheWay[0]?.lateMs ?? Number.POSITIVE_INFINITY);

  const fallBehind = (nowMs: number): void => {
    needsKey = true;
    restMs = nowMs - fellMs > FORGIVE_MS ? FIRST_REST_MS : Math.min(LONGEST_REST_MS, restMs * 2);
    fellMs = nowMs;
    wantsKeyMs = nowMs + restMs;
  };

  return {
    isBehind,
    admits(key, nowMs) {
      if (needsKey) {
        if (!key || onTheWay.length > 0) return false;
        needsKey = false;
        return true;
      }
      if (!isBehind(nowMs)) return true;
      fallBehind(nowMs);
      return false;
    },
    sent(bytes, nowMs) {
      sentCount += 1;
      bytesOnTheWay += bytes;
      onTheWay.push({ count: sentCount, bytes, lateMs: nowMs + BEHIND_MS + bytesOnTheWay / SLOW_BYTES_PER_MS });
    },
    acknowledge(count, nowMs) {
      if (!Number.isSafeInteger(count) || count < acknowledged || count > sentCount) return false;
      acknowledged = count;
      while (onTheWay[0] !== undefined && onTheWay[0].count <= count) bytesOnTheWay -= onTheWay.shift()?.bytes ?? 0;
      if (nowMs - fellMs > FORGIVE_MS) wantsKeyMs = Math.min(wantsKeyMs, nowMs);
      return true;
    },
    lose() {
      needsKey = true;
    },
    wantsKeyAtMs: () => (needsKey && onTheWay.length === 0 ? wantsKeyMs : undefined),
  };
};
