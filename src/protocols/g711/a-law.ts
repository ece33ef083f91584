import { decodeByTable, encodeByTable, nearestCodes } from './codec-table.ts';

/** Every second bit is sent turned over: G.711 table 1a. */
const EVEN_BITS = 0x55;
const SIGN = 0x80;

/** 16-bit value of an A-law byte: G.711 table 1a, its 13 bits moved to the top of 16. */
const sampleOf = (byte: number): number => {
  const code = byte ^ EVEN_BITS;
  const segment = (code >> 4) & 7;
  const step = ((code & 15) << 4) + 8;
  const size = segment === 0 ? step : (step + 0x100) << (segment - 1);
  return code & SIGN ? size : -size;
};

const VALUES = Int16Array.from({ length: 256 }, (_, byte) => sampleOf(byte));
const CODES = nearestCodes(VALUES, SIGN | EVEN_BITS);

/** PCMA: 8 kHz samples to bytes. `out` holds one byte for each sample. */
export const encodeALaw = (samples: Int16Array, out: Uint8Array): void => encodeByTable(CODES, samples, out);

/** PCMA: bytes to 8 kHz samples. `out` holds one sample for each byte. */
export const decodeALaw = (bytes: Uint8Array, out: Int16Array): void => decodeByTable(VALUES, bytes, out);
