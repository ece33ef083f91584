import { Field } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { addDays } from '../../shared/wall-time.ts';
import { DateField } from '../pickers/date-field.tsx';
import { NumberField } from './number-field.tsx';
import type { Repeat, RepeatEnd } from './repeat.ts';

/** The server counts no further. */
const HIGHEST_COUNT = 3_650;
const USUAL_COUNT = 10;
/** Where "on a date" begins: about a dozen dates away. */
const USUAL_DAYS = { DAILY: 14, WEEKLY: 91, MONTHLY: 365, YEARLY: 3_652 } as const;

const KINDS = ['never', 'until', 'count'] as const;

interface RepeatEndFieldProps {
  readonly repeat: Repeat;
  readonly startDate: string;
  readonly onChange: (end: RepeatEnd) => void;
}

const usual = (kind: RepeatEnd['kind'], repeat: Repeat, startDate: string): RepeatEnd => {
  if (kind === 'count') return { kind, count: USUAL_COUNT };
  return kind === 'until' ? { kind, date: addDays(startDate, USUAL_DAYS[repeat.frequency]) } : { kind };
};

/** Never, on a date, after a number of dates. */
export const RepeatEndField = ({ repeat, startDate, onChange }: RepeatEndFieldProps) => {
  const { end } = repeat;
  return (
    <div class="repeat__row">
      <Field label={t('recurrence.ends')} class="repeat__ends">
        {(control) => (
          <select
            {...control}
            class="input"
            value={end.kind}
            onChange={(choice) => onChange(usual(choice.currentTarget.value as RepeatEnd['kind'], repeat, startDate))}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`recurrence.endings.${kind}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {end.kind === 'until' && (
        <DateField
          label={t('recurrence.until')}
          value={end.date}
          onChange={(date) => onChange({ kind: 'until', date })}
          problem={end.date < startDate ? t('recurrence.problem.until') : undefined}
        />
      )}
      {end.kind === 'count' && (
        <>
          <NumberField
            label={t('recurrence.count')}
            value={end.count}
            highest={HIGHEST_COUNT}
            problem={t('recurrence.problem.count')}
            onChange={(count) => onChange({ kind: 'count', count })}
          />
          <span aria-hidden="true">{t('recurrence.times', { count: end.count })}</span>
        </>
      )}
    </div>
  );
};
