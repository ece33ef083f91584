import { useState } from 'preact/hooks';
import type { Rsvp } from '../../contract/http/answer.ts';
import type { Partstat } from '../../contract/http/event.ts';
import { AnswerMark } from '../shared/answer-mark.tsx';
import { Button } from '../shared/button.tsx';
import { t } from '../shared/language.ts';

const FEW = 8;

/** The others and their answers, where the organizer lets them be seen. */
export const RsvpOthers = ({ invitees = [] }: Pick<Rsvp, 'invitees'>) => {
  const [all, setAll] = useState(false);
  if (invitees.length === 0) return null;
  const count = (wanted: Partstat): number => invitees.filter(({ answer }) => answer === wanted).length;
  const sums = [
    [count('ACCEPTED'), 'rsvp.counts.accepted'],
    [count('DECLINED'), 'rsvp.counts.declined'],
    [count('TENTATIVE'), 'rsvp.counts.tentative'],
    [count('DELEGATED'), 'rsvp.counts.delegated'],
    [count('NEEDS-ACTION'), 'rsvp.counts.awaiting'],
  ] as const;
  return (
    <section class="rsvp-others">
      <h2>{t('rsvp.others')}</h2>
      <p class="rsvp-facts__note">
        {sums
          .filter(([number]) => number > 0)
          .map(([number, key]) => t(key, { count: number }))
          .join('\u00a0· ')}
      </p>
      <ul class="rsvp-others__list">
        {invitees.slice(0, all ? invitees.length : FEW).map(({ name, answer }, index) => (
          <li key={`${index} ${name}`} class="rsvp-others__one">
            <AnswerMark answer={answer} size={18} />
            <span dir="auto">{name}</span>
          </li>
        ))}
      </ul>
      {!all && invitees.length > FEW && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {t('rsvp.showAll')}
        </Button>
      )}
    </section>
  );
};
