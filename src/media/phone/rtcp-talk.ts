import { randomBytes } from 'node:crypto';
import { formatRtcp } from '../../protocols/rtp/format-rtcp.ts';
import { parseRtcp } from '../../protocols/rtp/parse-rtcp.ts';
import type { ReceptionStatistics } from '../../protocols/rtp/reception-statistics.ts';
import type { RtcpPacket } from '../../protocols/rtp/types.ts';
import { RTCP_EVERY_MS } from './limits.ts';
import type { RtpOut } from './rtp-out.ts';

/** Seconds from 1900, where NTP begins, to 1970. */
const NTP_OFFSET_S = 2_208_988_800;
/** Of the mean, either way: reports of many legs do not leave together. RFC 3550 6.2. */
const SPREAD = 0.5;

/** When and what one leg reports. Only its own clock makes it speak: no packet of theirs is ever answered. */
export interface RtcpTalk {
  /** The report that is due at `nowMs`; undefined most of the time. */
  due(out: RtpOut, heard: ReceptionStatistics | undefined, nowMs: number): Uint8Array | undefined;
  /** For the end of the leg. */
  goodbye(out: RtpOut, heard: ReceptionStatistics | undefined, nowMs: number): Uint8Array;
  /** What they reported; false when it is no RTCP. */
  hear(bytes: Uint8Array, heard: ReceptionStatistics | undefined, nowMs: number): boolean;
}

export interface RtcpTimes {
  /** Milliseconds since 1970. */
  wallMs(): number;
  /** 0 to 1. */
  random(): number;
}

export const createRtcpTalk = (startMs: number, { wallMs, random }: RtcpTimes): RtcpTalk => {
  // Says nothing about us: RFC 7022 4.2.
  const cname = randomBytes(12).toString('base64');
  const nextAfter = (nowMs: number): number => nowMs + RTCP_EVERY_MS * (1 - SPREAD / 2 + random() * SPREAD);
  let nextMs = nextAfter(startMs);
  let packetsBefore = 0;

  const report = (out: RtpOut, heard: ReceptionStatistics | undefined, nowMs: number): readonly RtcpPacket[] => {
    const about = heard?.report(nowMs);
    const reports = about ? [about] : [];
    const { ssrc } = out;
    const description = { kind: 'source-description', sources: [{ ssrc, cname }] } as const;
    const { packets, octets } = out.sent();
    // Whoever sent nothing lately is a receiver: RFC 3550 6.4.
    const silent = packets === packetsBefore;
    packetsBefore = packets;
    if (silent) return [{ kind: 'receiver-report', ssrc, reports }, description];
    const ntpMs = wallMs();
    const ntpSeconds = Math.floor(ntpMs / 1_000) + NTP_OFFSET_S;
    const ntpFraction = Math.floor(((ntpMs % 1_000) / 1_000) * 2 ** 32);
    const timestamp = out.timestamp();
    return [{ kind: 'sender-report', ssrc, ntpSeconds, ntpFraction, timestamp, packets, octets, reports }, description];
  };

  return {
    due: (out, heard, nowMs) => {
      if (nowMs < nextMs) return undefined;
      nextMs = nextAfter(nowMs);
      return formatRtcp(report(out, heard, nowMs));
    },
    goodbye: (out, heard, nowMs) =>
      formatRtcp([...report(out, heard, nowMs), { kind: 'goodbye', sources: [out.ssrc] }]),
    hear: (bytes, heard, nowMs) => {
      const parsed = parseRtcp(bytes);
      if (!parsed.ok) return false;
      for (const packet of parsed.packets)
        if (packet.kind === 'sender-report') heard?.senderReport(packet.ntpSeconds, packet.ntpFraction, nowMs);
      return true;
    },
  };
};
