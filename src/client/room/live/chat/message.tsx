import { CircleAlert, Clock3, Ellipsis, Trash2 } from 'lucide-preact';
import { useContext } from 'preact/hooks';
import { Avatar } from '../../../shared/avatar.tsx';
import { Button } from '../../../shared/button.tsx';
import { browserTimeZone, formatTime } from '../../../shared/format-date.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import type { RoomSession } from '../room-session.ts';
import type { ChatLine } from './chat-log.ts';
import type { MessageRow } from './chat-rows.ts';
import { FileKey } from './file-key.ts';
import { MessageFiles } from './message-files.tsx';
import { MessageText } from './message-text.tsx';

export const Time = ({ ms, className = '' }: { readonly ms: number; readonly className?: string }) => (
  <time class={`figures ${className}`} dateTime={new Date(ms).toISOString()}>
    {formatTime(ms, browserTimeZone())}
  </time>
);

const FAILURES: Readonly<Record<string, 'room.chat.tooFast' | 'room.chat.refused' | 'room.chat.notHere'>> = {
  'too-many-attempts': 'room.chat.tooFast',
  'invalid-input': 'room.chat.refused',
  'too-large': 'room.chat.refused',
  'not-allowed': 'room.chat.refused',
  'not-found': 'room.chat.notHere',
};

interface DeliveryProps {
  readonly line: ChatLine;
  readonly partnerName: string;
  readonly session: RoomSession;
}

/** Whether an own message has arrived; what can be done when it has not. */
const Delivery = ({ line, partnerName, session }: DeliveryProps) => {
  if (line.delivery === 'sent') return null;
  if (line.delivery === 'pending') {
    const away = session.state.value.connection !== 'connected';
    return (
      <p class="delivery">
        <Icon of={Clock3} size={14} />
        {t(away ? 'room.chat.waiting' : 'room.chat.pending')}
      </p>
    );
  }
  return (
    <div class="delivery delivery--failed" role="alert">
      <Icon of={CircleAlert} size={16} />
      <span>{t(FAILURES[line.failure ?? ''] ?? 'room.chat.failed', { name: partnerName })}</span>
      <Button kind="quiet" onClick={() => session.chat.sendAgain(line.key)}>
        {t('room.chat.resend')}
      </Button>
      <Button kind="quiet" onClick={() => session.chat.discard(line.key)}>
        {t('room.chat.discard')}
      </Button>
    </div>
  );
};

const deletedText = ({ own, deletedBy }: ChatLine): string => {
  if (deletedBy === 'moderator') return t('room.chat.deletedByModerator');
  return t(own ? 'room.chat.deletedByYou' : 'room.chat.deletedByAuthor');
};

const Words = ({ line }: { readonly line: ChatLine }) =>
  line.deletedBy === undefined ? (
    line.text !== '' && (
      <p class="message__text" dir="auto">
        <MessageText text={line.text} />
      </p>
    )
  ) : (
    <p class="message__text message__text--deleted">
      <Icon of={Trash2} size={14} /> {deletedText(line)}
    </p>
  );

export type OpenMenu = (line: ChatLine, opener: HTMLButtonElement) => void;

const More = ({ line, onMenu }: { readonly line: ChatLine; readonly onMenu: OpenMenu }) => {
  const name = line.own ? t('room.chat.you') : line.name;
  return (
    <button
      type="button"
      class="message__more"
      aria-label={t('room.chat.actions', { name, time: formatTime(line.sentAtMs, browserTimeZone()) })}
      aria-haspopup="menu"
      // One stop for all messages: arrows go from one to the next.
      tabIndex={-1}
      onClick={(event) => onMenu(line, event.currentTarget)}
    >
      <Icon of={Ellipsis} size={18} />
    </button>
  );
};

/** The key is read here: when it is renewed no other part of a long log is drawn anew. */
const Files = ({ line: { files, deletedBy } }: { readonly line: ChatLine }) => {
  const key = useContext(FileKey)?.value;
  return files === undefined || deletedBy !== undefined ? null : <MessageFiles files={files} fileKey={key} />;
};

interface MessageProps extends DeliveryProps {
  readonly goesOn: MessageRow['goesOn'];
  readonly onMenu: OpenMenu;
}

const messageClass = (own: boolean, goesOn: boolean): string => {
  const first = own ? 'message--own-first' : 'message--first';
  return `message ${own ? 'message--own' : ''} ${goesOn ? 'message--on' : first}`;
};

export const Message = ({ line, goesOn, partnerName, session, onMenu }: MessageProps) => (
  <div class={messageClass(line.own, goesOn)}>
    {!line.own && <span class="message__avatar">{!goesOn && <Avatar name={line.name} size={32} />}</span>}
    <div class="message__column">
      <p class={goesOn ? 'unseen' : 'message__head'}>
        <bdi class="message__name">{line.own ? t('room.chat.you') : line.name}</bdi> <Time ms={line.sentAtMs} />
      </p>
      <div class="message__body">
        <Words line={line} />
        {line.text === '' && <Files line={line} />}
        {line.id !== undefined && line.deletedBy === undefined && <More line={line} onMenu={onMenu} />}
      </div>
      {line.text !== '' && <Files line={line} />}
      {line.own && <Delivery line={line} partnerName={partnerName} session={session} />}
    </div>
  </div>
);
