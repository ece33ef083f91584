import type { MeetingId } from '../base/ids.ts';
import type { Keyring } from '../platform/keyring.ts';

/** The keys that mails repeat: derived, so that only their hashes are stored. 22 characters of base64url each. */
export interface MeetingKeys {
  join(meetingId: MeetingId, invitee: string, generation: number, recurrenceId?: string): string;
  start(meetingId: MeetingId, generation: number): string;
}

export const createMeetingKeys = ({ keyring }: { readonly keyring: Keyring }): MeetingKeys => ({
  join: (meetingId, invitee, generation, recurrenceId = '') =>
    keyring.deriveToken('join', meetingId, invitee.toLowerCase(), generation, recurrenceId),
  start: (meetingId, generation) => keyring.deriveToken('start', meetingId, generation),
});
