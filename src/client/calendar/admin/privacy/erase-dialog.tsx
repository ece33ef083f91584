import { useState } from 'preact/hooks';
import type { PersonBody } from '../../../../contract/http/privacy.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

interface EraseDialogProps {
  readonly person: PersonBody;
  readonly onClose: () => void;
  readonly onErased: () => void;
}

/** Asks for the address once more before somebody's data are deleted. */
export const EraseDialog = ({ person: { address, account }, onClose, onErased }: EraseDialogProps) => {
  const [confirm, setConfirm] = useState('');
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const isWrong = confirm.trim().toLowerCase() !== address;
  const erase = async (): Promise<void> => {
    setChecked(true);
    if (isWrong) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const meetings = account === undefined ? {} : { meetings: 'cancel' };
      await callApi('POST', '/admin/privacy/person/erase', { address, confirm, ...meetings });
      showToast({ kind: 'success', text: t('privacy.person.erased') });
      onErased();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('privacy.person.eraseTitle', { address })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('privacy.person.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void erase()}>
            {t('privacy.person.eraseNow')}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          void erase();
        }}
      >
        <p>{t('privacy.person.eraseText')}</p>
        {account && <p>{t('privacy.person.eraseAccount')}</p>}
        <TextField
          label={t('privacy.person.confirm')}
          autoComplete="off"
          value={confirm}
          problem={checked && isWrong ? t('privacy.person.confirmWrong') : undefined}
          onText={setConfirm}
        />
        {problem && <ProblemNotice problem={problem} />}
      </form>
    </Dialog>
  );
};
