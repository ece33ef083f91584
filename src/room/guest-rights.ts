import type { GuestRights } from '../contract/http/meeting-policy.ts';
import type { Participant } from './participant.ts';

/** What an administrator may take from those who are in without an account; who moderates has it all the same. */
export type GuestAction = 'audio.send' | 'audio.direct' | 'chat.send' | 'chat.private' | 'chat.files' | 'people.see';

const NEEDS: Readonly<Record<GuestAction, ReadonlyArray<keyof GuestRights>>> = {
  'audio.send': ['speak'],
  'audio.direct': ['speak'],
  'chat.send': ['chat'],
  'chat.private': ['chat', 'privateChat'],
  'chat.files': ['chat', 'files'],
  'people.see': ['seePeople'],
};

export const isGuest = ({ role, person }: Pick<Participant, 'role' | 'person'>): boolean =>
  role === 'attendee' && !person.startsWith('account:');

/** Whether the policy leaves this to guests; whatever is not about guests it leaves. */
export const isLeftToGuests = (action: string, guests: GuestRights): boolean =>
  !(action in NEEDS) || NEEDS[action as GuestAction].every((right) => guests[right]);
