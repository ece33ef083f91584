import type { Applied } from './applied.ts';
import type { Participant } from './participant.ts';
import { changeRoles } from './roles.ts';
import type { RoomState } from './room-state.ts';

const organizersOf = (state: RoomState): Participant[] =>
  [...state.participants.values()].filter(({ role }) => role === 'organizer');

/** Who follows: a moderator who is connected, as the calendar ranks them, then as they came. */
const successor = (state: RoomState): Participant | undefined =>
  [...state.participants.values()]
    .filter(({ role, connectionId }) => role === 'moderator' && connectionId !== undefined)
    .sort((a, b) => a.rank - b.rank || a.number - b.number)[0];

const mayBeDue = (state: RoomState, nowMs: number): boolean => state.ended === undefined && nowMs >= state.succeedMs;

/** Whether time alone has made somebody the organizer. */
export const isSuccessionDue = (state: RoomState, nowMs: number): boolean =>
  mayBeDue(state, nowMs) && organizersOf(state).length === 0 && successor(state) !== undefined;

/**
 * Sees to it that a room has one organizer: whoever stood in steps back when one comes whom the calendar ranks before them; without
 * any, the next in line takes the place.
 */
export const settleOrganizer = (applied: Applied, nowMs: number): Applied => {
  const { state } = applied;
  if (state.ended !== undefined || applied.refused !== undefined) return applied;
  const organizers = organizersOf(state);
  const first = Math.min(...organizers.map(({ rank }) => rank));
  const stepBack = organizers.filter(({ rank }) => rank > first);
  const next = organizers.length === 0 && mayBeDue(state, nowMs) ? successor(state) : undefined;
  const changes = [
    ...stepBack.map((participant) => ({ participant, role: 'moderator' as const })),
    ...(next === undefined ? [] : [{ participant: next, role: 'organizer' as const }]),
  ];
  if (changes.length === 0) return applied;
  const settled = changeRoles(state, changes);
  return { ...applied, state: settled.state, effects: [...applied.effects, ...settled.effects] };
};
