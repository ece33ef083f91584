import './narrow-room.css';
import {
  Ellipsis,
  Keyboard,
  MessageSquare,
  MonitorUp,
  Pencil,
  PhoneOutgoing,
  Settings,
  UserPlus,
  Users,
} from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { Menu, type MenuItem } from '../../shared/menu.tsx';
import { QualityMark } from '../devices/quality-mark.tsx';
import { ScreenHeading } from '../screen-heading.tsx';
import { OwnPhoneStrip } from './calls/own-phone-strip.tsx';
import { Chat } from './chat/chat.tsx';
import { Duration } from './duration.tsx';
import { HangUp } from './hang-up.tsx';
import { mayInvite } from './invite/may-invite.ts';
import type { OpenRoom, RoomPart, RoomWindow } from './open-room.ts';
import { MicrophoneButton, SpeakerButton } from './own-controls.tsx';
import { HandButton } from './people/hand-button.tsx';
import { PeopleList } from './people/people-list.tsx';
import { recordingItems } from './recording/recording-items.ts';
import { RecordingSign } from './recording/recording-sign.tsx';
import { RoomBars } from './room-bars.tsx';
import { MeetingId } from './room-side.tsx';
import { ScreenPart } from './screen-part.tsx';

const PARTS = ['people', 'screen', 'chat'] as const satisfies readonly RoomPart[];

const STEPS: Readonly<Record<string, (index: number) => number>> = {
  ArrowRight: (index) => (index + 1) % PARTS.length,
  ArrowLeft: (index) => (index - 1 + PARTS.length) % PARTS.length,
  Home: () => 0,
  End: () => PARTS.length - 1,
};

interface TabsProps {
  readonly part: RoomPart;
  readonly onPart: (part: RoomPart) => void;
  readonly labels: Readonly<Record<RoomPart, ComponentChildren>>;
}

/** One tab stop; arrows move between the parts (WAI-ARIA tabs). */
const Tabs = ({ part, onPart, labels }: TabsProps) => (
  <div
    class="tabs"
    role="tablist"
    aria-label={t('room.parts')}
    onKeyDown={(event) => {
      const next = PARTS[STEPS[event.key]?.(PARTS.indexOf(part)) ?? -1];
      if (next === undefined) return;
      event.preventDefault();
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

/** A number on a tab, with what it counts for those who do not see where it stands. */
const Count = ({ count, words }: { readonly count: number; readonly words: string }) => (
  <span class="tabs__count figures">
    <span aria-hidden="true">{count}</span>
    <span class="unseen"> {words}</span>
  </span>
);

const PeopleLabel = ({ room }: { readonly room: OpenRoom }) => {
  const { participants, lobby } = room.session.state.value;
  return (
    <>
      <Icon of={Users} size={18} />
      <span class="tabs__words">{t('room.peopleTab')}</span>
      {lobby.length > 0 ? (
        <Count count={lobby.length} words={t('room.lobby.heading')} />
      ) : (
        <span class="muted figures">({participants.length})</span>
      )}
    </>
  );
};

const ScreenLabel = ({ room }: { readonly room: OpenRoom }) => (
  <>
    <Icon of={MonitorUp} size={18} />
    <span class="tabs__words">{t('room.people.screenTab')}</span>
    {room.session.state.value.screen !== null && <span class="tabs__live" aria-hidden="true" />}
  </>
);

const ChatLabel = ({ room }: { readonly room: OpenRoom }) => {
  const { unread } = room.session.state.value;
  return (
    <>
      <Icon of={MessageSquare} size={18} />
      <span class="tabs__words">{t('room.chatTab')}</span>
      {unread > 0 && <Count count={unread} words={t('room.chat.newMessages', { count: unread })} />}
    </>
  );
};

const MoreMenu = ({ room }: { readonly room: OpenRoom }) => {
  const { may } = room.session.state.value;
  const opens = (label: string, icon: MenuItem['icon'], window: RoomWindow): MenuItem => ({
    label,
    ...(icon && { icon }),
    onChoose: () => {
      room.window.value = window;
    },
  });
  const recording = recordingItems(room);
  const items = [
    ...(mayInvite(may) ? [opens(t('room.info.inviteByMail'), UserPlus, 'invite')] : []),
    ...(room.calls.may.value.others ? [opens(t('roomCalls.menu'), PhoneOutgoing, 'call')] : []),
    ...(may.includes('name.set') ? [opens(t('room.people.rename'), Pencil, 'rename')] : []),
    opens(t('room.settings'), Settings, 'settings'),
    opens(t('room.shortcuts.heading'), Keyboard, 'shortcuts'),
  ];
  return (
    <Menu
      label={t('room.people.more')}
      align="end"
      groups={[...(recording.length > 0 ? [{ items: recording }] : []), { items }]}
      button={({ buttonRef, ...props }) => (
        <button {...props} ref={buttonRef} type="button" class="toggle">
          <Icon of={Ellipsis} />
          <span class="toggle__words">
            <span class="toggle__state">{t('room.people.more')}</span>
          </span>
        </button>
      )}
    />
  );
};

interface NarrowRoomProps {
  readonly room: OpenRoom;
  readonly title: string;
  readonly onLeave: () => void;
}

/** The room on a phone: its parts as tabs, the controls at the thumb. */
export const NarrowRoom = ({ room, title, onLeave }: NarrowRoomProps) => {
  const part = room.part.value;
  const { startedAtMs, aheadMs } = room.session.state.value;
  return (
    <main class="narrow">
      <ScreenHeading class="unseen">{title}</ScreenHeading>
      <div class="narrow-head">
        <MeetingId room={room} />
        <QualityMark connection={room.sound.connection} short />
        <div class="narrow-head__time">
          <Duration startedAtMs={startedAtMs} aheadMs={aheadMs} />
          <RecordingSign room={room} short />
        </div>
      </div>
      <Tabs
        part={part}
        onPart={(next) => {
          room.part.value = next;
        }}
        labels={{
          people: <PeopleLabel room={room} />,
          screen: <ScreenLabel room={room} />,
          chat: <ChatLabel room={room} />,
        }}
      />
      <OwnPhoneStrip room={room} />
      <div class="narrow-part" id="part" role="tabpanel" aria-labelledby={`tab-${part}`}>
        <RoomBars room={room} />
        {part === 'chat' && <Chat room={room} />}
        {part === 'people' && <PeopleList room={room} />}
        {part === 'screen' && <ScreenPart room={room} />}
      </div>
      <div class="thumb-bar" role="toolbar" aria-label={t('room.toolbar')}>
        <MicrophoneButton room={room} />
        <SpeakerButton room={room} />
        <HandButton room={room} />
        <MoreMenu room={room} />
        <HangUp room={room} onLeave={onLeave} />
      </div>
    </main>
  );
};
