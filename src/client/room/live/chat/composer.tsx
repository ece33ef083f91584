import { SendHorizontal } from 'lucide-preact';
import { useId, useRef, useState } from 'preact/hooks';
import { LIMITS } from '../../../../contract/limits.ts';
import { IconButton } from '../../../shared/button.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { plainText } from '../plain-text.ts';
import { AttachButton } from './attach-button.tsx';
import { AttachedFiles } from './attached-files.tsx';
import type { Attachments } from './attachments.ts';
import type { RoomFiles } from './room-files.ts';

/** Characters before the limit from which on it is told. */
const NEAR_LIMIT = 300;

const Remaining = ({ left }: { readonly left: number }) => {
  if (left > NEAR_LIMIT) return null;
  return (
    <span class={left < 0 ? 'composer__over' : ''}>
      {left < 0 ? t('room.chat.tooLong', { count: -left }) : t('room.chat.left', { count: left })}
    </span>
  );
};

interface ComposerProps {
  /** To whom one writes, in words. */
  readonly label: string;
  readonly isPrivate: boolean;
  /** Nothing can be sent now; what is written stays. */
  readonly blocked: boolean;
  /** What was begun here before. */
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  readonly onSend: (text: string) => boolean;
  readonly attachments: Attachments;
  readonly files: Pick<RoomFiles, 'signedIn'>;
}

/** Enter sends, Shift and Enter makes a new line. What `onSend` does not take stays. */
export const Composer = ({ label, isPrivate, blocked, draft, onDraft, onSend, attachments, files }: ComposerProps) => {
  const [text, setText] = useState(draft);
  const area = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const left = LIMITS.chatText - plainText(text).length;
  const attached = attachments.list.value;
  // A message waits for its files; those that failed stay behind.
  const busy = attached.some(({ state }) => state === 'sending');
  const hasFiles = attached.some(({ state }) => state === 'ready');
  const ready = !blocked && !busy && (plainText(text) !== '' || hasFiles) && left >= 0;
  const addFiles = (chosen: readonly File[]): void => {
    if (blocked || chosen.length === 0) return;
    const over = attachments.addFiles(chosen);
    if (over > 0) showToast({ kind: 'problem', text: t('room.files.tooMany', { count: LIMITS.chatFiles }) });
    area.current?.focus();
  };

  const write = (next: string): void => {
    setText(next);
    onDraft(next);
  };
  const send = (): void => {
    if (!ready || !onSend(text)) return;
    write('');
    area.current?.focus();
  };

  return (
    <form
      class={`composer ${isPrivate ? 'composer--private' : ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <AttachedFiles attachments={attachments} />
      <div class="composer__box">
        {/* The hidden copy gives the field the height of what is in it. */}
        <div class="composer__grow" data-text={`${text}\n`}>
          <textarea
            ref={area}
            rows={1}
            class="composer__text"
            placeholder={label}
            aria-label={label}
            aria-describedby={hintId}
            {...(left < 0 ? { 'aria-invalid': true } : {})}
            enterkeyhint="send"
            dir="auto"
            value={text}
            onInput={(event) => write(event.currentTarget.value)}
            onPaste={(event) => {
              const pasted = [...(event.clipboardData?.files ?? [])];
              if (pasted.length === 0) return;
              event.preventDefault();
              addFiles(pasted);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
              event.preventDefault();
              send();
            }}
          />
        </div>
        <AttachButton
          signedIn={files.signedIn.value}
          disabled={blocked}
          onFiles={addFiles}
          onDocument={(document) => attachments.addDocument(document)}
        />
        <IconButton
          type="submit"
          kind="primary"
          icon={SendHorizontal}
          label={t('room.chat.send')}
          class="composer__send"
          aria-disabled={!ready}
        />
      </div>
      <p class="composer__hint" id={hintId}>
        <span class="composer__keys">{t('room.chat.hint')}</span>
        <Remaining left={left} />
      </p>
    </form>
  );
};
