import type { ParticipantBody } from '../../../../contract/room/room-state.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import type { OpenRoom } from '../open-room.ts';
import { askRoom } from './ask-room.ts';

interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly kind: 'danger' | 'primary';
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

const Confirm = ({ title, text, confirm, kind, onConfirm, onClose }: ConfirmProps) => (
  <Dialog
    title={title}
    onClose={onClose}
    footer={
      <>
        <Button onClick={onClose}>{t('room.moderate.cancel')}</Button>
        <Button
          kind={kind}
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {confirm}
        </Button>
      </>
    }
  >
    <p>{text}</p>
  </Dialog>
);

interface RemoveDialogProps {
  readonly room: OpenRoom;
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
}

const remove = async ({ session }: OpenRoom, id: string, name: string): Promise<void> => {
  if (!(await askRoom(session, 'participant.remove', { id }))) return;
  showToast({
    text: t('room.moderate.removedToast', { name }),
    action: {
      label: t('room.moderate.letBack'),
      onChoose: () => void askRoom(session, 'participant.let-back', { id }),
    },
  });
};

/** Says what removing means before it is done. */
export const RemoveDialog = ({ room, id, name, onClose }: RemoveDialogProps) => (
  <Confirm
    title={t('room.moderate.removeHeading', { name })}
    text={t('room.moderate.removeText')}
    confirm={t('room.moderate.removeConfirm')}
    kind="danger"
    onConfirm={() => void remove(room, id, name)}
    onClose={onClose}
  />
);

interface HandOverDialogProps {
  readonly room: OpenRoom;
  readonly person: ParticipantBody;
  readonly onClose: () => void;
}

/** Asks before somebody else becomes the organizer. */
export const HandOverDialog = ({ room, person: { id, name }, onClose }: HandOverDialogProps) => (
  <Confirm
    title={t('room.moderate.handOverHeading', { name })}
    text={t('room.moderate.handOverText', { name })}
    confirm={t('room.moderate.handOverConfirm')}
    kind="primary"
    onConfirm={() => void askRoom(room.session, 'organizer.give', { id })}
    onClose={onClose}
  />
);
