import './mail-sentence.css';
import { t } from '../../shared/language.ts';
import type { MailPlan } from './mail-plan.ts';

const sentences = (plan: MailPlan): string[] =>
  (['invited', 'updated', 'cancelled'] as const)
    .filter((kind) => plan[kind].length > 0)
    .map((kind) => t(`calendar.editor.mails.${kind}`, { count: plan[kind].length, who: plan[kind][0] ?? '' }));

interface MailSentenceProps {
  readonly plan: MailPlan;
  readonly notify: boolean;
  readonly onNotify: (notify: boolean) => void;
}

/** Who will get a mail, and the choice to send none. */
export const MailSentence = ({ plan, notify, onNotify }: MailSentenceProps) => {
  const said = sentences(plan);
  if (said.length === 0) return <p class="mail-sentence muted">{t('calendar.editor.mails.none')}</p>;
  if (plan.past) return <p class="mail-sentence muted">{t('calendar.editor.mails.past')}</p>;
  return (
    <label class="check mail-sentence">
      <input type="checkbox" checked={notify} onChange={(event) => onNotify(event.currentTarget.checked)} />
      <span>
        {t('calendar.editor.notify')}
        <span class="mail-sentence__who" aria-live="polite">
          {notify ? said.join(' ') : t('calendar.editor.mails.off')}
        </span>
      </span>
    </label>
  );
};
