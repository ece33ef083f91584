import './side-sheet.css';
import { X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../../../shared/button.tsx';
import { t } from '../../../shared/language.ts';

interface SideSheetProps {
  readonly label: string;
  readonly head: ComponentChildren;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A column at the far edge with all that belongs to one line of a table. Mount it to open it; the focus returns when it goes. */
export const SideSheet = ({ label, head, onClose, children }: SideSheetProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape, which the element reports as `cancel`, is the keyboard's way out
    <dialog
      ref={dialog}
      class="side-sheet"
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="side-sheet__frame">
        <header class="side-sheet__head">
          <div class="side-sheet__title">{head}</div>
          <IconButton icon={X} label={t('common.close')} onClick={onClose} />
        </header>
        <div class="side-sheet__body">{children}</div>
      </div>
    </dialog>
  );
};
