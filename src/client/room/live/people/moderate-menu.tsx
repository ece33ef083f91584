import { DoorClosed, DoorOpen, Lock, LockOpen, MicOff, PhoneOutgoing, ShieldUser, UserX } from 'lucide-preact';
import { Button } from '../../../shared/button.tsx';
import { t } from '../../../shared/language.ts';
import { Menu, type MenuItem } from '../../../shared/menu.tsx';
import { showToast } from '../../../shared/toast.tsx';
import type { OpenRoom } from '../open-room.ts';
import { askRoom } from './ask-room.ts';

const muteAll = async (room: OpenRoom): Promise<void> => {
  if (await askRoom(room.session, 'participants.mute', {})) showToast({ text: t('room.moderate.mutedAll') });
};

const doorItems = (room: OpenRoom): readonly MenuItem[] => {
  const { settings } = room.session.state.value;
  const set = (body: { readonly locked?: boolean; readonly everyoneWaits?: boolean }): void =>
    void askRoom(room.session, 'meeting.set', body);
  return [
    settings.locked
      ? { label: t('room.moderate.unlock'), icon: LockOpen, onChoose: () => set({ locked: false }) }
      : {
          label: t('room.moderate.lock'),
          note: t('room.moderate.lockHint'),
          icon: Lock,
          onChoose: () => set({ locked: true }),
        },
    settings.everyoneWaits
      ? { label: t('room.moderate.nobodyWaits'), icon: DoorOpen, onChoose: () => set({ everyoneWaits: false }) }
      : {
          label: t('room.moderate.everyoneWaits'),
          note: t('room.moderate.everyoneWaitsHint'),
          icon: DoorClosed,
          onChoose: () => set({ everyoneWaits: true }),
        },
  ];
};

/** What one may do about the whole meeting; nothing for those who may not. */
export const ModerateMenu = ({ room }: { readonly room: OpenRoom }) => {
  const { may, removed } = room.session.state.value;
  const sound: readonly MenuItem[] = may.includes('participants.mute')
    ? [
        {
          label: t('room.moderate.muteAll'),
          note: t('room.moderate.muteAllHint'),
          icon: MicOff,
          onChoose: () => void muteAll(room),
        },
      ]
    : [];
  const door = may.includes('meeting.set') ? doorItems(room) : [];
  const out: readonly MenuItem[] =
    may.includes('participant.let-back') && removed.length > 0
      ? [
          {
            label: t('room.moderate.removedMenu', { count: removed.length }),
            icon: UserX,
            onChoose: () => {
              room.window.value = 'removed';
            },
          },
        ]
      : [];
  const calls: readonly MenuItem[] = room.calls.may.value.others
    ? [
        {
          label: t('roomCalls.menu'),
          note: t('roomCalls.menuHint'),
          icon: PhoneOutgoing,
          onChoose: () => {
            room.window.value = 'call';
          },
        },
      ]
    : [];
  const groups = [{ items: calls }, { items: sound }, { items: door }, { items: out }].filter(
    ({ items }) => items.length > 0,
  );
  if (groups.length === 0) return null;
  return (
    <Menu
      label={t('room.moderate.menu')}
      align="end"
      groups={groups}
      button={(props) => (
        <Button {...props} kind="quiet" icon={ShieldUser} class="people__moderate">
          {t('room.moderate.menu')}
        </Button>
      )}
    />
  );
};
