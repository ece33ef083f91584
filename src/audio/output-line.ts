import { PERIOD_SEARCH_SAMPLES } from './pitch-period.ts';

/** More than any one step lays out. */
const CAPACITY_SAMPLES = 4_096;

/** Sound laid out but not fetched yet, and the memory of what was laid out last. */
export interface OutputLine {
  write(samples: Float32Array, count: number): void;
  silence(count: number): void;
  /** Samples ready to be read. */
  ready(): number;
  /** Moves samples to `target`, which must not be longer than what is ready; false when all of them are silence. */
  read(target: Float32Array): boolean;
  /** The last `PERIOD_SEARCH_SAMPLES` samples written: valid until the next write. */
  readonly past: Float32Array;
  /** Samples ever read, and ever written: the clocks of the ear and of the layout. */
  readCount(): number;
  writtenCount(): number;
}

export const createOutputLine = (): OutputLine => {
  const line = new Float32Array(CAPACITY_SAMPLES);
  const past = new Float32Array(PERIOD_SEARCH_SAMPLES);
  const quiet = new Float32Array(CAPACITY_SAMPLES);
  let filled = 0;
  let readCount = 0;

  /** Count of samples written up to the last that was sound. */
  let soundUntil = 0;

  const append = (samples: Float32Array, count: number): void => {
    const written = samples.subarray(0, Math.min(count, CAPACITY_SAMPLES - filled));
    line.set(written, filled);
    filled += written.length;
    const kept = written.subarray(-past.length);
    past.copyWithin(0, kept.length);
    past.set(kept, past.length - kept.length);
  };

  return {
    write: (samples, count) => {
      append(samples, count);
      soundUntil = readCount + filled;
    },
    silence: (count) => append(quiet, count),
    ready: () => filled,
    read: (target) => {
      target.set(line.subarray(0, target.length));
      line.copyWithin(0, target.length, filled);
      const sound = readCount < soundUntil;
      filled -= target.length;
      readCount += target.length;
      return sound;
    },
    past,
    readCount: () => readCount,
    writtenCount: () => readCount + filled,
  };
};
