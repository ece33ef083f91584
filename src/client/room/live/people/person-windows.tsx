import { DeclineDialog } from '../lobby/decline-dialog.tsx';
import { LobbyMessagesDialog } from '../lobby/lobby-messages-dialog.tsx';
import type { OpenRoom, RoomWindow } from '../open-room.ts';
import { CallerDialog } from './caller-dialog.tsx';
import { HandOverDialog, RemoveDialog } from './confirm-dialogs.tsx';
import { VolumeDialog } from './volume-dialog.tsx';

export type PersonWindow = Exclude<RoomWindow, string>;

interface PersonWindowsProps {
  readonly room: OpenRoom;
  readonly open: PersonWindow;
  readonly onClose: () => void;
}

/** The windows that are about one person. */
export const PersonWindows = ({ room, open, onClose }: PersonWindowsProps) => {
  const person = room.session.state.value.participants.find(({ id }) => id === open.id);
  switch (open.kind) {
    case 'volume':
      return person ? <VolumeDialog person={person} room={room} onClose={onClose} /> : null;
    case 'caller':
      return person ? <CallerDialog room={room} person={person} onClose={onClose} /> : null;
    case 'hand-over':
      return person ? <HandOverDialog room={room} person={person} onClose={onClose} /> : null;
    case 'remove':
      return <RemoveDialog room={room} id={open.id} name={open.name} onClose={onClose} />;
    case 'decline':
      return <DeclineDialog room={room} id={open.id} name={open.name} onClose={onClose} />;
    default:
      return <LobbyMessagesDialog room={room} id={open.id} onClose={onClose} />;
  }
};
