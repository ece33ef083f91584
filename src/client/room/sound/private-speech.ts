import { type ReadonlySignal, signal } from '@preact/signals';
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
  release(): void;
  stop(): void;
}

export const createPrivateSpeech = (link: PrivateLink): PrivateSpeech => {
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
  return { to, from, hold: speakTo, release: () => speakTo(undefined), stop };
};
