import type { Language } from '../../base/languages.ts';

/** A program that takes words on its standard input and writes a WAV file to its standard output. */
export interface SpeechCommand {
  /** How people know it. */
  readonly name: string;
  readonly program: string;
  /** `{language}` (fr, en) and `{voice}` stand for those of the words. */
  readonly parameters: readonly string[];
  readonly voices: Readonly<Record<Language, string>>;
}

const VOICES: SpeechCommand['voices'] = { fr: 'fr-fr+f5', en: 'en-gb+f5' };

/** Debian's espeak-ng, as the shipped prompts were spoken. */
export const ESPEAK: SpeechCommand = {
  name: 'espeak-ng',
  program: 'espeak-ng',
  parameters: ['-v', '{voice}', '-s', '155', '-g', '1', '--stdin', '--stdout'],
  voices: VOICES,
};

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const readList = (text: string): string[] | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isTexts(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/**
 * `SPEECH_COMMAND`: words between blanks, `piper --model /voices/{language}.onnx --output_file -`, or a JSON list of texts when one of
 * them has blanks. Never seen by a shell. Undefined: it names no program.
 */
export const readSpeechCommand = (text: string): SpeechCommand | undefined => {
  const trimmed = text.trim();
  const words = trimmed.startsWith('[') ? readList(trimmed) : trimmed.split(/\s+/);
  const [program = '', ...parameters] = words ?? [];
  if (program === '') return undefined;
  return { name: program.split('/').at(-1) ?? program, program, parameters, voices: VOICES };
};

export const parametersFor = ({ parameters, voices }: SpeechCommand, language: Language): string[] =>
  parameters.map((text) => text.replaceAll('{language}', language).replaceAll('{voice}', voices[language]));
