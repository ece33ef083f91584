import { RTP_HEAD_BYTES } from '../../protocols/rtp/limits.ts';

const VERSION = 2;
const EXTENSION = 0x10;

export const readUint16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

export const readUint32 = (bytes: Uint8Array, at: number): number =>
  ((readUint16(bytes, at) << 16) | readUint16(bytes, at + 2)) >>> 0;

export const writeUint32 = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
};

/** Where encryption begins in the RTP packet of `length` bytes: behind the head with all that belongs to it (RFC 3711 3.1). */
export const payloadStart = (bytes: Uint8Array, length: number): number | undefined => {
  const first = bytes[0] ?? 0;
  if (length < RTP_HEAD_BYTES || first >> 6 !== VERSION) return undefined;
  const extensionAt = RTP_HEAD_BYTES + 4 * (first & 15);
  if (!(first & EXTENSION)) return extensionAt <= length ? extensionAt : undefined;
  if (extensionAt + 4 > length) return undefined;
  const start = extensionAt + 4 + 4 * readUint16(bytes, extensionAt + 2);
  return start <= length ? start : undefined;
};
