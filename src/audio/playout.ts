import { SAMPLE_RATE_HZ } from './audio-frame.ts';
import type { Concealment } from './concealment.ts';
import type { OutputLine } from './output-line.ts';
import { MAX_PERIOD_SAMPLES, PERIOD_SEARCH_SAMPLES } from './pitch-period.ts';
import type { SampleQueue } from './sample-queue.ts';
import { crossfade, lengthen, shorten } from './time-stretch.ts';

const SAMPLES_PER_MS = SAMPLE_RATE_HZ / 1000;
/** Sound is laid out in steps of 5 ms; each decides anew between playing, shortening and lengthening. */
const STEP_SAMPLES = 240;
/** Silence in the pace of a browser's sound blocks, so that a start is not put off. */
const SILENCE_SAMPLES = 128;
const FADE_SAMPLES = 120;
const QUIET = new Float32Array(FADE_SAMPLES);
/** So long without data in the middle of a talkspurt, and its end must have been lost. */
const GIVE_UP_SAMPLES = 500 * SAMPLES_PER_MS;
/** Sound later than this is skipped at once; less is caught up with by playing faster. */
const SKIP_OVER_MS = 600;
/** What is never skipped: when all is late, the base has not followed yet, and late sound is better than none. */
const STOCK_KEPT_SAMPLES = 40 * SAMPLES_PER_MS;
/** Below this stock the end of the data is near: lengthen what is left, in the hope that more comes. */
const LOW_STOCK_SAMPLES = 600;

/** What to do at a distance from the delay aimed at: the further off, the less alike the periods may be, the shorter the rest. */
interface Urgency {
  readonly overMs: number;
  readonly likeness: number;
  /** Samples played untouched before the next change of pace. */
  readonly restSamples: number;
}
const TOO_LATE: readonly Urgency[] = [
  { overMs: 120, likeness: 0.3, restSamples: 0 },
  { overMs: 50, likeness: 0.5, restSamples: 480 },
  { overMs: 12, likeness: 0.7, restSamples: 1_440 },
];
const TOO_EARLY: readonly Urgency[] = [
  { overMs: 40, likeness: 0.4, restSamples: 480 },
  { overMs: 8, likeness: 0.7, restSamples: 960 },
];
const LOW_STOCK: Urgency = { overMs: 0, likeness: 0.5, restSamples: 240 };
/** After a search that found nothing alike. */
const SEARCH_REST_SAMPLES = 480;

type Mode = 'idle' | 'playing' | 'concealing';

interface PlayoutStatistics {
  /** From capture to the line, on two clocks: of the sound laid out last. */
  readonly transitMs: number;
  readonly playedMs: number;
  /** Of `playedMs`: sound made up, by the decoder for lost frames or here for late ones. */
  readonly concealedMs: number;
}

/** Decides from moment to moment how the queue goes onto the line: as it is, faster, slower, or made up. */
export interface Playout {
  /** Lays out some more samples. */
  step(): void;
  /** What is pushed from now on does not join what was there before. */
  breakOff(): void;
  /** Throws the next `count` samples away. */
  skip(count: number): void;
  statistics(): PlayoutStatistics;
}

interface PlayoutDeps {
  readonly queue: SampleQueue;
  readonly line: OutputLine;
  readonly concealment: Concealment;
  /** A sample captured at c is due at c + dueMs() on the line's clock. */
  readonly dueMs: () => number;
  /** Heard before c + soonestMs() it would leave too little time for late frames. */
  readonly soonestMs: () => number;
}

export const createPlayout = ({ queue, line, concealment, dueMs, soonestMs }: PlayoutDeps): Playout => {
  const ahead = new Float32Array(PERIOD_SEARCH_SAMPLES);
  const made = new Float32Array(MAX_PERIOD_SAMPLES);
  let mode: Mode = 'idle';
  let fadeIn = false;
  let rest = 0;
  let starved = 0;
  let transitMs = 0;
  let played = 0;
  let concealed = 0;

  const nowMs = (): number => line.writtenCount() / SAMPLES_PER_MS;
  /** How much later than aimed at the next sample would be heard. */
  const lateMs = (captureMs: number): number => nowMs() - captureMs - dueMs();
  const earlyMs = (captureMs: number): number => captureMs + soonestMs() - nowMs();

  const emit = (samples: Float32Array, count: number): void => {
    line.write(samples, count);
    played += count;
  };

  /** Takes up to `count` samples from the queue into `made`; fades them at either end of a talkspurt. */
  const take = (count: number): number => {
    const captureMs = queue.captureMs();
    if (captureMs !== undefined) transitMs = nowMs() - captureMs;
    const taken = queue.peek(made, 0, count);
    if (queue.head()?.concealed) concealed += taken;
    const faded = Math.min(FADE_SAMPLES, taken);
    if (fadeIn) crossfade(made, QUIET, 0, made, 0, faded);
    fadeIn = false;
    if (queue.drop(taken)) {
      const end = made.subarray(taken - faded);
      crossfade(end, end, 0, QUIET, 0, faded);
      mode = 'idle';
    }
    return taken;
  };

  const hurry = (urgency: Urgency | undefined): boolean => {
    if (!urgency || queue.peek(ahead, 0, PERIOD_SEARCH_SAMPLES) < PERIOD_SEARCH_SAMPLES) return false;
    const period = shorten(made, ahead, urgency.likeness);
    rest = period > 0 ? urgency.restSamples : SEARCH_REST_SAMPLES;
    if (period === 0) return false;
    emit(made, period);
    if (queue.drop(2 * period)) mode = 'idle';
    return true;
  };

  const linger = (urgency: Urgency | undefined): boolean => {
    if (!urgency) return false;
    const count = queue.peek(ahead, 0, MAX_PERIOD_SAMPLES);
    const period = lengthen(made, line.past, ahead, count, urgency.likeness);
    rest = period > 0 ? urgency.restSamples : SEARCH_REST_SAMPLES;
    if (period === 0) return false;
    emit(made, period);
    return true;
  };

  const changePace = (): boolean => {
    const captureMs = queue.captureMs();
    if (captureMs === undefined || rest > 0 || fadeIn) return false;
    const late = lateMs(captureMs);
    const early = earlyMs(captureMs);
    if (hurry(TOO_LATE.find(({ overMs }) => late > overMs))) return true;
    if (queue.endsTalkspurt()) return false;
    const low = queue.available() < LOW_STOCK_SAMPLES ? LOW_STOCK : undefined;
    return linger(TOO_EARLY.find(({ overMs }) => early > overMs) ?? low);
  };

  const skipWhatIsTooLate = (): void => {
    const captureMs = queue.captureMs();
    if (captureMs === undefined) return;
    const late = lateMs(captureMs);
    const spare = queue.length() - STOCK_KEPT_SAMPLES;
    if (late > SKIP_OVER_MS && spare > 0) queue.drop(Math.min(spare, Math.round(late * SAMPLES_PER_MS)));
  };

  const idle = (): void => {
    skipWhatIsTooLate();
    const captureMs = queue.captureMs();
    const wait = captureMs === undefined ? SILENCE_SAMPLES : Math.ceil(-lateMs(captureMs) * SAMPLES_PER_MS);
    if (wait > 0) {
      line.silence(Math.min(SILENCE_SAMPLES, wait));
      return;
    }
    mode = 'playing';
    fadeIn = true;
  };

  const play = (): void => {
    if (queue.available() === 0) {
      concealment.start(line.past);
      starved = 0;
      mode = 'concealing';
      return;
    }
    if (changePace()) return;
    const count = take(STEP_SAMPLES);
    rest = Math.max(0, rest - count);
    emit(made, count);
  };

  const goOnWithoutData = (): void => {
    starved += STEP_SAMPLES;
    if (starved > GIVE_UP_SAMPLES) mode = 'idle';
    concealed += STEP_SAMPLES;
    emit(ahead, STEP_SAMPLES);
  };

  const goOnWithData = (): void => {
    mode = 'playing';
    skipWhatIsTooLate();
    const count = take(STEP_SAMPLES);
    crossfade(made, ahead, 0, made, 0, count);
    emit(made, count);
  };

  const conceal = (): void => {
    concealment.next(ahead, STEP_SAMPLES);
    if (queue.available() === 0) goOnWithoutData();
    else goOnWithData();
  };

  const steps: Record<Mode, () => void> = { idle, playing: play, concealing: conceal };

  return {
    step: () => steps[mode](),
    breakOff: () => {
      queue.endTalkspurt();
      if (queue.length() > 0 || mode === 'idle') return;
      if (mode === 'playing') concealment.start(line.past);
      concealment.next(made, FADE_SAMPLES);
      crossfade(made, made, 0, QUIET, 0, FADE_SAMPLES);
      line.write(made, FADE_SAMPLES);
      mode = 'idle';
    },
    skip: (count) => {
      queue.drop(count);
    },
    statistics: () => ({ transitMs, playedMs: played / SAMPLES_PER_MS, concealedMs: concealed / SAMPLES_PER_MS }),
  };
};
