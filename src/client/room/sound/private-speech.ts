import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { EVERYONE } from '../../../audio/audio-frame.ts';

/** What of the room's link is needed. */
interface PrivateLink {
  speakTo(participantNumber: number): void;
  onDirect(listener: (participantNumber: number, speaking: boolean) => void): () => void;
}

/** Speaking to one participant alone, as long as a key or button is held, and hearing who does so. By participant number. */
export interface PrivateSpeech {
  /** To whom one speaks alone now. */
  readonly to: ReadonlySignal<number | undefined>;
  /** Who speaks to oneself alone now. */
  readonly from: ReadonlySignal<readonly number[]>;
  hold(number: number): void;
  /** The person let go: what they say from now on is for everyone, if their microphone is on. */
  release(): void;
  /** It ended without their letting go: what was meant for one must not go on to everyone. */
  breakOff(): void;
  stop(): void;
}

interface PrivateSpeechParts {
  /** Before a speech that breaks off goes over to everyone. */
  readonly onBrokenOff: () => void;
}

export const createPrivateSpeech = (link: PrivateLink, { onBrokenOff }: PrivateSpeechParts): PrivateSpeech => {
  const to = signal<number | undefined>(undefined);
  const from = signal<readonly number[]>([]);
  const stop = link.onDirect((number, speaking) => {
    const others = from.peek().filter((one) => one !== number);
    if (speaking !== others.length < from.peek().length) from.value = speaking ? [...others, number] : others;
  });
  const speakTo = (number: number | undefined): void => {
    if (to.peek() === number) return;
    to.value = number;
    link.speakTo(number ?? EVERYONE);
  };
  const release = (): void => speakTo(undefined);
  return {
    to,
    from,
    hold: speakTo,
    release,
    breakOff() {
      if (to.peek() === undefined) return;
      onBrokenOff();
      release();
    },
    stop,
  };
};

interface Present {
  readonly participants: ReadonlyArray<{ readonly number: number }>;
}

/** Breaks a speech off whose listener leaves, before the screen lets go of its button. Answers how to stop. */
export const endPrivateWithListener = (
  state: ReadonlySignal<Present>,
  { to, breakOff }: Pick<PrivateSpeech, 'to' | 'breakOff'>,
): (() => void) =>
  effect(() => {
    const listener = to.value;
    if (listener !== undefined && !state.value.participants.some(({ number }) => number === listener)) breakOff();
  });
