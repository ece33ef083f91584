import type { OpusHead } from './types.ts';

const HEAD_MAGIC = 'OpusHead';
const TAGS_MAGIC = 'OpusTags';
const HEAD_BYTES = 19;
const encoder = new TextEncoder();

/** RFC 7845 5.1: version 1, no gain, channel mapping family 0 (mono or stereo). */
export const formatOpusHead = ({ channels, preSkip, inputRateHz }: OpusHead): Uint8Array => {
  const bytes = new Uint8Array(HEAD_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(encoder.encode(HEAD_MAGIC));
  view.setUint8(8, 1);
  view.setUint8(9, channels);
  view.setUint16(10, preSkip, true);
  view.setUint32(12, inputRateHz, true);
  return bytes;
};

const startsWith = (bytes: Uint8Array, magic: string): boolean =>
  encoder.encode(magic).every((byte, at) => bytes[at] === byte);

/** The identification header, or undefined when it is none that `formatOpusHead` could have written. */
export const parseOpusHead = (bytes: Uint8Array): OpusHead | undefined => {
  if (bytes.length < HEAD_BYTES || !startsWith(bytes, HEAD_MAGIC)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  // Major version 0 and mapping family 0 alone are understood here.
  if (view.getUint8(8) >> 4 !== 0 || view.getUint8(18) !== 0) return undefined;
  return { channels: view.getUint8(9), preSkip: view.getUint16(10, true), inputRateHz: view.getUint32(12, true) };
};

/** The comment header, RFC 7845 5.2: `comments` are lines like `TITLE=…`. */
export const formatOpusTags = (vendor: string, comments: readonly string[]): Uint8Array => {
  const parts = [vendor, ...comments].map((text) => encoder.encode(text));
  const bytes = new Uint8Array(TAGS_MAGIC.length + 4 + parts.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(bytes.buffer);
  bytes.set(encoder.encode(TAGS_MAGIC));
  let at = TAGS_MAGIC.length;
  for (const [index, part] of parts.entries()) {
    view.setUint32(at, part.length, true);
    bytes.set(part, at + 4);
    at += 4 + part.length;
    // The number of comments stands between the vendor and the first of them.
    if (index === 0) {
      view.setUint32(at, comments.length, true);
      at += 4;
    }
  }
  return bytes;
};
