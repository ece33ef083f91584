/** Up to here sound passes untouched: one voice at full scale is not turned down for nothing. */
const CEILING = 0.9;
/** Back to full loudness within about 200 ms at blocks of 128 samples. */
const RELEASE_PER_BLOCK = 1 / 75;

/** Keeps the sum of several voices below full scale, by turning it down as a whole rather than by cutting its tops. */
export interface SoftLimiter {
  /** In place, block by block. Returns nothing that is not between -1 and 1. */
  process(block: Float32Array): void;
}

/** Bends what the gain could not catch in time: the ceiling is reached, 1 never passed. */
const bend = (sample: number): number => {
  const over = Math.abs(sample) - CEILING;
  if (over <= 0) return sample;
  return Math.sign(sample) * (CEILING + (1 - CEILING) * Math.tanh(over / (1 - CEILING)));
};

export const createSoftLimiter = (): SoftLimiter => {
  let gain = 1;
  return {
    process: (block) => {
      let peak = 0;
      for (const sample of block) peak = Math.max(peak, Math.abs(sample));
      const allowed = peak > CEILING ? CEILING / peak : 1;
      const next = Math.min(allowed, gain + RELEASE_PER_BLOCK);
      for (let at = 0; at < block.length; at += 1) {
        // Down within a quarter of the block, up over all of it.
        const share = Math.min(1, ((at + 1) / block.length) * (next < gain ? 4 : 1));
        block[at] = bend((block[at] ?? 0) * (gain + (next - gain) * share));
      }
      gain = next;
    },
  };
};
