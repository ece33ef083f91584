import type { RoomCommandName } from '../contract/room/room-messages.ts';
import type { Role } from '../contract/room/room-state.ts';
import type { Participant } from './participant.ts';
import type { RoomState } from './room-state.ts';

/** Everything in a room that someone may or may not do: its commands, and what is shown or let through without one. */
export type RoomAction = RoomCommandName | 'audio.send' | 'people.invite' | 'pin.read';

const EVERYONE: readonly Role[] = ['organizer', 'moderator', 'attendee'];

/** Who may do what: the one table. A new action does not compile without its row. */
export const RIGHTS: Readonly<Record<RoomAction, readonly Role[]>> = {
  'audio.send': EVERYONE,
  'chat.send': EVERYONE,
  'microphone.set': EVERYONE,
  'people.invite': ['organizer', 'moderator'],
  'pin.read': ['organizer', 'moderator'],
  'session.end': ['organizer'],
  'session.leave': EVERYONE,
};

/** Judged when the command runs, on the room as it is then: a role or a place lost in between counts. */
export const can = (actor: Participant, action: RoomAction, room: RoomState): boolean =>
  room.ended === undefined &&
  room.participants.get(actor.id)?.role === actor.role &&
  RIGHTS[action].includes(actor.role) &&
  // Mails go out in the name of an account, which a host who came by their key has none of.
  (action !== 'people.invite' || actor.person.startsWith('account:'));

/** Whether this participant's sound is let through. */
export const mayBeHeard = (actor: Participant, room: RoomState): boolean =>
  actor.microphone === 'on' && can(actor, 'audio.send', room);

/** What this person may do now, for the screen. */
export const allowedActions = (actor: Participant, room: RoomState): RoomAction[] =>
  (Object.keys(RIGHTS) as RoomAction[]).filter((action) => can(actor, action, room));
