import { useState } from 'preact/hooks';
import type { AppPasswordBody } from '../../../contract/http/app-password.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';

interface AppPasswordRevokeDialogProps {
  readonly one: AppPasswordBody;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

/** Asks once more: the program stops working at once. */
export const AppPasswordRevokeDialog = ({ one, onClose, onRevoked }: AppPasswordRevokeDialogProps) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();

  const revoke = async (): Promise<void> => {
    setBusy(true);
    try {
      await callApi('DELETE', `/app-passwords/${encodeURIComponent(one.id)}`);
      onClose();
      onRevoked();
      showToast({ kind: 'success', text: t('appPasswords.revoking.done') });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('appPasswords.revoking.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void revoke()}>
            {t('appPasswords.revoking.action')}
          </Button>
        </>
      }
    >
      {problem && <ProblemNotice problem={problem} />}
      <p>{t('appPasswords.revoking.text', { name: one.name })}</p>
    </Dialog>
  );
};
