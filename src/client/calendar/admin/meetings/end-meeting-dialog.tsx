import { useState } from 'preact/hooks';
import type { LiveMeeting } from '../../../../contract/http/admin-meeting.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { MeetingName } from './meeting-name.tsx';

interface EndMeetingDialogProps {
  readonly meeting: LiveMeeting;
  readonly onClose: () => void;
  readonly onEnded: () => void;
}

/** Asks before a meeting is ended for people who do not expect it. */
export const EndMeetingDialog = ({ meeting, onClose, onEnded }: EndMeetingDialogProps) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const count = meeting.web + meeting.phone;

  const end = async (): Promise<void> => {
    setBusy(true);
    try {
      await callApi('POST', `/admin/meetings/live/${encodeURIComponent(meeting.sessionId)}/end`);
      showToast({ kind: 'success', text: t('adminMeetings.end.done') });
      onEnded();
      onClose();
    } catch (thrown) {
      const failed = asProblem(thrown);
      // It has ended by itself meanwhile.
      if (failed.code === 'not-found') {
        onEnded();
        onClose();
        return;
      }
      setProblem(failed);
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('adminMeetings.end.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void end()}>
            {t('adminMeetings.end.action')}
          </Button>
        </>
      }
    >
      <div class="stack">
        {problem && <ProblemNotice problem={problem} />}
        <MeetingName meeting={meeting} />
        <p>{count === 0 ? t('adminMeetings.end.nobody') : t('adminMeetings.end.text', { count })}</p>
        <p class="muted">{t('adminMeetings.end.more')}</p>
      </div>
    </Dialog>
  );
};
