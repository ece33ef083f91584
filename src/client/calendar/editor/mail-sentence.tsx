import './mail-sentence.css';
import { t } from '../../shared/language.ts';
import { TOLD } from './mail-plan.ts';
import type { AskedPlan } from './use-mail-plan.ts';

interface MailSentenceProps {
  readonly plan: AskedPlan;
  /** Before and after, the event is over: nobody is mailed. */
  readonly past: boolean;
  readonly notify: boolean;
  readonly onNotify: (notify: boolean) => void;
}

const sentences = (plan: AskedPlan): string[] => {
  if (plan === 'asking') return [t('calendar.editor.mails.asking')];
  if (plan === 'unknown') return [t('calendar.editor.mails.unknown')];
  return TOLD.filter((told) => plan[told].length > 0).map((told) =>
    t(`calendar.editor.mails.${told}`, { count: plan[told].length, who: plan[told][0] ?? '' }),
  );
};

/** All names, by what each is told; only where a sentence gives a number instead. */
const Names = ({ plan }: { readonly plan: AskedPlan }) => {
  if (typeof plan === 'string') return null;
  const several = TOLD.filter((told) => told !== 'own' && plan[told].length > 1);
  if (several.length === 0) return null;
  return (
    <details class="mail-sentence__names">
      <summary>{t('calendar.editor.mails.names')}</summary>
      <dl>
        {several.map((told) => (
          <div key={told}>
            <dt>{t(`calendar.editor.mails.kinds.${told}`)}</dt>
            <dd>{plan[told].join(', ')}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
};

/** Who will get a mail, and the choice to send none. */
export const MailSentence = ({ plan, past, notify, onNotify }: MailSentenceProps) => {
  const said = sentences(plan);
  if (past) return <p class="mail-sentence muted">{t('calendar.editor.mails.past')}</p>;
  if (said.length === 0) return <p class="mail-sentence muted">{t('calendar.editor.mails.none')}</p>;
  return (
    <div class="mail-sentence">
      <label class="check">
        <input type="checkbox" checked={notify} onChange={(event) => onNotify(event.currentTarget.checked)} />
        <span>
          {t('calendar.editor.notify')}
          <span class="mail-sentence__who" aria-live="polite">
            {notify ? said.join(' ') : t('calendar.editor.mails.off')}
          </span>
        </span>
      </label>
      {notify && <Names plan={plan} />}
    </div>
  );
};
