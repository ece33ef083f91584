import './chat.css';
import { ArrowDown } from 'lucide-preact';
import { useEffect, useId, useMemo } from 'preact/hooks';
import { groupDigits } from '../../../base/text.ts';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { ChatLines } from './chat-lines.tsx';
import { chatLines } from './chat-log.ts';
import { Composer } from './composer.tsx';
import { CopyButton } from './copy-button.tsx';
import { invitationText } from './invitation-text.ts';
import type { OpenRoom } from './open-room.ts';
import type { RoomState } from './room-state.ts';
import { useStayAtEnd } from './use-stay-at-end.ts';

/** Nobody else is there: how the others come in. */
const Alone = ({ meeting }: { readonly meeting: NonNullable<RoomState['meeting']> }) => (
  <section class="alone">
    <h3>{t('room.alone.heading')}</h3>
    <p class="muted">{t(meeting.pin === undefined ? 'room.alone.textNoPin' : 'room.alone.text')}</p>
    {meeting.pin !== undefined && (
      <dl class="facts">
        <div>
          <dt>{t('room.info.id')}</dt>
          <dd class="figures">{groupDigits(meeting.id)}</dd>
        </div>
        <div>
          <dt>{t('room.info.pin')}</dt>
          <dd class="figures">{groupDigits(meeting.pin)}</dd>
        </div>
      </dl>
    )}
    <div>
      <CopyButton what={t('room.info.invite')} text={() => invitationText(meeting)}>
        {t('room.alone.invite')}
      </CopyButton>
    </div>
  </section>
);

/** Whether the page itself is in sight. */
const useReading = (room: OpenRoom, atEnd: boolean): void => {
  useEffect(() => {
    const tell = (): void => room.session.setReading(atEnd && document.visibilityState === 'visible');
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => {
      document.removeEventListener('visibilitychange', tell);
      room.session.setReading(false);
    };
  }, [room, atEnd]);
};

/** The group chat: it greets the one who enters, tells who comes and goes, and takes messages to everyone. */
export const Chat = ({ room }: { readonly room: OpenRoom }) => {
  const { session, preferences } = room;
  const state = session.state.value;
  const headingId = useId();
  const lines = useMemo(() => chatLines(state.chat), [state.chat]);
  // A long log is not drawn anew because somebody elsewhere in the room has muted.
  const log = useMemo(() => <ChatLines lines={lines} session={session} />, [lines, session]);
  const last = lines.at(-1);
  const { scroller, atEnd, toEnd } = useStayAtEnd(last?.key, last?.kind === 'message' && last.own);
  useReading(room, atEnd);

  return (
    <section class="chat" id="chat" tabIndex={-1} aria-labelledby={headingId}>
      <h2 id={headingId} class="unseen">
        {t('room.chat.heading')}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
      <div ref={scroller} class="chat__scroller" tabIndex={0}>
        <div class="chat__column">
          {state.you && <p class="chat__welcome">{t('room.chat.welcome', { name: state.you.name })}</p>}
          <div
            class="chat__lines"
            role="log"
            aria-label={t('room.chat.log')}
            aria-live={preferences.announce.value ? 'polite' : 'off'}
          >
            {log}
          </div>
          {state.meeting && state.participants.length <= 1 && state.connection === 'connected' && (
            <Alone meeting={state.meeting} />
          )}
        </div>
      </div>
      <div class="chat__foot">
        {!atEnd && (
          <Button class="chat__newest" icon={ArrowDown} onClick={toEnd}>
            {state.unread > 0 ? t('room.chat.newMessages', { count: state.unread }) : t('room.chat.toNewest')}
          </Button>
        )}
        <Composer onSend={session.send} />
      </div>
    </section>
  );
};
