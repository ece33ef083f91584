import { FolderOpen, MonitorUp, Paperclip } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import { IconButton } from '../../../shared/button.tsx';
import { t } from '../../../shared/language.ts';
import { Menu } from '../../../shared/menu.tsx';
import { DocumentPicker, type PickedDocument } from './document-picker.tsx';

interface AttachButtonProps {
  readonly signedIn: boolean;
  readonly disabled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onDocument: (document: PickedDocument) => void;
}

/** Puts a file to the message: from here, and for who is signed in from their documents. */
export const AttachButton = ({ signedIn, disabled, onFiles, onDocument }: AttachButtonProps) => {
  const input = useRef<HTMLInputElement>(null);
  const [picking, setPicking] = useState(false);
  const choose = (): void => input.current?.click();
  const label = t('room.files.attach');
  return (
    <>
      {signedIn ? (
        <Menu
          label={label}
          groups={[
            {
              items: [
                { label: t('room.files.fromDevice'), icon: MonitorUp, onChoose: choose },
                { label: t('room.files.fromDocuments'), icon: FolderOpen, onChoose: () => setPicking(true) },
              ],
            },
          ]}
          button={({ onClick, ...props }) => (
            <IconButton
              {...props}
              icon={Paperclip}
              label={label}
              class="composer__attach"
              aria-disabled={disabled}
              onClick={() => disabled || onClick()}
            />
          )}
        />
      ) : (
        <IconButton
          icon={Paperclip}
          label={label}
          class="composer__attach"
          aria-disabled={disabled}
          onClick={() => disabled || choose()}
        />
      )}
      <input
        ref={input}
        class="unseen"
        type="file"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      {picking && <DocumentPicker onPick={onDocument} onClose={() => setPicking(false)} />}
    </>
  );
};
