import {
  Crown,
  DoorOpen,
  EllipsisVertical,
  Hand,
  type LucideIcon,
  MessageSquare,
  MicOff,
  MonitorUp,
  Pencil,
  Phone,
  ShieldCheck,
  ShieldOff,
  UserX,
  Volume2,
} from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { ParticipantBody } from '../../../../contract/room/room-state.ts';
import { IconButton } from '../../../shared/button.tsx';
import { t } from '../../../shared/language.ts';
import { Menu, type MenuGroup } from '../../../shared/menu.tsx';
import type { OpenRoom } from '../open-room.ts';
import { askRoom } from './ask-room.ts';
import { actionsFor, type PersonAction } from './person-actions.ts';

interface Offer {
  readonly icon: LucideIcon;
  readonly label: () => string;
  /** Things of one kind stand together. */
  readonly group: 'own' | 'moderate' | 'out';
  readonly choose: (room: OpenRoom, person: ParticipantBody) => void;
}

const OFFERS: Readonly<Record<PersonAction, Offer>> = {
  rename: {
    icon: Pencil,
    label: () => t('room.people.rename'),
    group: 'own',
    choose: (room) => {
      room.window.value = 'rename';
    },
  },
  nameCaller: {
    icon: Phone,
    label: () => t('room.people.nameCaller'),
    group: 'own',
    choose: (room, { id }) => {
      room.window.value = { kind: 'caller', id };
    },
  },
  conversation: {
    icon: MessageSquare,
    label: () => t('room.people.conversation'),
    group: 'own',
    choose: (room, { id }) => room.openConversation(id),
  },
  volume: {
    icon: Volume2,
    label: () => t('room.people.volume'),
    group: 'own',
    choose: (room, { id }) => {
      room.window.value = { kind: 'volume', id };
    },
  },
  mute: {
    icon: MicOff,
    label: () => t('room.moderate.mute'),
    group: 'moderate',
    choose: ({ session }, { id }) => void askRoom(session, 'participant.mute', { id }),
  },
  lowerHand: {
    icon: Hand,
    label: () => t('room.moderate.lowerHand'),
    group: 'moderate',
    choose: ({ session }, { id }) => void askRoom(session, 'hand.lower', { id }),
  },
  offerScreen: {
    icon: MonitorUp,
    label: () => t('room.moderate.offerScreen'),
    group: 'moderate',
    choose: ({ session }, { id }) => void askRoom(session, 'screen.offer', { id }),
  },
  giveModerator: {
    icon: ShieldCheck,
    label: () => t('room.moderate.giveModerator'),
    group: 'moderate',
    choose: ({ session }, { id }) => void askRoom(session, 'moderator.give', { id }),
  },
  takeModerator: {
    icon: ShieldOff,
    label: () => t('room.moderate.takeModerator'),
    group: 'moderate',
    choose: ({ session }, { id }) => void askRoom(session, 'moderator.take', { id }),
  },
  giveOrganizer: {
    icon: Crown,
    label: () => t('room.moderate.giveOrganizer'),
    group: 'moderate',
    choose: (room, { id }) => {
      room.window.value = { kind: 'hand-over', id };
    },
  },
  sendBack: {
    icon: DoorOpen,
    label: () => t('room.moderate.sendBack'),
    group: 'out',
    choose: ({ session }, { id }) => void askRoom(session, 'participant.wait', { id }),
  },
  remove: {
    icon: UserX,
    label: () => t('room.moderate.remove'),
    group: 'out',
    choose: (room, { id, name }) => {
      room.window.value = { kind: 'remove', id, name };
    },
  },
};

const GROUPS = ['own', 'moderate', 'out'] as const;

interface PersonMenuProps {
  readonly person: ParticipantBody;
  readonly room: OpenRoom;
}

const groupsFor = (person: ParticipantBody, room: OpenRoom, actions: readonly PersonAction[]): readonly MenuGroup[] =>
  GROUPS.map((group) => ({
    items: actions
      .filter((action) => OFFERS[action].group === group)
      .map((action) => ({
        label: OFFERS[action].label(),
        icon: OFFERS[action].icon,
        danger: action === 'remove',
        onChoose: () => OFFERS[action].choose(room, person),
      })),
  })).filter(({ items }) => items.length > 0);

/** What one may do about somebody. Its list is made when it is first wanted: a room has hundreds of people. */
export const PersonMenu = ({ person, room }: PersonMenuProps) => {
  const [wanted, setWanted] = useState(false);
  const actions = actionsFor(person, room.session.state.value);
  if (actions.length === 0) return null;
  const label = t('room.people.menuOf', { name: person.name });
  return (
    <Menu
      label={label}
      align="end"
      groups={wanted ? groupsFor(person, room, actions) : []}
      button={({ onClick, ...props }) => (
        <IconButton
          {...props}
          class="person__menu"
          icon={EllipsisVertical}
          label={label}
          onClick={() => {
            setWanted(true);
            onClick();
          }}
        />
      )}
    />
  );
};
