import { FRAME_MS, SAMPLE_RATE_HZ } from './audio-frame.ts';
import { createConcealment } from './concealment.ts';
import { createDelayTarget } from './delay-target.ts';
import { createOutputLine } from './output-line.ts';
import { createPlayout } from './playout.ts';
import { createSampleQueue, type SoundFrame } from './sample-queue.ts';
import { createTransitHistory } from './transit-history.ts';

const SAMPLES_PER_MS = SAMPLE_RATE_HZ / 1000;
/** A jump in capture time beyond this is a pause or a loss too long to bridge: the buffer sets in anew. */
const NEW_TALKSPURT_MS = 3 * FRAME_MS;
/** 120 ms: the longest that one Opus packet holds. */
const LONGEST_FRAME_SAMPLES = 5_760;
/** Never more stock than this, whatever comes in: nobody fetched the sound for a while. */
const MAX_STOCK_SAMPLES = 2_000 * SAMPLES_PER_MS;

export interface JitterBufferStatistics {
  /** The delay aimed at, over the fastest frame of the last seconds. */
  readonly targetMs: number;
  /** The delay of what was laid out last. */
  readonly delayMs: number;
  /** From capture to the ear on the two unrelated clocks: its changes are those of the delay. */
  readonly transitMs: number;
  readonly playedMs: number;
  /** Of `playedMs`: sound made up, by the decoder for lost frames or here for late ones. */
  readonly concealedMs: number;
}

/**
 * Evens out the arrival of one speaker's frames: gives sound at the pace of `pull`, at the least delay that lets few frames be
 * late. Its clock is the number of samples pulled; `push` means that the frame has arrived now.
 */
export interface JitterBuffer {
  /** Frames in order of capture; damaged, repeated and older ones are passed over. */
  push(frame: SoundFrame): void;
  /** Fills `target` (up to 2048 samples) with what is to be heard next; returns false when that is silence. */
  pull(target: Float32Array): boolean;
  statistics(): JitterBufferStatistics;
}

const isSound = ({ samples, captureMs }: SoundFrame): boolean =>
  Number.isFinite(captureMs) &&
  samples.length > 0 &&
  samples.length <= LONGEST_FRAME_SAMPLES &&
  samples.every((sample) => Number.isFinite(sample));

export const createJitterBuffer = (): JitterBuffer => {
  const history = createTransitHistory();
  const target = createDelayTarget(history);
  const queue = createSampleQueue(SAMPLE_RATE_HZ);
  const line = createOutputLine();
  const playout = createPlayout({
    queue,
    line,
    concealment: createConcealment(),
    dueMs: () => history.baseMs() + target.ms(),
    soonestMs: () => history.baseMs() + target.neededMs(),
  });
  /** Capture time at which the frame after the last one begins. */
  let expectedMs = Number.NEGATIVE_INFINITY;

  return {
    push: (frame) => {
      if (!isSound(frame)) return;
      const goesOn = Math.abs(frame.captureMs - expectedMs) < FRAME_MS / 2;
      const jumped = history.observe(line.readCount() / SAMPLES_PER_MS - frame.captureMs, goesOn);
      target.update();
      if (jumped) {
        queue.clear();
        playout.breakOff();
      } else if (frame.captureMs < expectedMs - FRAME_MS / 2) return;
      else if (frame.captureMs > expectedMs + NEW_TALKSPURT_MS) playout.breakOff();
      expectedMs = frame.captureMs + frame.samples.length / SAMPLES_PER_MS;
      queue.push(frame);
      if (queue.length() > MAX_STOCK_SAMPLES) playout.skip(queue.length() - MAX_STOCK_SAMPLES / 4);
    },
    pull: (samples) => {
      while (line.ready() < samples.length) playout.step();
      return line.read(samples);
    },
    statistics: () => {
      const { transitMs, playedMs, concealedMs } = playout.statistics();
      return { targetMs: target.ms(), delayMs: transitMs - history.baseMs(), transitMs, playedMs, concealedMs };
    },
  };
};
