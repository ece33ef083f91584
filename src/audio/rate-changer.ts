/** Zero crossings of the filter on either side, at the lower of the two rates: 4 ms of delay at 8 kHz, and -60 dB beyond the pass band. */
const CROSSINGS = 16;
/** Where the pass band ends, as a share of the lower rate: below the half, so that nothing folds back into speech. */
const CUTOFF = 0.46;

/** Sound at one rate to sound at a multiple or a fraction of it, in blocks without seams. */
export interface RateChanger {
  /** `block` holds a multiple of the ratio; the answer is valid until the next call. */
  process(block: Float32Array): Float32Array;
}

const lowPass = (ratio: number, gain: number): Float32Array => {
  const taps = 2 * CROSSINGS * ratio;
  const cutoff = (2 * CUTOFF) / ratio;
  const centre = (taps - 1) / 2;
  const filter = Float32Array.from({ length: taps }, (_, at) => {
    const x = at - centre;
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 0.5)) / taps);
    const angle = Math.PI * x * cutoff;
    return window * (angle === 0 ? 1 : Math.sin(angle) / angle);
  });
  const sum = filter.reduce((total, tap) => total + tap, 0);
  return filter.map((tap) => (tap * gain) / sum);
};

/** The input with the end of the one before it: filters look back. */
const createPast = (kept: number): ((block: Float32Array) => Float32Array) => {
  let line = new Float32Array(kept);
  let length = kept;
  return (block) => {
    const past = line.subarray(length - kept, length);
    if (line.length < kept + block.length) {
      const longer = new Float32Array(kept + block.length);
      longer.set(past);
      line = longer;
    } else line.copyWithin(0, length - kept, length);
    line.set(block, kept);
    length = kept + block.length;
    return line;
  };
};

const createDecimator = (ratio: number): RateChanger => {
  const filter = lowPass(ratio, 1);
  const taps = filter.length;
  const withPast = createPast(taps - ratio);
  let output = new Float32Array(0);
  return {
    process: (block) => {
      const line = withPast(block);
      const count = block.length / ratio;
      if (output.length !== count) output = new Float32Array(count);
      for (let at = 0; at < count; at += 1) {
        let sum = 0;
        const from = at * ratio;
        for (let tap = 0; tap < taps; tap += 1) sum += (line[from + tap] ?? 0) * (filter[tap] ?? 0);
        output[at] = sum;
      }
      return output;
    },
  };
};

const createInterpolator = (ratio: number): RateChanger => {
  const filter = lowPass(ratio, ratio);
  const taps = filter.length / ratio;
  const withPast = createPast(taps - 1);
  let output = new Float32Array(0);
  return {
    process: (block) => {
      const line = withPast(block);
      if (output.length !== block.length * ratio) output = new Float32Array(block.length * ratio);
      for (let at = 0; at < output.length; at += 1) {
        const newest = Math.floor(at / ratio) + taps - 1;
        let sum = 0;
        for (let back = 0; back < taps; back += 1)
          sum += (line[newest - back] ?? 0) * (filter[back * ratio + (at % ratio)] ?? 0);
        output[at] = sum;
      }
      return output;
    },
  };
};

/** From `fromHz` to `toHz`, one of which is a multiple of the other: 8, 16 and 48 kHz of telephones among each other. */
export const createRateChanger = (fromHz: number, toHz: number): RateChanger => {
  if (fromHz === toHz) return { process: (block) => block };
  return fromHz > toHz ? createDecimator(fromHz / toHz) : createInterpolator(toHz / fromHz);
};
