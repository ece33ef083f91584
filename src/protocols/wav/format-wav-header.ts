export const WAV_HEADER_BYTES = 80;
const BYTES_PER_SAMPLE = 2;
/** The sizes of a RIFF file are 32 bits; beyond them it is RF64 (EBU Tech 3306), which says them in 64 bits. */
const RIFF_MAX_BYTES = 0xffff_ffff;
const DS64_BYTES = 28;

/**
 * The header of mono or stereo 16-bit PCM of `dataBytes`, always of the same length, so that it can be written over when the length
 * is known. Up to 4 GB it is plain RIFF with a chunk `JUNK` in the place where RF64 has its sizes.
 */
export const formatWavHeader = (rateHz: number, channels: number, dataBytes: number): Uint8Array => {
  const bytes = new Uint8Array(WAV_HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  const text = (at: number, word: string): void => bytes.set(new TextEncoder().encode(word), at);
  const riffBytes = WAV_HEADER_BYTES - 8 + dataBytes;
  const large = riffBytes > RIFF_MAX_BYTES;
  text(0, large ? 'RF64' : 'RIFF');
  view.setUint32(4, large ? RIFF_MAX_BYTES : riffBytes, true);
  text(8, 'WAVE');
  text(12, large ? 'ds64' : 'JUNK');
  view.setUint32(16, DS64_BYTES, true);
  if (large) {
    view.setBigUint64(20, BigInt(riffBytes), true);
    view.setBigUint64(28, BigInt(dataBytes), true);
    view.setBigUint64(36, BigInt(dataBytes / (BYTES_PER_SAMPLE * channels)), true);
  }
  text(48, 'fmt ');
  view.setUint32(52, 16, true);
  view.setUint16(56, 1, true); // PCM
  view.setUint16(58, channels, true);
  view.setUint32(60, rateHz, true);
  view.setUint32(64, rateHz * channels * BYTES_PER_SAMPLE, true);
  view.setUint16(68, channels * BYTES_PER_SAMPLE, true);
  view.setUint16(70, 8 * BYTES_PER_SAMPLE, true);
  text(72, 'data');
  view.setUint32(76, large ? RIFF_MAX_BYTES : dataBytes, true);
  return bytes;
};
