import { SendHorizontal } from 'lucide-preact';
import { useId, useRef, useState } from 'preact/hooks';
import { LIMITS } from '../../../contract/limits.ts';
import { IconButton } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { plainText } from './plain-text.ts';

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

/** Writes to everyone: Enter sends, Shift and Enter makes a new line. What `onSend` does not take stays. */
export const Composer = ({ onSend }: { readonly onSend: (text: string) => boolean }) => {
  const [text, setText] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const left = LIMITS.chatText - plainText(text).length;
  const ready = plainText(text) !== '' && left >= 0;

  const send = (): void => {
    if (!ready || !onSend(text)) return;
    setText('');
    area.current?.focus();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="composer__box">
        {/* The hidden copy gives the field the height of what is in it. */}
        <div class="composer__grow" data-text={`${text}\n`}>
          <textarea
            ref={area}
            rows={1}
            class="composer__text"
            placeholder={t('room.chat.message')}
            aria-label={t('room.chat.message')}
            aria-describedby={hintId}
            {...(left < 0 ? { 'aria-invalid': true } : {})}
            enterkeyhint="send"
            dir="auto"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
              event.preventDefault();
              send();
            }}
          />
        </div>
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
