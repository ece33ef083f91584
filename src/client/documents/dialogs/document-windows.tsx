import './dialogs.css';
import { ShareDialog } from '../../shared/sharing/share-dialog.tsx';
import { closeWindow, documentsChanged, openWindow } from '../documents-state.ts';
import { DavDialog } from './dav-dialog.tsx';
import { EmptyBinDialog, PurgeDialog } from './forever-dialogs.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { NewFolderDialog } from './new-folder-dialog.tsx';

/** The window that is open. Previews have their own. */
export const DocumentWindows = ({ folderId }: { readonly folderId: string }) => {
  const shown = openWindow.value;
  switch (shown?.kind) {
    case 'new-folder':
      return <NewFolderDialog folderId={folderId} onClose={closeWindow} />;
    case 'move':
      return <MoveDialog documents={shown.documents} onClose={closeWindow} />;
    case 'purge':
      return <PurgeDialog documents={shown.documents} onClose={closeWindow} />;
    case 'empty-bin':
      return <EmptyBinDialog onClose={closeWindow} />;
    case 'share':
      return (
        <ShareDialog
          documentId={shown.document.id}
          name={shown.document.name}
          folder={shown.document.kind === 'folder'}
          onClose={closeWindow}
          onChange={documentsChanged}
        />
      );
    case 'dav':
      return <DavDialog onClose={closeWindow} />;
    default:
      return null;
  }
};
