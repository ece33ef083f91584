import { FolderPlus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { DocumentBody } from '../../../contract/http/document.ts';
import { asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { moveDocuments } from '../document-actions.ts';
import { documentProblemText, nameProblemText } from '../document-problem.ts';
import { createFolder } from '../documents-api.ts';
import { documentsChanged } from '../documents-state.ts';
import { nameProblem } from '../list/document-name.ts';
import { FolderTree } from './folder-tree.tsx';
import { useFolderTree } from './use-folder-tree.ts';

interface MoveDialogProps {
  readonly documents: readonly DocumentBody[];
  readonly onClose: () => void;
}

/** Makes a folder within the chosen one, without leaving the window. */
const NewFolderLine = ({ parentId, onMade }: { readonly parentId: string; readonly onMade: (id: string) => void }) => {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const create = async (): Promise<void> => {
    const wrong = nameProblem(name);
    if (wrong !== undefined) return setProblem(nameProblemText(wrong));
    try {
      const made = await createFolder(name.trim(), parentId);
      documentsChanged();
      setOpen(false);
      setName('');
      setProblem(undefined);
      onMade(made.id);
    } catch (thrown) {
      setProblem(documentProblemText(asProblem(thrown)));
    }
  };
  if (!open)
    return (
      <Button kind="quiet" class="tree__new" icon={FolderPlus} onClick={() => setOpen(true)}>
        {t('documents.new.folder')}
      </Button>
    );
  return (
    <form
      class="tree__form"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <TextField
        label={t('documents.new.folderName')}
        problem={problem}
        autoComplete="off"
        value={name}
        onText={setName}
      />
      <Button type="submit">{t('documents.new.create')}</Button>
    </form>
  );
};

/** Chooses where documents go. */
export const MoveDialog = ({ documents, onClose }: MoveDialogProps) => {
  const [first] = documents;
  const moving = new Set(documents.map(({ id }) => id));
  const tree = useFolderTree(moving);
  const [chosen, setChosen] = useState('');
  const [busy, setBusy] = useState(false);
  const there = documents.every(({ parentId }) => parentId === chosen);
  const target = tree.rows.find(({ id }) => id === chosen);
  return (
    <Dialog
      title={t('documents.move.title', { count: documents.length, name: first?.name ?? '' })}
      onClose={onClose}
      footer={
        <>
          <p class="tree__hint muted" aria-live="polite">
            {there && t('documents.move.alreadyThere')}
          </p>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            kind="primary"
            busy={busy}
            disabled={there || !target}
            onClick={() => {
              if (!target) return;
              setBusy(true);
              void moveDocuments(documents, target).finally(onClose);
            }}
          >
            {t('documents.move.here')}
          </Button>
        </>
      }
    >
      {tree.problem && (
        <p class="notice notice--problem" role="alert">
          {documentProblemText(tree.problem)}
        </p>
      )}
      <FolderTree tree={tree} chosen={chosen} onChoose={setChosen} />
      <NewFolderLine
        parentId={chosen}
        onMade={(id) => {
          void tree.refresh(chosen).then(() => setChosen(id));
        }}
      />
    </Dialog>
  );
};
