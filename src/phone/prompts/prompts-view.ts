import { LANGUAGES, type Language } from '../../base/languages.ts';
import type { PromptBody } from '../../contract/http/prompt.ts';
import { PROMPT_RATE_HZ } from '../../media/phone/phone-media.ts';
import { longestMs } from './limits.ts';
import { PROMPT_NAMES, type PromptName } from './prompt-names.ts';
import type { OwnPrompt, PromptStore } from './prompt-store.ts';
import { PROMPT_TEXTS } from './prompt-texts.ts';
import type { Prompts } from './prompts.ts';

/** The prompts as the console shows them. */
export interface PromptsView {
  list(): Promise<PromptBody[]>;
  one(name: PromptName, language: Language): Promise<PromptBody>;
}

export const createPromptsView = ({
  store,
  prompts,
}: {
  readonly store: PromptStore;
  readonly prompts: Pick<Prompts, 'sound'>;
}): PromptsView => {
  const show = async (name: PromptName, language: Language, own: OwnPrompt | undefined): Promise<PromptBody> => ({
    name,
    language,
    origin: own?.origin ?? 'shipped',
    text: own?.text ?? PROMPT_TEXTS[language][name],
    kept: own === undefined || own.file !== '',
    ...(own !== undefined && own.originalName !== '' && { originalName: own.originalName }),
    ...(own !== undefined && { changedAt: new Date(own.changedMs).toISOString() }),
    lengthMs: Math.round(((await prompts.sound(name, language)).length * 1_000) / PROMPT_RATE_HZ),
    longestMs: longestMs(name),
  });

  return {
    async list() {
      const own = new Map((await store.list()).map((prompt) => [`${prompt.language} ${prompt.name}`, prompt]));
      const shown: PromptBody[] = [];
      for (const language of LANGUAGES)
        for (const name of PROMPT_NAMES) shown.push(await show(name, language, own.get(`${language} ${name}`)));
      return shown;
    },
    one: async (name, language) => show(name, language, await store.find(name, language)),
  };
};
