import { decodeByTable, encodeByTable, nearestCodes } from './codec-table.ts';

/** Added before the segments are cut, so that each begins at a power of two: G.711 table 2a. */
const BIAS = 0x84;
const SIGN = 0x80;

/** 16-bit value of a µ-law byte: G.711 table 2a, its 14 bits moved to the top of 16. All bits are sent turned over. */
const sampleOf = (byte: number): number => {
  const code = ~byte & 0xff;
  const size = ((((code & 15) << 3) + BIAS) << ((code >> 4) & 7)) - BIAS;
  return code & SIGN ? -size : size;
};

const VALUES = Int16Array.from({ length: 256 }, (_, byte) => sampleOf(byte));
const CODES = nearestCodes(VALUES, 0xff);

/** PCMU: 8 kHz samples to bytes. `out` holds one byte for each sample. */
export const encodeMuLaw = (samples: Int16Array, out: Uint8Array): void => encodeByTable(CODES, samples, out);

/** PCMU: bytes to 8 kHz samples. `out` holds one sample for each byte. */
export const decodeMuLaw = (bytes: Uint8Array, out: Int16Array): void => decodeByTable(VALUES, bytes, out);
