import './room.css';
import { Keyboard, PhoneOutgoing, Settings, UserPlus } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { IconButton } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import type { PhoneWish } from '../calls/phone-wish.ts';
import type { Microphone } from '../devices/microphone.ts';
import { type EntryProblem, roomProblem } from '../entry/entry-problem.ts';
import { ScreenStage } from '../screen/screen-stage.tsx';
import { ScreenHeading } from '../screen-heading.tsx';
import { useNarrow } from '../use-narrow.ts';
import { OwnPhoneStrip } from './calls/own-phone-strip.tsx';
import { Announcer } from './chat/announcer.tsx';
import { Chat } from './chat/chat.tsx';
import { createEnlarge, type Enlarge } from './enlarge.ts';
import { mayInvite } from './invite/may-invite.ts';
import { keepAwake } from './keep-awake.ts';
import { NarrowRoom } from './narrow-room.tsx';
import { type OpenRoom, openRoom } from './open-room.ts';
import { RecordingSign } from './recording/recording-sign.tsx';
import { RoomBars } from './room-bars.tsx';
import { RoomSide } from './room-side.tsx';
import type { RoomState } from './room-state.ts';
import { addRoomTexts } from './room-texts.ts';
import { roomTitle } from './room-title.ts';
import { RoomWindows } from './room-windows.tsx';
import type { Ending } from './state/people-state.ts';
import { useShortcuts } from './use-shortcuts.ts';

addRoomTexts();

export interface RoomPageProps {
  readonly ticket: string;
  readonly microphone: Microphone;
  /** One's own telephone, when it was asked for at the door. */
  readonly phoneWish: PhoneWish;
  /** What the meeting is called until the room tells. */
  readonly title: string;
  /** Called with one's own name, whenever it has changed. */
  readonly onName?: (name: string) => void;
  /** Called once, when one is out of the room, with the page that says why. */
  readonly onOut: (problem: EntryProblem) => void;
  /** Called once, when one was sent back to the lobby. */
  readonly onWait?: (waitTicket: string) => void;
}

const ENDINGS: Readonly<Record<Exclude<Ending, 'waits'>, EntryProblem>> = {
  ended: { kind: 'ended' },
  cancelled: { kind: 'cancelled' },
  empty: { kind: 'endedEmpty' },
  administrator: { kind: 'endedByAdministrator' },
  removed: { kind: 'removed' },
  moved: { kind: 'moved' },
};

/** Why one is out, as soon as one is. */
const outcome = ({ ended, connection, refusal }: RoomState): EntryProblem | undefined => {
  if (ended === 'waits') return undefined;
  if (ended !== undefined) return ENDINGS[ended];
  return connection === 'refused' ? roomProblem(refusal ?? '', Date.now()) : undefined;
};

const WideRoom = ({ room, enlarge, title, onLeave }: WideRoomProps) => (
  <>
    <a class="skip-link" href="#chat">
      {t('room.skipToChat')}
    </a>
    <RoomSide room={room} enlarge={enlarge} onLeave={onLeave} />
    <main class="room__main">
      <header class="room__head">
        <ScreenHeading class="room__title">{title}</ScreenHeading>
        <RecordingSign room={room} />
        <div class="room__tools">
          {mayInvite(room.session.state.value.may) && (
            <IconButton
              icon={UserPlus}
              label={t('room.info.inviteByMail')}
              aria-haspopup="dialog"
              onClick={() => {
                room.window.value = 'invite';
              }}
            />
          )}
          {room.calls.may.value.others && (
            <IconButton
              icon={PhoneOutgoing}
              label={t('roomCalls.menu')}
              aria-haspopup="dialog"
              onClick={() => {
                room.window.value = 'call';
              }}
            />
          )}
          <IconButton
            icon={Keyboard}
            label={t('room.shortcuts.heading')}
            aria-haspopup="dialog"
            onClick={() => {
              room.window.value = 'shortcuts';
            }}
          />
          <IconButton
            icon={Settings}
            label={t('room.settings')}
            aria-haspopup="dialog"
            onClick={() => {
              room.window.value = 'settings';
            }}
          />
        </div>
      </header>
      <OwnPhoneStrip room={room} />
      <div class="room__part">
        <RoomBars room={room} />
        <div class={room.session.state.value.screen === null ? 'room__offer' : 'room__stage'}>
          <ScreenStage room={room} />
        </div>
        <Chat room={room} />
      </div>
    </main>
  </>
);

interface WideRoomProps {
  readonly room: OpenRoom;
  readonly enlarge: Enlarge;
  readonly title: string;
  readonly onLeave: () => void;
}

/** The room, from the ticket to the end. */
export const RoomPage = ({ ticket, microphone, phoneWish, title: givenTitle, ...props }: RoomPageProps) => {
  const { onName, onOut, onWait } = props;
  const [room] = useState(() => openRoom(ticket, microphone, phoneWish));
  const [enlarge] = useState(createEnlarge);
  const narrow = useNarrow();
  const state = room.session.state.value;
  const title = state.meeting?.title || givenTitle;
  const out = outcome(state);

  useEffect(() => {
    const letSleep = keepAwake();
    return () => {
      letSleep();
      enlarge.stop();
      room.close();
    };
  }, [room, enlarge]);
  useShortcuts(room, enlarge);

  const pageTitle = roomTitle(state, title, room.sound.use.value);
  useEffect(() => {
    document.title = pageTitle;
  }, [pageTitle]);

  const ownName = state.you?.name;
  useEffect(() => {
    if (ownName !== undefined) onName?.(ownName);
  }, [ownName]);
  useEffect(() => {
    if (out) onOut(out);
  }, [out?.kind]);
  useEffect(() => {
    if (state.ended === 'waits' && state.waitTicket !== undefined) onWait?.(state.waitTicket);
  }, [state.ended]);

  const leave = (): void => {
    room.leave();
    onOut({ kind: 'left' });
  };

  return (
    <div class={`room ${narrow ? 'room--narrow' : ''} ${enlarge.folded.value ? 'room--folded' : ''}`}>
      {narrow ? (
        <NarrowRoom room={room} title={title} onLeave={leave} />
      ) : (
        <WideRoom room={room} enlarge={enlarge} title={title} onLeave={leave} />
      )}
      <Announcer room={room} />
      <RoomWindows room={room} onLeave={leave} />
      <p class="unseen" role="status">
        {room.announcement.value}
      </p>
    </div>
  );
};
