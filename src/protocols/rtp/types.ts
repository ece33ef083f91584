import type { RtpTimestamp } from './rtp-timestamp.ts';

/** One packet of RTP: RFC 3550 5.1. */
export interface RtpPacket {
  readonly marker: boolean;
  /** 0 to 127. */
  readonly payloadType: number;
  /** 16 bits; `extend-sequence.ts` makes numbers of it that only grow. */
  readonly sequence: number;
  readonly timestamp: RtpTimestamp;
  /** 32 bits: who sends. */
  readonly ssrc: number;
  /** CSRC: whose voices a mixer put together, 15 at the most. */
  readonly contributors: readonly number[];
  readonly extension?: { readonly profile: number; readonly data: Uint8Array };
  /** Without padding. A view of the packet's bytes, no copy. */
  readonly payload: Uint8Array;
}

/** What the head of a packet without contributors and extension says. */
export type RtpHead = Pick<RtpPacket, 'marker' | 'payloadType' | 'sequence' | 'timestamp' | 'ssrc'>;

/** RTCP packets that we know: RFC 3550 6. Others in a compound are passed over. */
export type RtcpPacket = SenderReport | ReceiverReport | SourceDescription | Goodbye;

export interface SenderReport {
  readonly kind: 'sender-report';
  readonly ssrc: number;
  /** NTP time: seconds since 1900 and their 2^32nd parts. */
  readonly ntpSeconds: number;
  readonly ntpFraction: number;
  readonly timestamp: RtpTimestamp;
  readonly packets: number;
  /** Of payload alone. */
  readonly octets: number;
  readonly reports: readonly ReceptionReport[];
}

export interface ReceiverReport {
  readonly kind: 'receiver-report';
  readonly ssrc: number;
  readonly reports: readonly ReceptionReport[];
}

/** RFC 3550 6.4.1. */
export interface ReceptionReport {
  /** Whom it is about. */
  readonly ssrc: number;
  /** Since the last report, in 256ths. */
  readonly fractionLost: number;
  /** Since the beginning; negative when packets came twice. */
  readonly lost: number;
  /** Extended: the cycles in the upper 16 bits. */
  readonly highestSequence: number;
  /** In units of the timestamp. */
  readonly jitter: number;
  /** Middle 32 bits of the NTP time of their last sender report; 0: none yet. */
  readonly lastSenderReport: number;
  /** Since that came, in 65536ths of a second. */
  readonly delaySinceLast: number;
}

export interface SourceDescription {
  readonly kind: 'source-description';
  /** CNAME of each source that gives one. */
  readonly sources: ReadonlyArray<{ readonly ssrc: number; readonly cname: string }>;
}

export interface Goodbye {
  readonly kind: 'goodbye';
  readonly sources: readonly number[];
  readonly reason?: string;
}
