import './chat.css';
import './chat-files.css';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../../../shared/language.ts';
import type { OpenRoom } from '../open-room.ts';
import { type Partner, unreadIn } from './conversation.ts';
import { CONVERSATION_PANEL, type ConversationTab, ConversationTabs, tabIdOf } from './conversation-tabs.tsx';
import { ConversationView } from './conversation-view.tsx';
import { FileKey } from './file-key.ts';
import { personNamed } from './person-named.ts';
import { useDrop } from './use-drop.ts';

const tabsOf = ({ session }: OpenRoom, shown: Partner): readonly ConversationTab[] => {
  const state = session.state.value;
  const open = state.privates.filter((one) => one.open || one.partner.id === shown);
  const isHere = (id: string): boolean => state.participants.some((person) => person.id === id);
  return [
    { partner: undefined, name: t('room.chat.everyone'), unread: unreadIn(state.everyone), gone: false },
    ...open.map((one) => ({
      partner: one.partner.id,
      name: personNamed(state, one.partner.id),
      unread: unreadIn(one),
      gone: !isHere(one.partner.id),
    })),
  ];
};

/** Touching a name must not bring up a keyboard that covers the conversation. */
const hasOwnKeyboard = (): boolean => !matchMedia('(pointer: coarse)').matches;

/**
 * The focus follows to the conversation that was asked for: to its field, from wherever it was asked for but the tabs
 * themselves, whose arrows go on from one to the next.
 */
const useFocusFollows = (shown: Partner) => {
  const section = useRef<HTMLElement>(null);
  const mounted = useRef(false);
  useEffect(() => {
    const active = document.activeElement;
    const lost = active === null || active === document.body;
    const first = !mounted.current;
    mounted.current = true;
    if (first ? !(lost && shown !== undefined) : active?.closest('[role=tablist]')) return;
    if (hasOwnKeyboard()) section.current?.querySelector<HTMLElement>('.composer__text')?.focus();
    else if (lost) document.getElementById(tabIdOf(shown))?.focus();
  }, [shown]);
  return section;
};

/** Group and private conversations side by side. */
export const Chat = ({ room }: { readonly room: OpenRoom }) => {
  const { session, conversation } = room;
  const shown = conversation.value;
  const headingId = useId();
  const section = useFocusFollows(shown);
  const { over, ...drop } = useDrop((files) => room.attachments(conversation.peek()).addFiles(files));

  useEffect(() => {
    if (shown !== undefined) session.chat.open(shown);
  }, [session, shown]);

  const close = (partner: string): void => {
    session.chat.close(partner);
    if (conversation.peek() === partner) conversation.value = undefined;
    else document.getElementById(tabIdOf(conversation.peek()))?.focus();
  };

  return (
    <section
      ref={section}
      class="chat"
      id="chat"
      tabIndex={-1}
      aria-labelledby={headingId}
      onKeyDown={(event) => {
        const { target } = event;
        // Escape first closes what is open over the conversation.
        if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || shown === undefined) return;
        if (target instanceof Element && target.closest('[popover], dialog')) return;
        conversation.value = undefined;
      }}
    >
      <h2 id={headingId} class="unseen">
        {t('room.chat.heading')}
      </h2>
      <ConversationTabs
        tabs={tabsOf(room, shown)}
        shown={shown}
        onShow={(partner) => {
          conversation.value = partner;
        }}
        onClose={close}
      />
      <FileKey.Provider value={room.files.key}>
        <div
          {...drop}
          class={`chat__panel ${over ? 'chat__panel--drop' : ''}`}
          id={CONVERSATION_PANEL}
          role="tabpanel"
          aria-labelledby={tabIdOf(shown)}
        >
          <ConversationView key={shown ?? ''} room={room} partner={shown} />
        </div>
      </FileKey.Provider>
    </section>
  );
};
