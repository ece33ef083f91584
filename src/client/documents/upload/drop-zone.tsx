import { Upload } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { bringsFiles } from '../list/drag-documents.ts';
import { readDropped } from './read-chosen.ts';
import { uploadChosen } from './upload-chosen.ts';
import { addFailure } from './uploads.ts';

interface DropZoneProps {
  /** Where files go that are dropped; undefined: none can be. */
  readonly folder: { readonly id: string; readonly name: string } | undefined;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** The screen takes files from the desktop, and says where they would go while they are over it. */
export const DropZone = ({ folder, title, children }: DropZoneProps) => {
  const [over, setOver] = useState(false);
  // Each element under the pointer says that it is entered before the last says that it is left.
  const depth = useRef(0);
  const count = (by: number): void => {
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  const drop = (event: DragEvent): void => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    if (!folder || !event.dataTransfer) return;
    readDropped(event.dataTransfer).then(
      (chosen) => void uploadChosen(chosen, folder.id),
      () => addFailure(title, t('documents.upload.unreadable')),
    );
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped can be chosen with a button as well
    <div
      class="documents"
      onDragEnter={(event) => {
        if (bringsFiles(event)) count(1);
      }}
      onDragLeave={(event) => {
        if (bringsFiles(event)) count(-1);
      }}
      onDragOver={(event) => {
        // Without this the browser would open the file in place of the page.
        if (bringsFiles(event)) event.preventDefault();
      }}
      onDrop={drop}
    >
      {children}
      {over && folder && (
        <div class="documents__drop">
          <p>
            <Icon of={Upload} size={24} />
            {t('documents.drop.into', { folder: title })}
          </p>
        </div>
      )}
    </div>
  );
};
