import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { EventBody } from '../../contract/http/event.ts';
import { type ApiProblem, asProblem } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { t } from '../shared/language.ts';
import { showToast } from '../shared/toast.tsx';
import { deleteEvent } from './event-cache.ts';
import { MailSentence } from './mail-sentence.tsx';
import { ProblemNotice } from './problem-notice.tsx';

/** The event that is about to be deleted. */
export const deleting = signal<EventBody | undefined>(undefined);

const close = (): void => {
  deleting.value = undefined;
};

interface DeleteEventDialogProps {
  readonly event: EventBody;
  readonly onDeleted?: () => void;
}

export const DeleteEventDialog = ({ event, onDeleted }: DeleteEventDialogProps) => {
  const [notify, setNotify] = useState(true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const past = Date.parse(event.endsAt) < Date.now();

  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await deleteEvent(event.id, notify);
      close();
      onDeleted?.();
      showToast({ kind: 'success', text: t('calendar.delete.done') });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('calendar.delete.title')}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void remove()}>
            {t('calendar.delete.action')}
          </Button>
        </>
      }
    >
      {problem && <ProblemNotice problem={problem} />}
      <p>{t('calendar.delete.text', { title: event.title || t('calendar.grid.untitled') })}</p>
      {event.webMeeting && <p>{t('calendar.delete.meeting')}</p>}
      {event.invitees.length > 0 && (
        <MailSentence
          plan={{ invited: [], updated: [], cancelled: event.invitees.map(({ name, email }) => name || email), past }}
          notify={notify}
          onNotify={setNotify}
        />
      )}
    </Dialog>
  );
};
