import './dialog.css';
import { X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { IconButton } from './button.tsx';
import { t } from './language.ts';

interface DialogProps {
  readonly title: string;
  /** Called for Escape, for the cross and for a press outside; the owner then stops drawing the dialog. */
  readonly onClose: () => void;
  /** Wide enough for an editor. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
  /** Stands at the lower edge, always visible: the buttons. */
  readonly footer?: ComponentChildren;
}

/** A modal window. Mount it to open it; focus goes in, stays in, and returns to where it was when it is unmounted. */
export const Dialog = ({ title, onClose, wide = false, children, footer }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    // The opener, then what it stands in: a row is gone when the window took away what it was about.
    const ways: HTMLElement[] = [];
    for (
      let way = document.activeElement;
      way instanceof HTMLElement;
      way = way.parentElement?.closest('[tabindex]') ?? null
    )
      ways.push(way);
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      // A window that stood in this one closes after it: until then nothing else takes the focus.
      queueMicrotask(() => {
        ways.find(({ isConnected }) => isConnected)?.focus();
      });
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape, which the element reports as `cancel`, is the keyboard's way out
    <dialog
      ref={dialog}
      class={`dialog ${wide ? 'dialog--wide' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="dialog__frame">
        <header class="dialog__head">
          <h2 id={titleId}>{title}</h2>
          <IconButton icon={X} label={t('common.close')} onClick={onClose} />
        </header>
        <div class="dialog__body">{children}</div>
        {footer !== undefined && <footer class="dialog__foot row row--end">{footer}</footer>}
      </div>
    </dialog>
  );
};
