import { ChevronLeft, FileText, Folder } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DocumentBody, DocumentList } from '../../../../contract/http/document.ts';
import { LIMITS } from '../../../../contract/limits.ts';
import { asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { formatBytes } from '../../../shared/format-bytes.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { problemText } from '../../../shared/problem-text.ts';

export type PickedDocument = Pick<DocumentBody, 'id' | 'name' | 'bytes'>;

const Row = ({ one, onOpen }: { readonly one: DocumentBody; readonly onOpen: () => void }) => {
  const tooLarge = one.kind === 'file' && one.bytes > LIMITS.chatFileBytes;
  return (
    <li>
      <button type="button" class="picker__row" aria-disabled={tooLarge} onClick={() => tooLarge || onOpen()}>
        <Icon of={one.kind === 'folder' ? Folder : FileText} size={18} />
        <bdi class="picker__name">{one.name}</bdi>
        {one.kind === 'file' && (
          <span class="muted figures">{tooLarge ? t('room.files.refused.tooLarge') : formatBytes(one.bytes)}</span>
        )}
      </button>
    </li>
  );
};

interface DocumentPickerProps {
  readonly onPick: (document: PickedDocument) => void;
  readonly onClose: () => void;
}

/** One's own documents, folder by folder: one click takes a file. */
export const DocumentPicker = ({ onPick, onClose }: DocumentPickerProps) => {
  const [folder, setFolder] = useState('');
  const [list, setList] = useState<DocumentList>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let current = true;
    setProblem('');
    callApi<DocumentList>('GET', `/documents?folder=${encodeURIComponent(folder)}&limit=500`).then(
      (loaded) => current && setList(loaded),
      (thrown: unknown) => current && setProblem(problemText(asProblem(thrown))),
    );
    return () => {
      current = false;
    };
  }, [folder]);
  const rows = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was pressed went with its folder: the keyboard stays in the window, at the first of what came.
    const at = document.activeElement;
    if (list !== undefined && list.folder.id !== '' && (at === document.body || at?.tagName === 'DIALOG'))
      rows.current?.querySelector('button')?.focus();
  }, [list]);
  const path = list?.folder.path ?? [];
  return (
    <Dialog title={t('room.files.pickTitle')} onClose={onClose}>
      <div class="picker" ref={rows} aria-busy={list === undefined && problem === ''}>
        {folder !== '' && (
          <Button icon={ChevronLeft} kind="quiet" onClick={() => setFolder(path.at(-2)?.id ?? '')}>
            {path.at(-1)?.name ?? ''}
          </Button>
        )}
        {problem !== '' && <p role="alert">{problem}</p>}
        {list?.documents.length === 0 && <p class="muted">{t('room.files.pickEmpty')}</p>}
        <ul class="picker__list">
          {list?.documents.map((one) => (
            <Row
              key={one.id}
              one={one}
              onOpen={() => {
                if (one.kind === 'folder') return setFolder(one.id);
                onPick(one);
                onClose();
              }}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
};
