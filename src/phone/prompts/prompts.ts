import type { Language } from '../../base/languages.ts';
import type { PromptSamples } from '../../media/phone/phone-media.ts';
import type { PromptName } from './prompt-names.ts';

/** What is said to callers, ready to be played. */
export interface Prompts {
  /** The prompt as an administrator has set it, else as it is shipped. Never fails: what cannot be read is the shipped one. */
  sound(name: PromptName, language: Language): Promise<PromptSamples>;
  /** Any words, spoken: names above all. Undefined when nothing here can speak, or it takes too long. */
  say(text: string, language: Language): Promise<PromptSamples | undefined>;
}
