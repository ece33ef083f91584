import { extendSequence, sequenceStep } from './extend-sequence.ts';
import { type RtpTimestamp, unitsBetween } from './rtp-timestamp.ts';
import type { ReceptionReport, RtpPacket } from './types.ts';

/** What is known of one source's packets, for our reports: RFC 3550 A.1, A.3 and A.8. */
export interface ReceptionStatistics {
  /**
   * A packet came at `nowMs`; answers its number without end (`extend-sequence.ts`). Undefined: it lies so far off that it is a stray,
   * or the first of a stream that began anew, which the next shows.
   */
  received(packet: Pick<RtpPacket, 'sequence' | 'timestamp'>, nowMs: number): number | undefined;
  /** Their sender report came. */
  senderReport(ntpSeconds: number, ntpFraction: number, nowMs: number): void;
  /** The report since the last one. Undefined before the first packet. */
  report(nowMs: number): ReceptionReport | undefined;
}

/** Further ahead or behind than these, one packet alone is not believed: RFC 3550 A.1. */
const MAX_DROPOUT = 3_000;
const MAX_MISORDER = 100;
const CYCLE = 0x1_0000;
const MOST_LOST = 0x7f_ffff;

interface Counted {
  readonly base: number;
  highest: number;
  packets: number;
  expectedBefore: number;
  packetsBefore: number;
}

const countFrom = (base: number): Counted => ({ base, highest: base, packets: 1, expectedBefore: 0, packetsBefore: 0 });

/** Jitter between packets, in units of the timestamp: RFC 3550 A.8. */
const createJitter = (clockRateHz: number): { hear(timestamp: RtpTimestamp, nowMs: number): void; units(): number } => {
  let last: { readonly timestamp: RtpTimestamp; readonly atMs: number } | undefined;
  let jitter = 0;
  return {
    hear: (timestamp, nowMs) => {
      const passed = last ? unitsBetween(last.timestamp, timestamp) : 0;
      // Packets of a pressed key bear the time of its beginning, which says nothing about when they were sent.
      if (last && passed !== 0) {
        const off = Math.abs(((nowMs - last.atMs) * clockRateHz) / 1000 - passed);
        jitter += (off - jitter) / 16;
      }
      if (!last || passed !== 0) last = { timestamp, atMs: nowMs };
    },
    units: () => Math.min(0xffff_ffff, Math.floor(jitter)),
  };
};

export const createReceptionStatistics = (ssrc: number, clockRateHz: number): ReceptionStatistics => {
  const jitter = createJitter(clockRateHz);
  let counted: Counted | undefined;
  /** What would follow a packet that was not believed. */
  let anew: number | undefined;
  let sender: { readonly middle: number; readonly atMs: number } | undefined;

  const place = (sequence: number): number | undefined => {
    if (!counted) {
      counted = countFrom(extendSequence(undefined, sequence));
      return counted.base;
    }
    const step = sequenceStep(counted.highest & 0xffff, sequence);
    if (step > MAX_DROPOUT || step < -MAX_MISORDER) {
      if (sequence !== anew) {
        anew = (sequence + 1) & 0xffff;
        return undefined;
      }
      // In the next cycle, so that numbers go on growing.
      counted = countFrom((Math.floor(counted.highest / CYCLE) + 1) * CYCLE + sequence);
      anew = undefined;
      return counted.base;
    }
    anew = undefined;
    const extended = counted.highest + step;
    counted.highest = Math.max(counted.highest, extended);
    counted.packets += 1;
    return extended;
  };

  return {
    received: ({ sequence, timestamp }, nowMs) => {
      const extended = place(sequence);
      if (extended !== undefined) jitter.hear(timestamp, nowMs);
      return extended;
    },
    senderReport: (ntpSeconds, ntpFraction, nowMs) => {
      sender = { middle: ((ntpSeconds << 16) | (ntpFraction >>> 16)) >>> 0, atMs: nowMs };
    },
    report: (nowMs) => {
      if (!counted) return undefined;
      const expected = counted.highest - counted.base + 1;
      const expectedNow = expected - counted.expectedBefore;
      const lostNow = expectedNow - (counted.packets - counted.packetsBefore);
      counted.expectedBefore = expected;
      counted.packetsBefore = counted.packets;
      return {
        ssrc,
        fractionLost: expectedNow > 0 && lostNow > 0 ? Math.min(255, Math.floor((256 * lostNow) / expectedNow)) : 0,
        lost: Math.min(MOST_LOST, Math.max(-MOST_LOST - 1, expected - counted.packets)),
        highestSequence: (counted.highest - CYCLE) >>> 0,
        jitter: jitter.units(),
        lastSenderReport: sender?.middle ?? 0,
        delaySinceLast: sender ? Math.floor((nowMs - sender.atMs) * 65.536) >>> 0 : 0,
      };
    },
  };
};
