import { useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { t } from '../../../shared/language.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly onClose: () => void;
  /** Closes it when it is done; what it throws is said in the window. */
  readonly onConfirm: () => Promise<void>;
}

/** Asks once more. */
export const ConfirmDialog = ({ title, text, action, danger = false, onClose, onConfirm }: ConfirmDialogProps) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await onConfirm();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind={danger ? 'danger' : 'primary'} busy={busy} onClick={() => void confirm()}>
            {action}
          </Button>
        </>
      }
    >
      {problem && <ProblemNotice problem={problem} />}
      <p>{text}</p>
    </Dialog>
  );
};
