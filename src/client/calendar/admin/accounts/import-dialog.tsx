import { useRef, useState } from 'preact/hooks';
import type { AccountImport } from '../../../../contract/http/admin-account.ts';
import { type ApiProblem, asProblem, fetchApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { t } from '../../../shared/language.ts';
import { problemText } from '../../../shared/problem-text.ts';
import { showToast } from '../../../shared/toast.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ImportReport } from './import-report.tsx';
import { ImportSource } from './import-source.tsx';

const FILE_CODES = ['too-large', 'not-csv', 'no-email-column', 'empty', 'too-many-lines'] as const;
type FileCode = (typeof FILE_CODES)[number];

const isFileCode = (code: string | undefined): code is FileCode => FILE_CODES.includes(code as FileCode);

const fileText = (problem: ApiProblem): string => {
  const code = problem.code === 'too-large' ? 'too-large' : problem.fields.get('file');
  return isFileCode(code) ? t(`accounts.upload.file.${code}`) : problemText(problem);
};

const send = async (file: Blob, query: string): Promise<AccountImport> => {
  const response = await fetchApi(`/admin/accounts/import${query}`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'text/csv' },
    body: file,
  });
  return (await response.json()) as AccountImport;
};

interface ImportDialogProps {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Many accounts from a file, in two steps: what would happen, line by line, and then all of it at once. */
export const ImportDialog = ({ onClose, onDone }: ImportDialogProps) => {
  const [report, setReport] = useState<AccountImport>();
  const [invite, setInvite] = useState(true);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const file = useRef<Blob>();

  const run = async (query: string, after: (answer: AccountImport) => void): Promise<void> => {
    if (!file.current) return;
    setBusy(true);
    setProblem(undefined);
    try {
      after(await send(file.current, query));
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };
  const check = (chosen: Blob): Promise<void> => {
    file.current = chosen;
    return run('?rehearse=true', setReport);
  };
  const make = (): Promise<void> =>
    run(invite ? '?invite=mail' : '', (answer) => {
      // A seat was taken, or a colleague was quicker: what is in the way is shown.
      if (!answer.done) return setReport(answer);
      showToast({ kind: 'success', text: t('accounts.upload.done', { count: answer.create }) });
      onDone();
    });

  const ready = report !== undefined && report.refused === 0 && report.seats.length === 0 && report.create > 0;
  return (
    <Dialog
      title={t('accounts.upload.title')}
      wide={true}
      onClose={onClose}
      footer={
        report && (
          <>
            <Button onClick={() => setReport(undefined)}>{t('accounts.upload.back')}</Button>
            <Button kind="primary" busy={busy} disabled={!ready} onClick={() => void make()}>
              {t('accounts.upload.action', { count: report.create })}
            </Button>
          </>
        )
      }
    >
      <p class="muted small">{t('accounts.upload.steps', { step: report ? 2 : 1 })}</p>
      {problem && <ProblemNotice problem={problem} text={fileText(problem)} />}
      {report ? (
        <ImportReport report={report} invite={invite} onInvite={setInvite} />
      ) : (
        <ImportSource busy={busy} onFile={(chosen) => void check(chosen)} />
      )}
    </Dialog>
  );
};
