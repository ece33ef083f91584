import { Download, FileSpreadsheet, Upload } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '../../../shared/button.tsx';
import { Field } from '../../../shared/field.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';

const SAMPLE =
  '\ufeffemail,name,language,timeZone,rights,groups\r\nzoe@example.org,Zoé Martin,fr,Europe/Paris,"webmeeting, documents",\r\n';

interface ImportSourceProps {
  readonly busy: boolean;
  readonly onFile: (file: Blob) => void;
}

/** A file that is chosen or dropped, or lines that are pasted. */
export const ImportSource = ({ busy, onFile }: ImportSourceProps) => {
  const [text, setText] = useState('');
  const [over, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <p>{t('accounts.upload.intro')}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut of the button within */}
      <div
        class={over ? 'import-drop import-drop--over' : 'import-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer?.files ?? [];
          if (file) onFile(file);
        }}
      >
        <Icon of={FileSpreadsheet} size={28} />
        <Button icon={Upload} busy={busy} onClick={() => chooser.current?.click()}>
          {t('accounts.upload.choose')}
        </Button>
        <span class="muted">{t('accounts.upload.drop')}</span>
        <input
          ref={chooser}
          type="file"
          accept=".csv,.txt,.tsv,text/csv"
          hidden={true}
          aria-label={t('accounts.upload.choose')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) onFile(file);
          }}
        />
      </div>
      <p class="muted small">
        {t('accounts.upload.columns')}{' '}
        <a
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(SAMPLE)}`}
          download="accounts.csv"
          class="import-sample"
        >
          <Icon of={Download} size={14} />
          {t('accounts.upload.sample')}
        </a>
      </p>
      <Field label={t('accounts.upload.paste')}>
        {(control) => (
          <textarea
            {...control}
            class="input import-paste"
            rows={5}
            spellcheck={false}
            placeholder={t('accounts.upload.example')}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="row row--end">
        <Button
          kind="primary"
          busy={busy}
          disabled={text.trim() === ''}
          onClick={() => onFile(new Blob([text], { type: 'text/csv' }))}
        >
          {t('accounts.upload.check')}
        </Button>
      </div>
    </>
  );
};
