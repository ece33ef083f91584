/** Steps of 16-bit samples that one entry of an encoding table stands for: both laws are finer nowhere. */
const ENTRY_BITS = 2;
const ENTRIES = 0x1_0000 >> ENTRY_BITS;
const MIDDLE = ENTRIES / 2;

/**
 * For each quarter of the 16-bit samples the byte whose value is nearest, from the values of the bytes. `mask` is the byte of the
 * smallest positive value; bytes count away from it in louder steps.
 */
export const nearestCodes = (values: Int16Array, mask: number): Uint8Array => {
  const codes = new Uint8Array(ENTRIES);
  let entry = 1;
  codes[MIDDLE] = mask;
  for (let step = 0; step < 128; step += 1) {
    const here = values[step ^ mask] ?? 0;
    const next = values[(step + 1) ^ mask] ?? 0;
    // The boundary is half way to the next step; the last step takes all that is left.
    const boundary = step < 127 ? (here + next + 4) >> (ENTRY_BITS + 1) : MIDDLE;
    for (; entry < boundary; entry += 1) {
      codes[MIDDLE + entry] = step ^ mask;
      codes[MIDDLE - entry] = step ^ mask ^ 0x80;
    }
  }
  codes[0] = codes[1] ?? 0;
  return codes;
};

/** Writes the byte of each sample to `out`, which is as long. */
export const encodeByTable = (codes: Uint8Array, samples: Int16Array, out: Uint8Array): void => {
  for (let at = 0; at < samples.length; at += 1) out[at] = codes[((samples[at] ?? 0) + 0x8000) >> ENTRY_BITS] ?? 0;
};

export const decodeByTable = (values: Int16Array, bytes: Uint8Array, out: Int16Array): void => {
  for (let at = 0; at < bytes.length; at += 1) out[at] = values[bytes[at] ?? 0] ?? 0;
};
