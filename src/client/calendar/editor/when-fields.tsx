import { formatShortDay, formatSpan, formatZone } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { ZoneField } from '../parts/locale-fields.tsx';
import { DateField } from '../pickers/date-field.tsx';
import { TimeField } from '../pickers/time-field.tsx';
import { displayZone } from '../shell/session.ts';
import { type EventDraft, momentsOf, withEndTime, withStart } from './event-draft.ts';

interface WhenFieldsProps {
  readonly draft: EventDraft;
  readonly onChange: (draft: EventDraft) => void;
  readonly problems: ReadonlyMap<string, string>;
}

/** When the event is for the person who fills it in, where its own zone is another. */
const OwnTime = ({ draft }: { readonly draft: EventDraft }) => {
  const zone = displayZone.value;
  if (draft.allDay || draft.timeZone === zone) return null;
  const { startMs, endMs } = momentsOf(draft);
  const when = `${formatShortDay(startMs, zone)}, ${formatSpan(startMs, endMs, zone)}`;
  return (
    <p class="muted small" aria-live="polite">
      {t('calendar.editor.yourTime', { zone: formatZone(zone, startMs), when })}
    </p>
  );
};

/** From when to when, in which zone; the end follows the start, so that a moved event keeps its length. */
export const WhenFields = ({ draft, onChange, problems }: WhenFieldsProps) => (
  <fieldset class="when">
    <legend class="field__label">{t('calendar.editor.when')}</legend>
    <div class="when__row">
      <DateField
        label={t('calendar.editor.startDate')}
        value={draft.startDate}
        onChange={(date) => onChange(withStart(draft, date, draft.startTime))}
        problem={problems.get('start')}
      />
      {!draft.allDay && (
        <TimeField
          label={t('calendar.editor.startTime')}
          value={draft.startTime}
          onChange={(time) => onChange(withStart(draft, draft.startDate, time))}
        />
      )}
      <span class="when__to muted">{t('calendar.editor.to')}</span>
      {!draft.allDay && (
        <TimeField
          label={t('calendar.editor.endTime')}
          value={draft.endTime}
          after={draft.endDate === draft.startDate ? draft.startTime : undefined}
          onChange={(time) => onChange(withEndTime(draft, time))}
        />
      )}
      <DateField
        label={t('calendar.editor.endDate')}
        value={draft.endDate}
        onChange={(endDate) => onChange({ ...draft, endDate })}
        problem={problems.get('end')}
      />
    </div>
    <div class="when__row when__row--more">
      <label class="check">
        <input
          type="checkbox"
          checked={draft.allDay}
          onChange={(event) => onChange({ ...draft, allDay: event.currentTarget.checked })}
        />
        {t('calendar.editor.allDay')}
      </label>
      {!draft.allDay && (
        <ZoneField
          label={t('calendar.editor.timeZone')}
          labelUnseen={true}
          value={draft.timeZone}
          onChange={(timeZone) => onChange({ ...draft, timeZone })}
          problem={problems.get('timeZone')}
        />
      )}
    </div>
    <OwnTime draft={draft} />
  </fieldset>
);
