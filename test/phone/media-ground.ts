import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { Decoder, Encoder } from '@evan/opus';
import { formatAudioFrame } from '../../src/audio/audio-frame.ts';
import { silentLog } from '../../src/base/log.ts';
import { createPhoneMedia } from '../../src/media/phone/create-phone-media.ts';
import { PHONE_CODEC_FACTS, type PhoneDecoder, type PhoneEncoder } from '../../src/media/phone/phone-codecs.ts';
import type { LegFormat, LegHearer, LegMedia, PhoneCodec, PhoneMedia } from '../../src/media/phone/phone-media.ts';
import type { PortRange } from '../../src/media/phone/phone-messages.ts';
import { formatRtp } from '../../src/protocols/rtp/format-rtp.ts';
import { parseRtp } from '../../src/protocols/rtp/parse-rtp.ts';
import { toRtpTimestamp } from '../../src/protocols/rtp/rtp-timestamp.ts';
import type { RtpPacket } from '../../src/protocols/rtp/types.ts';

/** Telephones of the tests: real sockets on loopback, codecs and tones, no signalling. */

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Until `holds`, or an error after `limitMs`. */
export const until = async (what: string, holds: () => boolean, limitMs = 5_000): Promise<void> => {
  const endMs = performance.now() + limitMs;
  while (!holds()) {
    if (performance.now() > endMs) throw new Error(`Not within ${limitMs} ms: ${what}`);
    await pause(10);
  }
};

/** Loudness of `hz` in `samples`: the amplitude of a sine of that frequency. */
export const toneIn = (samples: Float32Array, rateHz: number, hz: number): number => {
  let [cosine, sine] = [0, 0];
  for (let at = 0; at < samples.length; at += 1) {
    const angle = (2 * Math.PI * hz * at) / rateHz;
    cosine += (samples[at] ?? 0) * Math.cos(angle);
    sine += (samples[at] ?? 0) * Math.sin(angle);
  }
  return (2 * Math.hypot(cosine, sine)) / samples.length;
};

export const PAYLOAD_TYPES: Readonly<Record<PhoneCodec, number>> = { PCMU: 0, PCMA: 8, G722: 9, opus: 111 };
export const EVENTS_TYPE = 101;
export const NOISE_TYPE = 13;

export interface TestPhone {
  readonly address: string;
  readonly port: number;
  readonly socket: Socket;
  readonly ssrc: number;
  /** What came, in order of arrival. */
  readonly packets: RtpPacket[];
  /** Reports that came to the odd port. */
  readonly reports: Uint8Array[];
  /** Sound heard so far, at `rateHz`. */
  heard(): Float32Array;
  readonly rateHz: number;
  /** The end of what was heard. */
  last(ms: number): Float32Array;
  send(packet: Partial<RtpPacket>, toPort: number): void;
  /** Speaks a tone of `hz` (0: silence) until told otherwise. */
  speak(toPort: number, hz: number): void;
  hush(): void;
  /** Frames of 20 ms of a tone, encoded, one after the other. */
  frame(hz: number): Uint8Array;
  format(more?: Partial<LegFormat>): LegFormat;
  close(): void;
}

const bound = async (address: string): Promise<Socket> => {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  return socket;
};

export const openPhone = async (codec: PhoneCodec, address = '127.0.0.1'): Promise<TestPhone> => {
  const [socket, rtcp] = [await bound(address), await bound(address)];
  const facts = PHONE_CODEC_FACTS[codec];
  const { clockHz } = facts;
  const encoder: PhoneEncoder = facts.createEncoder();
  const decoder: PhoneDecoder = facts.createDecoder();
  const { rateHz } = decoder;
  const ssrc = Math.floor(Math.random() * 2 ** 32);
  const packets: RtpPacket[] = [];
  const reports: Uint8Array[] = [];
  const sounds: Float32Array[] = [];
  let sequence = Math.floor(Math.random() * 0x1_0000);
  let timestamp = Math.floor(Math.random() * 2 ** 32);
  let samplesSpoken = 0;
  let speaking: NodeJS.Timeout | undefined;

  rtcp.on('message', (bytes) => reports.push(new Uint8Array(bytes)));
  socket.on('message', (bytes) => {
    const parsed = parseRtp(new Uint8Array(bytes));
    if (!parsed.ok) return;
    packets.push(parsed.packet);
    if (parsed.packet.payloadType !== PAYLOAD_TYPES[codec]) return;
    const sound = decoder.decode(parsed.packet.payload);
    if (sound !== undefined) sounds.push(sound.slice());
  });

  const heard = (): Float32Array => {
    const all = new Float32Array(sounds.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const sound of sounds) {
      all.set(sound, at);
      at += sound.length;
    }
    return all;
  };
  const frame = (hz: number): Uint8Array => {
    const samples = new Float32Array(facts.rateHz / 50);
    for (let at = 0; at < samples.length; at += 1)
      samples[at] = hz === 0 ? 0 : 0.3 * Math.sin((2 * Math.PI * hz * (samplesSpoken + at)) / facts.rateHz);
    samplesSpoken += samples.length;
    return encoder.encode(samples);
  };
  const send: TestPhone['send'] = (packet, toPort) => {
    const whole: RtpPacket = {
      marker: false,
      payloadType: PAYLOAD_TYPES[codec],
      sequence,
      timestamp: toRtpTimestamp(timestamp),
      ssrc,
      contributors: [],
      payload: new Uint8Array(0),
      ...packet,
    };
    if (packet.sequence === undefined) sequence = (sequence + 1) & 0xffff;
    if (packet.timestamp === undefined) timestamp = (timestamp + clockHz / 50) >>> 0;
    socket.send(formatRtp(whole), toPort, address, () => {});
  };
  const hush = (): void => clearTimeout(speaking);

  return {
    address,
    port: socket.address().port,
    socket,
    ssrc,
    packets,
    reports,
    heard,
    rateHz,
    last: (ms) => heard().slice(-Math.round((rateHz * ms) / 1_000)),
    send,
    speak: (toPort, hz) => {
      hush();
      let dueMs = performance.now();
      const next = (): void => {
        for (; dueMs <= performance.now(); dueMs += 20) send({ payload: frame(hz) }, toPort);
        speaking = setTimeout(next, Math.max(0, dueMs - performance.now()));
      };
      next();
    },
    hush,
    frame,
    format: (more = {}) => ({
      codec,
      payloadType: PAYLOAD_TYPES[codec],
      remote: { address, port: socket.address().port, rtcpPort: rtcp.address().port },
      sends: true,
      receives: true,
      ...more,
    }),
    close: () => {
      hush();
      socket.close();
      rtcp.close();
      encoder.close();
      decoder.close();
    },
  };
};

export interface HeardFromLeg extends LegHearer {
  readonly digits: string[];
  readonly played_: number[];
  readonly frames: Uint8Array[];
  readonly silences: number[];
}

export const newHearer = (): HeardFromLeg => {
  const [digits, played_, frames, silences]: [string[], number[], Uint8Array[], number[]] = [[], [], [], []];
  return {
    digits,
    played_,
    frames,
    silences,
    digit: (digit) => digits.push(digit),
    played: (playId) => played_.push(playId),
    voice: (frame) => frames.push(frame),
    silentFor: (ms) => silences.push(ms),
  };
};

/** A row of ports that the machine hands out for nothing else: below its own range of free ones. */
let nextFrom = 20_000 + 2 * Math.floor(Math.random() * 2_000);
export const portRange = (pairs: number): PortRange => {
  nextFrom += 2 * pairs;
  return { from: nextFrom - 2 * pairs, to: nextFrom - 1 };
};

export interface MediaGround {
  readonly media: PhoneMedia;
  phone(codec: PhoneCodec, address?: string): Promise<TestPhone>;
  /** A phone whose call is up. */
  call(codec: PhoneCodec, more?: Partial<LegFormat>): Promise<Call>;
  close(): Promise<void>;
}

export interface Call {
  readonly phone: TestPhone;
  readonly leg: LegMedia;
  readonly hearer: HeardFromLeg;
}

export const openGround = async (
  options: Partial<Parameters<typeof createPhoneMedia>[0]> = {},
): Promise<MediaGround> => {
  const media = createPhoneMedia({
    ports: portRange(40),
    listenAddresses: { ipv4: '127.0.0.1', ipv6: '::1' },
    log: silentLog,
    ...options,
  });
  await media.start();
  const phones: TestPhone[] = [];
  const phone = async (codec: PhoneCodec, address?: string): Promise<TestPhone> => {
    const opened = await openPhone(codec, address);
    phones.push(opened);
    return opened;
  };
  return {
    media,
    phone,
    call: async (codec, more) => {
      const hearer = newHearer();
      const [leg, caller] = [await media.openLeg('ipv4', hearer), await phone(codec)];
      leg.configure(caller.format(more));
      return { phone: caller, leg, hearer };
    },
    close: async () => {
      for (const opened of phones) opened.close();
      await media.stop();
    },
  };
};

/** Frames of a participant's browser: a tone, as the relay hands it on. */
export const createBrowser = (
  number: number,
  hz: number,
): { frame(endOfTalkspurt?: boolean): Uint8Array; close(): void } => {
  const encoder = new Encoder({ channels: 1, sample_rate: 48_000, application: 'voip' });
  let sequence = 0;
  return {
    frame: (endOfTalkspurt = false) => {
      const samples = Int16Array.from({ length: 960 }, (_, at) =>
        Math.round(9_000 * Math.sin((2 * Math.PI * hz * (sequence * 960 + at)) / 48_000)),
      );
      const captureMs = 5_000 + sequence * 20;
      const header = { participant: number, sequence, captureMs, level: 14, endOfTalkspurt };
      sequence += 1;
      return formatAudioFrame(header, encoder.encode(samples));
    },
    close: () => {},
  };
};

/** Sound of an audio frame's Opus, at 48 kHz. */
export const createFrameDecoder = (): ((packet: Uint8Array) => Float32Array) => {
  const decoder = new Decoder({ channels: 1, sample_rate: 48_000 });
  return (packet) => {
    const bytes = decoder.decode(packet);
    return Float32Array.from(new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1), (one) => one / 32_768);
  };
};

/** 16 kHz PCM of a tone. */
export const promptTone = (hz: number, ms: number): Int16Array =>
  Int16Array.from({ length: 16 * ms }, (_, at) => Math.round(9_000 * Math.sin((2 * Math.PI * hz * at) / 16_000)));
