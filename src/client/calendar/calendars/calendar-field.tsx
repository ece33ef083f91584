import { Field } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { account } from '../shell/session.ts';
import { calendarOf, defaultCalendar, writableCalendars } from './calendars.ts';

interface CalendarFieldProps {
  /** Empty: the default one. */
  readonly value: string;
  readonly onChange: (calendarId: string, everyEventMeets: boolean) => void;
  readonly problem: string | undefined;
}

/** In which calendar an event is; nothing where there is only one. */
export const CalendarField = ({ value, onChange, problem }: CalendarFieldProps) => {
  const offered = writableCalendars.value;
  const current = value || (defaultCalendar.value?.id ?? '');
  if (offered.length < 2 && problem === undefined) return null;
  return (
    <Field label={t('calendars.calendar')} problem={problem}>
      {(control) => (
        <select
          {...control}
          class="input"
          name="calendar"
          value={current}
          onChange={(event) => {
            const id = event.currentTarget.value;
            onChange(id, (calendarOf(id)?.everyEventMeets ?? false) && account.value?.webMeeting === true);
          }}
        >
          {offered.map(({ id, name, access, owner }) => (
            <option key={id} value={id}>
              {access === 'owner' ? name : `${name} (${owner.name || owner.email})`}
            </option>
          ))}
          {!offered.some(({ id }) => id === current) && (
            <option value={current}>{calendarOf(current)?.name ?? t('calendars.calendar')}</option>
          )}
        </select>
      )}
    </Field>
  );
};
