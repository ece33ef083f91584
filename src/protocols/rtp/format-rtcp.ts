import { RTCP_COUNT, RTCP_TEXT_BYTES } from './limits.ts';
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
import type { Goodbye, ReceiverReport, ReceptionReport, RtcpPacket, SenderReport, SourceDescription } from './types.ts';

const VERSION_2 = 0x80;
const MOST_LOST = 0x7f_ffff;

const words = (bytes: number): number => (bytes + 3) & ~3;
const textBytes = (text: string): Uint8Array => new TextEncoder().encode(text).subarray(0, RTCP_TEXT_BYTES);

/** A packet of `bodyBytes` behind its head, filled up with zeros. */
const packet = (type: number, count: number, bodyBytes: number): Uint8Array => {
  const bytes = new Uint8Array(RTCP_HEAD_BYTES + words(bodyBytes));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, VERSION_2 | count);
  view.setUint8(1, type);
  view.setUint16(2, bytes.length / 4 - 1);
  return bytes;
};

const writeReport = (view: DataView, at: number, report: ReceptionReport): void => {
  view.setUint32(at, report.ssrc);
  view.setUint32(at + 4, Math.min(MOST_LOST, Math.max(-MOST_LOST - 1, report.lost)) & 0xff_ffff);
  view.setUint8(at + 4, report.fractionLost);
  view.setUint32(at + 8, report.highestSequence);
  view.setUint32(at + 12, report.jitter);
  view.setUint32(at + 16, report.lastSenderReport);
  view.setUint32(at + 20, report.delaySinceLast);
};

const formatReports = (from: SenderReport | ReceiverReport): Uint8Array => {
  const reports = from.reports.slice(0, RTCP_COUNT);
  const sender = from.kind === 'sender-report';
  const start = 4 + (sender ? SENDER_INFO_BYTES : 0);
  const bytes = packet(sender ? SENDER_REPORT : RECEIVER_REPORT, reports.length, start + REPORT_BYTES * reports.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, from.ssrc);
  if (sender) {
    view.setUint32(8, from.ntpSeconds);
    view.setUint32(12, from.ntpFraction);
    view.setUint32(16, from.timestamp);
    view.setUint32(20, from.packets);
    view.setUint32(24, from.octets);
  }
  for (const [index, report] of reports.entries())
    writeReport(view, RTCP_HEAD_BYTES + start + REPORT_BYTES * index, report);
  return bytes;
};

const formatSourceDescription = (from: SourceDescription): Uint8Array => {
  const chunks = from.sources.slice(0, RTCP_COUNT).map(({ ssrc, cname }) => ({ ssrc, name: textBytes(cname) }));
  // Source, kind, length, name and the zero that ends the list.
  const sizes = chunks.map(({ name }) => words(4 + 2 + name.length + 1));
  const bytes = packet(
    SOURCE_DESCRIPTION,
    chunks.length,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  const view = new DataView(bytes.buffer);
  let at = RTCP_HEAD_BYTES;
  for (const [index, { ssrc, name }] of chunks.entries()) {
    view.setUint32(at, ssrc);
    view.setUint8(at + 4, CNAME);
    view.setUint8(at + 5, name.length);
    bytes.set(name, at + 6);
    at += sizes[index] ?? 0;
  }
  return bytes;
};

const formatGoodbye = (from: Goodbye): Uint8Array => {
  const sources = from.sources.slice(0, RTCP_COUNT);
  const reason = from.reason === undefined ? undefined : textBytes(from.reason);
  const bytes = packet(GOODBYE, sources.length, 4 * sources.length + (reason ? 1 + reason.length : 0));
  const view = new DataView(bytes.buffer);
  for (const [index, source] of sources.entries()) view.setUint32(RTCP_HEAD_BYTES + 4 * index, source);
  if (reason) {
    const at = RTCP_HEAD_BYTES + 4 * sources.length;
    view.setUint8(at, reason.length);
    bytes.set(reason, at + 1);
  }
  return bytes;
};

const formatOne = (one: RtcpPacket): Uint8Array => {
  if (one.kind === 'source-description') return formatSourceDescription(one);
  return one.kind === 'goodbye' ? formatGoodbye(one) : formatReports(one);
};

/** A compound of `packets`; the first has to be a report (RFC 3550 6.1). Counts and texts beyond their fields are cut. */
export const formatRtcp = (packets: readonly RtcpPacket[]): Uint8Array => {
  const parts = packets.map(formatOne);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};
