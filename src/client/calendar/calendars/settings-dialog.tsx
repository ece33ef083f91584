import { useRef, useState } from 'preact/hooks';
import type { CalendarBody } from '../../../contract/http/calendar.ts';
import { TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { refusalOf } from '../parts/field-text.ts';
import { account } from '../shell/session.ts';
import { PALETTE } from './calendar-colors.ts';
import { calendars, changeCalendar, createCalendar } from './calendars.ts';
import { ColorField } from './color-field.tsx';
import { DialogForm } from './dialog-form.tsx';

const LONGEST_NAME = 80;

/** The first colour of the palette that no calendar has yet. */
const freshColor = (): string => {
  const used = new Set(calendars.value?.map(({ color }) => color.toLowerCase()));
  return Object.values(PALETTE).find((color) => !used.has(color)) ?? PALETTE.blue;
};

/** The switch that gives every new event a meeting. */
const MeetsField = ({ value, onChange }: { readonly value: boolean; readonly onChange: (meets: boolean) => void }) => (
  <label class="check">
    <input type="checkbox" checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />
    <span>
      {t('calendars.settings.everyEventMeets')}
      <span class="field__hint calendars-dialog__hint">{t('calendars.settings.everyEventMeetsHint')}</span>
    </span>
  </label>
);

/** Name, colour, and whether every event meets: of a new calendar, or of one that is there. */
export const SettingsDialog = ({ calendar }: { readonly calendar?: CalendarBody | undefined }) => {
  const [name, setName] = useState(calendar?.name ?? '');
  const [color, setColor] = useState(() => calendar?.color ?? freshColor());
  const [meets, setMeets] = useState(calendar?.everyEventMeets ?? false);
  const made = useRef<CalendarBody>();
  const mine = !calendar || calendar.access === 'owner';
  const mayMeet = mine && !calendar?.subscription && account.value?.webMeeting === true;

  const create = async (): Promise<void> => {
    // Tried again after the second step failed, it is the calendar that was made, not one more.
    made.current ??= await createCalendar({ name: name.trim(), color });
    const { id, name: named, color: colored } = made.current;
    const wanted = {
      ...(named === name.trim() ? {} : { name: name.trim() }),
      ...(colored === color ? {} : { color }),
      ...(meets ? { everyEventMeets: true } : {}),
    };
    if (Object.keys(wanted).length > 0) await changeCalendar(id, wanted);
    showToast({ kind: 'success', text: t('calendars.settings.created', { name: name.trim() }) });
  };
  const save = async (): Promise<void> => {
    if (!calendar) return create();
    await changeCalendar(calendar.id, {
      ...(color === calendar.color ? {} : { color }),
      ...(mine && name.trim() !== calendar.name ? { name: name.trim() } : {}),
      ...(mayMeet && meets !== calendar.everyEventMeets ? { everyEventMeets: meets } : {}),
    });
  };

  return (
    <DialogForm
      title={t(calendar ? 'calendars.settings.title' : 'calendars.settings.newTitle')}
      action={t(calendar ? 'common.save' : 'calendars.settings.create')}
      tooLarge={t('calendars.tooMany')}
      onSubmit={save}
    >
      {(problem) => (
        <>
          {mine && (
            <TextField
              label={t('calendars.settings.name')}
              name="calendar-name"
              autoFocus={true}
              maxLength={LONGEST_NAME}
              required={true}
              autoComplete="off"
              problem={refusalOf(problem, 'name')}
              value={name}
              onText={setName}
            />
          )}
          <ColorField value={color} onChange={setColor} />
          {mayMeet && <MeetsField value={meets} onChange={setMeets} />}
        </>
      )}
    </DialogForm>
  );
};
