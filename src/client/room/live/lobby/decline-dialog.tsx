import { useState } from 'preact/hooks';
import { LIMITS } from '../../../../contract/limits.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import type { OpenRoom } from '../open-room.ts';
import { askRoom } from '../people/ask-room.ts';
import { plainText } from '../plain-text.ts';

interface DeclineDialogProps {
  readonly room: OpenRoom;
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Declines somebody who waits, with a word to them if one likes. */
export const DeclineDialog = ({ room, id, name, onClose }: DeclineDialogProps) => {
  const [word, setWord] = useState('');
  const decline = (): void => {
    const plain = plainText(word);
    void askRoom(room.session, 'lobby.decline', plain === '' ? { id } : { id, word: plain });
    onClose();
  };
  return (
    <Dialog
      title={t('room.lobby.declineHeading', { name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('room.moderate.cancel')}</Button>
          <Button kind="danger" type="submit" form="decline">
            {t('room.lobby.declineConfirm')}
          </Button>
        </>
      }
    >
      <p>{t('room.lobby.declineText')}</p>
      <form
        id="decline"
        onSubmit={(event) => {
          event.preventDefault();
          decline();
        }}
      >
        <TextField
          autoFocus={true}
          label={t('room.lobby.declineWord')}
          value={word}
          onText={setWord}
          maxLength={LIMITS.lobbyText}
          autocomplete="off"
        />
      </form>
    </Dialog>
  );
};
