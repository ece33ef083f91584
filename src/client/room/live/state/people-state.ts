import type { RoomEventBody } from '../../../../contract/room/room-messages.ts';
import type {
  ParticipantBody,
  Quality,
  RemovedBody,
  RoomSettingsBody,
  Welcome,
} from '../../../../contract/room/room-state.ts';
import type { EventRules } from './event-rules.ts';

/** Why it is over for oneself. */
export type Ending = RoomEventBody<'session.ended'>['reason'] | 'removed' | 'waits' | 'moved';

/** Who is in the meeting, what oneself is there and may do. */
export interface PeopleState {
  readonly you: Welcome['you'] | undefined;
  readonly meeting: Welcome['meeting'] | undefined;
  readonly settings: RoomSettingsBody;
  readonly may: readonly string[];
  readonly participants: readonly ParticipantBody[];
  /** Everyone who is kept out; empty for those who are not told. */
  readonly removed: readonly RemovedBody[];
  /** Whose connection is not good, by participant; empty for those who are not told. */
  readonly qualities: Readonly<Record<string, Quality>>;
  /** The whole numbers of telephones, by participant; empty for those who are not told. */
  readonly callers: Readonly<Record<string, string>>;
  /** Own link used elsewhere, waiting for one's answer, oldest first. */
  readonly devices: readonly RoomEventBody<'device.knocked'>[];
  readonly ended: Ending | undefined;
  /** With `ended: 'waits'`: what waits in the lobby for one. */
  readonly waitTicket: string | undefined;
}

export const NEW_PEOPLE: PeopleState = {
  you: undefined,
  meeting: undefined,
  settings: { locked: false, everyoneWaits: false, participantsMax: 0 },
  may: [],
  participants: [],
  removed: [],
  qualities: {},
  callers: {},
  devices: [],
  ended: undefined,
  waitTicket: undefined,
};

const RANKS = { organizer: 0, moderator: 1, attendee: 2 } as const;

/** Organizer, moderators, then the others as they came: a list that does not jump when somebody speaks. */
const inOrder = (participants: readonly ParticipantBody[]): readonly ParticipantBody[] =>
  [...participants].sort(
    (a, b) => RANKS[a.role] - RANKS[b.role] || Date.parse(a.joinedAt) - Date.parse(b.joinedAt) || a.number - b.number,
  );

const replaced = (participants: readonly ParticipantBody[], body: ParticipantBody): readonly ParticipantBody[] =>
  inOrder([...participants.filter(({ id }) => id !== body.id), body]);

const without = <Value>(record: Readonly<Record<string, Value>>, id: string): Readonly<Record<string, Value>> => {
  const { [id]: _gone, ...others } = record;
  return others;
};

const withQuality = (
  qualities: PeopleState['qualities'],
  { id, quality }: RoomEventBody<'participant.quality'>,
): PeopleState['qualities'] => {
  const others = without(qualities, id);
  return quality === 'good' ? others : { ...others, [id]: quality };
};

/** Why one is out when one's own participant left; undefined while something else goes on, as a move to another device. */
const ENDINGS: Partial<Record<RoomEventBody<'participant.left'>['reason'], Ending>> = {
  removed: 'removed',
};

export const PEOPLE_RULES: EventRules<PeopleState, PeopleState> = {
  welcome: (_seen, body) => ({
    you: body.you,
    meeting: body.meeting,
    settings: body.settings,
    may: body.may,
    participants: inOrder(body.participants),
    removed: body.removed ?? [],
    qualities: body.qualities ?? {},
    callers: body.callers ?? {},
  }),
  'participant.joined': (seen, body) => ({ participants: replaced(seen.participants, body) }),
  'participant.changed': (seen, body) => ({
    participants: replaced(seen.participants, body),
    you: seen.you?.id === body.id ? { ...seen.you, name: body.name, role: body.role } : seen.you,
  }),
  'participant.left': (seen, { id, reason }) => {
    if (id === seen.you?.id) return { ended: ENDINGS[reason] ?? seen.ended };
    return {
      participants: seen.participants.filter((person) => person.id !== id),
      qualities: without(seen.qualities, id),
      callers: without(seen.callers, id),
    };
  },
  'participant.caller': (seen, { id, number }) => ({ callers: { ...seen.callers, [id]: number } }),
  'participant.quality': (seen, body) => ({ qualities: withQuality(seen.qualities, body) }),
  'meeting.changed': (_seen, settings) => ({ settings }),
  'removed.changed': (_seen, { removed }) => ({ removed }),
  'you.wait': (_seen, { waitTicket }) => ({ ended: 'waits', waitTicket }),
  'you.moved': () => ({ ended: 'moved' }),
  'device.knocked': (seen, body) => ({ devices: [...seen.devices.filter(({ id }) => id !== body.id), body] }),
  'device.gone': (seen, { id }) => ({ devices: seen.devices.filter((device) => device.id !== id) }),
  'session.ended': (_seen, { reason }) => ({ ended: reason }),
};
