import { type G722State, TAPS } from './g722-state.ts';

/** Half of the filter that parts and joins the bands; the other half is its mirror image: G.722 3.1, table 4. */
const FILTER = Int32Array.from([3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11]);

/** Puts two samples behind the others. */
export const pushPair = ({ history, place }: G722State, first: number, second: number): void => {
  const at = place[0] ?? 0;
  history[at] = first;
  history[at + TAPS] = first;
  history[at + 1] = second;
  history[at + 1 + TAPS] = second;
  place[0] = (at + 2) % TAPS;
};

/** Filtered samples at even places, oldest first. */
export const evenSum = ({ history, place }: G722State): number => {
  const start = place[0] ?? 0;
  let sum = 0;
  for (let tap = 0; tap < FILTER.length; tap += 1) sum += Math.imul(history[start + 2 * tap] ?? 0, FILTER[tap] ?? 0);
  return sum;
};

/** Those at odd places, by the mirror image. */
export const oddSum = ({ history, place }: G722State): number => {
  const start = (place[0] ?? 0) + 1;
  let sum = 0;
  for (let tap = 0; tap < FILTER.length; tap += 1)
    sum += Math.imul(history[start + 2 * tap] ?? 0, FILTER[11 - tap] ?? 0);
  return sum;
};
