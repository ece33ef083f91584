import { useState } from 'preact/hooks';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';

export interface DeleteDialogProps {
  /** Of the recording. */
  readonly id: string;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Asks before it goes to the bin. */
export const DeleteDialog = ({ id, onClose, onDeleted }: DeleteDialogProps) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const remove = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await callApi('DELETE', `/recordings/${encodeURIComponent(id)}`);
      onDeleted();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('recording.delete.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void remove()}>
            {t('recording.delete.action')}
          </Button>
        </>
      }
    >
      <p>{t('recording.delete.text')}</p>
      {problem && (
        <p class="notice notice--problem" role="alert">
          {problemText(problem)}
        </p>
      )}
    </Dialog>
  );
};
