import { FREQUENCIES, type Frequency, WEEKDAYS, type Weekday } from '../../../base/recurrence/recurrence-rule.ts';
import { Field } from '../../shared/field.tsx';
import { weekdayNames } from '../../shared/format-date.ts';
import { locale, t } from '../../shared/language.ts';
import { firstWeekday } from '../parts/first-weekday.ts';
import { firstDay } from '../parts/rule-sentence.ts';
import { NumberField } from './number-field.tsx';
import { NTHS, type Pattern, type Repeat } from './repeat.ts';

const HIGHEST_INTERVAL = 1_000;
const NTH_KEYS = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth', [-1]: 'last' } as const;

interface PartProps {
  readonly repeat: Repeat;
  readonly onChange: (part: Partial<Repeat>) => void;
}

/** The weekdays in the order of the person's week. */
const namedWeekdays = (): readonly (readonly [Weekday, string])[] => {
  const first = firstWeekday();
  return weekdayNames(first).map(({ long }, index) => [WEEKDAYS[(first + index + 6) % 7] ?? 'MO', long]);
};

const Every = ({ repeat, onChange }: PartProps) => (
  <div class="repeat__row">
    <span aria-hidden="true">{t(`recurrence.every.${repeat.frequency}`)}</span>
    <NumberField
      label={t('recurrence.interval')}
      value={repeat.interval}
      highest={HIGHEST_INTERVAL}
      problem={t('recurrence.problem.interval')}
      onChange={(interval) => onChange({ interval })}
    />
    <Field label={t('recurrence.unit')} labelUnseen={true}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={repeat.frequency}
          onChange={(choice) => onChange({ frequency: choice.currentTarget.value as Frequency })}
        >
          {FREQUENCIES.map((frequency) => (
            <option key={frequency} value={frequency}>
              {t(`recurrence.units.${frequency}`, { count: repeat.interval })}
            </option>
          ))}
        </select>
      )}
    </Field>
  </div>
);

/** Several days of the week; weeks then count from the person's first day. */
const Weekdays = ({ repeat, onChange }: PartProps) => {
  const toggle = (day: Weekday, on: boolean): void => {
    const weekdays = on ? [...repeat.weekdays, day] : repeat.weekdays.filter((one) => one !== day);
    const first = firstDay();
    onChange({ weekdays, ...(first === 'MO' ? {} : { weekStart: first }) });
  };
  return (
    <fieldset class="weekdays">
      <legend class="unseen">{t('recurrence.weekdays')}</legend>
      {namedWeekdays().map(([day, name]) => (
        <label key={day} class="weekdays__day" title={name}>
          <input
            type="checkbox"
            class="unseen"
            aria-label={name}
            required={repeat.weekdays.length === 0}
            checked={repeat.weekdays.includes(day)}
            onChange={(check) => toggle(day, check.currentTarget.checked)}
          />
          <span aria-hidden="true">{name.slice(0, 2)}</span>
        </label>
      ))}
      {repeat.weekdays.length === 0 && (
        <p class="field__problem" role="alert">
          {t('recurrence.problem.weekdays')}
        </p>
      )}
    </fieldset>
  );
};

const NthFields = ({ repeat, onChange }: PartProps) => (
  <>
    <Field label={t('recurrence.nth')} labelUnseen={true}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={repeat.nth}
          onChange={(choice) => onChange({ nth: Number(choice.currentTarget.value) })}
        >
          {NTHS.map((nth) => (
            <option key={nth} value={nth}>
              {t(`recurrence.nths.${NTH_KEYS[nth]}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
    <Field label={t('recurrence.weekday')} labelUnseen={true}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={repeat.weekday}
          onChange={(choice) => onChange({ weekday: choice.currentTarget.value as Weekday })}
        >
          {namedWeekdays().map(([day, name]) => (
            <option key={day} value={day}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  </>
);

const dayAndMonth = (date: string): string =>
  new Intl.DateTimeFormat(locale.value, { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(
    new Date(`${date}T12:00Z`),
  );

const monthName = (date: string): string =>
  new Intl.DateTimeFormat(locale.value, { timeZone: 'UTC', month: 'long' }).format(new Date(`${date}T12:00Z`));

const patternText = (pattern: Pattern, repeat: Repeat, startDate: string): string => {
  if (pattern !== 'date') return t(`recurrence.patterns.${pattern}`);
  return repeat.frequency === 'YEARLY'
    ? t('recurrence.patterns.yearDate', { day: dayAndMonth(startDate) })
    : t('recurrence.patterns.date', { day: Number(startDate.slice(8, 10)) });
};

/** Which day of the month, or of the year. */
const DayPattern = ({ repeat, onChange, startDate }: PartProps & { readonly startDate: string }) => {
  const patterns: readonly Pattern[] = repeat.frequency === 'MONTHLY' ? ['date', 'nth', 'lastDay'] : ['date', 'nth'];
  return (
    <div class="repeat__row">
      <Field label={t('recurrence.day')} labelUnseen={true}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={repeat.pattern}
            onChange={(choice) => onChange({ pattern: choice.currentTarget.value as Pattern })}
          >
            {patterns.map((pattern) => (
              <option key={pattern} value={pattern}>
                {patternText(pattern, repeat, startDate)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {repeat.pattern === 'nth' && <NthFields repeat={repeat} onChange={onChange} />}
      {repeat.pattern === 'nth' && repeat.frequency === 'YEARLY' && (
        <span>{t('recurrence.ofMonth', { month: monthName(startDate) })}</span>
      )}
    </div>
  );
};

interface RepeatBuilderProps {
  readonly repeat: Repeat;
  readonly startDate: string;
  readonly onChange: (repeat: Repeat) => void;
}

/** A rule of one's own: how often, and on which days. */
export const RepeatBuilder = ({ repeat, startDate, onChange }: RepeatBuilderProps) => {
  const change = (part: Partial<Repeat>): void => onChange({ ...repeat, ...part });
  const byMonth = repeat.frequency === 'MONTHLY' || repeat.frequency === 'YEARLY';
  return (
    <div class="repeat__builder">
      <Every repeat={repeat} onChange={change} />
      {repeat.frequency === 'WEEKLY' && <Weekdays repeat={repeat} onChange={change} />}
      {byMonth && <DayPattern repeat={repeat} startDate={startDate} onChange={change} />}
    </div>
  );
};
