import { useState } from 'preact/hooks';
import type { AdminAccount } from '../../../../contract/http/admin-account.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { TextField } from '../../../shared/field.tsx';
import { formatBytes } from '../../../shared/format-bytes.ts';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { refusalText } from './refusal-text.ts';

const documentsText = ({ documents, documentBytes }: AdminAccount['keeps']): string =>
  documents === 0
    ? t('accounts.delete.noDocuments')
    : t('accounts.delete.documents', { count: documents, size: formatBytes(documentBytes) });

interface DeleteAccountDialogProps {
  readonly account: AdminAccount;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Says what goes with the account, asks what becomes of its coming meetings, and has the address typed once more. */
export const DeleteAccountDialog = ({ account, onClose, onDeleted }: DeleteAccountDialogProps) => {
  const { name, email, keeps } = account;
  const [meetings, setMeetings] = useState<'cancel' | 'hand-over'>('cancel');
  const [to, setTo] = useState('');
  const [confirm, setConfirm] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);

  const remove = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await callApi('POST', `/admin/accounts/${account.id}/delete`, {
        ...{ confirm, meetings },
        ...(meetings === 'hand-over' && { to }),
      });
      showToast({ kind: 'success', text: t('accounts.delete.deleted', { name }) });
      onDeleted();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  const known = problem?.fields.has('confirm') || problem?.fields.has('to');
  return (
    <Dialog
      title={t('accounts.delete.title', { name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            kind="danger"
            busy={busy}
            disabled={confirm.trim().toLowerCase() !== email.toLowerCase()}
            onClick={() => void remove()}
          >
            {t('accounts.delete.action')}
          </Button>
        </>
      }
    >
      {problem && !known && <ProblemNotice problem={problem} text={refusalText(problem)} />}
      <p>{t('accounts.delete.text')}</p>
      {keeps.upcomingEvents === 0 ? (
        <p>{t('accounts.delete.noMeetings')}</p>
      ) : (
        <fieldset class="stack account-ways">
          <legend>{t('accounts.delete.meetings', { count: keeps.upcomingEvents })}</legend>
          {(['cancel', 'hand-over'] as const).map((way) => (
            <label key={way} class="check">
              <input type="radio" name="meetings" checked={meetings === way} onChange={() => setMeetings(way)} />
              <span>
                {t(way === 'cancel' ? 'accounts.delete.cancel' : 'accounts.delete.handOver')}
                <span class="muted small account-ways__hint">
                  {t(way === 'cancel' ? 'accounts.delete.cancelHint' : 'accounts.delete.handOverHint')}
                </span>
              </span>
            </label>
          ))}
          {meetings === 'hand-over' && (
            <TextField
              label={t('accounts.delete.to')}
              type="email"
              autoComplete="off"
              value={to}
              onText={setTo}
              problem={problem?.fields.has('to') ? t('accounts.delete.toWrong') : undefined}
            />
          )}
        </fieldset>
      )}
      <p>{documentsText(keeps)}</p>
      <p class="muted">{t('accounts.delete.past')}</p>
      <TextField
        label={t('accounts.delete.confirm', { email })}
        autoComplete="off"
        autoCapitalize="none"
        spellcheck={false}
        value={confirm}
        onText={setConfirm}
        problem={problem?.fields.has('confirm') ? t('accounts.delete.wrong') : undefined}
      />
    </Dialog>
  );
};
