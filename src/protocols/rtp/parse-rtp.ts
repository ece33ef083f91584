import { RTP_HEAD_BYTES } from './limits.ts';
import { toRtpTimestamp } from './rtp-timestamp.ts';
import type { RtpPacket } from './types.ts';

export type ParsedRtp =
  | { readonly ok: true; readonly packet: RtpPacket }
  /** `rtcp`: a packet of RTCP on the port of RTP. */
  | { readonly ok: false; readonly code: 'too-short' | 'not-rtp' | 'rtcp' | 'bad-padding' };

const VERSION = 2;
const PADDING = 0x20;
const EXTENSION = 0x10;
/** Second bytes of RTCP; no payload type with its marker may be one of them: RFC 5761 4. */
const RTCP_FIRST = 192;
const RTCP_LAST = 223;

const NO_CONTRIBUTORS: readonly number[] = [];

const readContributors = (view: DataView, count: number): readonly number[] =>
  count === 0
    ? NO_CONTRIBUTORS
    : Array.from({ length: count }, (_, index) => view.getUint32(RTP_HEAD_BYTES + 4 * index));

/**
 * A packet of RTP, RFC 3550 5.1:
 *
 *      0        1        2        3
 *   +--------+--------+--------+--------+
 *   |2 P X CC|M  type |    sequence     |   P: the last byte says how many at the end are padding; X: an extension follows
 *   +--------+--------+--------+--------+
 *   |             timestamp             |
 *   +--------+--------+--------+--------+
 *   |               SSRC                |
 *   +--------+--------+--------+--------+
 *   |   CC contributing sources (CSRC)  |
 *   +--------+--------+--------+--------+
 *   |     profile     | length in words |   the extension
 *   +--------+--------+--------+--------+
 */
export const parseRtp = (bytes: Uint8Array): ParsedRtp => {
  if (bytes.length < RTP_HEAD_BYTES) return { ok: false, code: 'too-short' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const first = view.getUint8(0);
  const second = view.getUint8(1);
  if (first >> 6 !== VERSION) return { ok: false, code: 'not-rtp' };
  if (second >= RTCP_FIRST && second <= RTCP_LAST) return { ok: false, code: 'rtcp' };
  const contributors = first & 15;
  let start = RTP_HEAD_BYTES + 4 * contributors;
  let extension: RtpPacket['extension'];
  if (first & EXTENSION) {
    if (bytes.length < start + 4) return { ok: false, code: 'too-short' };
    const body = start + 4;
    const end = body + 4 * view.getUint16(start + 2);
    extension = { profile: view.getUint16(start), data: bytes.subarray(body, end) };
    start = end;
  }
  if (bytes.length < start) return { ok: false, code: 'too-short' };
  const padding = first & PADDING ? view.getUint8(bytes.length - 1) : 0;
  // A padding of no bytes does not count itself, and one into the head would be a payload of less than nothing.
  if ((first & PADDING && padding === 0) || padding > bytes.length - start) return { ok: false, code: 'bad-padding' };
  return {
    ok: true,
    packet: {
      marker: second > 127,
      payloadType: second & 127,
      sequence: view.getUint16(2),
      timestamp: toRtpTimestamp(view.getUint32(4)),
      ssrc: view.getUint32(8),
      contributors: readContributors(view, contributors),
      ...(extension && { extension }),
      payload: bytes.subarray(start, bytes.length - padding),
    },
  };
};
