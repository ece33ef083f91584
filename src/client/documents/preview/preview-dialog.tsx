import './preview.css';
import { ChevronLeft, ChevronRight, Download, X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../../shared/button.tsx';
import { formatBytes } from '../../shared/format-bytes.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { fileKind, kindIcon } from './file-kind.ts';
import type { PreviewFile } from './preview-file.ts';
import { PreviewPart } from './preview-part.tsx';

interface PreviewDialogProps {
  /** What can be gone through with the arrow keys. */
  readonly files: readonly PreviewFile[];
  readonly shown: string;
  readonly onShow: (id: string) => void;
  readonly onClose: () => void;
}

/** Fields and players keep the keys that they know. */
const keepsKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, audio, .preview__text');

/** One file over the whole window, and the way to the next. Mount it to open it. */
export const PreviewDialog = ({ files, shown, onShow, onClose }: PreviewDialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const index = files.findIndex(({ id }) => id === shown);
  const file = files[index];
  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(() => {
    if (!file) onClose();
  }, [file]);
  if (!file) return null;

  const step = (by: number): void => {
    const next = files[index + by];
    if (next) onShow(next.id);
  };
  const onKey = (key: string): void => {
    if (key === 'ArrowLeft') step(-1);
    else if (key === 'ArrowRight') step(1);
    else if (key === 'Escape') onClose();
  };
  return (
    <dialog
      ref={dialog}
      class="preview"
      aria-label={t('preview.window', { name: file.name })}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (keepsKeys(event.target) || event.key === 'Escape' || event.altKey || event.ctrlKey || event.metaKey) return;
        onKey(event.key);
      }}
    >
      <header class="preview__head">
        <Icon of={kindIcon(fileKind(file))} />
        <div class="preview__title">
          <h2>{file.name}</h2>
          <p class="small muted figures">
            {formatBytes(file.bytes)}
            {files.length > 1 && ` · ${t('preview.position', { number: index + 1, count: files.length })}`}
          </p>
        </div>
        <a class="button button--quiet" href={file.contentUrl} download={file.name}>
          <Icon of={Download} />
          <span class="preview__word">{t('preview.download')}</span>
        </a>
        <IconButton icon={X} label={t('common.close')} onClick={onClose} />
      </header>
      <div class="preview__body">
        <PreviewPart key={`${file.id} ${file.changedAt}`} file={file} onKey={onKey} />
      </div>
      {files.length > 1 && (
        <nav class="preview__turn" aria-label={t('preview.position', { number: index + 1, count: files.length })}>
          <IconButton
            icon={ChevronLeft}
            label={t('preview.previous')}
            disabled={index === 0}
            onClick={() => step(-1)}
          />
          <IconButton
            icon={ChevronRight}
            label={t('preview.next')}
            disabled={index === files.length - 1}
            onClick={() => step(1)}
          />
        </nav>
      )}
    </dialog>
  );
};
