/** The product's telephone sound, alone in a process: one room, and what a relay does for it in the main thread. */
import { execFileSync } from 'node:child_process';
import { parseAudioFrame, stampParticipant } from '../../src/audio/audio-frame.ts';
import { createLoudestSpeakers } from '../../src/audio/loudest-speakers.ts';
import { silentLog } from '../../src/base/log.ts';
import { createPhoneMedia } from '../../src/media/phone/create-phone-media.ts';
import type { LegMedia, PhoneCodec, PhoneMediaCounters } from '../../src/media/phone/phone-media.ts';
import { answerQuestions } from './questions.ts';

export interface MediaQuestions {
  readonly open: {
    ask: {
      readonly legs: number;
      readonly codec: PhoneCodec;
      readonly payloadType: number;
      readonly phonesPort: number;
    };
    answer: readonly number[];
  };
  readonly close: { ask: null; answer: null };
  /** Microseconds of the whole process. */
  readonly cpu: { ask: null; answer: number };
  /** The main thread gives the priority up that the benchmark has: with it, its work would hold up the whole machine. */
  readonly likeOthers: { ask: null; answer: null };
  /** From now on the main thread is held up for so long, again and again; 0: no more. */
  readonly block: { ask: number; answer: null };
  readonly counters: { ask: null; answer: PhoneMediaCounters };
}

const ROOM = 'room';
const BREATH_MS = 10;

const media = createPhoneMedia({
  ports: { from: 30_000, to: 31_999 },
  listenAddresses: { ipv4: '127.0.0.1' },
  log: silentLog,
});
const ready = media.start();
let legs: LegMedia[] = [];
let blockMs = 0;
let loudest = createLoudestSpeakers();

const relay = (number: number, frame: Uint8Array): void => {
  const header = parseAudioFrame(frame);
  if (!header || !loudest.admit(number, header.level, header.endOfTalkspurt, performance.now())) return;
  stampParticipant(frame, number);
  media.feedRoom(ROOM, [frame]);
};

const holdUp = (): void => {
  if (blockMs === 0) return;
  const endMs = performance.now() + blockMs;
  while (performance.now() < endMs);
  setTimeout(holdUp, BREATH_MS);
};

answerQuestions<MediaQuestions>({
  open: async ({ legs: count, codec, payloadType, phonesPort }) => {
    await ready;
    for (let number = 1; number <= count; number += 1) {
      const leg = await media.openLeg('ipv4', {
        digit: () => {},
        played: () => {},
        silentFor: () => {},
        voice: (frame) => relay(number, frame),
      });
      const remote = { address: '127.0.0.1', port: phonesPort, rtcpPort: phonesPort };
      leg.configure({ codec, payloadType, remote, sends: true, receives: true });
      leg.enterRoom(ROOM, number);
      legs.push(leg);
    }
    return legs.map(({ rtpPort }) => rtpPort);
  },
  close: async () => {
    for (const leg of legs) leg.close();
    legs = [];
    loudest = createLoudestSpeakers();
    while (media.counters().socketsOpen > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    return null;
  },
  cpu: async () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  likeOthers: async () => {
    execFileSync('chrt', ['--other', '--pid', '0', String(process.pid)], { stdio: 'ignore' });
    return null;
  },
  block: async (ms) => {
    const idle = blockMs === 0;
    blockMs = ms;
    if (idle) setTimeout(holdUp, BREATH_MS);
    return null;
  },
  counters: async () => media.counters(),
});
