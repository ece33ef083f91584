import { useId, useState } from 'preact/hooks';
import type { Rsvp } from '../../contract/http/answer.ts';
import { AnswerMark } from '../shared/answer-mark.tsx';
import { t } from '../shared/language.ts';
import { shortWhen } from './rsvp-when.ts';
import type { RsvpWriting } from './use-rsvp.ts';

interface RsvpDatesProps {
  readonly rsvp: Rsvp;
  readonly writing: RsvpWriting;
}

/** Of a series: for all of it, or for one of the next dates, each with the answer that holds for it. */
export const RsvpDates = ({ rsvp, writing }: RsvpDatesProps) => {
  const name = useId();
  const { recurrenceId, chooseDate, timeZone } = writing;
  const [open, setOpen] = useState(recurrenceId !== undefined);
  if (rsvp.dates.length === 0) return null;
  return (
    <fieldset class="rsvp-dates">
      <legend class="field__label">{t('answer.scope.label')}</legend>
      <label class="check">
        <input
          type="radio"
          name={name}
          checked={!open}
          onChange={() => {
            setOpen(false);
            chooseDate(undefined);
          }}
        />
        {t('answer.scope.all')}
      </label>
      <label class="check">
        <input
          type="radio"
          name={name}
          checked={open}
          onChange={() => {
            setOpen(true);
            chooseDate(rsvp.dates[0]?.recurrenceId);
          }}
        />
        {t('answer.scope.one')}
      </label>
      {open && (
        <fieldset class="rsvp-dates__list">
          <legend class="unseen">{t('answer.scope.dates')}</legend>
          {rsvp.dates.map((date) => (
            <label key={date.recurrenceId} class="check rsvp-dates__one">
              <input
                type="radio"
                name={`${name}-date`}
                value={date.recurrenceId}
                checked={date.recurrenceId === recurrenceId}
                onChange={() => chooseDate(date.recurrenceId)}
              />
              <span class="rsvp-dates__when figures">{shortWhen({ ...rsvp, ...date }, timeZone)}</span>
              <span class="rsvp-dates__answer">
                {date.own && <span class="unseen">{t('answer.scope.other')}</span>}
                <AnswerMark answer={date.answer} size={18} />
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </fieldset>
  );
};
