/** 4 ms a second: changes the pitch by less than half a percent, and follows any two clocks. */
const MOST_SAMPLES = 4;

/** `samples` made longer (`by` > 0) or shorter by up to four samples. */
export const slipSamples = (samples: Float32Array, by: number): Float32Array => {
  const change = Math.max(-MOST_SAMPLES, Math.min(MOST_SAMPLES, Math.round(by)));
  const length = samples.length + change;
  if (change === 0 || length < 2) return samples;
  const step = (samples.length - 1) / (length - 1);
  const slipped = new Float32Array(length);
  for (let at = 0; at < length; at += 1) {
    const place = at * step;
    const before = Math.floor(place);
    const first = samples[before] ?? 0;
    slipped[at] = first + ((samples[before + 1] ?? first) - first) * (place - before);
  }
  return slipped;
};
