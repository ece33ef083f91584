import {
  DIFFERENCES,
  LOG_FACTOR,
  POLE_1,
  POLE_2,
  PREDICTION,
  REBUILT,
  SCALE_FACTOR,
  SIGN_1,
  SIGN_2,
  ZERO_PREDICTION,
  ZEROS,
} from './g722-state.ts';
import { HIGH_GROWTH, HIGH_MOST_GROWTH, LOW_GROWTH, LOW_MOST_GROWTH, LOW_VALUES_4, POWERS } from './quantizers.ts';

/** Differences that the zeros weigh. */
const ZERO_COUNT = 6;
/** Bounds that keep the poles stable: G.722 3.6.3. */
const MOST_POLE_2 = 12_288;
const MOST_POLES = 15_360;
/** Octaves that the scales of the bands lie below that of POWERS. */
const LOW_OCTAVES = 8;
const HIGH_OCTAVES = 10;

const clamp = (value: number, least: number, most: number): number =>
  value < least ? least : value > most ? most : value;

export const clamp16 = (value: number): number => clamp(value, -0x8000, 0x7fff);

/** The zeros lean towards what would have foretold `difference`, and foretell the next: G.722 3.6.2. */
const adaptZeros = (band: Int32Array, difference: number): number => {
  let sum = 0;
  for (let tap = ZERO_COUNT - 1; tap >= 0; tap -= 1) {
    const weighed = band[DIFFERENCES + tap] ?? 0;
    const lean = difference === 0 ? 0 : (weighed ^ difference) < 0 ? -128 : 128;
    const zero = (Math.imul(band[ZEROS + tap] ?? 0, 255) >> 8) + lean;
    const next = tap === 0 ? difference << 1 : (band[DIFFERENCES + tap - 1] ?? 0);
    band[ZEROS + tap] = zero;
    band[DIFFERENCES + tap] = next;
    sum += Math.imul(next, zero) >> 15;
  }
  return sum;
};

/** Takes in the difference between a sample and what was foretold, and foretells the next: G.722 3.6. */
const foretell = (band: Int32Array, difference: number): void => {
  const zeros = band[ZERO_PREDICTION] ?? 0;
  const sign = zeros + difference < 0 ? 1 : 0;
  const turned1 = sign === band[SIGN_1] ? 1 : -1;
  const turned2 = sign === band[SIGN_2] ? 1 : -1;
  band[SIGN_2] = band[SIGN_1] ?? 0;
  band[SIGN_1] = sign;
  const pole1 = band[POLE_1] ?? 0;
  const fed = Math.imul(-turned1, clamp(pole1, -8191, 8191)) >> 5;
  const pole2 = clamp(fed + 128 * turned2 + (Math.imul(band[POLE_2] ?? 0, 127) >> 7), -MOST_POLE_2, MOST_POLE_2);
  const most = MOST_POLES - pole2;
  band[POLE_2] = pole2;
  band[POLE_1] = clamp(192 * turned1 + (Math.imul(pole1, 255) >> 8), -most, most);
  const nextZeros = adaptZeros(band, difference);
  band[ZERO_PREDICTION] = nextZeros;
  const rebuilt = clamp16(((band[PREDICTION] ?? 0) + difference) << 1);
  const fromPoles = (Math.imul(band[POLE_1] ?? 0, rebuilt) >> 15) + (Math.imul(pole2, band[REBUILT] ?? 0) >> 15);
  band[PREDICTION] = clamp16(nextZeros + fromPoles);
  band[REBUILT] = rebuilt;
};

/** The step behind its logarithm: G.722 3.5. */
const rescale = (band: Int32Array, growth: number, most: number, octaves: number): void => {
  const log = clamp((Math.imul(band[LOG_FACTOR] ?? 0, 127) >> 7) + growth, 0, most);
  const power = POWERS[(log >> 6) & 31] ?? 0;
  const shift = (log >> 11) - octaves;
  band[LOG_FACTOR] = log;
  band[SCALE_FACTOR] = shift < 0 ? power >> -shift : power << shift;
};

/** Moves the low band on behind `code`, the upper 4 of its 6 bits. */
export const adaptLow = (band: Int32Array, code: number): void => {
  foretell(band, Math.imul(band[SCALE_FACTOR] ?? 0, LOW_VALUES_4[code] ?? 0) >> 10);
  rescale(band, LOW_GROWTH[code] ?? 0, LOW_MOST_GROWTH, LOW_OCTAVES);
};

/** Moves the high band on behind `code`, which stood for `difference`. */
export const adaptHigh = (band: Int32Array, difference: number, code: number): void => {
  foretell(band, difference);
  rescale(band, HIGH_GROWTH[code] ?? 0, HIGH_MOST_GROWTH, HIGH_OCTAVES);
};
