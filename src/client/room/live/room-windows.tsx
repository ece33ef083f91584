import './room-windows.css';
import { CallDialog } from './calls/call-dialog.tsx';
import { EndDialog } from './end-dialog.tsx';
import { InfoDialog } from './info-dialog.tsx';
import { LazyInviteWindow } from './invite/lazy-invite-window.tsx';
import { mayInvite } from './invite/may-invite.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import type { OpenRoom } from './open-room.ts';
import { PersonWindows } from './people/person-windows.tsx';
import { RemovedDialog } from './people/removed-dialog.tsx';
import { RenameDialog } from './people/rename-dialog.tsx';
import { MarkDialog } from './recording/mark-dialog.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

interface RoomWindowsProps {
  readonly room: OpenRoom;
  readonly onLeave: () => void;
}

/** The window that is open over the room, if one is. */
export const RoomWindows = ({ room, onLeave }: RoomWindowsProps) => {
  const { meeting, you, may } = room.session.state.value;
  const onClose = (): void => {
    room.window.value = undefined;
  };
  const open = room.window.value;
  if (typeof open === 'object') return <PersonWindows room={room} open={open} onClose={onClose} />;
  switch (open) {
    case 'information':
      return meeting ? (
        <InfoDialog
          meeting={meeting}
          onClose={onClose}
          onInvite={
            mayInvite(may)
              ? () => {
                  room.window.value = 'invite';
                }
              : undefined
          }
          onCall={
            room.calls.may.value.others
              ? () => {
                  room.window.value = 'call';
                }
              : undefined
          }
        />
      ) : null;
    case 'invite':
      return meeting && you ? <LazyInviteWindow meeting={meeting} name={you.name} onClose={onClose} /> : null;
    case 'call':
      return <CallDialog room={room} onClose={onClose} />;
    case 'settings':
      return <SettingsDialog room={room} onClose={onClose} />;
    case 'shortcuts':
      return <ShortcutsDialog room={room} onClose={onClose} />;
    case 'end':
      return <EndDialog room={room} onClose={onClose} />;
    case 'leave':
      return <LeaveDialog room={room} onLeave={onLeave} onClose={onClose} />;
    case 'rename':
      return <RenameDialog room={room} onClose={onClose} />;
    case 'removed':
      return <RemovedDialog room={room} onClose={onClose} />;
    case 'mark':
      return <MarkDialog room={room} onClose={onClose} />;
    default:
      return null;
  }
};
