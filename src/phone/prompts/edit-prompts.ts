import { SPEECH_DBOV } from '../../audio/level-sound.ts';
import type { Clock } from '../../base/clock.ts';
import { type DomainError, invalidField } from '../../base/errors.ts';
import { randomToken } from '../../base/ids.ts';
import type { Language } from '../../base/languages.ts';
import type { PromptSamples } from '../../media/phone/phone-media.ts';
import type { KeptPrompts } from './create-prompts.ts';
import { longestMs } from './limits.ts';
import type { PromptFiles } from './prompt-files.ts';
import type { PromptName } from './prompt-names.ts';
import type { OwnPrompt, PromptStore } from './prompt-store.ts';
import type { SpokenTexts } from './spoken-texts.ts';
import type { ReadSound, SoundReader } from './upload/sound-reader.ts';

/** What administrators do to prompts. */
export interface EditPrompts {
  /** `keep`: the sound that is made of the words now stays as it is. Refuses words that cannot be spoken. */
  setText(name: PromptName, language: Language, text: string, keep: boolean): Promise<void>;
  /** Refuses what is no sound, or too long. */
  setFile(name: PromptName, language: Language, bytes: Uint8Array, originalName: string): Promise<void>;
  /** Back to the shipped one. */
  reset(name: PromptName, language: Language): Promise<void>;
  /** How words would sound. */
  preview(text: string, language: Language): Promise<PromptSamples>;
  /** Removes files that a kill has left: before anything is written. */
  recover(): Promise<void>;
}

interface EditPromptsDeps {
  readonly store: PromptStore;
  readonly files: PromptFiles;
  readonly spoken: SpokenTexts;
  readonly reader: SoundReader;
  readonly prompts: Pick<KeptPrompts, 'forget'>;
  readonly clock: Clock;
}

/** Well below the words. */
const MUSIC_DBOV = -28;

type Code = Extract<ReadSound, { readonly ok: false }>['code'];

const REFUSALS: Readonly<Record<Code, (name: PromptName) => DomainError>> = {
  undecodable: () => invalidField('', 'not-a-sound', 'This is not a sound file that can be read.'),
  empty: () => invalidField('', 'empty', 'There is no sound in this file.'),
  'too-long': (name) => invalidField('', 'too-long', `This is longer than ${longestMs(name) / 1_000} seconds.`),
  'no-ffmpeg': () =>
    invalidField(
      '',
      'no-ffmpeg',
      'Files of this kind need ffmpeg on the server (apt-get install ffmpeg). WAV, AIFF, MP3, Ogg and FLAC do not.',
    ),
};

const notSpoken = (): DomainError =>
  invalidField('text', 'not-spoken', 'The server could not speak this. Is espeak-ng installed?');

export const createEditPrompts = ({ store, files, spoken, reader, prompts, clock }: EditPromptsDeps): EditPrompts => {
  let turn: Promise<unknown> = Promise.resolve();
  /** One change after the other: each removes the file of the one before it. */
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const changed = turn.then(change);
    turn = changed.catch(() => {});
    return changed;
  };

  /** The new one is there before the old one goes. */
  const replace = async (
    { name, language, ...change }: Omit<OwnPrompt, 'changedMs' | 'file'>,
    samples: PromptSamples | undefined,
  ): Promise<void> => {
    const file = samples === undefined ? '' : `${name}-${language}-${randomToken()}.wav`;
    if (samples !== undefined) await files.write(file, samples);
    const before = await store.find(name, language);
    await store.set({ name, language, ...change, file, changedMs: clock.nowMs() });
    prompts.forget(name, language);
    if (before !== undefined && before.file !== '') await files.remove(before.file);
  };

  const takeAway = async (name: PromptName, language: Language): Promise<void> => {
    const before = await store.find(name, language);
    await store.remove(name, language);
    prompts.forget(name, language);
    if (before !== undefined && before.file !== '') await files.remove(before.file);
  };

  return {
    async setText(name, language, text, keep) {
      const samples = await spoken.kept(text, language);
      if (samples === undefined) throw notSpoken();
      const own = { name, language, text, origin: 'text', originalName: '' } as const;
      await inTurn(() => replace(own, keep ? samples : undefined));
    },
    async setFile(name, language, bytes, originalName) {
      const levelDbov = name === 'music' ? MUSIC_DBOV : SPEECH_DBOV;
      const read = await reader.read({ bytes, longestMs: longestMs(name), levelDbov });
      if (!read.ok) throw REFUSALS[read.code](name);
      await inTurn(() => replace({ name, language, text: '', origin: 'upload', originalName }, read.value));
    },
    reset: (name, language) => inTurn(() => takeAway(name, language)),
    async preview(text, language) {
      const samples = await spoken.once(text, language);
      if (samples === undefined) throw notSpoken();
      return samples;
    },
    async recover() {
      const rows = await store.list();
      await files.keepOnly(new Set(rows.map(({ file }) => file)));
    },
  };
};
