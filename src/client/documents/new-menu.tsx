import { FilePlus, FolderPlus, FolderUp, Plus } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { t } from '../shared/language.ts';
import { Menu, type MenuItem } from '../shared/menu.tsx';
import { openWindow } from './documents-state.ts';
import { readChosen } from './upload/read-chosen.ts';
import { uploadChosen } from './upload/upload-chosen.ts';

interface FileInputsProps {
  readonly folderId: string;
  readonly onReady: (choose: { readonly files: () => void; readonly directory: () => void }) => void;
}

const canChooseDirectory = (): boolean => 'webkitdirectory' in HTMLInputElement.prototype;

/** Every browser knows it, no list of attributes does. */
const DIRECTORY = { webkitdirectory: true };

/** The browser's own choosers, which only a field can open. */
export const FileInputs = ({ folderId, onReady }: FileInputsProps) => {
  const files = useRef<HTMLInputElement>(null);
  const directory = useRef<HTMLInputElement>(null);
  onReady({ files: () => files.current?.click(), directory: () => directory.current?.click() });
  const take = (event: Event): void => {
    const field = event.currentTarget as HTMLInputElement;
    if (field.files) void uploadChosen(readChosen(field.files), folderId);
    // The same file can be chosen again.
    field.value = '';
  };
  return (
    <>
      <input ref={files} type="file" multiple={true} hidden={true} onChange={take} />
      <input ref={directory} type="file" {...DIRECTORY} hidden={true} onChange={take} />
    </>
  );
};

/** What can be put into the folder that is shown. */
export const NewMenu = ({ folderId, disabled }: { readonly folderId: string; readonly disabled: boolean }) => {
  const choose = useRef({ files: () => {}, directory: () => {} });
  const directory: readonly MenuItem[] = canChooseDirectory()
    ? [{ label: t('documents.new.directory'), icon: FolderUp, onChoose: () => choose.current.directory() }]
    : [];
  return (
    <>
      <Menu
        label={t('documents.new.menu')}
        align="start"
        groups={[
          {
            items: [
              { label: t('documents.new.files'), icon: FilePlus, onChoose: () => choose.current.files() },
              ...directory,
            ],
          },
          {
            items: [
              {
                label: t('documents.new.folder'),
                icon: FolderPlus,
                onChoose: () => {
                  openWindow.value = { kind: 'new-folder' };
                },
              },
            ],
          },
        ]}
        button={(props) => (
          <Button {...props} kind="primary" class="documents__new" disabled={disabled}>
            <Icon of={Plus} />
            {t('documents.new.menu')}
          </Button>
        )}
      />
      <FileInputs
        folderId={folderId}
        onReady={(ready) => {
          choose.current = ready;
        }}
      />
    </>
  );
};
