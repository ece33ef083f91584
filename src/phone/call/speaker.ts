import type { Language } from '../../base/languages.ts';
import type { LegMedia, PromptSamples } from '../../media/phone/phone-media.ts';
import type { PromptName } from '../prompts/prompt-names.ts';
import type { Prompts } from '../prompts/prompts.ts';

/** A prompt, or any words. */
export type Words = { readonly prompt: PromptName } | { readonly text: string };

/** Something that is said to a caller. */
export type Spoken = Words & { readonly language: Language };

export interface Saying {
  /** Again from the start until something else is said. */
  readonly repeat?: boolean;
  /** Called once it was heard to the end; not when it was cut off. */
  readonly done?: () => void;
}

/** Says one thing at a time to one caller. */
export interface Speaker {
  /** In the place of what is being said. Words that cannot be spoken are left out. */
  say(spoken: readonly Spoken[], saying?: Saying): void;
  stop(): void;
  /** As the leg reports it. */
  played(playId: number): void;
}

export const createSpeaker = ({
  media,
  prompts,
}: {
  readonly media: Pick<LegMedia, 'play' | 'stopPlaying'>;
  readonly prompts: Prompts;
}): Speaker => {
  /** What was asked for last: sounds that are ready later than the next wish come too late. */
  let wish = 0;
  let playing: { readonly playId: number; readonly done: (() => void) | undefined } | undefined;

  const soundOf = (spoken: Spoken) =>
    'prompt' in spoken ? prompts.sound(spoken.prompt, spoken.language) : prompts.say(spoken.text, spoken.language);

  const start = async (spoken: readonly Spoken[], { repeat = false, done }: Saying, own: number): Promise<void> => {
    // A word that is missing is better than a caller who hears nothing.
    const ready = await Promise.all(spoken.map((one) => soundOf(one).catch(() => undefined)));
    const sounds = ready.filter((sound): sound is PromptSamples => sound !== undefined && sound.length > 0);
    if (own !== wish) return;
    if (sounds.length === 0) {
      media.stopPlaying();
      if (!repeat) done?.();
      return;
    }
    playing = { playId: media.play(sounds, { repeat }), done };
  };

  return {
    say(spoken, saying = {}) {
      wish += 1;
      playing = undefined;
      void start(spoken, saying, wish);
    },
    stop() {
      wish += 1;
      playing = undefined;
      media.stopPlaying();
    },
    played(playId) {
      if (playing?.playId !== playId) return;
      const { done } = playing;
      playing = undefined;
      done?.();
    },
  };
};
