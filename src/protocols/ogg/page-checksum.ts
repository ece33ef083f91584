/** The generator polynomial of RFC 3533 6: not reflected, so that no ready-made CRC-32 computes it. */
const POLYNOMIAL = 0x04c11db7;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) remainder = (remainder << 1) ^ (remainder & 0x80000000 ? POLYNOMIAL : 0);
  return remainder >>> 0;
});

/** Checksum of a whole page whose own checksum field is zero: RFC 3533 6. */
export const pageChecksum = (page: Uint8Array): number => {
  let remainder = 0;
  for (const byte of page) remainder = (remainder << 8) ^ (TABLE[(remainder >>> 24) ^ byte] ?? 0);
  return remainder >>> 0;
};
