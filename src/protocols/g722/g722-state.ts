/**
 * One direction of one call: two bands that each guess their next sample from the last six differences and the last two samples
 * (ITU-T G.722 3), and the samples that the filters between whole sound and bands still need. Typed arrays, so that a frame costs no memory.
 */
export interface G722State {
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** The last 24 samples of the filter, twice behind each other, so that they are in one row wherever the newest is. */
  readonly history: Int32Array;
  /** Where in `history` the newest pair goes: HISTORY_AT. */
  readonly place: Int32Array;
}

/** Places in the array of a band. */
export const PREDICTION = 0;
export const ZERO_PREDICTION = 1;
export const LOG_FACTOR = 2;
export const SCALE_FACTOR = 3;
/** Signs of the last two partly reconstructed samples: 1 is negative. */
export const SIGN_1 = 4;
export const SIGN_2 = 5;
export const POLE_1 = 6;
export const POLE_2 = 7;
/** The sample before the last as it was rebuilt, doubled. */
export const REBUILT = 8;
/** Six coefficients of the zeros, then the six differences that they weigh. */
export const ZEROS = 9;
export const DIFFERENCES = 15;
const BAND_SIZE = 21;

export const TAPS = 24;

/** Steps that the bands begin with: G.722 3.5, table 10. */
const FIRST_LOW_SCALE = 8;
const FIRST_HIGH_SCALE = 2;

export const createG722State = (): G722State => {
  const state = {
    low: new Int32Array(BAND_SIZE),
    high: new Int32Array(BAND_SIZE),
    history: new Int32Array(2 * TAPS),
    place: new Int32Array(1),
  };
  state.low[SCALE_FACTOR] = FIRST_LOW_SCALE;
  state.high[SCALE_FACTOR] = FIRST_HIGH_SCALE;
  return state;
};
