/** The longest period looked for: 15 ms at 48 kHz, a voice of 67 Hz. */
export const MAX_PERIOD_SAMPLES = 720;
/** The shortest: 2.5 ms, 400 Hz. Higher tones repeat within it, so a multiple of their period is found. */
const MIN_PERIOD_SAMPLES = 120;
/** What `findPeriod` wants to see: the two longest periods side by side. */
export const PERIOD_SEARCH_SAMPLES = 2 * MAX_PERIOD_SAMPLES;

/** The coarse search looks at every fourth sample: pitch is far below 6 kHz. */
const COARSE_STEP = 4;
/** Softer than this (-60 dBov) anything may be repeated or left out unheard. */
const SILENT_ENERGY_PER_SAMPLE = 1e-6;

export interface Period {
  readonly samples: number;
  /** How alike two neighbouring periods are: 1 the same, 0 unrelated. 1 for near silence too. */
  readonly likeness: number;
}

const correlate = (signal: Float32Array, start: number, lag: number, length: number, step: number): number => {
  let product = 0;
  let energyHere = 0;
  let energyThere = 0;
  for (let at = start; at < start + length; at += step) {
    const here = signal[at] ?? 0;
    const there = signal[at + lag] ?? 0;
    product += here * there;
    energyHere += here * here;
    energyThere += there * there;
  }
  if ((energyHere + energyThere) * step < 2 * length * SILENT_ENERGY_PER_SAMPLE) return 1;
  const scale = Math.sqrt(energyHere * energyThere);
  return scale > 0 ? product / scale : 0;
};

/**
 * The lag at which `signal` from `start` looks most like itself: by that many samples it can be shortened or stretched with
 * the least to hear. Reads `PERIOD_SEARCH_SAMPLES` from `start`; samples beyond the end count as silence.
 */
export const findPeriod = (signal: Float32Array, start: number): Period => {
  let best = MIN_PERIOD_SAMPLES;
  let likeness = -1;
  const consider = (lag: number, step: number): void => {
    const candidate = correlate(signal, start, lag, MAX_PERIOD_SAMPLES, step);
    if (candidate > likeness) {
      likeness = candidate;
      best = lag;
    }
  };
  for (let lag = MIN_PERIOD_SAMPLES; lag <= MAX_PERIOD_SAMPLES; lag += COARSE_STEP) consider(lag, COARSE_STEP);
  const coarse = best;
  likeness = -1;
  for (let lag = coarse - COARSE_STEP + 1; lag < coarse + COARSE_STEP; lag += 1)
    if (lag >= MIN_PERIOD_SAMPLES && lag <= MAX_PERIOD_SAMPLES) consider(lag, 2);
  return { samples: best, likeness };
};
