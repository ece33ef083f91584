import { useState } from 'preact/hooks';
import type { BackupBody } from '../../../../contract/http/backup.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

interface RemoveDialogProps {
  readonly backup: BackupBody;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Asks once more. */
export const RemoveDialog = ({ backup: { id, file }, onClose, onRemoved }: RemoveDialogProps) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await callApi('DELETE', `/admin/backups/${id}`);
      showToast({ kind: 'success', text: t('backups.removed') });
      onRemoved();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('backups.removeTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('backups.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void remove()}>
            {t('backups.remove')}
          </Button>
        </>
      }
    >
      <p class="backups__long">{t('backups.removeText', { file })}</p>
      {problem && <ProblemNotice problem={problem} />}
    </Dialog>
  );
};
