import { useState } from 'preact/hooks';
import type { DocumentSettings } from '../../../contract/http/document.ts';
import { callApi } from '../../shared/api.ts';
import { TextField } from '../../shared/field.tsx';
import { locale, t } from '../../shared/language.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { useLoaded } from '../shell/use-loaded.ts';
import { AdminScreen } from './admin-screen.tsx';
import { DOCUMENT_FIELDS, type FieldTexts, readFields, writeFields } from './document-fields.ts';
import { SettingsForm } from './settings-form.tsx';

const PARTS = [
  { name: 'space', fields: ['quotaBytes', 'uploadMaxBytes', 'binDays'] },
  { name: 'recordings', fields: ['recordingHoursMax', 'recordingKeepDays', 'sourceKeepDays'] },
] as const;

const inFigures = (value: number): string => value.toLocaleString(locale.value);

const Form = ({ settings }: { readonly settings: DocumentSettings }) => {
  const [texts, setTexts] = useState<FieldTexts>(writeFields(settings));
  const { wanted, wrong } = readFields(texts);

  const save = async (): Promise<void> => {
    setTexts(writeFields(await callApi<DocumentSettings>('PUT', '/admin/document-settings', wanted)));
  };

  return (
    <SettingsForm
      class="stack settings-cards"
      isRight={wanted !== undefined}
      save={save}
      action={t('admin.settings.save')}
      saved={t('admin.documents.saved')}
    >
      {(checked) => (
        <>
          {PARTS.map(({ name, fields }) => (
            <section key={name} class="card stack">
              <h2>{t(`admin.documents.${name}`)}</h2>
              <div class="settings-grid">
                {fields.map((field) => {
                  const { lowest, highest } = DOCUMENT_FIELDS[field];
                  return (
                    <TextField
                      key={field}
                      label={t(`admin.documents.${field}`)}
                      hint={t(`admin.documents.${field}Hint`)}
                      inputMode="decimal"
                      value={texts[field]}
                      problem={
                        checked && wrong.has(field)
                          ? t('admin.documents.wrong', { lowest: inFigures(lowest), highest: inFigures(highest) })
                          : undefined
                      }
                      onText={(text) => setTexts({ ...texts, [field]: text })}
                    />
                  );
                })}
              </div>
            </section>
          ))}
        </>
      )}
    </SettingsForm>
  );
};

/** How much may be kept, and for how long. */
export const DocumentSettingsPage = () => {
  const { value, problem, reload } = useLoaded('document-settings', () =>
    callApi<DocumentSettings>('GET', '/admin/document-settings'),
  );
  return (
    <AdminScreen title={t('admin.documents.title')} intro={t('admin.documents.intro')}>
      {value && <Form settings={value} />}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton mail-frame" aria-busy="true" />}
    </AdminScreen>
  );
};
