/** A file of sound, 48 kHz mono, that is being made. */
export interface SoundFile {
  /** The next 960 samples, -1 to 1; undefined: silence. */
  add(block: Float32Array | undefined): void;
  /** Nothing follows; the file is whole. */
  end(): void;
}

/** -1 to 1 as 16-bit samples. */
export const toInt16 = (block: Float32Array, target: Int16Array): void => {
  for (let at = 0; at < target.length; at += 1) {
    const sample = (block[at] ?? 0) * 32_767;
    target[at] = sample > 32_767 ? 32_767 : sample < -32_768 ? -32_768 : Math.round(sample);
  }
};
