import './feedback.css';
import { CircleAlert, Clock, FolderDown, type LucideIcon, MailCheck, MailWarning } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Feedback } from '../../../contract/http/answer.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { formatRelative } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { now } from '../parts/now.ts';
import { isTroubled } from './feedback.ts';
import { nameOf } from './note-words.ts';
import { resendMail } from './use-feedback.ts';

type Delivery = Feedback['deliveries'][number];

const ICONS: Readonly<Record<Delivery['state'], LucideIcon>> = {
  waiting: Clock,
  sent: MailCheck,
  kept: FolderDown,
  failed: CircleAlert,
  'not-reached': MailWarning,
};

const sentence = ({ state, attempts, at }: Delivery): string => {
  if (state === 'waiting' && attempts > 0) return t('feedback.delivery.waitingTries', { count: attempts });
  return t(`feedback.delivery.${state}`, { when: formatRelative(at, now.value) });
};

interface DeliveryLineProps {
  readonly event: EventBody;
  readonly delivery: Delivery;
  readonly onResent: () => void;
}

/** How the last mail to somebody fared, what their mail server said last, and the way to send it again. */
export const DeliveryLine = ({ event, delivery, onResent }: DeliveryLineProps) => {
  const [busy, setBusy] = useState(false);
  const troubled = isTroubled(delivery);
  const resend = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      await resendMail(event, delivery.mailId);
      showToast({ kind: 'success', text: t('feedback.delivery.resent', { name: nameOf(event, delivery) }) });
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    setBusy(false);
    onResent();
  };
  return (
    <div class={`delivery small ${troubled ? 'delivery--troubled' : 'muted'}`}>
      <p class="delivery__line">
        <Icon of={ICONS[delivery.state]} size={16} />
        <span>
          {sentence(delivery)}
          {troubled && delivery.lastWords !== '' && (
            <span class="delivery__words">{t('feedback.delivery.lastWords', { words: delivery.lastWords })}</span>
          )}
        </span>
      </p>
      {delivery.state !== 'waiting' && (
        <Button
          kind="quiet"
          class="delivery__again"
          busy={busy}
          aria-label={`${t('feedback.delivery.resend')}${t('common.colon')} ${nameOf(event, delivery)}`}
          onClick={() => void resend()}
        >
          {t('feedback.delivery.resend')}
        </Button>
      )}
    </div>
  );
};
