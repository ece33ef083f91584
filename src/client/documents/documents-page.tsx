import './documents-page.css';
import { Lock } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DocumentList } from '../../contract/http/document.ts';
import { EmptyState } from '../calendar/parts/empty-state.tsx';
import { LoadProblem } from '../calendar/parts/load-problem.tsx';
import { wide } from '../calendar/parts/media-query.ts';
import { undoByKey } from '../calendar/parts/undo.ts';
import { AppFrame } from '../calendar/shell/app-frame.tsx';
import { useTitle } from '../calendar/shell/use-title.ts';
import { Button } from '../shared/button.tsx';
import { t } from '../shared/language.ts';
import { problemText } from '../shared/problem-text.ts';
import { DocumentWindows } from './dialogs/document-windows.tsx';
import { asPreviewFile } from './documents-api.ts';
import { DocumentsHead } from './documents-head.tsx';
import { DocumentsNav } from './documents-nav.tsx';
import { closeWindow, openWindow, query, question, renaming, view } from './documents-state.ts';
import { DocumentTable } from './list/document-table.tsx';
import { EmptyList } from './list/empty-list.tsx';
import { chooseNone, NOTHING, retain, type Selection } from './list/selection.ts';
import { NewMenu } from './new-menu.tsx';
import { PreviewDialog } from './preview/preview-dialog.tsx';
import { SearchBox } from './search-box.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { DropZone } from './upload/drop-zone.tsx';
import { UploadPanel } from './upload/upload-panel.tsx';
import { room } from './upload/uploads.ts';
import { UsageBox } from './usage-box.tsx';
import { useDocumentList } from './use-document-list.ts';

const Waiting = () => (
  <div class="documents__waiting" aria-busy="true">
    <p class="unseen">{t('documents.loading')}</p>
    {[0, 1, 2, 3, 4].map((index) => (
      <div key={index} class="skeleton" />
    ))}
  </div>
);

/** What is chosen of a list; kept as far as it is still there when the list changes, empty in another list. */
const useSelection = (list: DocumentList | undefined, key: string) => {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const shown = useRef<{ readonly key: string; readonly ids: readonly string[] }>({ key, ids: [] });
  useEffect(() => {
    const ids = list?.documents.map(({ id }) => id) ?? [];
    const before = shown.current;
    if (before.key !== key) setSelection(NOTHING);
    else if (list) setSelection((now) => retain(now, before.ids, ids));
    shown.current = { key, ids };
  }, [list, key]);
  return [selection, setSelection] as const;
};

const titleOf = (list: DocumentList | undefined): string => {
  const { kind } = view.value;
  if (kind === 'bin') return t('documents.bin');
  if (kind === 'shared') return t('documents.sharedWithMe');
  return list && list.folder.id !== '' ? list.folder.name : t('documents.title');
};

const useKeys = (): void => {
  useEffect(() => {
    document.addEventListener('keydown', undoByKey);
    return () => document.removeEventListener('keydown', undoByKey);
  }, []);
};

/** What belongs to one folder ends with it. */
const useFreshStart = (where: string): void => {
  useEffect(() => {
    query.value = '';
    renaming.value = undefined;
    closeWindow();
  }, [where]);
};

/** The files of the account: the folder in the address, the bin, or what others share. */
export const DocumentsPage = () => {
  const where = JSON.stringify(view.value);
  useFreshStart(where);
  useKeys();
  const { list, problem, reload, more, rename } = useDocumentList();
  const [selection, setSelection] = useSelection(list, JSON.stringify(question.value));
  useTitle(titleOf(list));
  useEffect(() => {
    if (list) room.value = list.usage;
  }, [list]);

  const documents = list?.documents ?? [];
  const chosen = documents.filter(({ id }) => selection.chosen.has(id));
  const writable = view.value.kind === 'folder' && (list?.folder.mine ?? false);
  const shown = openWindow.value?.kind === 'preview' ? openWindow.value.id : undefined;
  return (
    <AppFrame
      bar={<SearchBox />}
      side={() => wide.value && <NewMenu folderId={list?.folder.id ?? ''} disabled={!writable} />}
      sideEnd={<UsageBox usage={list?.usage} />}
    >
      <DropZone folder={writable ? list?.folder : undefined} title={titleOf(list)}>
        <DocumentsNav />
        <DocumentsHead list={list} writable={writable} />
        {chosen.length > 0 && <SelectionBar documents={chosen} onClear={() => setSelection(chooseNone(selection))} />}
        {!list && !problem && <Waiting />}
        {!list && problem?.code === 'right-missing' && <EmptyState icon={Lock} title={problemText(problem)} />}
        {!list && problem && problem.code !== 'right-missing' && <LoadProblem problem={problem} onRetry={reload} />}
        {list && documents.length === 0 && <EmptyList folderId={list.folder.id} writable={writable} />}
        {list && documents.length > 0 && (
          <DocumentTable
            documents={documents}
            when={view.value.kind === 'bin' ? 'deleted' : 'changed'}
            selection={selection}
            onSelect={setSelection}
            onRenamed={rename}
          />
        )}
        {more && (
          <p class="documents__rest">
            <Button onClick={more}>{t('documents.showMore', { count: (list?.total ?? 0) - documents.length })}</Button>
          </p>
        )}
      </DropZone>
      <UploadPanel />
      <DocumentWindows folderId={list?.folder.id ?? ''} />
      {shown !== undefined && (
        <PreviewDialog
          files={documents.filter(({ kind }) => kind === 'file').map(asPreviewFile)}
          shown={shown}
          onShow={(id) => {
            openWindow.value = { kind: 'preview', id };
          }}
          onClose={closeWindow}
        />
      )}
    </AppFrame>
  );
};
