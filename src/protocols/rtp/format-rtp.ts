import { CONTRIBUTORS, RTP_HEAD_BYTES } from './limits.ts';
import type { RtpHead, RtpPacket } from './types.ts';

const VERSION_2 = 0x80;
const EXTENSION = 0x10;
const MARKER = 0x80;

/** Writes the 12 bytes of `head` (RTP_HEAD_BYTES) to the front of `out`, for senders that encode right behind it. RFC 3550 5.1. */
export const writeRtpHead = (out: Uint8Array, head: RtpHead): void => {
  out[0] = VERSION_2;
  out[1] = (head.marker ? MARKER : 0) | (head.payloadType & 127);
  out[2] = head.sequence >>> 8;
  out[3] = head.sequence;
  out[4] = head.timestamp >>> 24;
  out[5] = head.timestamp >>> 16;
  out[6] = head.timestamp >>> 8;
  out[7] = head.timestamp;
  out[8] = head.ssrc >>> 24;
  out[9] = head.ssrc >>> 16;
  out[10] = head.ssrc >>> 8;
  out[11] = head.ssrc;
};

/** A whole packet, without padding. Contributors beyond 15 are left out; the extension is filled up to whole words. */
export const formatRtp = (packet: RtpPacket): Uint8Array => {
  const { extension, payload } = packet;
  const contributors = packet.contributors.slice(0, CONTRIBUTORS);
  const extensionWords = extension ? Math.ceil(extension.data.length / 4) : 0;
  const extensionStart = RTP_HEAD_BYTES + 4 * contributors.length;
  const payloadStart = extensionStart + (extension ? 4 + 4 * extensionWords : 0);
  const bytes = new Uint8Array(payloadStart + payload.length);
  const view = new DataView(bytes.buffer);
  writeRtpHead(bytes, packet);
  view.setUint8(0, VERSION_2 | (extension ? EXTENSION : 0) | contributors.length);
  for (const [index, contributor] of contributors.entries()) view.setUint32(RTP_HEAD_BYTES + 4 * index, contributor);
  if (extension) {
    view.setUint16(extensionStart, extension.profile);
    view.setUint16(extensionStart + 2, extensionWords);
    bytes.set(extension.data, extensionStart + 4);
  }
  bytes.set(payload, payloadStart);
  return bytes;
};
