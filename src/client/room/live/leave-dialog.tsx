import { useState } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import type { OpenRoom } from './open-room.ts';
import { askRoom } from './people/ask-room.ts';
import { successorsOf } from './people/successors.ts';

interface LeaveDialogProps {
  readonly room: OpenRoom;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

/** Asks the organizer who takes the meeting over before they go. */
export const LeaveDialog = ({ room, onLeave, onClose }: LeaveDialogProps) => {
  const successors = successorsOf(room.session.state.value);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const next = successors.find(({ id }) => id === chosen) ?? successors[0];
  const leave = async (): Promise<void> => {
    setBusy(true);
    const ready = next === undefined || (await askRoom(room.session, 'organizer.give', { id: next.id }));
    setBusy(false);
    if (ready) onLeave();
  };
  return (
    <Dialog
      title={t('room.moderate.leaveHeading')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('room.moderate.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void leave()}>
            {t(next === undefined ? 'room.moderate.leaveConfirm' : 'room.moderate.leaveHandOver')}
          </Button>
        </>
      }
    >
      {next === undefined ? (
        <p>{t('room.moderate.leaveNobody')}</p>
      ) : (
        <fieldset class="stack">
          <legend class="leave__question">{t('room.moderate.leaveText')}</legend>
          {successors.map(({ id, name, role }) => (
            <label key={id} class="leave__choice">
              <input type="radio" name="successor" checked={id === next.id} onChange={() => setChosen(id)} />
              <span>
                <bdi>{name}</bdi> <span class="muted">{t(`room.people.${role}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </Dialog>
  );
};
