import type { ParticipantId } from '../base/ids.ts';
import type { RoomEventName } from '../contract/room/room-messages.ts';
import type { Participant } from './participant.ts';
import { can } from './rights.ts';
import type { RoomState } from './room-state.ts';

const isHost = ({ role }: Pick<Participant, 'role'>): boolean => role !== 'attendee';

/** Those whom somebody is shown: everyone, or where guests are not to see each other, themselves and those who moderate. */
export const seenBy = (viewer: Participant, room: RoomState): Participant[] => {
  const all = [...room.participants.values()];
  return can(viewer, 'people.see', room) ? all : all.filter((one) => one.id === viewer.id || isHost(one));
};

const ABOUT_PEOPLE: ReadonlySet<RoomEventName> = new Set([
  'participant.joined',
  'participant.changed',
  'participant.left',
]);

/** To whom this is told, where it is about somebody whom not all may see; undefined: to everyone. */
export const toldOf = (event: RoomEventName, about: string, room: RoomState): ParticipantId[] | undefined => {
  if (room.policy.guests.seePeople || !ABOUT_PEOPLE.has(event)) return undefined;
  const person = room.participants.get(about as ParticipantId) ?? room.former.get(about as ParticipantId);
  if (person !== undefined && isHost(person)) return undefined;
  return [...room.participants.values()]
    .filter((viewer) => viewer.id === about || can(viewer, 'people.see', room))
    .map(({ id }) => id);
};

/** Who sees other people than before: their whole view is told anew. */
export const thoseWhoSeeOthers = (before: RoomState, after: RoomState): ParticipantId[] => {
  if (after.policy.guests.seePeople || before.policy !== after.policy || before.participants === after.participants)
    return [];
  const changed = [...after.participants.values()].some((one) => {
    const earlier = before.participants.get(one.id);
    return earlier !== undefined && isHost(earlier) !== isHost(one);
  });
  if (!changed) return [];
  return [...after.participants.values()].filter((viewer) => !can(viewer, 'people.see', after)).map(({ id }) => id);
};
