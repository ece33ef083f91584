import { useState } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import type { OpenRoom } from './open-room.ts';

/** Asks before the meeting is ended for all. */
export const EndDialog = ({ room, onClose }: { readonly room: OpenRoom; readonly onClose: () => void }) => {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const count = room.session.state.value.participants.length;
  const end = async (): Promise<void> => {
    setBusy(true);
    setFailed(false);
    const answer = await room.session.end();
    setBusy(false);
    // When it worked, the room's own word that it is over takes this window away.
    setFailed(!answer.ok);
  };
  return (
    <Dialog
      title={t('room.endDialog.heading')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('room.endDialog.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void end()}>
            {t('room.endDialog.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('room.endDialog.text', { count })}</p>
      {failed && (
        <p class="field__problem" role="alert">
          {t('room.endDialog.failed')}
        </p>
      )}
    </Dialog>
  );
};
