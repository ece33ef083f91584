import { type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** Whether the person's sound is elsewhere, on their telephone: then nothing is played or recorded here. */
export interface SoundRest {
  readonly resting: ReadonlySignal<boolean>;
  rest(): void;
  /** The loudspeaker as before; the microphone too, when it is asked for here. */
  wake(withMicrophone: boolean): void;
}

interface SoundRestParts {
  readonly link: { setSpeaker(on: boolean): void };
  readonly microphone: { readonly wish: Signal<'on' | 'muted' | 'none'>; open(): Promise<void>; close(): void };
  readonly speakerOn: Signal<boolean>;
}

export const createSoundRest = ({ link, microphone, speakerOn }: SoundRestParts): SoundRest => {
  const resting = signal(false);
  let before = { wish: microphone.wish.peek(), speaker: true };
  const setSpeaker = (on: boolean): void => {
    speakerOn.value = on;
    link.setSpeaker(on);
  };
  return {
    resting,
    rest() {
      if (resting.peek()) return;
      before = { wish: microphone.wish.peek(), speaker: speakerOn.peek() };
      resting.value = true;
      microphone.wish.value = 'none';
      microphone.close();
      setSpeaker(false);
    },
    wake(withMicrophone) {
      if (!resting.peek()) return;
      resting.value = false;
      // Whoever asks for the sound of this computer wants to hear it.
      setSpeaker(withMicrophone || before.speaker);
      if (!withMicrophone) return;
      microphone.wish.value = before.wish === 'muted' ? 'muted' : 'on';
      void microphone.open();
    },
  };
};
