import { useState } from 'preact/hooks';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { t } from '../../../shared/language.ts';
import type { RoomSession } from '../room-session.ts';
import type { ChatLine } from './chat-log.ts';

interface DeleteDialogProps {
  readonly line: ChatLine;
  /** Of a private conversation. */
  readonly partnerName: string | undefined;
  readonly session: RoomSession;
  readonly onClose: () => void;
}

/** Asks before the words of a message are gone for good. */
export const DeleteDialog = ({ line, partnerName, session, onClose }: DeleteDialogProps) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<'deleteFailed' | 'deleteTooOld' | undefined>(undefined);
  const remove = async (): Promise<void> => {
    setBusy(true);
    const answer = await session.chat.remove(line.id ?? '');
    setBusy(false);
    if (answer.ok) onClose();
    else setProblem(answer.code === 'not-found' ? 'deleteTooOld' : 'deleteFailed');
  };
  return (
    <Dialog
      title={t('room.chat.deleteHeading')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('room.chat.deleteCancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void remove()}>
            {t('room.chat.deleteConfirm')}
          </Button>
        </>
      }
    >
      <p>
        {partnerName === undefined
          ? t('room.chat.deleteText')
          : t('room.chat.deletePrivateText', { name: partnerName })}
      </p>
      <blockquote class="quoted" dir="auto">
        {line.text}
      </blockquote>
      <p class="field__problem" role="alert">
        {problem !== undefined && t(`room.chat.${problem}`)}
      </p>
    </Dialog>
  );
};
