/** Zero crossings of the sinc on either side: -60 dB beyond the pass band, 0.4 ms of delay. */
const HALF_WIDTH = 16;

/** Sound at one rate to sound at another, block by block without seams. */
export interface Resampler {
  /** The samples that can be made so far. */
  process(block: Float32Array): Float32Array;
}

const windowedSinc = (x: number, cutoff: number): number => {
  if (Math.abs(x) >= HALF_WIDTH) return 0;
  const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / HALF_WIDTH);
  const angle = Math.PI * x * cutoff;
  return cutoff * window * (angle === 0 ? 1 : Math.sin(angle) / angle);
};

/** From `fromHz` to `toHz`, for microphones that do not run at 48 kHz. Rates from 8 to 192 kHz. */
export const createResampler = (fromHz: number, toHz: number): Resampler => {
  const cutoff = Math.min(1, toHz / fromHz) * 0.95;
  const step = fromHz / toHz;
  let pending = new Float32Array(HALF_WIDTH);
  /** Where in `pending` the next sample out lies. */
  let position = HALF_WIDTH;

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
          sum += (input[tap] ?? 0) * windowedSinc(centre - tap, cutoff);
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
