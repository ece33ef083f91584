import { Download, FolderOpen } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { RecordingPage } from '../../../contract/http/recording.ts';
import { folderPath } from '../../documents/documents-address.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { openSessionFolder } from '../session-folder.ts';
import { RECORDING_OUTPUTS, type RecordingOutput } from './recording-outputs.ts';

interface RowProps {
  readonly label: string;
  readonly note: string;
  readonly children: ComponentChildren;
}

const Row = ({ label, note, children }: RowProps) => (
  <li class="downloads__row">
    <span class="downloads__words">
      <strong>{label}</strong>
      <span class="muted small">{note}</span>
    </span>
    <span class="downloads__action">{children}</span>
  </li>
);

interface LinkProps {
  readonly href: string;
  readonly what: string;
  readonly folder?: boolean;
}

const DownloadLink = ({ href, what, folder = false }: LinkProps) => (
  <a class="button" href={href} {...(folder ? {} : { download: '' })}>
    <Icon of={folder ? FolderOpen : Download} />
    {t(folder ? 'recording.download.open' : 'recording.download.get')}
    <span class="unseen"> {what}</span>
  </a>
);

interface OutputProps {
  readonly kind: RecordingOutput;
  readonly page: RecordingPage;
  readonly busy: boolean;
  readonly onMake: () => void;
}

/** What was made is taken, what is being made is waited for, what is not there yet is asked for. */
const Output = ({ kind, page, busy, onMake }: OutputProps) => {
  const label = t(`recording.download.${kind}`);
  const output = page.outputs.find((one) => one.kind === kind);
  if (!output && !page.mine) return null;
  const failed = output?.state === 'failed';
  return (
    <Row label={label} note={failed ? t('recording.download.failed') : t(`recording.download.${kind}Note`)}>
      {output?.state === 'ready' && output.documentId !== undefined ? (
        <DownloadLink
          href={
            kind === 'tracks'
              ? folderPath(output.documentId)
              : `/api/v1/documents/${encodeURIComponent(output.documentId)}/content`
          }
          what={label}
          folder={kind === 'tracks'}
        />
      ) : output?.state === 'asked' ? (
        <span class="downloads__making" role="status">
          <span class="spinner" aria-hidden="true" /> {t('recording.download.making')}
          <span class="unseen"> {label}</span>
        </span>
      ) : (
        <Button busy={busy} disabled={!page.mine} onClick={onMake}>
          {t(failed ? 'recording.download.again' : 'recording.download.make')}
          <span class="unseen"> {label}</span>
        </Button>
      )}
    </Row>
  );
};

interface DownloadDialogProps {
  readonly page: RecordingPage;
  readonly shared: boolean;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** The sound, and what else can be made of it. */
export const DownloadDialog = ({ page, shared, onChanged, onClose }: DownloadDialogProps) => {
  const [busy, setBusy] = useState<RecordingOutput>();
  const [problem, setProblem] = useState<ApiProblem>();
  const trying = async (work: () => Promise<void>): Promise<void> => {
    setProblem(undefined);
    try {
      await work();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };
  const make = async (kind: RecordingOutput): Promise<void> => {
    setBusy(kind);
    await trying(async () => {
      await callApi('POST', `/recordings/${encodeURIComponent(page.id)}/outputs`, { kind });
      onChanged();
    });
    setBusy(undefined);
  };
  const { documentId } = page;
  return (
    <Dialog title={t('recording.download.title')} onClose={onClose}>
      {problem && (
        <p class="notice notice--problem" role="alert">
          {problemText(problem)}
        </p>
      )}
      <ul class="downloads">
        {page.audioUrl !== undefined && (
          <Row label={t('recording.download.ogg')} note={t('recording.download.oggNote')}>
            <DownloadLink href={page.audioUrl} what={t('recording.download.ogg')} />
          </Row>
        )}
        {/* By a link one has the sound alone. */}
        {!shared &&
          RECORDING_OUTPUTS.map((kind) => (
            <Output key={kind} kind={kind} page={page} busy={busy === kind} onMake={() => void make(kind)} />
          ))}
        {page.mine && documentId !== undefined && (
          <Row label={t('recording.download.papers')} note={t('recording.download.papersNote')}>
            <Button icon={FolderOpen} onClick={() => void trying(() => openSessionFolder(documentId))}>
              {t('recording.download.open')}
              <span class="unseen"> {t('recording.download.papers')}</span>
            </Button>
          </Row>
        )}
      </ul>
    </Dialog>
  );
};
