import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { DeviceChoices } from '../devices/device-choices.ts';
import { newDevices } from '../devices/device-choices.ts';
import type { Microphone, MicrophoneWish } from '../devices/microphone.ts';
import type { RoomLink } from '../sound/room-link.ts';
import { createMutedTalk } from './muted-talk.ts';
import type { RoomSession } from './room-session.ts';
import { createVoiceLevels, type VoiceLevels } from './voice-levels.ts';

/** What happened to one's devices, for the screen to tell. */
export type DeviceNews =
  | { readonly kind: 'plugged'; readonly name: string; readonly use: () => void }
  | { readonly kind: 'fell-back'; readonly name: string; readonly next: string }
  | { readonly kind: 'lost' }
  /** The microphone that was asked for could not be opened; its state says why. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'talking-while-muted' };

/** One's own sound in the room: what is sent, what is heard, and what the others are told of it. */
export interface OwnSound {
  readonly voices: VoiceLevels;
  /** Own microphone, 0 to 1. */
  readonly level: ReadonlySignal<number>;
  /** How one is heard at the moment. */
  readonly use: ReadonlySignal<MicrophoneWish>;
  readonly speakerOn: ReadonlySignal<boolean>;
  /** The browser keeps sound back until a click. */
  readonly blocked: ReadonlySignal<boolean>;
  toggleMicrophone(): void;
  toggleSpeaker(): void;
  unblock(): void;
  stop(): void;
}

interface OwnSoundParts {
  readonly link: RoomLink;
  readonly session: Pick<RoomSession, 'useMicrophone'>;
  readonly microphone: Microphone;
  readonly onNews: (news: DeviceNews) => void;
}

/** Sends the open microphone as the person wishes; answers how to stop. */
const followMicrophone = ({ link, session, microphone }: OwnSoundParts, use: Signal<MicrophoneWish>): (() => void) => {
  let sending: MediaStream | undefined;
  const tell = (next: MicrophoneWish): void => {
    use.value = next;
    session.useMicrophone(next);
  };
  return effect(() => {
    const state = microphone.state.value;
    const wish = microphone.wish.value;
    if (state.kind !== 'open' || wish === 'none') {
      if (sending) link.stopMicrophone();
      sending = undefined;
      tell('none');
      return;
    }
    if (sending === state.stream) {
      link.setMuted(wish === 'muted');
      tell(wish);
      return;
    }
    sending = state.stream;
    const { stream } = state;
    link.startMicrophone(stream).then(
      () => {
        if (sending !== stream) return;
        link.setMuted(microphone.wish.peek() === 'muted');
        tell(microphone.wish.peek());
      },
      () => {
        if (sending !== stream) return;
        sending = undefined;
        tell('none');
      },
    );
  });
};

/** When the microphone in use goes, another takes its place; when one is plugged in, it is offered. */
const followDevices = ({ microphone, onNews }: OwnSoundParts): (() => void) => {
  let last = '';
  const offer = (before: DeviceChoices, after: DeviceChoices): void => {
    const state = microphone.state.peek();
    const [plugged] = before.microphones.length === 0 ? [] : newDevices(before.microphones, after.microphones);
    if (!plugged || (state.kind === 'open' && state.device.id === plugged.id)) return;
    onNews({
      kind: 'plugged',
      name: plugged.label,
      use: () => {
        if (microphone.wish.peek() === 'none') microphone.wish.value = 'on';
        void microphone.open(plugged);
      },
    });
  };
  const replace = async (name: string): Promise<void> => {
    await microphone.open();
    const next = microphone.state.peek();
    onNews(next.kind === 'open' ? { kind: 'fell-back', name, next: next.device.label } : { kind: 'lost' });
  };
  const stops = [
    microphone.onDevices(offer),
    effect(() => {
      const state = microphone.state.value;
      if (state.kind === 'open') last = state.device.label;
      if (state.kind === 'trouble' && state.trouble === 'lost') void replace(last);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};

export const createOwnSound = (parts: OwnSoundParts): OwnSound => {
  const { link, microphone, onNews } = parts;
  const voices = createVoiceLevels();
  const level = signal(0);
  const use = signal<MicrophoneWish>('none');
  const speakerOn = signal(true);
  const blocked = signal(false);
  const mutedTalk = createMutedTalk();

  const stops = [
    followMicrophone(parts, use),
    followDevices(parts),
    effect(() => void link.setOutputDevice(microphone.speaker.value)),
    link.onLevel((now) => {
      level.value = now;
      if (use.peek() === 'muted' && mutedTalk.hear(now, Date.now())) onNews({ kind: 'talking-while-muted' });
    }),
    link.onSpeaking(voices.hear),
    link.onBlocked((now) => {
      blocked.value = now;
    }),
  ];

  const openAnew = async (): Promise<void> => {
    await microphone.open();
    if (microphone.state.peek().kind === 'trouble') onNews({ kind: 'refused' });
  };

  return {
    voices,
    level,
    use,
    speakerOn,
    blocked,
    toggleMicrophone() {
      mutedTalk.reset();
      if (microphone.state.peek().kind === 'open' && microphone.wish.peek() !== 'none') {
        microphone.wish.value = microphone.wish.peek() === 'on' ? 'muted' : 'on';
        return;
      }
      microphone.wish.value = 'on';
      if (microphone.state.peek().kind !== 'open') void openAnew();
    },
    toggleSpeaker() {
      speakerOn.value = !speakerOn.peek();
      link.setSpeaker(speakerOn.peek());
    },
    unblock: () => void link.unblock(),
    stop() {
      for (const stop of stops) stop();
    },
  };
};
