import { ChevronUp, LogOut, PhoneOff, Users } from 'lucide-preact';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { Menu } from '../../shared/menu.tsx';
import type { OpenRoom } from './open-room.ts';

interface HangUpProps {
  readonly room: OpenRoom;
  readonly onLeave: () => void;
}

/** Leaves; who may end the meeting for everyone is asked which of the two is meant. */
export const HangUp = ({ room, onLeave }: HangUpProps) => {
  const mayEnd = room.session.state.value.may.includes('session.end');
  const words = <span class="hang-up__words">{t('room.hangUp')}</span>;
  if (!mayEnd) {
    return (
      <Button
        kind="danger"
        icon={PhoneOff}
        class="hang-up"
        aria-label={t('room.hangUp')}
        title={t('room.hangUp')}
        onClick={onLeave}
      >
        {words}
      </Button>
    );
  }
  const state = room.session.state.value;
  const leave = (): void => {
    // Alone there is nobody to hand the meeting over to.
    if (state.you?.role === 'organizer' && state.participants.length > 1) room.window.value = 'leave';
    else onLeave();
  };
  const end = (): void => {
    room.window.value = 'end';
  };
  return (
    <Menu
      label={t('room.hangUp')}
      groups={[
        {
          items: [
            { label: t('room.leave'), note: t('room.leaveHint'), icon: LogOut, onChoose: leave },
            { label: t('room.end'), note: t('room.endHint'), icon: Users, danger: true, onChoose: end },
          ],
        },
      ]}
      button={(props) => (
        <Button
          {...props}
          kind="danger"
          icon={PhoneOff}
          class="hang-up"
          aria-label={t('room.hangUp')}
          title={t('room.hangUp')}
        >
          {words}
          <span class="hang-up__more">
            <Icon of={ChevronUp} size={16} />
          </span>
        </Button>
      )}
    />
  );
};
