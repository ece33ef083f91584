import { randomBytes, randomInt } from 'node:crypto';
import { writeRtpHead } from '../../protocols/rtp/format-rtp.ts';
import { RTP_HEAD_BYTES } from '../../protocols/rtp/limits.ts';
import { laterBy, type RtpTimestamp, toRtpTimestamp } from '../../protocols/rtp/rtp-timestamp.ts';
import { SRTP_TRAILER_BYTES, type SrtpSender } from './srtp.ts';

/** The row of packets that one leg sends. */
export interface RtpOut {
  readonly ssrc: number;
  /** The packet of this tick. */
  packet(payload: Uint8Array, payloadType: number, srtp: SrtpSender | undefined): Uint8Array;
  /** A tick is over: time goes on even when nothing was sent. */
  passTick(): void;
  timestamp(): RtpTimestamp;
  /** Packets and bytes of payload so far. */
  sent(): { readonly packets: number; readonly octets: number };
}

/** Sequence, timestamp and SSRC begin anywhere: RFC 3550 5.1, and with SRTP no keystream comes twice. */
export const createRtpOut = (clockHz: number): RtpOut => {
  const ssrc = randomBytes(4).readUInt32BE();
  const ticks = clockHz / 50;
  let sequence = randomInt(0x8000);
  let timestamp = toRtpTimestamp(randomBytes(4).readUInt32BE());
  let packets = 0;
  let octets = 0;
  /** After a pause the first packet is marked: RFC 3551 4.1. */
  let marker = true;
  let sentNow = false;

  return {
    ssrc,
    packet: (payload, payloadType, srtp) => {
      const length = RTP_HEAD_BYTES + payload.length;
      const bytes = Buffer.allocUnsafe(srtp ? length + SRTP_TRAILER_BYTES : length);
      writeRtpHead(bytes, { marker, payloadType, sequence, timestamp, ssrc });
      bytes.set(payload, RTP_HEAD_BYTES);
      sequence = (sequence + 1) & 0xffff;
      packets += 1;
      octets += payload.length;
      sentNow = true;
      return srtp ? bytes.subarray(0, srtp.protect(bytes, length)) : bytes;
    },
    passTick: () => {
      timestamp = laterBy(timestamp, ticks);
      marker = !sentNow;
      sentNow = false;
    },
    timestamp: () => timestamp,
    sent: () => ({ packets, octets }),
  };
};
