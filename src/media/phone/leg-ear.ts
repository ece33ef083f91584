import { createComfortNoise } from '../../audio/comfort-noise.ts';
import { createPhonePlayout, type PhonePlayout, type PlayoutPacket } from '../../audio/phone-playout.ts';
import { levelDbov } from '../../audio/sound-level.ts';
import { parseComfortNoise } from '../../protocols/rtp/comfort-noise.ts';
import { createReceptionStatistics, type ReceptionStatistics } from '../../protocols/rtp/reception-statistics.ts';
import { type RtpTimestamp, unitsBetween } from '../../protocols/rtp/rtp-timestamp.ts';
import type { RtpPacket } from '../../protocols/rtp/types.ts';
import { PHONE_CODEC_FACTS, type PhoneDecoder } from './phone-codecs.ts';
import type { LegFormat } from './phone-media.ts';
import type { ThreadCounters } from './thread-counters.ts';

/** 20 ms of what came from a leg. */
export interface HeardFrame {
  readonly samples: Float32Array;
  /** Level of the samples. */
  readonly dbov: number;
  /** The packet that it was, untouched, when it was one of 20 ms. */
  readonly packet: Uint8Array | undefined;
}

/** What comes from one leg, as sound at an even pace. */
export interface LegEar {
  configure(format: LegFormat): void;
  /** A packet that is theirs; false when its payload is nothing that was agreed on. */
  hear(packet: RtpPacket, nowMs: number): boolean;
  /** Valid until the next call. */
  pull(nowMs: number): HeardFrame;
  statistics(): ReceptionStatistics | undefined;
  close(): void;
}

/** Five times a second is soon enough for whoever reads counters. */
const COUNT_EVERY_PULLS = 10;
const NO_PAYLOAD = new Uint8Array(0);

export const createLegEar = (counters: ThreadCounters): LegEar => {
  const noise = createComfortNoise();
  let format: LegFormat | undefined;
  let decoder: PhoneDecoder | undefined;
  let playout: PhonePlayout | undefined;
  let samples = new Float32Array(0);
  let statistics: ReceptionStatistics | undefined;
  let ssrc: number | undefined;
  let time: { readonly timestamp: RtpTimestamp; readonly units: number } | undefined;
  /** What they said their silence sounds like, until they speak. */
  let noiseDbov: number | undefined;
  let pulls = 0;
  let lateBefore = 0;
  let concealedBefore = 0;

  const open = (next: LegFormat): void => {
    decoder?.close();
    const facts = PHONE_CODEC_FACTS[next.codec];
    decoder = facts.createDecoder();
    playout = createPhonePlayout(decoder);
    samples = new Float32Array(facts.heardHz / 50);
    ssrc = undefined;
    lateBefore = 0;
    concealedBefore = 0;
  };

  const follow = (packet: RtpPacket, clockHz: number): void => {
    if (packet.ssrc === ssrc) return;
    ssrc = packet.ssrc;
    statistics = createReceptionStatistics(ssrc, clockHz);
    playout?.clear();
    time = undefined;
  };

  const captureMs = (timestamp: RtpTimestamp, clockHz: number): number => {
    const units = time === undefined ? timestamp : time.units + unitsBetween(time.timestamp, timestamp);
    time = { timestamp, units };
    return (units * 1_000) / clockHz;
  };

  const kindOf = ({ payloadType }: RtpPacket): PlayoutPacket['kind'] | undefined => {
    if (payloadType === format?.payloadType) return 'sound';
    if (payloadType === format?.comfortNoise) return 'pause';
    return payloadType === format?.events?.payloadType ? 'nothing' : undefined;
  };

  const push = (packet: RtpPacket, kind: PlayoutPacket['kind'], nowMs: number): boolean => {
    if (format === undefined) return false;
    const { clockHz, payloadMs } = PHONE_CODEC_FACTS[format.codec];
    const durationMs = kind === 'sound' ? payloadMs(packet.payload) : 0;
    if (durationMs === undefined) return false;
    follow(packet, clockHz);
    const sequence = statistics?.received(packet, nowMs);
    if (sequence === undefined) return true;
    if (kind === 'pause') noiseDbov = -(parseComfortNoise(packet.payload)?.level ?? 127);
    else if (kind === 'sound') noiseDbov = undefined;
    // Packets of a key bear the time at which it was pressed; they take no time in the row.
    const atMs =
      kind === 'nothing' ? (time?.units ?? packet.timestamp) / (clockHz / 1_000) : captureMs(packet.timestamp, clockHz);
    const payload = kind === 'sound' ? packet.payload : NO_PAYLOAD;
    playout?.push({ sequence, captureMs: atMs, durationMs, kind, endOfTalkspurt: false, payload }, nowMs);
    return true;
  };

  const count = (): void => {
    pulls += 1;
    const now = pulls % COUNT_EVERY_PULLS === 0 ? playout?.statistics() : undefined;
    if (now === undefined) return;
    if (now.late > lateBefore) counters.add('packetsLate', now.late - lateBefore);
    if (now.concealed > concealedBefore) counters.add('framesConcealed', now.concealed - concealedBefore);
    lateBefore = now.late;
    concealedBefore = now.concealed;
  };

  return {
    configure: (next) => {
      if (next.codec !== format?.codec) open(next);
      format = next;
    },
    hear: (packet, nowMs) => {
      const kind = kindOf(packet);
      return kind !== undefined && push(packet, kind, nowMs);
    },
    pull: (nowMs) => {
      const kind = playout?.pull(samples, nowMs) ?? 'silence';
      if (kind === 'silence' && noiseDbov !== undefined) noise.addTo(samples, noiseDbov);
      count();
      return { samples, dbov: levelDbov(samples), packet: playout?.packet() };
    },
    statistics: () => statistics,
    close: () => decoder?.close(),
  };
};
