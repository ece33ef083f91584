import { useRef, useState } from 'preact/hooks';
import type { DocumentSettings } from '../../../contract/http/document.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useLoaded } from '../shell/use-loaded.ts';
import { AdminScreen } from './admin-screen.tsx';
import { DOCUMENT_FIELDS, type FieldTexts, readFields, writeFields } from './document-fields.ts';

const PARTS = [
  { name: 'space', fields: ['quotaBytes', 'uploadMaxBytes', 'binDays'] },
  { name: 'recordings', fields: ['recordingHoursMax', 'recordingKeepDays', 'sourceKeepDays'] },
] as const;

const Form = ({ settings }: { readonly settings: DocumentSettings }) => {
  const [texts, setTexts] = useState<FieldTexts>(writeFields(settings));
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { wanted, wrong } = readFields(texts);

  const save = async (): Promise<void> => {
    setChecked(true);
    if (wanted === undefined) {
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      setTexts(writeFields(await callApi<DocumentSettings>('PUT', '/admin/document-settings', wanted)));
      setChecked(false);
      showToast({ kind: 'success', text: t('admin.settings.saved') });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  return (
    <form
      ref={form}
      class="stack"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {PARTS.map(({ name, fields }) => (
        <section key={name} class="card stack">
          <h2>{t(`admin.documents.${name}`)}</h2>
          {fields.map((field) => {
            const { lowest, highest } = DOCUMENT_FIELDS[field];
            return (
              <TextField
                key={field}
                label={t(`admin.documents.${field}`)}
                hint={t(`admin.documents.${field}Hint`)}
                inputMode="decimal"
                value={texts[field]}
                problem={checked && wrong.has(field) ? t('admin.documents.wrong', { lowest, highest }) : undefined}
                onText={(text) => setTexts({ ...texts, [field]: text })}
              />
            );
          })}
        </section>
      ))}
      {problem && <ProblemNotice problem={problem} />}
      <div class="row row--end">
        <Button type="submit" kind="primary" busy={busy}>
          {t('admin.settings.save')}
        </Button>
      </div>
    </form>
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
