import { MicOff, RotateCw } from 'lucide-preact';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { MicrophoneTrouble } from './microphone-trouble.ts';

/** No retry helps against these on this page. */
const FINAL: ReadonlySet<MicrophoneTrouble> = new Set(['insecure', 'unsupported']);

interface TroubleNoticeProps {
  readonly trouble: MicrophoneTrouble;
  readonly onRetry: () => void;
}

/** Why there is no microphone, what helps, and that one may come in all the same. */
export const TroubleNotice = ({ trouble, onRetry }: TroubleNoticeProps) => {
  const final = FINAL.has(trouble);
  return (
    <div class="notice notice--waiting trouble" role="status">
      <Icon of={MicOff} />
      <div class="stack stack--tight">
        <p>
          <strong>{t(`door.trouble.${trouble}.what`)}</strong> {t(`door.trouble.${trouble}.help`)}
        </p>
        {trouble !== 'unsupported' && (
          <p>{t(trouble === 'insecure' ? 'door.trouble.chatAllTheSame' : 'door.trouble.listenAllTheSame')}</p>
        )}
        {!final && (
          <div>
            <Button icon={RotateCw} onClick={onRetry}>
              {t('door.sound.retry')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
};
