import './ics-check-page.css';
import { FileCheck, FileUp } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { IcsReport } from '../../../contract/http/ics-check.ts';
import { asProblem, fetchApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Field } from '../../shared/field.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { AdminScreen } from './admin-screen.tsx';
import { addCheckTexts } from './check-texts.ts';
import { IcsFindings } from './ics-findings.tsx';

addCheckTexts();

const MOST_BYTES = 1_048_576;

interface Checked {
  readonly name: string;
  readonly report: IcsReport;
}

/** The file goes as it is: which letters its bytes are is one of the questions. */
const check = async (body: Blob): Promise<IcsReport> => {
  const headers = { accept: 'application/json', 'content-type': 'text/plain' };
  const response = await fetchApi('/admin/ics-check', { method: 'POST', headers, body });
  return (await response.json()) as IcsReport;
};

interface FormProps {
  /** After another file was checked: its report, and what had the focus in it, are gone. */
  readonly again: boolean;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly onFile: (file: File) => void;
  readonly onText: (text: string) => void;
}

const CheckForm = ({ again, busy, problem, onFile, onText }: FormProps) => {
  const [text, setText] = useState('');
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const choose = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (again) choose.current?.focus();
  }, []);
  return (
    <div class="stack">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here; the button in it does the same by keyboard */}
      <div
        class={`drop ${over ? 'drop--over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer?.files[0];
          if (file) onFile(file);
        }}
      >
        <Icon of={FileUp} size={26} />
        <p>{t('admin.check.drop')}</p>
        <Button buttonRef={choose} onClick={() => input.current?.click()}>
          {t('admin.check.choose')}
        </Button>
        <p class="muted small">{t('admin.check.chooseHint')}</p>
        <input
          ref={input}
          class="unseen"
          type="file"
          accept=".ics,.eml,text/calendar,message/rfc822"
          tabIndex={-1}
          aria-label={t('admin.check.choose')}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file) onFile(file);
          }}
        />
      </div>
      <form
        class="stack"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          onText(text);
        }}
      >
        <p class="muted">{t('admin.check.orPaste')}</p>
        <Field label={t('admin.check.pasteLabel')} problem={problem}>
          {(control) => (
            <textarea
              {...control}
              class="input check-text"
              rows={8}
              spellcheck={false}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="row row--end">
          <Button type="submit" kind="primary" icon={FileCheck} busy={busy}>
            {t('admin.check.run')}
          </Button>
        </div>
      </form>
    </div>
  );
};

/** What a file of somebody's does to calendar programs, for administrators. */
export const IcsCheckPage = () => {
  const [checked, setChecked] = useState<Checked>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [again, setAgain] = useState(false);

  const run = async (name: string, body: Blob): Promise<void> => {
    if (body.size === 0 || body.size > MOST_BYTES) {
      setProblem(t(body.size === 0 ? 'admin.check.nothing' : 'admin.check.tooLarge'));
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      setChecked({ name, report: await check(body) });
    } catch (thrown) {
      setProblem(problemText(asProblem(thrown)));
    }
    setBusy(false);
  };

  return (
    <AdminScreen title={t('admin.check.title')} intro={t('admin.check.intro')}>
      {checked ? (
        <IcsFindings
          name={checked.name}
          report={checked.report}
          onAgain={() => {
            setChecked(undefined);
            setAgain(true);
          }}
        />
      ) : (
        <CheckForm
          again={again}
          busy={busy}
          problem={problem}
          onFile={(file) => void run(file.name, file)}
          // A field of a page has line feeds alone; in files and mails lines end in CR LF.
          onText={(text) => void run(t('admin.check.pasted'), new Blob([text.replace(/\r?\n/g, '\r\n')]))}
        />
      )}
    </AdminScreen>
  );
};
