import { ArrowDown } from 'lucide-preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../../../shared/button.tsx';
import { t } from '../../../shared/language.ts';
import type { OpenRoom } from '../open-room.ts';
import { Alone } from './alone.tsx';
import type { Attachments } from './attachments.ts';
import { ChatLines } from './chat-lines.tsx';
import { type ChatRow, chatRows } from './chat-rows.ts';
import { conversationWith } from './chat-state.ts';
import { Composer } from './composer.tsx';
import { type Partner, unreadIn } from './conversation.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { mayDelete } from './may-delete.ts';
import { MessageMenu, type MessageTarget } from './message-menu.tsx';
import { partnerTrouble } from './partner-trouble.ts';
import { personNamed } from './person-named.ts';
import { PrivateNotice } from './private-notice.tsx';
import { useRovingButtons } from './use-roving-buttons.ts';
import { useStayAtEnd } from './use-stay-at-end.ts';

/** Tells the room's state what is in sight: the newest messages, on a page that can be seen. */
const useLooking = (room: OpenRoom, partner: Partner, atEnd: boolean | undefined): void => {
  const { chat } = room.session;
  useEffect(() => {
    if (atEnd === undefined) return;
    const tell = (): void => chat.look(atEnd && document.visibilityState === 'visible' ? { partner } : undefined);
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => {
      document.removeEventListener('visibilitychange', tell);
      chat.look(undefined);
    };
  }, [chat, partner, atEnd]);
  useEffect(() => () => chat.turnAway(partner), [chat, partner]);
};

const dayOf = (ms: number): string => new Date(ms).toDateString();

const isOwnMessage = (row: ChatRow | undefined): boolean => row?.kind === 'message' && row.line.own;

/** After a window over the list: what opened it may be gone. */
const keepFocusIn = (list: HTMLElement | null): void => {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body)
      list?.querySelector<HTMLElement>('.message__more[tabindex="0"]')?.focus();
  });
};

const readyFiles = ({ list }: Attachments) => list.peek().flatMap(({ file }) => file ?? []);

interface ConversationViewProps {
  readonly room: OpenRoom;
  readonly partner: Partner;
}

/** One conversation: what was said, and the field to say more. Mounted anew for each, so that no word gets into another. */
export const ConversationView = ({ room, partner }: ConversationViewProps) => {
  const { session } = room;
  const state = session.state.value;
  const isPrivate = partner !== undefined;
  const conversation = conversationWith(state, partner);
  const name = isPrivate ? personNamed(state, partner) : '';
  const [menu, setMenu] = useState<MessageTarget | undefined>(undefined);
  const [deleting, setDeleting] = useState<MessageTarget | undefined>(undefined);
  const { log, newFrom } = conversation;
  const rows = useMemo(
    () => chatRows({ log, newFrom, readUpTo: 0 }, { numbered: !isPrivate, dayOf }),
    [log, newFrom, isPrivate],
  );
  const openMenu = useMemo(
    () =>
      (line: MessageTarget['line'], opener: HTMLButtonElement): void =>
        setMenu({ line, opener }),
    [],
  );
  const lines = useMemo(
    () => <ChatLines rows={rows} partnerName={name} session={session} onMenu={openMenu} />,
    [rows, name, session, openMenu],
  );
  const last = rows.at(-1);
  const { scroller, atEnd, toEnd } = useStayAtEnd(last?.key, isOwnMessage(last), '.parting--new');
  useLooking(room, partner, atEnd);
  const list = useRovingButtons('.message__more', rows);
  const unread = unreadIn(conversation);
  const attachments = room.attachments(partner);
  const trouble = isPrivate ? partnerTrouble(state, partner) : undefined;
  const mayWrite = state.you === undefined || state.may.includes(isPrivate ? 'chat.private' : 'chat.send');

  return (
    <>
      {isPrivate && <PrivateNotice name={name} trouble={trouble} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
      <div ref={scroller} class="chat__scroller" tabIndex={0}>
        <div class="chat__column">
          {!isPrivate && state.you && <p class="chat__welcome">{t('room.chat.welcome', { name: state.you.name })}</p>}
          {isPrivate && rows.length === 0 && <p class="chat__welcome">{t('room.chat.privateEmpty')}</p>}
          {/* New messages of all conversations are read out by the Announcer, with who wrote them and to whom. */}
          <div
            ref={list}
            class="chat__lines"
            role="log"
            aria-live="off"
            aria-label={isPrivate ? t('room.chat.privateWith', { name }) : t('room.chat.log')}
          >
            {lines}
          </div>
          {!isPrivate && state.meeting && state.participants.length <= 1 && state.connection === 'connected' && (
            <Alone meeting={state.meeting} />
          )}
        </div>
      </div>
      <div class="chat__foot">
        {!mayWrite && <p class="muted small">{t('room.chat.readOnly')}</p>}
        {atEnd === false && (
          <Button class="chat__newest" icon={ArrowDown} onClick={toEnd}>
            {unread > 0 ? t('room.chat.newMessages', { count: unread }) : t('room.chat.toNewest')}
          </Button>
        )}
        <Composer
          label={isPrivate ? t('room.chat.privateMessage', { name }) : t('room.chat.message')}
          isPrivate={isPrivate}
          blocked={trouble === 'gone' || trouble === 'phone' || !mayWrite}
          draft={session.chat.drafts.of(partner)}
          onDraft={(text) => session.chat.drafts.keep(partner, text)}
          onSend={(text) => {
            if (!session.chat.send(text, partner, readyFiles(attachments))) return false;
            attachments.take();
            return true;
          }}
          attachments={attachments}
          files={room.files}
        />
      </div>
      {menu && (
        <MessageMenu
          key={menu.line.key}
          target={menu}
          mayDelete={mayDelete(state, menu.line, partner)}
          onDelete={() => setDeleting(menu)}
          onClose={() => setMenu((now) => (now === menu ? undefined : now))}
        />
      )}
      {deleting && (
        <DeleteDialog
          line={deleting.line}
          partnerName={isPrivate ? name : undefined}
          session={session}
          onClose={() => {
            setDeleting(undefined);
            keepFocusIn(list.current);
          }}
        />
      )}
    </>
  );
};
