import { Check, Copy } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Button, IconButton } from '../../shared/button.tsx';
import { copyText } from '../../shared/copy-text.ts';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';

interface CopyButtonProps {
  readonly label: string;
  readonly text: () => string;
  /** Shows the mark alone. */
  readonly iconOnly?: boolean;
}

const SAID_MS = 2_000;

/** Copies, and says so in its own place: a window in front would cover a message at the edge. */
export const CopyButton = ({ label, text, iconOnly = false }: CopyButtonProps) => {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [done]);

  const copy = async (): Promise<void> => {
    const copied = await copyText(text());
    setDone(copied);
    if (!copied) showToast({ kind: 'problem', text: t('common.notCopied') });
  };
  const icon = done ? Check : Copy;
  return (
    <>
      {iconOnly ? (
        <IconButton icon={icon} label={label} onClick={() => void copy()} />
      ) : (
        <Button icon={icon} onClick={() => void copy()}>
          {done ? t('common.copied') : label}
        </Button>
      )}
      <span class="unseen" aria-live="polite">
        {done && t('common.copied')}
      </span>
    </>
  );
};
