import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '../../../../contract/limits.ts';
import type { CommandAnswer } from '../../../../contract/room/room-messages.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { plainText } from '../plain-text.ts';
import { refusalText } from './ask-room.ts';

interface NameDialogProps {
  readonly heading: string;
  readonly label: string;
  readonly name: string;
  readonly autocomplete: 'name' | 'off';
  readonly save: (name: string) => Promise<CommandAnswer>;
  readonly onClose: () => void;
  /** Below the name. */
  readonly children?: ComponentChildren;
}

/** What somebody is called in this meeting. */
export const NameDialog = ({ heading, label, name, autocomplete, save, onClose, children }: NameDialogProps) => {
  const [typed, setTyped] = useState(name);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    const plain = plainText(typed);
    if (plain === '') {
      setProblem(t('room.people.renameEmpty'));
      return;
    }
    setBusy(true);
    const answer = await save(plain);
    setBusy(false);
    if (answer.ok) onClose();
    else setProblem(refusalText(answer.code));
  };
  return (
    <Dialog
      title={heading}
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
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          autoFocus={true}
          label={label}
          value={typed}
          problem={problem}
          maxLength={LIMITS.name}
          autocomplete={autocomplete}
          onText={(text) => {
            setTyped(text);
            setProblem(undefined);
          }}
        />
        {children}
      </form>
    </Dialog>
  );
};
