/** All telephones of a benchmark in one process and on one socket: each sends a packet every 20 ms, talkers a tone, others silence. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { PHONE_CODEC_FACTS } from '../../src/media/phone/phone-codecs.ts';
import type { PhoneCodec } from '../../src/media/phone/phone-media.ts';
import { createTicker } from '../../src/media/phone/ticker.ts';
import { formatRtp } from '../../src/protocols/rtp/format-rtp.ts';
import { toRtpTimestamp } from '../../src/protocols/rtp/rtp-timestamp.ts';
import { percentile } from '../percentile.ts';
import { answerQuestions } from './questions.ts';

export interface PhonesQuestions {
  readonly port: { ask: null; answer: number };
  /** Everyone calls: the server's ports, of which the first `talkers` speak. */
  readonly call: {
    ask: {
      readonly ports: readonly number[];
      readonly talkers: number;
      readonly codec: PhoneCodec;
      readonly payloadType: number;
    };
    answer: null;
  };
  readonly hangUp: { ask: null; answer: null };
  /** What came for `ms` from now on. */
  readonly listen: { ask: number; answer: Listened };
}

export interface Listened {
  readonly packets: number;
  /** Over the packet of each leg that came soonest. */
  readonly lateP50Ms: number;
  readonly lateP99Ms: number;
  /** Of packets that were neither the noise of a line nor silence. */
  readonly withSound: number;
}

const FRAMES = 100;
const RTP_HEAD = 12;

const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });
socket.bind(0, '127.0.0.1');
await once(socket, 'listening');

interface Leg {
  readonly firstMs: number;
  readonly firstSequence: number;
  readonly offs: number[];
}
let listened: Map<number, Leg> | undefined;
let withSound = 0;
socket.on('message', (bytes) => {
  if (listened === undefined || bytes.length <= RTP_HEAD) return;
  const second = bytes[1] ?? 0;
  if (second >= 192 && second <= 223) return;
  const atMs = performance.now();
  const [sequence, ssrc] = [bytes.readUInt16BE(2), bytes.readUInt32BE(8)];
  const leg = listened.get(ssrc) ?? { firstMs: atMs, firstSequence: sequence, offs: [] };
  listened.set(ssrc, leg);
  leg.offs.push(atMs - leg.firstMs - 20 * ((sequence - leg.firstSequence) & 0xffff));
  withSound += new Set(bytes.subarray(RTP_HEAD)).size > 24 ? 1 : 0;
});

const tone = (codec: PhoneCodec, loudness: number): readonly Uint8Array[] => {
  const { rateHz, createEncoder } = PHONE_CODEC_FACTS[codec];
  const encoder = createEncoder();
  const size = rateHz / 50;
  return Array.from({ length: FRAMES }, (_, frame) =>
    encoder.encode(
      Float32Array.from({ length: size }, (_none, at) => {
        const seconds = (frame * size + at) / rateHz;
        return loudness * Math.sin(2 * Math.PI * 300 * seconds) * (0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * seconds));
      }),
    ),
  );
};

let tick = 0;
let send = (): void => {};
const ticker = createTicker(() => {
  tick += 1;
  send();
});

answerQuestions<PhonesQuestions>({
  port: async () => socket.address().port,
  call: async ({ ports, talkers, codec, payloadType }) => {
    const [speech, silence] = [tone(codec, 0.4), tone(codec, 0)];
    const units = PHONE_CODEC_FACTS[codec].clockHz / 50;
    send = () => {
      for (const [index, port] of ports.entries()) {
        const payload = (index < talkers ? speech : silence)[tick % FRAMES] ?? new Uint8Array(1);
        const head = { marker: false, payloadType, ssrc: 1_000 + index, contributors: [] };
        const timestamp = toRtpTimestamp(tick * units);
        socket.send(formatRtp({ ...head, sequence: tick & 0xffff, timestamp, payload }), port, '127.0.0.1', () => {});
      }
    };
    ticker.start();
    return null;
  },
  hangUp: async () => {
    ticker.stop();
    return null;
  },
  listen: async (ms) => {
    const legs = new Map<number, Leg>();
    withSound = 0;
    listened = legs;
    await new Promise((resolve) => setTimeout(resolve, ms));
    listened = undefined;
    const late = [...legs.values()].flatMap(({ offs }) => {
      const soonest = Math.min(...offs);
      return offs.map((off) => off - soonest);
    });
    return {
      packets: late.length,
      lateP50Ms: percentile(late, 0.5),
      lateP99Ms: percentile(late, 0.99),
      withSound: withSound / late.length,
    };
  },
});
