import './room.css';
import { Keyboard, Settings, UserPlus } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { IconButton } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import type { Microphone } from '../devices/microphone.ts';
import { type EntryProblem, roomProblem } from '../entry/entry-problem.ts';
import { ScreenHeading } from '../screen-heading.tsx';
import { useNarrow } from '../use-narrow.ts';
import { Chat } from './chat.tsx';
import { createEnlarge, type Enlarge } from './enlarge.ts';
import { mayInvite } from './invite/may-invite.ts';
import { keepAwake } from './keep-awake.ts';
import { NarrowRoom } from './narrow-room.tsx';
import { type OpenRoom, openRoom } from './open-room.ts';
import { RoomBars } from './room-bars.tsx';
import { RoomSide } from './room-side.tsx';
import type { RoomState } from './room-state.ts';
import { addRoomTexts } from './room-texts.ts';
import { roomTitle } from './room-title.ts';
import { RoomWindows } from './room-windows.tsx';
import { useShortcuts } from './use-shortcuts.ts';

addRoomTexts();

export interface RoomPageProps {
  readonly ticket: string;
  readonly microphone: Microphone;
  /** What the meeting is called until the room tells. */
  readonly title: string;
  /** Called once, when one is out of the room, with the page that says why. */
  readonly onOut: (problem: EntryProblem) => void;
}

const ENDINGS: Readonly<Record<NonNullable<RoomState['ended']>, EntryProblem>> = {
  ended: { kind: 'ended' },
  cancelled: { kind: 'cancelled' },
  empty: { kind: 'endedEmpty' },
  removed: { kind: 'removed' },
};

/** Why one is out, as soon as one is. */
const outcome = ({ ended, connection, refusal }: RoomState): EntryProblem | undefined => {
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
      <div class="room__part">
        <RoomBars room={room} />
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
export const RoomPage = ({ ticket, microphone, title: givenTitle, onOut }: RoomPageProps) => {
  const [room] = useState(() => openRoom(ticket, microphone));
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
  useShortcuts(room);

  const pageTitle = roomTitle(state, title, room.sound.use.value);
  useEffect(() => {
    document.title = pageTitle;
  }, [pageTitle]);

  useEffect(() => {
    if (out) onOut(out);
  }, [out?.kind]);

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
      <RoomWindows room={room} />
    </div>
  );
};
