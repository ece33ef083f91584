/** The longest and shortest pitch period looked for: 67 and 400 Hz. */
const LONGEST_MS = 15;
const SHORTEST_MS = 2.5;
/** As it was for so long, then down to nothing: longer, a held vowel sounds like a machine. G.711 Appendix I fades alike. */
const HOLD_MS = 10;
const FADE_MS = 70;
/** Softer than this (-60 dBov) anything may be repeated. */
const QUIET = 0.001;

/**
 * Sound made up for packets that did not come, at the rates of telephones: the last pitch period over and over, fading.
 * `concealment.ts` does the same at 48 kHz only, and costs what that rate costs.
 */
export interface PeriodRepeat {
  /** What was really heard. */
  remember(samples: Float32Array): void;
  /** Writes made-up sound over all of `target`; goes on where the last call ended, until something real is remembered. */
  next(target: Float32Array): void;
}

export const createPeriodRepeat = (rateHz: number): PeriodRepeat => {
  const perMs = rateHz / 1_000;
  const longest = LONGEST_MS * perMs;
  const shortest = SHORTEST_MS * perMs;
  const past = new Float32Array(2 * longest);
  let period = longest;
  let made = 0;

  const likeness = (lag: number): number => {
    let product = 0;
    let energy = 1e-9;
    for (let at = past.length - longest; at < past.length; at += 1) {
      const before = past[at - lag] ?? 0;
      product += (past[at] ?? 0) * before;
      energy += before * before;
    }
    return product / Math.sqrt(energy);
  };
  const isQuiet = (): boolean => past.every((sample) => Math.abs(sample) < QUIET);
  const findPeriod = (): number => {
    let best = longest;
    let most = Number.NEGATIVE_INFINITY;
    for (let lag = shortest; lag <= longest; lag += 1) {
      const candidate = likeness(lag);
      if (candidate <= most) continue;
      most = candidate;
      best = lag;
    }
    return best;
  };

  return {
    remember: (samples) => {
      const kept = samples.subarray(-past.length);
      past.copyWithin(0, kept.length);
      past.set(kept, past.length - kept.length);
      made = 0;
    },
    next: (target) => {
      if (made === 0) period = isQuiet() ? longest : findPeriod();
      for (let at = 0; at < target.length; at += 1) {
        const gain = Math.max(0, 1 - Math.max(0, made / perMs - HOLD_MS) / FADE_MS);
        target[at] = (past[past.length - period + (made % period)] ?? 0) * gain;
        made += 1;
      }
    },
  };
};
