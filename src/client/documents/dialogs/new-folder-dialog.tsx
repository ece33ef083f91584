import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Field } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { documentProblemText, nameProblemText } from '../document-problem.ts';
import { createFolder } from '../documents-api.ts';
import { documentsChanged } from '../documents-state.ts';
import { nameProblem } from '../list/document-name.ts';

interface NewFolderDialogProps {
  readonly folderId: string;
  readonly onClose: () => void;
}

/** Asks for the name of a new folder. */
export const NewFolderDialog = ({ folderId, onClose }: NewFolderDialogProps) => {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(t('documents.new.folder'));
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const refuse = (text: string): void => {
    setProblem(text);
    field.current?.focus();
  };
  const create = async (): Promise<void> => {
    const wrong = nameProblem(name);
    if (wrong !== undefined) return refuse(nameProblemText(wrong));
    setBusy(true);
    try {
      const made = await createFolder(name.trim(), folderId);
      documentsChanged();
      onClose();
      showToast({ kind: 'success', text: t('documents.new.created', { name: made.name }) });
    } catch (thrown) {
      setBusy(false);
      refuse(documentProblemText(asProblem(thrown)));
    }
  };
  return (
    <Dialog
      title={t('documents.new.folder')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={id} busy={busy}>
            {t('documents.new.create')}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void create();
        }}
      >
        <Field label={t('documents.new.folderName')} problem={problem}>
          {(control) => (
            <input
              {...control}
              ref={field}
              class="input"
              type="text"
              autoComplete="off"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
};
