import './repeat-field.css';
import { useRef, useState } from 'preact/hooks';
import type { EventBody } from '../../../contract/http/event.ts';
import { Button } from '../../shared/button.tsx';
import { Field } from '../../shared/field.tsx';
import { formatDate } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { ruleSentence } from '../parts/rule-sentence.ts';
import { type EventDraft, withStart } from './event-draft.ts';
import { type Repeat, readRepeat, weeklyFrom, writeRepeat } from './repeat.ts';
import { RepeatBuilder } from './repeat-builder.tsx';
import { RepeatEndField } from './repeat-end-field.tsx';
import { presetOf, presetRules } from './repeat-presets.ts';
import { RepeatPreview } from './repeat-preview.tsx';
import { betterStart, repeatOf, seriesStart, withRepeat } from './series-draft.ts';

interface RepeatFieldProps {
  readonly draft: EventDraft;
  readonly event: EventBody | undefined;
  readonly onChange: (draft: EventDraft) => void;
  readonly problem: string | undefined;
}

const NONE = 'none';
const DATES = 'dates';
const CUSTOM = 'custom';

interface ChoiceProps extends RepeatFieldProps {
  readonly building: boolean;
  readonly onBuild: (building: boolean) => void;
  readonly onRepeat: (repeat: Repeat) => void;
}

const Choice = ({ draft, event, onChange, problem, building, onBuild, onRepeat }: ChoiceProps) => {
  const series = seriesStart(draft, event);
  const preset = presetOf(draft.recurrence, series);
  const own = draft.recurrence !== '' && preset === undefined ? draft.recurrence : undefined;
  const take = (value: string): void => {
    const chosen =
      value === CUSTOM ? (repeatOf(draft, event) ?? weeklyFrom(draft.startDate)) : readRepeat(value, series);
    const end = repeatOf(draft, event)?.end ?? { kind: 'never' };
    if (chosen) onRepeat({ ...chosen, end });
  };
  const choose = (value: string): void => {
    onBuild(value === CUSTOM);
    if (value === NONE) onChange({ ...draft, recurrence: '', extraDates: [] });
    else if (value !== own && value !== DATES) take(value);
  };
  const dates = draft.recurrence === '' && draft.extraDates.length > 0;
  const ruleless = dates ? DATES : NONE;
  const current = draft.recurrence === '' ? ruleless : (preset ?? own ?? NONE);
  return (
    <Field label={t('recurrence.label')} problem={problem}>
      {(control) => (
        <select
          {...control}
          class="input"
          name="recurrence"
          value={building ? CUSTOM : current}
          onChange={(choice) => choose(choice.currentTarget.value)}
        >
          <option value={NONE}>{t('recurrence.none')}</option>
          {presetRules(draft.startDate).map((rule) => (
            <option key={rule} value={rule}>
              {ruleSentence(rule, series)}
            </option>
          ))}
          {dates && <option value={DATES}>{ruleSentence('', series, draft)}</option>}
          {own !== undefined && !building && <option value={own}>{ruleSentence(own, series)}</option>}
          <option value={CUSTOM}>{t('recurrence.custom')}</option>
        </select>
      )}
    </Field>
  );
};

/** Where the first date is not one that the rule gives: said, with the way to mend it. */
const OffDate = ({ draft, event, onChange }: Pick<RepeatFieldProps, 'draft' | 'event' | 'onChange'>) => {
  const better = betterStart(draft, event);
  if (better === undefined) return null;
  return (
    <div class="notice notice--waiting repeat__off" role="status">
      <p>{t('recurrence.off', { date: formatDate(draft.startDate) })}</p>
      <Button onClick={() => onChange({ ...withStart(draft, better, draft.startTime) })}>
        {t('recurrence.beginOn', { date: formatDate(better) })}
      </Button>
    </div>
  );
};

/** The rule in words, and the word that the first date was moved to fit it. */
const Sentence = ({ draft, event, moved }: RepeatFieldProps & { readonly moved: string | undefined }) => {
  const { extraDates } = draft;
  const excludedDates = event?.excludedDates ?? [];
  return (
    <p class="repeat__sentence" aria-live="polite">
      {t('recurrence.sentence', {
        sentence: ruleSentence(draft.recurrence, seriesStart(draft, event), { extraDates, excludedDates }),
      })}
      {moved === draft.startDate && ` ${t('recurrence.moved', { date: formatDate(moved) })}`}
    </p>
  );
};

/**
 * The date that the person chose, and the one that a rule made of it: while a rule is put together, each step begins at the
 * former, or the start would wander off.
 */
const useWished = (startDate: string) => {
  const dates = useRef({ wished: startDate, made: '' });
  if (startDate !== dates.current.made) dates.current = { wished: startDate, made: '' };
  const noteMade = (made: string): void => {
    if (made !== startDate || dates.current.made !== '') dates.current = { ...dates.current, made };
  };
  return { ...dates.current, noteMade };
};

/** How an event repeats: what is usual for its date, or a rule of one's own; its end, the rule in words, the next dates. */
export const RepeatField = (props: RepeatFieldProps) => {
  const { draft, event, onChange } = props;
  const [building, setBuilding] = useState(false);
  const { wished, made, noteMade } = useWished(draft.startDate);
  const repeat = repeatOf(draft, event);
  const take = (next: Repeat): void => {
    const changed = withRepeat(draft, next, wished);
    noteMade(changed.startDate);
    onChange(changed);
  };
  return (
    <div class="repeat">
      <Choice {...props} building={building} onBuild={setBuilding} onRepeat={take} />
      {building && repeat && <RepeatBuilder repeat={repeat} startDate={draft.startDate} onChange={take} />}
      {draft.recurrence !== '' && !repeat && <p class="field__hint">{t('recurrence.foreign')}</p>}
      {repeat && (
        <RepeatEndField
          repeat={repeat}
          startDate={draft.startDate}
          onChange={(end) => onChange({ ...draft, recurrence: writeRepeat({ ...repeat, end }, draft.startDate) })}
        />
      )}
      {draft.recurrence !== '' && (
        <div class="repeat__result">
          <Sentence {...props} moved={made !== '' && made !== wished ? made : undefined} />
          <OffDate draft={draft} event={event} onChange={onChange} />
          <RepeatPreview draft={draft} event={event} />
        </div>
      )}
    </div>
  );
};
