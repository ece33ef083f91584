import { useState } from 'preact/hooks';
import type { CalendarBody, ImportBody } from '../../../contract/http/calendar.ts';
import { asProblem } from '../../shared/api.ts';
import { Field } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { refreshNear, refreshShown } from '../parts/event-cache.ts';
import { displayZone } from '../shell/session.ts';
import { defaultCalendar, importFile, writableCalendars } from './calendars.ts';
import { DialogForm } from './dialog-form.tsx';
import { ImportPreview } from './import-preview.tsx';
import { fileProblemText } from './reason-text.ts';

const LARGEST_BYTES = 10 * 1_048_576;

type Reading =
  | { readonly state: 'none' }
  | { readonly state: 'reading' }
  | { readonly state: 'failed'; readonly text: string }
  | { readonly state: 'read'; readonly file: File; readonly answer: ImportBody };

const look = async (id: string, file: File): Promise<Reading> => {
  if (file.size > LARGEST_BYTES) return { state: 'failed', text: t('calendars.importing.tooBig') };
  try {
    return { state: 'read', file, answer: await importFile(id, file, true) };
  } catch (thrown) {
    return { state: 'failed', text: fileProblemText(asProblem(thrown)) };
  }
};

const Result = ({ reading }: { readonly reading: Reading }) => {
  if (reading.state === 'reading')
    return (
      <>
        <p class="unseen" role="status">
          {t('calendars.importing.reading')}
        </p>
        <div class="skeleton import__waiting" />
      </>
    );
  if (reading.state === 'failed')
    return (
      <p class="notice notice--problem" role="alert">
        {reading.text}
      </p>
    );
  return reading.state === 'read' ? <ImportPreview answer={reading.answer} /> : null;
};

/** An .ics file: first what it would do, then doing it. Nobody gets a mail for it. */
export const ImportDialog = ({ calendar }: { readonly calendar?: CalendarBody | undefined }) => {
  const [target, setTarget] = useState(calendar?.id ?? defaultCalendar.value?.id ?? '');
  const [file, setFile] = useState<File>();
  const [reading, setReading] = useState<Reading>({ state: 'none' });
  const counts = reading.state === 'read' ? reading.answer.counts : undefined;
  const todo = counts ? counts.add + counts.change : 0;

  const read = async (id: string, chosen: File | undefined): Promise<void> => {
    if (!chosen) return setReading({ state: 'none' });
    setReading({ state: 'reading' });
    setReading(await look(id, chosen));
  };
  const carryOut = async (): Promise<void> => {
    if (reading.state !== 'read') return;
    const done = await importFile(target, reading.file, false);
    await Promise.all([refreshShown(), refreshNear(displayZone.value)]);
    showToast({
      kind: 'success',
      text: t('calendars.importing.done', { count: done.counts.add + done.counts.change }),
    });
  };

  return (
    <DialogForm
      title={calendar ? t('calendars.importing.title', { name: calendar.name }) : t('calendars.importing.titleAny')}
      action={todo === 0 ? t('calendars.item.import') : t('calendars.importing.action', { count: todo })}
      idle={todo === 0}
      wide={true}
      onSubmit={carryOut}
    >
      {() => (
        <>
          <p>{t('calendars.importing.intro')}</p>
          {!calendar && (
            <Field label={t('calendars.importing.target')}>
              {(control) => (
                <select
                  {...control}
                  class="input"
                  value={target}
                  onChange={(event) => {
                    setTarget(event.currentTarget.value);
                    void read(event.currentTarget.value, file);
                  }}
                >
                  {writableCalendars.value.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          <Field label={t('calendars.importing.file')}>
            {(control) => (
              <input
                {...control}
                class="input import__file"
                type="file"
                accept=".ics,.ical,.ifb,text/calendar"
                onChange={(event) => {
                  const chosen = event.currentTarget.files?.[0];
                  setFile(chosen);
                  void read(target, chosen);
                }}
              />
            )}
          </Field>
          <Result reading={reading} />
        </>
      )}
    </DialogForm>
  );
};
