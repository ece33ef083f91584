import type { Language } from '../../base/languages.ts';
import type { Log } from '../../base/log.ts';
import type { PromptSamples } from '../../media/phone/phone-media.ts';
import { speakable } from '../speech/speakable.ts';
import { NAME_AT_MOST_MS, NAME_LONGEST, NAMES_KEPT, WORDS_LONGEST } from './limits.ts';
import type { PromptFiles } from './prompt-files.ts';
import type { PromptName } from './prompt-names.ts';
import type { OwnPrompt, PromptStore } from './prompt-store.ts';
import type { Prompts } from './prompts.ts';
import { createRecentlyUsed } from './recently-used.ts';
import type { ShippedPrompts } from './shipped-prompts.ts';
import type { SpokenTexts } from './spoken-texts.ts';

export interface KeptPrompts extends Prompts {
  /** Whatever an administrator has changed is read anew. */
  forget(name: PromptName, language: Language): void;
}

interface PromptsDeps {
  readonly store: PromptStore;
  readonly files: PromptFiles;
  readonly shipped: ShippedPrompts;
  readonly spoken: SpokenTexts;
  readonly log: Log;
}

/** `undefined` when it has not come in time; what comes later is kept all the same. */
const inTime = <Value>(work: Promise<Value | undefined>, atMostMs: number): Promise<Value | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), atMostMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Prompts in memory: each is read once, 100 KB on average. */
export const createPrompts = ({ store, files, shipped, spoken, log }: PromptsDeps): KeptPrompts => {
  const sounds = new Map<string, Promise<PromptSamples>>();
  const names = createRecentlyUsed<PromptSamples>(NAMES_KEPT);
  /** Several callers may ask for the same name at once: it is spoken once. */
  const speaking = new Map<string, Promise<PromptSamples | undefined>>();

  const play = async ({ file, text, language }: OwnPrompt): Promise<PromptSamples | undefined> => {
    const filed = file === '' ? undefined : await files.read(file);
    return filed ?? (text === '' ? undefined : await spoken.kept(text, language));
  };

  const load = async (key: string, name: PromptName, language: Language): Promise<PromptSamples> => {
    try {
      const own = await store.find(name, language);
      if (own === undefined) return await shipped(name, language);
      const samples = await play(own);
      if (samples !== undefined) return samples;
    } catch (error) {
      log.warn({ err: error, prompt: name, language }, 'a prompt could not be read; the shipped one is played');
    }
    // What could not be had now may be at the next call.
    sounds.delete(key);
    return shipped(name, language);
  };

  const speakName = async (key: string, words: string, language: Language): Promise<PromptSamples | undefined> => {
    try {
      const samples = await spoken.once(words, language);
      if (samples !== undefined && words.length <= NAME_LONGEST) names.set(key, samples);
      return samples;
    } catch {
      // Too many are being spoken.
      return undefined;
    } finally {
      speaking.delete(key);
    }
  };

  return {
    sound(name, language) {
      const key = `${language} ${name}`;
      const known = sounds.get(key);
      if (known !== undefined) return known;
      const loading = load(key, name, language);
      sounds.set(key, loading);
      return loading;
    },
    async say(text, language) {
      const words = speakable(text, WORDS_LONGEST);
      if (words === '') return undefined;
      const key = `${language} ${words}`;
      const known = names.get(key);
      if (known !== undefined) return known;
      const begun = speaking.get(key) ?? speakName(key, words, language);
      speaking.set(key, begun);
      return inTime(begun, NAME_AT_MOST_MS);
    },
    forget(name, language) {
      sounds.delete(`${language} ${name}`);
    },
  };
};
