/** What a presenter's connection and encoder bear: pictures a second, and bits. */
export interface RateStep {
  readonly framesPerSecond: number;
  readonly bitrateBps: number;
}

/**
 * Text that comes seldom can be read, text that is blurred cannot: the pictures become fewer long before each of them gets fewer bits.
 */
export const RATE_STEPS: readonly RateStep[] = [
  { framesPerSecond: 15, bitrateBps: 4_500_000 },
  { framesPerSecond: 10, bitrateBps: 3_500_000 },
  { framesPerSecond: 5, bitrateBps: 2_500_000 },
  { framesPerSecond: 3, bitrateBps: 1_500_000 },
  { framesPerSecond: 2, bitrateBps: 1_000_000 },
  { framesPerSecond: 1, bitrateBps: 500_000 },
  { framesPerSecond: 1, bitrateBps: 250_000 },
];
const FIRST_STEP = 1;
/** Bytes of pictures that nobody has taken yet: beyond this the next one waits. */
export const BACKLOG_MAX_BYTES = 256 * 1024;
/** Pictures inside the encoder: beyond this the next one waits. */
export const QUEUE_MAX = 1;
/** Between two steps down: the first must show what it does. */
const DOWN_APART_MS = 1_000;
/** Without any trouble for so long, one step up. */
const CALM_MS = 5_000;
/** After a step up that did not hold, the next try is later. */
const CALM_LONGEST_MS = 60_000;
/** An encoder this far behind in a row of pictures is too slow, not just busy. */
const BUSY_TIMES = 8;

/** Told the time; holds no timer. */
export interface RateControl {
  readonly step: () => RateStep;
  /** Whether the next picture may be encoded now. */
  isDue(nowMs: number): boolean;
  encoded(nowMs: number): void;
  /** How things stand, asked before each picture: whether one more is borne. */
  bears(load: { readonly backlogBytes: number; readonly queued: number }, nowMs: number): boolean;
  /** A picture was too large to be sent at all. */
  tooLarge(nowMs: number): void;
}

export const createRateControl = (): RateControl => {
  let index = FIRST_STEP;
  let encodedMs = Number.NEGATIVE_INFINITY;
  let troubleMs = Number.NEGATIVE_INFINITY;
  let steppedMs = Number.NEGATIVE_INFINITY;
  let calmMs = CALM_MS;
  let roseMs = Number.NEGATIVE_INFINITY;
  let busy = 0;

  const step = (): RateStep => RATE_STEPS[index] ?? { framesPerSecond: 1, bitrateBps: 250_000 };
  const down = (nowMs: number): void => {
    troubleMs = nowMs;
    if (nowMs - steppedMs < DOWN_APART_MS || index === RATE_STEPS.length - 1) return;
    if (nowMs - roseMs < calmMs) calmMs = Math.min(CALM_LONGEST_MS, calmMs * 2);
    index += 1;
    steppedMs = nowMs;
  };
  const up = (nowMs: number): void => {
    if (index === 0 || nowMs - Math.max(troubleMs, steppedMs) < calmMs) return;
    index -= 1;
    steppedMs = nowMs;
    roseMs = nowMs;
  };

  return {
    step,
    isDue: (nowMs) => nowMs - encodedMs >= 1_000 / step().framesPerSecond,
    encoded(nowMs) {
      encodedMs = nowMs;
    },
    bears({ backlogBytes, queued }, nowMs) {
      const stalled = backlogBytes > BACKLOG_MAX_BYTES;
      busy = queued > QUEUE_MAX ? busy + 1 : 0;
      if (stalled || busy >= BUSY_TIMES) {
        busy = 0;
        down(nowMs);
      } else if (queued <= QUEUE_MAX) up(nowMs);
      return !stalled && queued <= QUEUE_MAX;
    },
    tooLarge(nowMs) {
      // Fewer pictures do not make one smaller: straight to where they get fewer bits each.
      index = Math.max(index, RATE_STEPS.length - 2);
      steppedMs = Number.NEGATIVE_INFINITY;
      down(nowMs);
    },
  };
};
