import { createHash } from 'node:crypto';
import { SPEECH_DBOV } from '../../audio/level-sound.ts';
import type { Language } from '../../base/languages.ts';
import type { PromptSamples } from '../../media/phone/phone-media.ts';
import { speakable } from '../speech/speakable.ts';
import type { Speech } from '../speech/speech.ts';
import { SPOKEN_FILES_KEPT } from './limits.ts';
import type { PromptFiles } from './prompt-files.ts';
import type { SoundReader } from './upload/sound-reader.ts';

/** A minute of speech has some 900 characters. */
const LONGEST_TEXT = 1_500;
const LONGEST_MS = 60_000;

/** Words as prompts: spoken by the engine, levelled. */
export interface SpokenTexts {
  /** Kept in a file: words that are said again and again. Undefined: they cannot be spoken. */
  kept(text: string, language: Language): Promise<PromptSamples | undefined>;
  /** Not kept: names of people, and words that are only tried. */
  once(text: string, language: Language): Promise<PromptSamples | undefined>;
}

export const createSpokenTexts = ({
  speech,
  reader,
  files,
}: {
  readonly speech: Speech;
  readonly reader: SoundReader;
  readonly files: PromptFiles;
}): SpokenTexts => {
  const once = async (text: string, language: Language): Promise<PromptSamples | undefined> => {
    const bytes = await speech.speak(speakable(text, LONGEST_TEXT), language);
    if (bytes === undefined) return undefined;
    const read = await reader.read({ bytes, longestMs: LONGEST_MS, levelDbov: SPEECH_DBOV });
    return read.ok ? read.value : undefined;
  };

  return {
    once,
    async kept(text, language) {
      const key = createHash('sha256')
        .update(JSON.stringify([language, speech.signature(language), speakable(text, LONGEST_TEXT)]))
        .digest('hex');
      const file = `${key}.wav`;
      const known = await files.read(file);
      if (known !== undefined) return known;
      const samples = await once(text, language);
      if (samples === undefined) return undefined;
      await files.write(file, samples);
      await files.keepNewest(SPOKEN_FILES_KEPT);
      return samples;
    },
  };
};
