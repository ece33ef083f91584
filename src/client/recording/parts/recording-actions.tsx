import { Download, Ellipsis, FolderOpen, Share2, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { RecordingPage } from '../../../contract/http/recording.ts';
import { asProblem } from '../../shared/api.ts';
import { Button, IconButton } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { Menu } from '../../shared/menu.tsx';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { openSessionFolder } from '../session-folder.ts';
import { loadDeleting } from './delete-button.tsx';
import { useWindow } from './use-window.ts';

interface ActionsProps {
  readonly page: RecordingPage;
  readonly shared: boolean;
  readonly onChanged: () => void;
  readonly onDeleted: () => void;
}

const loadSharing = async () => (await import('../../shared/sharing/share-dialog.tsx')).ShareDialog;
const loadDownloads = async () => (await import('./download-dialog.tsx')).DownloadDialog;

/** Share, download, and what is done rarely. */
export const RecordingActions = ({ page, shared, onChanged, onDeleted }: ActionsProps) => {
  const [open, setOpen] = useState<'share' | 'download' | 'delete'>();
  const share = useWindow(loadSharing);
  const downloads = useWindow(loadDownloads);
  const deleting = useWindow(loadDeleting);
  const close = (): void => setOpen(undefined);
  const { documentId } = page;
  return (
    <div class="recording-actions">
      {page.mine && documentId !== undefined && (
        <Button
          icon={Share2}
          onClick={() => {
            share.fetch();
            setOpen('share');
          }}
        >
          {t('recording.actions.share')}
        </Button>
      )}
      <Button
        icon={Download}
        onClick={() => {
          downloads.fetch();
          setOpen('download');
        }}
      >
        {t('recording.actions.download')}
      </Button>
      {page.mine && (
        <Menu
          label={t('recording.actions.more')}
          align="end"
          groups={[
            {
              items: [
                ...(documentId === undefined
                  ? []
                  : [
                      {
                        label: t('recording.actions.folder'),
                        icon: FolderOpen,
                        onChoose: () =>
                          void openSessionFolder(documentId).catch((thrown: unknown) =>
                            showToast({ kind: 'problem', text: problemText(asProblem(thrown)) }),
                          ),
                      },
                    ]),
                {
                  label: t('recording.actions.delete'),
                  icon: Trash2,
                  danger: true,
                  onChoose: () => {
                    deleting.fetch();
                    setOpen('delete');
                  },
                },
              ],
            },
          ]}
          button={(props) => <IconButton {...props} icon={Ellipsis} label={t('recording.actions.more')} />}
        />
      )}
      {open === 'share' && share.Window && documentId !== undefined && (
        <share.Window documentId={documentId} name={page.title || t('recording.untitled')} onClose={close} />
      )}
      {open === 'download' && downloads.Window && (
        <downloads.Window page={page} shared={shared} onChanged={onChanged} onClose={close} />
      )}
      {open === 'delete' && deleting.Window && <deleting.Window id={page.id} onClose={close} onDeleted={onDeleted} />}
    </div>
  );
};
