import './room-windows.css';
import { EndDialog } from './end-dialog.tsx';
import { InfoDialog } from './info-dialog.tsx';
import { LazyInviteWindow } from './invite/lazy-invite-window.tsx';
import { mayInvite } from './invite/may-invite.ts';
import type { OpenRoom } from './open-room.ts';
import { SettingsDialog } from './settings-dialog.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

/** The window that is open over the room, if one is. */
export const RoomWindows = ({ room }: { readonly room: OpenRoom }) => {
  const { meeting, you, may } = room.session.state.value;
  const onClose = (): void => {
    room.window.value = undefined;
  };
  switch (room.window.value) {
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
        />
      ) : null;
    case 'invite':
      return meeting && you ? <LazyInviteWindow meeting={meeting} name={you.name} onClose={onClose} /> : null;
    case 'settings':
      return <SettingsDialog room={room} onClose={onClose} />;
    case 'shortcuts':
      return <ShortcutsDialog room={room} onClose={onClose} />;
    case 'end':
      return <EndDialog room={room} onClose={onClose} />;
    default:
      return null;
  }
};
