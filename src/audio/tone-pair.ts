/** Two tones that are a key, as heard in one window. */
export interface TonePair {
  readonly key: string;
  /** Of the tones, in dB of a full-scale sine. */
  readonly rowDb: number;
  readonly columnDb: number;
}

export interface TonePairMeter {
  /** The key in `window`, when it holds two tones of DTMF and hardly anything else. */
  measure(window: Float32Array): TonePair | undefined;
}

const ROWS_HZ = [697, 770, 852, 941] as const;
const COLUMNS_HZ = [1209, 1336, 1477, 1633] as const;
const KEYS = ['123A', '456B', '789C', '*0#D'] as const;

/** Softer tones are echoes and crosstalk. Telephones send about -10, and networks take up to 25 away: Q.24. */
const SOFTEST_DB = -38;
/** How much louder the higher tone may be than the lower, and the lower than the higher: Q.24 has 4 and 8, the rest is for measuring. */
const MOST_TWIST_DB = 6;
const MOST_REVERSE_TWIST_DB = 10;
/** A tone stands out among its group by this; speech spreads over it. */
const LEAST_LEAD_DB = 8;
/**
 * What of all energy is in the two tones: a voice has overtones, breath and more. With 0.7 three hours of speech pressed two keys, with
 * this none; a pair that is 1.5 % off keeps about 0.8.
 */
const LEAST_SHARE = 0.75;

const toDb = (power: number): number => 10 * Math.log10(power);

/** Power of a tone of `coefficient` in `window`: 1 for a full-scale sine. Goertzel's way, two additions and a product a sample. */
const tonePower = (window: Float32Array, coefficient: number): number => {
  let before = 0;
  let now = 0;
  for (let at = 0; at < window.length; at += 1) {
    const next = (window[at] ?? 0) + coefficient * now - before;
    before = now;
    now = next;
  }
  const power = now * now + before * before - coefficient * now * before;
  return (4 * power) / (window.length * window.length);
};

interface Strongest {
  readonly index: number;
  readonly power: number;
  readonly next: number;
}

const strongest = (window: Float32Array, coefficients: readonly number[]): Strongest => {
  const powers = coefficients.map((coefficient) => tonePower(window, coefficient));
  const power = Math.max(...powers);
  const index = powers.indexOf(power);
  return { index, power, next: Math.max(...powers.filter((_, at) => at !== index)) };
};

const standsOut = ({ power, next }: Strongest): boolean =>
  toDb(power) >= SOFTEST_DB && toDb(power) - toDb(next) >= LEAST_LEAD_DB;

/** Windows are `length` samples at `rateHz`. */
export const createTonePairMeter = (length: number, rateHz: number): TonePairMeter => {
  const coefficientsOf = (tonesHz: readonly number[]): readonly number[] =>
    tonesHz.map((toneHz) => 2 * Math.cos((2 * Math.PI * toneHz) / rateHz));
  const rows = coefficientsOf(ROWS_HZ);
  const columns = coefficientsOf(COLUMNS_HZ);
  /** Mean square of two sines, each as soft as may be. */
  const leastEnergy = 10 ** (SOFTEST_DB / 10);

  return {
    measure: (window) => {
      let energy = 0;
      for (const sample of window) energy += sample * sample;
      energy /= length;
      // Most of a call is silence or no tone; not a comparison the other way round, since NaN has to end here too.
      if (!(energy >= leastEnergy)) return undefined;
      const row = strongest(window, rows);
      const column = strongest(window, columns);
      if (!standsOut(row) || !standsOut(column)) return undefined;
      if ((row.power + column.power) / 2 < LEAST_SHARE * energy) return undefined;
      const rowDb = toDb(row.power);
      const columnDb = toDb(column.power);
      if (columnDb - rowDb > MOST_TWIST_DB || rowDb - columnDb > MOST_REVERSE_TWIST_DB) return undefined;
      return { key: KEYS[row.index]?.[column.index] ?? '', rowDb, columnDb };
    },
  };
};
