import { Play, Square } from 'lucide-preact';
import type { PromptBody } from '../../../../contract/http/prompt.ts';
import { IconButton } from '../../../shared/button.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { playing, playSound, stopSound } from './play-sound.ts';
import { soundAddress } from './prompt-calls.ts';
import { promptName } from './prompt-name.ts';

/** Plays a prompt as callers hear it now, and stops it. */
export const PlayButton = ({ prompt }: { readonly prompt: PromptBody }) => {
  const key = `${prompt.language} ${prompt.name}`;
  const name = promptName(prompt.name);
  const plays = playing.value === key;
  const press = async (): Promise<void> => {
    if (plays) {
      stopSound();
      return;
    }
    try {
      await playSound(key, soundAddress(prompt));
    } catch {
      showToast({ kind: 'problem', text: t('telephone.prompts.notPlayed') });
    }
  };
  return (
    <IconButton
      icon={plays ? Square : Play}
      label={t(plays ? 'telephone.prompts.stop' : 'telephone.prompts.play', { name })}
      onClick={() => void press()}
    />
  );
};
