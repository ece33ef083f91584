import { useEffect, useState } from 'preact/hooks';
import { LANGUAGES, type Language } from '../../../../base/languages.ts';
import type { PromptBody, PromptList } from '../../../../contract/http/prompt.ts';
import { callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { language as screenLanguage, t } from '../../../shared/language.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { stopSound } from './play-sound.ts';
import { PromptDialog } from './prompt-dialog.tsx';
import { groupPrompts } from './prompt-groups.ts';
import { PromptRow } from './prompt-row.tsx';

const ownText = (prompts: readonly PromptBody[]): string => {
  const count = prompts.filter(({ origin }) => origin !== 'shipped').length;
  return count === 0 ? t('telephone.prompts.ownNone') : t('telephone.prompts.own', { count });
};

interface PromptsListProps {
  readonly list: PromptList;
  readonly onChanged: (prompt: PromptBody) => void;
}

const PromptsList = ({ list, onChanged }: PromptsListProps) => {
  const [language, setLanguage] = useState<Language>(screenLanguage.peek());
  const [opened, setOpened] = useState<string>();
  useEffect(() => stopSound, []);
  const prompts = list.prompts.filter((prompt) => prompt.language === language);
  const changing = prompts.find(({ name }) => name === opened);
  return (
    <>
      <fieldset class="row prompt-languages">
        <legend class="unseen">{t('telephone.prompts.languages')}</legend>
        {LANGUAGES.map((one) => (
          <Button
            key={one}
            kind="quiet"
            class="prompt-languages__item"
            aria-pressed={one === language}
            onClick={() => setLanguage(one)}
          >
            {t(`common.languages.${one}`)}
          </Button>
        ))}
        <span class="muted small" role="status">
          {ownText(prompts)}
        </span>
      </fieldset>
      {groupPrompts(prompts).map(({ group, prompts: some }) => (
        <section key={group} class="prompt-group">
          <h3>{t(`telephone.prompts.groups.${group}`)}</h3>
          <ul class="prompt-list">
            {some.map((prompt) => (
              <PromptRow key={prompt.name} prompt={prompt} onChange={() => setOpened(prompt.name)} />
            ))}
          </ul>
        </section>
      ))}
      {changing && (
        <PromptDialog
          prompt={changing}
          speaks={list.speech.available}
          onChanged={onChanged}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
};

/** What callers hear, in each language. */
export const PromptsPart = () => {
  const { value, problem, reload, put } = useLoaded('prompts', () => callApi<PromptList>('GET', '/admin/prompts'));
  const replace = (list: PromptList, changed: PromptBody): void =>
    put({
      ...list,
      prompts: list.prompts.map((one) =>
        one.name === changed.name && one.language === changed.language ? changed : one,
      ),
    });
  return (
    <section class="card stack" aria-labelledby="telephone-prompts">
      <h2 id="telephone-prompts">{t('telephone.prompts.title')}</h2>
      <p class="muted">{t('telephone.prompts.text')}</p>
      {value && <PromptsList list={value} onChanged={(changed) => replace(value, changed)} />}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton prompt-list--waiting" aria-busy="true" />}
    </section>
  );
};
