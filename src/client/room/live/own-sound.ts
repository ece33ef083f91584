import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { DeviceChoices } from '../devices/device-choices.ts';
import { newDevices } from '../devices/device-choices.ts';
import type { Microphone, MicrophoneWish } from '../devices/microphone.ts';
import { type Cue, createCueBatch } from '../sound/cue-batch.ts';
import type { EchoTest } from '../sound/echo-state.ts';
import { openMediaSession } from '../sound/media-session.ts';
import { createPrivateSpeech, endPrivateWithListener, type PrivateSpeech } from '../sound/private-speech.ts';
import { type QualityWatch, watchQuality } from '../sound/quality-watch.ts';
import { createRoomEcho } from '../sound/room-echo.ts';
import type { RoomLink } from '../sound/room-link.ts';
import { createSilentMicrophone } from '../sound/silent-microphone.ts';
import { createTabMemory } from '../sound/tab-memory.ts';
import { createVolumes, type Volumes } from '../sound/volumes.ts';
import { createSoundRest, type SoundRest } from './calls/sound-rest.ts';
import { createMutedTalk } from './muted-talk.ts';
import type { Preferences } from './preferences.ts';
import { createPushToTalk, type PushToTalk } from './push-to-talk.ts';
import type { RoomSession } from './room-session.ts';
import { createVoiceLevels, type VoiceLevels } from './voice-levels.ts';

/** What happened to one's devices, for the screen to tell. */
export type DeviceNews =
  | { readonly kind: 'plugged'; readonly name: string; readonly use: () => void }
  | { readonly kind: 'fell-back'; readonly name: string; readonly next: string }
  | { readonly kind: 'lost' }
  /** The microphone that was asked for could not be opened; its state says why. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'talking-while-muted' }
  /** The microphone is on and gives nothing at all. */
  | { readonly kind: 'no-sound' }
  /** Speaking to one alone ended without one's letting go; the microphone, which was on, is muted. */
  | { readonly kind: 'private-ended' };

/** One's own sound in the room: what is sent, what is heard, and what the others are told of it. */
export interface OwnSound extends Volumes {
  readonly voices: VoiceLevels;
  /** Speaking to one alone, and who does so to oneself. */
  readonly speech: PrivateSpeech;
  /** `speech.hold` and `speech.release`. */
  holdPrivate(participantNumber: number): void;
  releasePrivate(): void;
  readonly echo: EchoTest;
  readonly connection: Pick<QualityWatch, 'quality' | 'roundTripMs'>;
  readonly pushToTalk: Pick<PushToTalk, 'on' | 'talking'>;
  /** The microphone is on and gives nothing at all. */
  readonly noSound: ReadonlySignal<boolean>;
  /** A short sound of the page's own, unless they are switched off; many at once are one. */
  cue(cue: Cue): void;
  /** Own microphone, 0 to 1. */
  readonly level: ReadonlySignal<number>;
  /** How one is heard at the moment. */
  readonly use: ReadonlySignal<MicrophoneWish>;
  readonly speakerOn: ReadonlySignal<boolean>;
  /** While one speaks and hears by telephone. */
  readonly rest: SoundRest;
  /** The browser keeps sound back until a click. */
  readonly blocked: ReadonlySignal<boolean>;
  toggleMicrophone(): void;
  toggleSpeaker(): void;
  unblock(): void;
  stop(): void;
}

interface OwnSoundParts {
  readonly link: RoomLink;
  readonly session: Pick<RoomSession, 'useMicrophone' | 'state'>;
  readonly preferences: Preferences;
  /** A window is open over the room: keys are its own. */
  readonly isCovered: () => boolean;
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

/** Says when the open microphone gives nothing at all, once for each time. */
const watchSilence = ({ microphone, onNews }: OwnSoundParts, noSound: Signal<boolean>) => {
  const silence = createSilentMicrophone();
  let stream: MediaStream | undefined;
  return (dbov: number, isOn: boolean, nowMs: number): void => {
    const state = microphone.state.peek();
    const now = state.kind === 'open' ? state.stream : undefined;
    if (now !== stream) silence.reset();
    stream = now;
    // What is heard of it while it is muted shows that it works.
    if (!isOn) silence.rest(dbov);
    const silent = isOn && now !== undefined && silence.hear(dbov, nowMs, now.getAudioTracks()[0]?.muted);
    if (silent && !noSound.peek()) onNews({ kind: 'no-sound' });
    noSound.value = silent;
  };
};

/** The meeting on a phone's lock screen, from the first welcome on. */
const followMediaSession = (
  { session }: OwnSoundParts,
  use: ReadonlySignal<MicrophoneWish>,
  toggleMicrophone: () => void,
): (() => void) => {
  const title = computed(() => session.state.value.meeting?.title);
  const artist = computed(() => session.state.value.meeting?.organizerName ?? '');
  return effect(() => {
    if (title.value === undefined) return;
    const shown = openMediaSession({ title: title.value, artist: artist.value, toggleMicrophone });
    const stop = effect(() => shown.setMicrophone(use.value === 'on'));
    return () => {
      stop();
      shown.stop();
    };
  });
};

export const createOwnSound = (parts: OwnSoundParts): OwnSound => {
  const { link, session, microphone, preferences, onNews } = parts;
  const voices = createVoiceLevels();
  const level = signal(0);
  const use = signal<MicrophoneWish>('none');
  const speakerOn = signal(true);
  const blocked = signal(false);
  const noSound = signal(false);
  const rest = createSoundRest({ link, microphone, speakerOn });
  const mutedTalk = createMutedTalk();
  const hearSilence = watchSilence(parts, noSound);
  const speech = createPrivateSpeech(link, {
    onBrokenOff() {
      if (microphone.wish.peek() !== 'on') return;
      // At once: what follows a change of the wish may come only after the voice has gone over to everyone.
      link.setMuted(true);
      microphone.wish.value = 'muted';
      onNews({ kind: 'private-ended' });
    },
  });
  const echo = createRoomEcho(link);
  const connection = watchQuality(link);
  const pushToTalk = createPushToTalk(parts);
  const batch = createCueBatch();
  const cue = (one: Cue): void => {
    if (preferences.cues.peek() && batch.take(one, Date.now())) link.cue(one);
  };
  const volumes = createVolumes({
    apply: link.setVolume,
    memory: createTabMemory('webmeeting.volumes'),
    personOf: (number) => session.state.peek().participants.find((one) => one.number === number)?.id,
  });
  /** Whether what one says goes to somebody, or comes back: then a muted microphone is no mistake. */
  const isHeardElsewhere = (): boolean => speech.to.peek() !== undefined || echo.state.peek().kind !== 'off';

  const stops = [
    followMicrophone(parts, use),
    followDevices(parts),
    effect(() => void link.setOutputDevice(microphone.speaker.value)),
    link.onLevel((now, dbov) => {
      level.value = now;
      const nowMs = Date.now();
      hearSilence(dbov, use.peek() === 'on', nowMs);
      if (use.peek() !== 'muted' || pushToTalk.on.peek() || isHeardElsewhere()) return;
      if (mutedTalk.hear(now, nowMs)) onNews({ kind: 'talking-while-muted' });
    }),
    effect(() => {
      for (const { number } of session.state.value.participants) volumes.meet(number);
    }),
    // Who loses the microphone speaks to nobody.
    effect(() => {
      if (use.value === 'none') {
        speech.breakOff();
        echo.stop();
      }
    }),
    endPrivateWithListener(session.state, speech),
    // What is held for one goes to that one, not back to oneself.
    effect(() => {
      if (speech.to.value !== undefined) echo.stop();
    }),
    volumes.stop,
    speech.stop,
    echo.end,
    connection.stop,
    pushToTalk.stop,
    link.onSpeaking(voices.hear),
    link.onBlocked((now) => {
      blocked.value = now;
    }),
  ];

  const openAnew = async (): Promise<void> => {
    await microphone.open();
    if (microphone.state.peek().kind === 'trouble') onNews({ kind: 'refused' });
  };

  const toggleMicrophone = (): void => {
    if (rest.resting.peek()) return;
    mutedTalk.reset();
    if (microphone.state.peek().kind === 'open' && microphone.wish.peek() !== 'none') {
      microphone.wish.value = microphone.wish.peek() === 'on' ? 'muted' : 'on';
      return;
    }
    microphone.wish.value = 'on';
    if (microphone.state.peek().kind !== 'open') void openAnew();
  };
  stops.push(followMediaSession(parts, use, toggleMicrophone));

  return {
    voices,
    speech,
    holdPrivate: speech.hold,
    releasePrivate: speech.release,
    volumeOf: volumes.volumeOf,
    echo,
    connection,
    pushToTalk,
    noSound,
    cue,
    level,
    use,
    speakerOn,
    rest,
    blocked,
    toggleMicrophone,
    toggleSpeaker() {
      if (rest.resting.peek()) return;
      speakerOn.value = !speakerOn.peek();
      link.setSpeaker(speakerOn.peek());
    },
    unblock: () => void link.unblock(),
    stop() {
      for (const stop of stops) stop();
    },
  };
};
