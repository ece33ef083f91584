import './lobby-talk.css';
import { CircleAlert, Clock3, SendHorizontal } from 'lucide-preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { LIMITS } from '../../../contract/limits.ts';
import { IconButton } from '../../shared/button.tsx';
import { browserTimeZone, formatTime } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { Entry } from './entry.ts';
import { type LobbyLine, lobbyText } from './lobby.ts';

/** Characters before the limit from which on it is told. */
const NEAR_LIMIT = 50;

const Delivery = ({ line }: { readonly line: LobbyLine }) => {
  if (line.delivery === 'sent') return null;
  const refused = line.delivery === 'refused';
  return (
    <p class={`talk__delivery ${refused ? 'talk__delivery--refused' : ''}`}>
      <Icon of={refused ? CircleAlert : Clock3} size={14} />
      {t(refused ? 'door.lobby.notSent' : 'door.lobby.sending')}
    </p>
  );
};

const Line = ({ line }: { readonly line: LobbyLine }) => {
  const own = line.by === undefined;
  return (
    <div
      class={`talk__line ${own ? 'talk__line--own' : ''}`}
      // What one wrote oneself is not read back.
      {...(own ? { 'aria-live': 'off' as const } : {})}
    >
      <p class="talk__head">
        <bdi class="talk__name">{own ? t('door.lobby.you') : line.by}</bdi>{' '}
        <time class="figures" dateTime={new Date(line.sentMs).toISOString()}>
          {formatTime(line.sentMs, browserTimeZone())}
        </time>
      </p>
      <p class="talk__text" dir="auto">
        {line.text}
      </p>
      {own && <Delivery line={line} />}
    </div>
  );
};

const Write = ({ onWrite }: { readonly onWrite: (text: string) => boolean }) => {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const left = LIMITS.lobbyText - text.length;
  return (
    <form
      class="talk__write"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (onWrite(text)) setText('');
        field.current?.focus();
      }}
    >
      <label class="unseen" for={id}>
        {t('door.lobby.message')}
      </label>
      <input
        ref={field}
        id={id}
        class="input"
        type="text"
        dir="auto"
        autocomplete="off"
        enterkeyhint="send"
        maxLength={LIMITS.lobbyText}
        placeholder={t('door.lobby.message')}
        value={text}
        {...(left <= NEAR_LIMIT ? { 'aria-describedby': `${id}-left` } : {})}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <IconButton
        type="submit"
        icon={SendHorizontal}
        label={t('door.lobby.send')}
        class="talk__send"
        aria-disabled={lobbyText(text) === ''}
      />
      {left <= NEAR_LIMIT && (
        <p id={`${id}-left`} class="talk__left">
          {t('door.lobby.left', { count: left })}
        </p>
      )}
    </form>
  );
};

/** A few words with the moderators while one waits. */
export const LobbyTalk = ({ lobby }: { readonly lobby: Entry['lobby'] }) => {
  const { lines } = lobby.state.value;
  const list = useRef<HTMLDivElement>(null);
  const heading = useId();
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [lines.length]);
  return (
    <section class="talk" aria-labelledby={heading}>
      <h2 id={heading}>{t('door.lobby.talk')}</h2>
      {/* Always there, and empty: what is added to it later is read out. */}
      <div
        ref={list}
        class="talk__lines"
        role="log"
        aria-live="polite"
        aria-labelledby={heading}
        {...(lines.length > 0 ? { tabIndex: 0 } : {})}
      >
        {lines.map((line) => (
          <Line key={line.key} line={line} />
        ))}
      </div>
      <Write onWrite={lobby.write} />
    </section>
  );
};
