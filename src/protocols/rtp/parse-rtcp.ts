import { RTCP_PACKETS } from './limits.ts';
import {
  CNAME,
  GOODBYE,
  RECEIVER_REPORT,
  REPORT_BYTES,
  RTCP_HEAD_BYTES,
  SENDER_INFO_BYTES,
  SENDER_REPORT,
  SOURCE_DESCRIPTION,
} from './rtcp-layout.ts';
import { toRtpTimestamp } from './rtp-timestamp.ts';
import type { Goodbye, ReceptionReport, RtcpPacket, SourceDescription } from './types.ts';

export type ParsedRtcp =
  | { readonly ok: true; readonly packets: readonly RtcpPacket[] }
  | { readonly ok: false; readonly code: 'too-short' | 'not-rtcp' | 'malformed' };

const PADDING = 0x20;

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const readReport = (view: DataView, at: number): ReceptionReport => ({
  ssrc: view.getUint32(at),
  fractionLost: view.getUint8(at + 4),
  lost: (view.getInt32(at + 4) << 8) >> 8,
  highestSequence: view.getUint32(at + 8),
  jitter: view.getUint32(at + 12),
  lastSenderReport: view.getUint32(at + 16),
  delaySinceLast: view.getUint32(at + 20),
});

const readReports = (view: DataView, start: number, count: number): readonly ReceptionReport[] | undefined =>
  start + REPORT_BYTES * count > view.byteLength
    ? undefined
    : Array.from({ length: count }, (_, index) => readReport(view, start + REPORT_BYTES * index));

/** SR and RR: RFC 3550 6.4. Extensions of profiles behind the reports are passed over. */
const readReportPacket = (view: DataView, type: number, count: number): RtcpPacket | undefined => {
  const fromSender = type === SENDER_REPORT;
  const start = RTCP_HEAD_BYTES + 4 + (fromSender ? SENDER_INFO_BYTES : 0);
  const reports = view.byteLength < start ? undefined : readReports(view, start, count);
  if (!reports) return undefined;
  const ssrc = view.getUint32(4);
  if (!fromSender) return { kind: 'receiver-report', ssrc, reports };
  return {
    kind: 'sender-report',
    ssrc,
    ntpSeconds: view.getUint32(8),
    ntpFraction: view.getUint32(12),
    timestamp: toRtpTimestamp(view.getUint32(16)),
    packets: view.getUint32(20),
    octets: view.getUint32(24),
    reports,
  };
};

/** SDES: chunks of a source and its items, each list of items ends with a zero and is filled up to a word. RFC 3550 6.5. */
const readSourceDescription = (bytes: Uint8Array, view: DataView, count: number): SourceDescription | undefined => {
  const sources: Array<{ ssrc: number; cname: string }> = [];
  let at = RTCP_HEAD_BYTES;
  for (let chunk = 0; chunk < count; chunk += 1) {
    if (at + 4 > bytes.length) return undefined;
    const ssrc = view.getUint32(at);
    at += 4;
    for (; bytes[at]; at += 2 + (bytes[at + 1] ?? 0)) {
      const end = at + 2 + (bytes[at + 1] ?? 0);
      if (end > bytes.length) return undefined;
      if (bytes[at] === CNAME) sources.push({ ssrc, cname: text(bytes.subarray(at + 2, end)) });
    }
    // The zero that ends the list, and what fills the word.
    at = (at + 4) & ~3;
  }
  return at > bytes.length ? undefined : { kind: 'source-description', sources };
};

/** BYE: RFC 3550 6.6. */
const readGoodbye = (bytes: Uint8Array, view: DataView, count: number): Goodbye | undefined => {
  const end = RTCP_HEAD_BYTES + 4 * count;
  if (bytes.length < end) return undefined;
  const sources = Array.from({ length: count }, (_, index) => view.getUint32(RTCP_HEAD_BYTES + 4 * index));
  const reasonBytes = bytes[end];
  if (!reasonBytes) return { kind: 'goodbye', sources };
  const reason = bytes.subarray(end + 1, end + 1 + reasonBytes);
  return reason.length < reasonBytes ? undefined : { kind: 'goodbye', sources, reason: text(reason) };
};

/** `undefined`: malformed; `unknown`: of a type that we do not know. */
const readPacket = (bytes: Uint8Array): RtcpPacket | 'unknown' | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = view.getUint8(0) & 31;
  const type = view.getUint8(1);
  if (type === SENDER_REPORT || type === RECEIVER_REPORT) return readReportPacket(view, type, count);
  if (type === SOURCE_DESCRIPTION) return readSourceDescription(bytes, view, count);
  return type === GOODBYE ? readGoodbye(bytes, view, count) : 'unknown';
};

/** Bytes of the packet at `at` without its padding, and where the next begins. Only the last of a compound may be padded. */
const cutPacket = (
  bytes: Uint8Array,
  at: number,
): { readonly packet: Uint8Array; readonly next: number } | undefined => {
  const next = at + 4 * (1 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)));
  const flags = bytes[at] ?? 0;
  if (flags >> 6 !== 2 || next > bytes.length) return undefined;
  if (!(flags & PADDING)) return { packet: bytes.subarray(at, next), next };
  const padding = bytes[next - 1] ?? 0;
  const whole = next === bytes.length && padding > 0 && padding % 4 === 0 && padding <= next - at - RTCP_HEAD_BYTES;
  return whole ? { packet: bytes.subarray(at, next - padding), next } : undefined;
};

/** All packets of a compound that we know. It begins with a report and its lengths add up: RFC 3550 A.2. */
export const parseRtcp = (bytes: Uint8Array): ParsedRtcp => {
  if (bytes.length < RTCP_HEAD_BYTES + 4) return { ok: false, code: 'too-short' };
  const version = (bytes[0] ?? 0) >> 6;
  if (version !== 2 || (bytes[1] !== SENDER_REPORT && bytes[1] !== RECEIVER_REPORT))
    return { ok: false, code: 'not-rtcp' };
  const packets: RtcpPacket[] = [];
  let at = 0;
  for (let count = 0; at < bytes.length; count += 1) {
    const cut = at + RTCP_HEAD_BYTES > bytes.length || count === RTCP_PACKETS ? undefined : cutPacket(bytes, at);
    const packet = cut && readPacket(cut.packet);
    if (!packet) return { ok: false, code: 'malformed' };
    if (packet !== 'unknown') packets.push(packet);
    at = cut.next;
  }
  return { ok: true, packets };
};
