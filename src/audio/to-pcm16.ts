const FULL_SCALE = 32_767;

/** Samples between -1 and 1 as 16-bit; what is beyond stays at the edge. In memory that threads share: a prompt is handed on uncopied. */
export const toPcm16 = (samples: Float32Array): Int16Array => {
  const pcm = new Int16Array(new SharedArrayBuffer(samples.length * 2));
  for (let at = 0; at < samples.length; at += 1) {
    pcm[at] = Math.round(Math.min(1, Math.max(-1, samples[at] ?? 0)) * FULL_SCALE);
  }
  return pcm;
};
