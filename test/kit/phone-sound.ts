import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { Decoder, Encoder } from '@evan/opus';

/** Sound of the test phones is 16-bit mono at this rate, whatever the codec. */
export const PHONE_RATE_HZ = 8_000;
const FRAME_MS = 20;
const FRAME_SAMPLES = (PHONE_RATE_HZ * FRAME_MS) / 1_000;

export type PhoneSoundCodec = 'PCMA' | 'PCMU' | 'opus';

/** What a test phone writes into its SDP for a codec. */
export const CODEC_LINES: Readonly<
  Record<PhoneSoundCodec, { readonly payloadType: number; readonly map: string; readonly clockRateHz: number }>
> = {
  PCMU: { payloadType: 0, map: 'PCMU/8000', clockRateHz: 8_000 },
  PCMA: { payloadType: 8, map: 'PCMA/8000', clockRateHz: 8_000 },
  opus: { payloadType: 107, map: 'opus/48000/2', clockRateHz: 48_000 },
};

/** G.711 by its definition, bit by bit: slow, and apart from the server's tables. */
const expandMu = (byte: number): number => {
  const value = ~byte & 0xff;
  const magnitude = ((((value & 0x0f) << 3) + 0x84) << ((value & 0x70) >> 4)) - 0x84;
  return (value & 0x80) === 0 ? magnitude : -magnitude;
};
const expandA = (byte: number): number => {
  const value = byte ^ 0x55;
  const exponent = (value & 0x70) >> 4;
  const mantissa = (value & 0x0f) << 4;
  const magnitude = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
  return (value & 0x80) === 0 ? -magnitude : magnitude;
};
const MU = Int16Array.from({ length: 256 }, (_, byte) => expandMu(byte));
const A = Int16Array.from({ length: 256 }, (_, byte) => expandA(byte));

/** For every sample of 16 bits the byte whose value is nearest. */
const nearest = (values: Int16Array): Uint8Array => {
  const sorted = [...values.keys()].sort((one, other) => (values[one] ?? 0) - (values[other] ?? 0));
  const table = new Uint8Array(65_536);
  let at = 0;
  for (let sample = -32_768; sample < 32_768; sample += 1) {
    const distance = (index: number): number => Math.abs((values[sorted[index] ?? 0] ?? 0) - sample);
    while (at < 255 && distance(at + 1) <= distance(at)) at += 1;
    table[sample + 32_768] = sorted[at] ?? 0;
  }
  return table;
};
const TO_MU = nearest(MU);
const TO_A = nearest(A);

interface Coder {
  encode(samples: Int16Array): Uint8Array;
  decode(payload: Uint8Array): Int16Array;
}

const lawCoder = (to: Uint8Array, from: Int16Array): Coder => ({
  encode: (samples) => Uint8Array.from(samples, (sample) => to[sample + 32_768] ?? 0),
  decode: (payload) => Int16Array.from(payload, (byte) => from[byte] ?? 0),
});

const opusCoder = (): Coder => {
  const encoder = new Encoder({ channels: 1, sample_rate: PHONE_RATE_HZ, application: 'voip' });
  const decoder = new Decoder({ channels: 1, sample_rate: PHONE_RATE_HZ });
  return {
    encode: (samples) => encoder.encode(samples),
    decode(payload) {
      const bytes = decoder.decode(payload).slice();
      return new Int16Array(bytes.buffer, 0, bytes.length >> 1);
    },
  };
};

/** Sound to the payload of a packet, and back. */
export const coderOf = (codec: PhoneSoundCodec): Coder => {
  if (codec === 'PCMU') return lawCoder(TO_MU, MU);
  return codec === 'PCMA' ? lawCoder(TO_A, A) : opusCoder();
};

/** A sine: amplitude 1 is full scale. */
export const toneSamples = (hz: number, ms: number, amplitude = 0.4): Int16Array =>
  Int16Array.from({ length: (PHONE_RATE_HZ * ms) / 1_000 }, (_, at) =>
    Math.round(amplitude * 32_767 * Math.sin((2 * Math.PI * hz * at) / PHONE_RATE_HZ)),
  );

const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477, 1633];
const KEYS = '123A456B789C*0#D';

/** The two tones of a key together (ITU-T Q.23). */
const keySamples = (digit: string, ms: number): Int16Array => {
  const at = KEYS.indexOf(digit);
  const low = toneSamples(ROWS[at >> 2] ?? 0, ms, 0.3);
  const high = toneSamples(COLUMNS[at & 3] ?? 0, ms, 0.3);
  return low.map((sample, index) => sample + (high[index] ?? 0));
};

/** Amplitude of a tone in these samples, 0.4 for a sine of that amplitude (Goertzel over a Hann window). */
export const toneLevel = (samples: Int16Array, hz: number): number => {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / PHONE_RATE_HZ);
  let last = 0;
  let beforeLast = 0;
  for (let at = 0; at < samples.length; at += 1) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / samples.length);
    const next = ((samples[at] ?? 0) / 32_768) * window + turn * last - beforeLast;
    beforeLast = last;
    last = next;
  }
  const power = last * last + beforeLast * beforeLast - turn * last * beforeLast;
  return samples.length === 0 ? 0 : (4 * Math.sqrt(Math.max(0, power))) / samples.length;
};

export interface PhoneSoundFormat {
  readonly codec: PhoneSoundCodec;
  readonly payloadType: number;
  /** RFC 4733; absent when not agreed on. */
  readonly eventType?: number;
  readonly remote: { readonly address: string; readonly port: number };
}

/** The RTP side of a test phone: sends a frame every 20 ms once it knows whereto, and keeps all that it hears. */
export interface PhoneSound {
  readonly port: number;
  configure(format: PhoneSoundFormat): void;
  /** Speaks these samples after what is still to be spoken; silence is sent in between. */
  speak(samples: Int16Array): void;
  /** False: sends nothing at all any more, as a phone that lost its power. */
  setSending(on: boolean): void;
  pressByEvent(digit: string): void;
  pressInBand(digit: string): void;
  /** All that was heard so far, in the order of sequence numbers as it came. */
  heard(): Int16Array;
  /** The last of what was heard. */
  heardLast(ms: number): Int16Array;
  readonly counters: { sent: number; received: number; readonly payloadTypes: Set<number> };
  close(): Promise<void>;
}

const EVENT_PACKETS = 5;
const PRESS_MS = 100;

export const openPhoneSound = async (
  address: string,
  hearPacket: (packet: Uint8Array) => void = () => {},
): Promise<PhoneSound> => {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  const ssrc = Math.floor(Math.random() * 2 ** 32);
  const chunks: Int16Array[] = [];
  const counters = { sent: 0, received: 0, payloadTypes: new Set<number>() };
  let format: PhoneSoundFormat | undefined;
  let coder: Coder | undefined;
  let sending = true;
  let sequence = Math.floor(Math.random() * 30_000);
  let timestamp = Math.floor(Math.random() * 2 ** 31);
  let speech: Int16Array[] = [];
  const presses: string[] = [];
  let press: { digit: string; startedAt: number; packets: number } | undefined;

  const sendPacket = (payloadType: number, stamp: number, payload: Uint8Array, marker = false): void => {
    const head = Buffer.alloc(12);
    head[0] = 0x80;
    head[1] = payloadType | (marker ? 0x80 : 0);
    head.writeUInt16BE(sequence & 0xffff, 2);
    head.writeUInt32BE(stamp >>> 0, 4);
    head.writeUInt32BE(ssrc, 8);
    sequence += 1;
    counters.sent += 1;
    if (format !== undefined)
      socket.send(Buffer.concat([head, payload]), format.remote.port, format.remote.address, () => {});
  };

  const nextFrame = (): Int16Array => {
    const frame = new Int16Array(FRAME_SAMPLES);
    let filled = 0;
    while (filled < frame.length && speech[0] !== undefined) {
      const piece = speech[0].subarray(0, frame.length - filled);
      frame.set(piece, filled);
      filled += piece.length;
      const rest = speech[0].subarray(piece.length);
      speech = rest.length === 0 ? speech.slice(1) : [rest, ...speech.slice(1)];
    }
    return frame;
  };

  /** RFC 4733 2.5: a packet every 20 ms, the last one three times with the end bit. */
  const sendEvent = (eventType: number, ticks: number): boolean => {
    if (press === undefined) {
      const digit = presses.shift();
      if (digit === undefined) return false;
      press = { digit, startedAt: timestamp, packets: 0 };
    }
    press.packets += 1;
    const end = press.packets >= EVENT_PACKETS;
    const payload = Buffer.from([
      '0123456789*#ABCD'.indexOf(press.digit),
      (end ? 0x80 : 0) | 10,
      (press.packets * ticks) >> 8,
      (press.packets * ticks) & 0xff,
    ]);
    for (let copy = 0; copy < (end ? 3 : 1); copy += 1)
      sendPacket(eventType, press.startedAt, payload, press.packets === 1);
    if (end) press = undefined;
    return true;
  };

  const tick = (): void => {
    if (format === undefined || coder === undefined || !sending) return;
    const ticks = (CODEC_LINES[format.codec].clockRateHz * FRAME_MS) / 1_000;
    timestamp += ticks;
    if (format.eventType !== undefined && sendEvent(format.eventType, ticks)) return;
    sendPacket(format.payloadType, timestamp, coder.encode(nextFrame()));
  };
  let dueMs = performance.now();
  const ticker = setInterval(() => {
    for (let late = 0; performance.now() >= dueMs && late < 5; late += 1) {
      tick();
      dueMs += FRAME_MS;
    }
    if (performance.now() > dueMs) dueMs = performance.now();
  }, FRAME_MS / 2);

  socket.on('error', () => {});
  socket.on('message', (packet) => {
    counters.received += 1;
    hearPacket(packet);
    const payloadType = (packet[1] ?? 0) & 0x7f;
    counters.payloadTypes.add(payloadType);
    if (coder !== undefined && payloadType === format?.payloadType && packet.length > 12)
      chunks.push(coder.decode(packet.subarray(12)));
  });

  const heard = (): Int16Array => {
    const samples = new Int16Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      samples.set(chunk, at);
      at += chunk.length;
    }
    return samples;
  };

  let open = true;
  return {
    port: socket.address().port,
    configure(next) {
      if (format?.codec !== next.codec) coder = coderOf(next.codec);
      format = next;
    },
    speak(samples) {
      speech.push(samples);
    },
    setSending(on) {
      sending = on;
    },
    pressByEvent(digit) {
      presses.push(digit);
    },
    pressInBand(digit) {
      speech.push(keySamples(digit, PRESS_MS), new Int16Array((PHONE_RATE_HZ * PRESS_MS) / 1_000));
    },
    heard,
    heardLast: (ms) => heard().slice(-Math.round((ms * PHONE_RATE_HZ) / 1_000)),
    counters,
    close() {
      clearInterval(ticker);
      if (!open) return Promise.resolve();
      open = false;
      return new Promise((resolve) => socket.close(() => resolve()));
    },
  };
};
