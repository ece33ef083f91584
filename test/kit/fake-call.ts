import type { LegMedia, PhoneMedia, PromptSamples } from '../../src/media/phone/phone-media.ts';
import { PROMPT_RATE_HZ } from '../../src/media/phone/phone-media.ts';
import type { Prompts } from '../../src/phone/prompts/prompts.ts';
import type { CallHearer, SipCall } from '../../src/phone/sip/sip-calls.ts';
import { settle, type TurnedTime } from './turned-time.ts';

/** How long each prompt is. */
export const PROMPT_MS = 1_000;

/** Prompts that can be told apart by what was asked for: `welcome` in English, `welcome/fr` in French, `“Ada”` for words. */
export const createFakePrompts = () => {
  const labels = new WeakMap<PromptSamples, string>();
  const made = (label: string): PromptSamples => {
    const samples = new Int16Array((PROMPT_RATE_HZ * PROMPT_MS) / 1_000);
    labels.set(samples, label);
    return samples;
  };
  const prompts: Prompts = {
    sound: async (name, language) => made(language === 'fr' ? `${name}/fr` : name),
    say: async (text) => made(`“${text}”`),
  };
  return { ...prompts, labelOf: (samples: PromptSamples): string => labels.get(samples) ?? '?' };
};
type FakePrompts = ReturnType<typeof createFakePrompts>;

/** A caller's sound that plays by turned time. */
export const createFakeLeg = (prompts: FakePrompts, time: TurnedTime) => {
  let plays = 0;
  let endPlaying: (() => void) | undefined;
  const leg = {
    id: 1,
    rtpPort: 40_000,
    /** Everything that was begun, in order. */
    said: [] as string[],
    /** What is heard now: undefined when nothing plays. */
    playing: undefined as string | undefined,
    room: undefined as string | undefined,
    number: 0,
    speaking: true,
    echoes: false,
    direct: [] as Uint8Array[],
    hear: undefined as CallHearer | undefined,
  };
  const stop = (): void => {
    endPlaying?.();
    endPlaying = undefined;
    leg.playing = undefined;
  };
  const media: LegMedia = {
    id: leg.id,
    rtpPort: leg.rtpPort,
    configure() {},
    play(sounds, { repeat = false } = {}) {
      stop();
      plays += 1;
      const playId = plays;
      const label = sounds.map(prompts.labelOf).join(' ');
      leg.said.push(label);
      leg.playing = label;
      if (repeat) return playId;
      const samples = sounds.reduce((sum, { length }) => sum + length, 0);
      endPlaying = time.after((samples * 1_000) / PROMPT_RATE_HZ, () => {
        stop();
        leg.hear?.played(playId);
      });
      return playId;
    },
    stopPlaying: stop,
    echo(on) {
      leg.echoes = on;
    },
    enterRoom(roomKey, number) {
      leg.room = roomKey;
      leg.number = number;
    },
    setSpeaking(on) {
      leg.speaking = on;
    },
    leaveRoom() {
      leg.room = undefined;
    },
    direct(frames) {
      leg.direct.push(...frames);
    },
    close: stop,
  };
  return Object.assign(leg, { media });
};

export interface FakeCallOptions {
  readonly dialled?: string;
  readonly number?: string;
  /** As the network writes who calls, when that is no number that all the world reads alike. */
  readonly user?: string;
  readonly displayName?: string;
  readonly address?: string;
  readonly viaTrunk?: boolean;
  readonly language?: 'fr' | 'en' | undefined;
  readonly direction?: 'in' | 'out';
}

let calls = 0;

/** A call as the signalling would hand it over, and the one who makes it. English unless said. */
export const createFakeCall = (prompts: FakePrompts, time: TurnedTime, options: FakeCallOptions = {}) => {
  const leg = createFakeLeg(prompts, time);
  calls += 1;
  const ended: string[] = [];
  let isOver = false;
  const end = (how: Parameters<CallHearer['ended']>[0]): void => {
    if (isOver) return;
    isOver = true;
    leg.media.stopPlaying();
    ended.push(how);
    leg.hear?.ended(how);
  };
  const call: SipCall = {
    id: `call-${calls}`,
    direction: options.direction ?? 'in',
    dialled: options.dialled ?? 'conference',
    caller: {
      user: options.user ?? options.number ?? 'ada',
      host: 'phones.example.net',
      displayName: options.displayName ?? '',
      ...(options.number !== undefined && { number: options.number }),
    },
    remote: { address: options.address ?? '192.0.2.7', port: 5060, transport: 'udp' },
    viaTrunk: options.viaTrunk ?? false,
    language: 'language' in options ? options.language : 'en',
    media: () => leg.media,
    ring() {
      fake.rings = true;
    },
    async answer(hear) {
      leg.hear = hear;
      fake.answered = true;
      return !isOver;
    },
    refuse(status) {
      fake.refused = status;
      isOver = true;
    },
    async hangUp() {
      fake.hungUp = true;
      end('hung-up');
    },
  };
  const fake = {
    call,
    leg,
    rings: false,
    answered: false,
    refused: undefined as number | undefined,
    hungUp: false,
    /** How it ended; each end once. */
    ended,
    /** What was said so far, each time that something began to be said. */
    said: leg.said,
    async press(keys: string): Promise<void> {
      for (const key of keys) leg.hear?.digit(key);
      await settle();
    },
    async bye(how: 'bye' | 'lost' = 'bye'): Promise<void> {
      end(how);
      await settle();
    },
    /** What was said since the last look. */
    news(): string[] {
      return leg.said.splice(0);
    },
  };
  return fake;
};
export type FakeCall = ReturnType<typeof createFakeCall>;

/** The media thread as far as rooms feed it. */
export const createFakeRooms = () => {
  const fed: Array<{ readonly room: string; readonly frames: number }> = [];
  const closed: string[] = [];
  const media: Pick<PhoneMedia, 'feedRoom' | 'closeRoom'> = {
    feedRoom: (room, frames) => fed.push({ room, frames: frames.length }),
    closeRoom: (room) => closed.push(room),
  };
  return { media, fed, closed };
};
