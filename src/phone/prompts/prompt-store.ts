import { isLanguage, type Language } from '../../base/languages.ts';
import type { Connection, Database } from '../../platform/database.ts';
import { PROMPT_NAMES, type PromptName } from './prompt-names.ts';

/** What an administrator has put in the place of a shipped prompt. */
export interface OwnPrompt {
  readonly name: PromptName;
  readonly language: Language;
  /** The words; '' for a sound without. */
  readonly text: string;
  /** Name of the WAV file that is played; '': the words are spoken when they are needed. */
  readonly file: string;
  readonly origin: 'text' | 'upload';
  /** Of an upload. */
  readonly originalName: string;
  readonly changedMs: number;
}

interface PromptRow {
  name: string;
  language: string;
  text: string;
  file: string;
  origin: OwnPrompt['origin'];
  original_name: string;
  changed_ms: number | string;
}

export interface PromptStore {
  list(connection?: Connection): Promise<OwnPrompt[]>;
  find(name: PromptName, language: Language, connection?: Connection): Promise<OwnPrompt | undefined>;
  set(prompt: OwnPrompt, connection?: Connection): Promise<void>;
  remove(name: PromptName, language: Language, connection?: Connection): Promise<void>;
}

export const isPromptName = (text: string): text is PromptName => (PROMPT_NAMES as readonly string[]).includes(text);

/** Empty for a prompt that there was in another version. */
const fromRow = (row: PromptRow): OwnPrompt[] => {
  const { name, language, text, file, origin } = row;
  if (!isPromptName(name) || !isLanguage(language)) return [];
  const changedMs = Number(row.changed_ms);
  return [{ name, language, text, file, origin, originalName: row.original_name, changedMs }];
};

export const createPromptStore = (database: Database): PromptStore => {
  const rows = (connection: Connection) => connection<PromptRow>('phone_prompts');
  return {
    list: async (connection = database) => (await rows(connection).select()).flatMap(fromRow),
    async find(name, language, connection = database) {
      const row = await rows(connection).where({ name, language }).first();
      return row && fromRow(row)[0];
    },
    async set({ name, language, text, file, origin, originalName, changedMs }, connection = database) {
      await rows(connection)
        .insert({ name, language, text, file, origin, original_name: originalName, changed_ms: changedMs })
        .onConflict(['name', 'language'])
        .merge();
    },
    async remove(name, language, connection = database) {
      await rows(connection).where({ name, language }).delete();
    },
  };
};
