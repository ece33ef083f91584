import type { WaitReason } from '../contract/room/room-state.ts';
import type { DoorVerdict, Visitor } from '../meetings/room-door.ts';
import { byAccount, devicesOf, type RoomState, type Standing } from './room-state.ts';

const HOSTS: ReadonlySet<string> = new Set(['organizer', 'moderator']);

/** Their role, as the room has changed it. */
const roleOf = (state: RoomState, { person, role }: Visitor): string => state.standings.get(person)?.role ?? role;

/**
 * What was decided about somebody's coming in: under their account also what was decided about their link, unless they moderate. A
 * link may have been in other hands.
 */
export const entryOf = (
  state: RoomState,
  { person, also, role }: Pick<Visitor, 'person' | 'also' | 'role'>,
): Standing['entry'] => {
  const own = state.standings.get(person);
  if (own?.entry !== undefined || also === undefined || HOSTS.has(own?.role ?? role)) return own?.entry;
  return state.standings.get(also)?.entry;
};

type Rule = (state: RoomState, visitor: Visitor) => boolean;

/** Why somebody waits: the first that holds. */
const WAITS: ReadonlyArray<readonly [WaitReason, Rule]> = [
  ['sent-back', (state, visitor) => entryOf(state, visitor) === 'waits'],
  ['no-key', (_state, { key }) => key === 'none'],
  ['locked', ({ settings }) => settings.locked],
  ['everyone-waits', ({ settings }) => settings.everyoneWaits],
  ['after-removal', ({ pinWaits }, { key }) => pinWaits && key === 'pin'],
  ['declined', (_state, { declined }) => declined === true],
  [
    'already-inside',
    (state, { key, person }) =>
      key === 'link' &&
      [...devicesOf(state, person), ...byAccount(state, person)].some(({ connectionId }) => connectionId !== undefined),
  ],
];

/** How the room meets somebody: asked before they are given a ticket, and once more when they come with it. */
export const judgeEntry = (state: RoomState, visitor: Visitor): DoorVerdict => {
  const { person, key, participantId } = visitor;
  if (state.ended !== undefined) return { kind: 'not-open' };
  const entry = entryOf(state, visitor);
  if (entry === 'out') return { kind: 'removed' };
  const devices = devicesOf(state, person);
  const here = devices.find(({ id }) => id === participantId);
  if (here !== undefined && entry === undefined) return { kind: 'enter' };
  const away = devices.find(({ connectionId }) => connectionId === undefined);
  // Their connection broke, and they come back by their key: no ghost stays behind.
  if (away !== undefined && entry === undefined) return { kind: 'enter', inside: { id: away.id, away: true } };
  const reason = WAITS.find(([, holds]) => holds(state, visitor))?.[0];
  const isHost = HOSTS.has(roleOf(state, visitor)) && key === 'account';
  // A host's key makes its holder the organizer without account.
  const isKeyOfHost = visitor.role === 'organizer';
  const passes = reason !== 'sent-back' && (key === 'admitted' || isKeyOfHost || isHost);
  if (reason !== undefined && !passes) return { kind: 'wait', reason };
  const isFull = state.participants.size >= state.settings.participantsMax;
  if (isFull && !isHost && !isKeyOfHost) return { kind: 'full' };
  const [first] = devices;
  return first === undefined ? { kind: 'enter' } : { kind: 'enter', inside: { id: first.id, away: false } };
};
