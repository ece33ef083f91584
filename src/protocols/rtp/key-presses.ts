import { type RtpTimestamp, unitsBetween } from './rtp-timestamp.ts';
import { keyOfEvent, parseTelephoneEvent, type TelephoneEvent } from './telephone-event.ts';
import type { RtpPacket } from './types.ts';

/** Makes presses of the packets of telephone events: each press is told once, at the first of its packets that comes. */
export interface KeyPresses {
  /** The key that this packet of the agreed payload type tells for the first time. */
  hear(packet: Pick<RtpPacket, 'timestamp' | 'payload' | 'marker'>): string | undefined;
}

interface Heard extends TelephoneEvent {
  readonly timestamp: RtpTimestamp;
}

/** Where a duration of 16 bits ends and a long press goes on as a new segment: RFC 4733 2.5.1.3. */
const SEGMENT_UNITS = 0xffff;
/** Packets of a press are at most 50 ms apart; senders cut segments at one of them. */
const SEGMENT_SLACK_S = 0.1;
/** A packet older than this is no late one: the sender has begun anew. */
const LATE_S = 5;

/**
 * All packets of a press have one timestamp, its beginning (RFC 4733 2.5.1.2), so another timestamp is another press even when all
 * three packets of the end were lost. `clockRateHz`: of the agreed payload type. For one source: another SSRC begins anew.
 */
export const createKeyPresses = (clockRateHz: number): KeyPresses => {
  let last: Heard | undefined;

  const goesOn = (before: Heard, now: Heard, marker: boolean): boolean =>
    !before.end &&
    !marker &&
    before.event === now.event &&
    Math.abs(unitsBetween(before.timestamp, now.timestamp) - SEGMENT_UNITS) <= SEGMENT_SLACK_S * clockRateHz;

  return {
    hear: ({ timestamp, payload, marker }) => {
      const event = parseTelephoneEvent(payload);
      if (!event) return undefined;
      const now = { ...event, timestamp };
      const before = last;
      if (before) {
        const units = unitsBetween(before.timestamp, timestamp);
        if (units < 0 && units > -LATE_S * clockRateHz) return undefined;
        last = units === 0 && before.end ? before : now;
        if (units === 0 || goesOn(before, now, marker)) return undefined;
      }
      last = now;
      return keyOfEvent(event.event);
    },
  };
};
