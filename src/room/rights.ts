import type { RoomCommandName } from '../contract/room/room-messages.ts';
import type { Role } from '../contract/room/room-state.ts';
import { isGuest, isLeftToGuests } from './guest-rights.ts';
import type { Participant } from './participant.ts';
import type { RoomState } from './room-state.ts';

/** Everything in a room that someone may or may not do: its commands, and what is shown or let through without one. */
export type RoomAction =
  | RoomCommandName
  | 'audio.send'
  | 'audio.direct'
  | 'chat.private'
  | 'chat.files'
  | 'people.see'
  | 'people.call'
  | 'people.invite'
  | 'pin.read'
  | 'lobby.message';

/** What somebody is to a room; those in the lobby are `waiting`. */
export type RoomRole = Role | 'waiting';

const EVERYONE: readonly RoomRole[] = ['organizer', 'moderator', 'attendee'];
const HOSTS: readonly RoomRole[] = ['organizer', 'moderator'];

/** Who may do what: the one table. A new action does not compile without its row. */
export const RIGHTS: Readonly<Record<RoomAction, readonly RoomRole[]>> = {
  'audio.direct': EVERYONE,
  'audio.send': EVERYONE,
  // Everyone their own, hosts any that all can read: the message's handler knows whose it is.
  'chat.delete': EVERYONE,
  'chat.files': EVERYONE,
  'chat.private': EVERYONE,
  'chat.send': EVERYONE,
  // Of one's own other device.
  'device.answer': EVERYONE,
  'hand.lower': HOSTS,
  'hand.set': EVERYONE,
  'lobby.admit': HOSTS,
  'lobby.decline': HOSTS,
  'lobby.message': ['waiting'],
  'lobby.see': HOSTS,
  'lobby.write': HOSTS,
  'meeting.set': HOSTS,
  'microphone.set': EVERYONE,
  'moderator.give': HOSTS,
  'moderator.take': HOSTS,
  'name.set': EVERYONE,
  'organizer.give': ['organizer'],
  'participant.let-back': HOSTS,
  'participant.mute': HOSTS,
  'participant.remove': HOSTS,
  // Of telephones alone.
  'participant.rename': HOSTS,
  'participant.wait': HOSTS,
  'participants.mute': HOSTS,
  'people.call': HOSTS,
  'people.invite': HOSTS,
  'people.see': EVERYONE,
  'pin.read': HOSTS,
  'quality.set': EVERYONE,
  'recording.mark': HOSTS,
  'recording.pause': ['organizer'],
  'recording.start': ['organizer'],
  'recording.stop': ['organizer'],
  'screen.offer': HOSTS,
  'screen.set': HOSTS,
  'screen.start': HOSTS,
  'screen.stop': HOSTS,
  'session.end': HOSTS,
  'session.leave': EVERYONE,
};

/** Judged when the command runs, on the room as it is then: a role or a place lost in between counts. */
export const can = (actor: Participant, action: RoomAction, room: RoomState): boolean =>
  room.ended === undefined &&
  room.participants.get(actor.id)?.role === actor.role &&
  RIGHTS[action].includes(actor.role) &&
  (!isGuest(actor) || isLeftToGuests(action, room.policy.guests)) &&
  (action !== 'recording.start' || room.mayRecord) &&
  // Mails go out in the name of an account, which a host who came by their key has none of.
  (action !== 'people.invite' || actor.person.startsWith('account:'));

/** Whether somebody who moderates may do something to this person: not to themselves, and not to the organizer. */
export const mayActOn = (actor: Participant, target: Participant): boolean =>
  actor.person !== target.person && target.role !== 'organizer';

/** Whether this participant's sound is let through to all. */
export const mayBeHeard = (actor: Participant, room: RoomState): boolean =>
  actor.microphone === 'on' && can(actor, 'audio.send', room);

/** What this person may do now, for the screen. */
export const allowedActions = (actor: Participant, room: RoomState): RoomAction[] =>
  (Object.keys(RIGHTS) as RoomAction[]).filter((action) => can(actor, action, room));

/** Those who may do something, for what is told to them alone. */
export const thoseWhoMay = (room: RoomState, action: RoomAction): Participant[] =>
  [...room.participants.values()].filter((participant) => can(participant, action, room));
