import { Check, Copy } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button, IconButton } from '../../shared/button.tsx';
import { copyText } from '../../shared/copy-text.ts';
import { t } from '../../shared/language.ts';

const SHOWN_MS = 2_000;

interface CopyButtonProps {
  /** Called when it is pressed: what to copy. */
  readonly text: () => string;
  /** Names what is copied, for assistive technology. */
  readonly what: string;
  readonly kind?: 'primary' | 'plain';
  readonly wide?: boolean;
  /** Visible words; without them the button is an icon. */
  readonly children?: ComponentChildren;
}

/** Copies, and says on the spot whether it worked: toasts are behind a window that is open. */
export const CopyButton = ({ text, what, kind = 'plain', wide = false, children }: CopyButtonProps) => {
  const [done, setDone] = useState<'copied' | 'notCopied' | undefined>(undefined);
  useEffect(() => {
    if (done !== 'copied') return;
    const timer = window.setTimeout(() => setDone(undefined), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [done]);
  const copy = async (): Promise<void> => setDone((await copyText(text())) ? 'copied' : 'notCopied');
  const icon = done === 'copied' ? Check : Copy;
  return (
    <>
      {children === undefined ? (
        <IconButton icon={icon} label={t('room.info.copyOf', { what })} onClick={() => void copy()} />
      ) : (
        <Button kind={kind} wide={wide} icon={icon} onClick={() => void copy()}>
          {done === 'copied' ? t('room.info.copied') : children}
        </Button>
      )}
      <span class={done === 'notCopied' ? 'field__problem' : 'unseen'} role="status">
        {done === undefined ? '' : t(`room.info.${done}`)}
      </span>
    </>
  );
};
