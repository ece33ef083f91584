import './narrow-room.css';
import { MessageSquare, Settings, Users } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { IconButton } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { ScreenHeading } from '../screen-heading.tsx';
import { Chat } from './chat.tsx';
import { Duration } from './duration.tsx';
import { HangUp } from './hang-up.tsx';
import type { OpenRoom } from './open-room.ts';
import { MicrophoneButton, SpeakerButton } from './own-controls.tsx';
import { PeopleList } from './people-list.tsx';
import { RoomBars } from './room-bars.tsx';
import { MeetingId } from './room-side.tsx';

const PARTS = ['chat', 'people'] as const;
type Part = (typeof PARTS)[number];

interface TabsProps {
  readonly part: Part;
  readonly onPart: (part: Part) => void;
  readonly labels: Readonly<Record<Part, ComponentChildren>>;
}

/** One tab stop; arrows move between the parts (WAI-ARIA tabs). */
const Tabs = ({ part, onPart, labels }: TabsProps) => (
  <div
    class="tabs"
    role="tablist"
    aria-label={t('room.parts')}
    onKeyDown={(event) => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      event.preventDefault();
      const next = part === 'chat' ? 'people' : 'chat';
      onPart(next);
      document.getElementById(`tab-${next}`)?.focus();
    }}
  >
    {PARTS.map((name) => (
      <button
        key={name}
        type="button"
        id={`tab-${name}`}
        class="tabs__tab"
        role="tab"
        aria-selected={part === name}
        aria-controls="part"
        tabIndex={part === name ? 0 : -1}
        onClick={() => onPart(name)}
      >
        {labels[name]}
      </button>
    ))}
  </div>
);

interface NarrowRoomProps {
  readonly room: OpenRoom;
  readonly title: string;
  readonly onLeave: () => void;
}

/** The room on a phone: its parts as tabs, the controls at the thumb. */
export const NarrowRoom = ({ room, title, onLeave }: NarrowRoomProps) => {
  const [part, setPart] = useState<Part>('chat');
  const { startedAtMs, aheadMs, unread, participants } = room.session.state.value;
  return (
    <main class="narrow">
      <ScreenHeading class="unseen">{title}</ScreenHeading>
      <div class="narrow-head">
        <MeetingId room={room} />
        <Duration startedAtMs={startedAtMs} aheadMs={aheadMs} />
        <IconButton
          icon={Settings}
          label={t('room.settings')}
          onClick={() => {
            room.window.value = 'settings';
          }}
        />
      </div>
      <Tabs
        part={part}
        onPart={setPart}
        labels={{
          chat: (
            <>
              <Icon of={MessageSquare} size={18} /> {t('room.chatTab')}
              {unread > 0 && (
                <span class="tabs__count figures">
                  {unread}
                  <span class="unseen"> {t('room.chat.newMessages', { count: unread })}</span>
                </span>
              )}
            </>
          ),
          people: (
            <>
              <Icon of={Users} size={18} /> {t('room.peopleTab')}{' '}
              <span class="muted figures">({participants.length})</span>
            </>
          ),
        }}
      />
      <div class="narrow-part" id="part" role="tabpanel" aria-labelledby={`tab-${part}`}>
        <RoomBars room={room} />
        {part === 'chat' ? <Chat room={room} /> : <PeopleList room={room} />}
      </div>
      <div class="thumb-bar" role="toolbar" aria-label={t('room.toolbar')}>
        <MicrophoneButton room={room} />
        <SpeakerButton room={room} />
        <HangUp room={room} onLeave={onLeave} />
      </div>
    </main>
  );
};
