import type { ParticipantBody } from '../../../../contract/room/room-state.ts';
import type { PeopleState } from '../state/people-state.ts';
import type { ScreenState } from '../state/screen-state.ts';

/** What the menu of somebody in the list offers, in the menu's order. */
export const PERSON_ACTIONS = [
  'rename',
  'nameCaller',
  'conversation',
  'volume',
  'mute',
  'lowerHand',
  'offerScreen',
  'giveModerator',
  'takeModerator',
  'giveOrganizer',
  'sendBack',
  'remove',
] as const;
export type PersonAction = (typeof PERSON_ACTIONS)[number];

export type ActionsSeen = Pick<PeopleState, 'you' | 'may'> & Pick<ScreenState, 'screen'>;

interface Case {
  readonly person: ParticipantBody;
  readonly own: boolean;
  /** Neither oneself nor the organizer, whom nobody else's rights reach. */
  readonly below: boolean;
  readonly presents: boolean;
  readonly may: (command: string) => boolean;
}

/** When each makes sense: one's right, and how the other stands. The room judges again. */
const OFFERED: Readonly<Record<PersonAction, (about: Case) => boolean>> = {
  rename: ({ own, may }) => own && may('name.set'),
  // Everyone else says themselves what they are called.
  nameCaller: ({ person, may }) => person.via === 'phone' && may('participant.rename'),
  // Nobody reads on a telephone.
  conversation: ({ own, person, may }) => !own && person.via === 'web' && may('chat.private'),
  volume: ({ own }) => !own,
  mute: ({ own, person, may }) => !own && person.microphone === 'on' && may('participant.mute'),
  lowerHand: ({ own, person, may }) => !own && person.handSince !== undefined && may('hand.lower'),
  offerScreen: ({ own, person, presents, may }) =>
    !own && !presents && person.via === 'web' && person.role !== 'attendee' && may('screen.offer'),
  giveModerator: ({ below, person, may }) =>
    below && person.role === 'attendee' && person.mayModerate && may('moderator.give'),
  takeModerator: ({ below, person, may }) => below && person.role === 'moderator' && may('moderator.take'),
  giveOrganizer: ({ below, person, may }) => below && person.mayModerate && may('organizer.give'),
  sendBack: ({ below, may }) => below && may('participant.wait'),
  remove: ({ below, may }) => below && may('participant.remove'),
};

export const actionsFor = (person: ParticipantBody, { you, may, screen }: ActionsSeen): readonly PersonAction[] => {
  const own = person.id === you?.id;
  const about: Case = {
    person,
    own,
    below: !own && person.role !== 'organizer',
    presents: screen?.participantId === person.id,
    may: (command) => may.includes(command),
  };
  return PERSON_ACTIONS.filter((action) => OFFERED[action](about));
};
