import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../../base/languages.ts';
import type { PromptSamples } from '../../media/phone/phone-media.ts';
import { promptSamplesOf } from './prompt-files.ts';
import type { PromptName } from './prompt-names.ts';

/** The sounds that come with the program, `public/prompts`. */
export type ShippedPrompts = (name: PromptName, language: Language) => Promise<PromptSamples>;

/** A fifth of a second of silence: what is said when even a shipped file cannot be read. */
const NOTHING: PromptSamples = new Int16Array(3_200);

export const createShippedPrompts =
  (directory: string): ShippedPrompts =>
  async (name, language) => {
    const file = name === 'music' ? 'music.wav' : join(language, `${name}.wav`);
    try {
      return promptSamplesOf(await readFile(join(directory, file))) ?? NOTHING;
    } catch {
      return NOTHING;
    }
  };
