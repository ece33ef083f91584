/** Zero crossings of the sinc on either side: -60 dB beyond the pass band, 0.4 ms of delay. */
const HALF_WIDTH = 16;

/** Sound at one rate to sound at another, block by block without seams. */
export interface Resampler {
  /** The samples that can be made so far. */
  process(block: Float32Array): Float32Array;
}

/** Points of the filter kept for each input sample; between them it is as good as straight. */
const POINTS = 256;

/** One half of a low-pass filter at `cutoff` (1 is half the rate): a sinc under a Hann window. */
const filterHalf = (cutoff: number): Float32Array =>
  Float32Array.from({ length: HALF_WIDTH * POINTS + 2 }, (_, at) => {
    const x = at / POINTS;
    if (x >= HALF_WIDTH) return 0;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / HALF_WIDTH);
    const angle = Math.PI * x * cutoff;
    return cutoff * window * (angle === 0 ? 1 : Math.sin(angle) / angle);
  });

/** From `fromHz` to `toHz`, for microphones that do not run at 48 kHz. Rates from 8 to 192 kHz. */
export const createResampler = (fromHz: number, toHz: number): Resampler => {
  const filter = filterHalf(Math.min(1, toHz / fromHz) * 0.95);
  const step = fromHz / toHz;
  let pending = new Float32Array(HALF_WIDTH);
  /** Where in `pending` the next sample out lies. */
  let position = HALF_WIDTH;

  const weight = (distance: number): number => {
    const point = Math.abs(distance) * POINTS;
    const below = Math.floor(point);
    const least = filter[below] ?? 0;
    return least + ((filter[below + 1] ?? 0) - least) * (point - below);
  };

  return {
    process: (block) => {
      const input = new Float32Array(pending.length + block.length);
      input.set(pending);
      input.set(block, pending.length);
      const last = input.length - HALF_WIDTH;
      const count = Math.max(0, Math.ceil((last - position) / step));
      const output = new Float32Array(count);
      for (let at = 0; at < count; at += 1) {
        const centre = position + at * step;
        const nearest = Math.floor(centre);
        let sum = 0;
        for (let tap = nearest - HALF_WIDTH + 1; tap <= nearest + HALF_WIDTH; tap += 1)
          sum += (input[tap] ?? 0) * weight(centre - tap);
        output[at] = sum;
      }
      position += count * step;
      const kept = Math.max(0, Math.floor(position) - HALF_WIDTH);
      pending = input.slice(kept);
      position -= kept;
      return output;
    },
  };
};
