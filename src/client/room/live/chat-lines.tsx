import { CircleAlert, Clock3 } from 'lucide-preact';
import { Avatar } from '../../shared/avatar.tsx';
import { Button } from '../../shared/button.tsx';
import { browserTimeZone, formatTime } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { activityText } from './activity-text.ts';
import type { ActivityLine, ChatLine, LogLine } from './chat-log.ts';
import { MessageText } from './message-text.tsx';
import type { RoomSession } from './room-session.ts';

/** Messages of one person within this time stand under one name. */
const SAME_TURN_MS = 3 * 60_000;

const Time = ({ ms }: { readonly ms: number }) => (
  <time class="figures" dateTime={new Date(ms).toISOString()}>
    {formatTime(ms, browserTimeZone())}
  </time>
);

const FAILURES: Readonly<Record<string, 'room.chat.tooFast' | 'room.chat.refused'>> = {
  'too-many-attempts': 'room.chat.tooFast',
  'invalid-input': 'room.chat.refused',
  'too-large': 'room.chat.refused',
  'not-allowed': 'room.chat.refused',
};

/** Whether an own message has arrived; what can be done when it has not. */
const Delivery = ({ line, session }: { readonly line: ChatLine; readonly session: RoomSession }) => {
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
      <span>{t(FAILURES[line.failure ?? ''] ?? 'room.chat.failed')}</span>
      <Button kind="quiet" onClick={() => session.sendAgain(line.key)}>
        {t('room.chat.resend')}
      </Button>
      <Button kind="quiet" onClick={() => session.discard(line.key)}>
        {t('room.chat.discard')}
      </Button>
    </div>
  );
};

interface MessageProps {
  readonly line: ChatLine;
  /** The line before is of the same person's same turn. */
  readonly goesOn: boolean;
  readonly session: RoomSession;
}

const messageClass = (own: boolean, goesOn: boolean): string => {
  const first = own ? 'message--own-first' : 'message--first';
  return `message ${own ? 'message--own' : ''} ${goesOn ? 'message--on' : first}`;
};

const Message = ({ line, goesOn, session }: MessageProps) => (
  <div
    class={messageClass(line.own, goesOn)}
    // What one wrote oneself is not read back.
    {...(line.own ? { 'aria-live': 'off' as const } : {})}
  >
    {!line.own && <span class="message__avatar">{!goesOn && <Avatar name={line.name} size={32} />}</span>}
    <div class="message__column">
      <p class={goesOn ? 'unseen' : 'message__head'}>
        <bdi class="message__name">{line.own ? t('room.chat.you') : line.name}</bdi> <Time ms={line.sentAtMs} />
      </p>
      <p class="message__text" dir="auto" {...(goesOn ? { title: formatTime(line.sentAtMs, browserTimeZone()) } : {})}>
        <MessageText text={line.text} />
      </p>
      {line.own && <Delivery line={line} session={session} />}
    </div>
  </div>
);

const ActivityRow = ({ line }: { readonly line: ActivityLine }) => (
  <p class="activity">
    {activityText(line)} <span aria-hidden="true">·</span> <Time ms={line.atMs} />
  </p>
);

const continues = (line: ChatLine, before: LogLine | undefined): boolean =>
  before?.kind === 'message' && before.fromId === line.fromId && line.sentAtMs - before.sentAtMs < SAME_TURN_MS;

/** All lines of the chat, oldest first. */
export const ChatLines = ({
  lines,
  session,
}: {
  readonly lines: readonly LogLine[];
  readonly session: RoomSession;
}) => (
  <>
    {lines.map((line, index) =>
      line.kind === 'activity' ? (
        <ActivityRow key={line.key} line={line} />
      ) : (
        <Message key={line.key} line={line} goesOn={continues(line, lines[index - 1])} session={session} />
      ),
    )}
  </>
);
