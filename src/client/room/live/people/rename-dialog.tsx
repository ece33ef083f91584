import { useState } from 'preact/hooks';
import { LIMITS } from '../../../../contract/limits.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import type { OpenRoom } from '../open-room.ts';
import { plainText } from '../plain-text.ts';
import { refusalText } from './ask-room.ts';

/** What one is called in this meeting. */
export const RenameDialog = ({ room, onClose }: { readonly room: OpenRoom; readonly onClose: () => void }) => {
  const [name, setName] = useState(room.session.state.peek().you?.name ?? '');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    const plain = plainText(name);
    if (plain === '') {
      setProblem(t('room.people.renameEmpty'));
      return;
    }
    setBusy(true);
    const answer = await room.session.command('name.set', { name: plain });
    setBusy(false);
    if (answer.ok) onClose();
    else setProblem(refusalText(answer.code));
  };
  return (
    <Dialog
      title={t('room.people.renameHeading')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('room.moderate.cancel')}</Button>
          <Button kind="primary" type="submit" form="rename" busy={busy}>
            {t('room.people.renameSave')}
          </Button>
        </>
      }
    >
      <form
        id="rename"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          autoFocus={true}
          label={t('room.people.renameField')}
          value={name}
          problem={problem}
          maxLength={LIMITS.name}
          autocomplete="name"
          onText={(text) => {
            setName(text);
            setProblem(undefined);
          }}
        />
      </form>
    </Dialog>
  );
};
