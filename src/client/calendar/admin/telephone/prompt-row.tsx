import { FileAudio, Pencil, Type } from 'lucide-preact';
import type { PromptBody } from '../../../../contract/http/prompt.ts';
import { IconButton } from '../../../shared/button.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { PlayButton } from './play-button.tsx';
import { promptLength, promptName } from './prompt-name.ts';

/** The words, or what there is in their place. */
export const promptWords = ({ text, originalName }: PromptBody): string => {
  if (text !== '') return text;
  return originalName === undefined
    ? t('telephone.prompts.noWords')
    : t('telephone.prompts.file', { name: originalName });
};

export const PromptOrigin = ({ prompt: { origin } }: { readonly prompt: PromptBody }) =>
  origin === 'shipped' ? null : (
    <span class="badge badge--live">
      <Icon of={origin === 'text' ? Type : FileAudio} size={12} />
      {t(`telephone.prompts.origins.${origin}`)}
    </span>
  );

interface PromptRowProps {
  readonly prompt: PromptBody;
  readonly onChange: () => void;
}

export const PromptRow = ({ prompt, onChange }: PromptRowProps) => (
  <li class="prompt-row" data-prompt={prompt.name}>
    <PlayButton prompt={prompt} />
    <div class="prompt-row__text">
      <p class="prompt-row__name">
        {promptName(prompt.name)} <PromptOrigin prompt={prompt} />
      </p>
      <p class="muted small" lang={prompt.language}>
        {promptWords(prompt)}
      </p>
    </div>
    <span class="muted small figures">{promptLength(prompt.lengthMs)}</span>
    <IconButton
      icon={Pencil}
      label={t('telephone.prompts.change', { name: promptName(prompt.name) })}
      onClick={onChange}
    />
  </li>
);
