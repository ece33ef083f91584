import type { MeetingId } from '../base/ids.ts';
import type { Keyring } from '../platform/keyring.ts';

/** The keys that mails repeat: derived, so that only their hashes are stored. 22 characters of base64url each. */
export interface MeetingKeys {
  join(meetingId: MeetingId, invitee: string, generation: number, recurrenceId?: string): string;
  start(meetingId: MeetingId, generation: number): string;
  /** What one invitee types on the telephone instead of the meeting's PIN: eight digits, which tell who they are. */
  phonePin(meetingId: MeetingId, invitee: string, generation: number, recurrenceId?: string): string;
}

export const PHONE_PIN_DIGITS = 8;
const PHONE_PINS = 10n ** BigInt(PHONE_PIN_DIGITS);

export const createMeetingKeys = ({ keyring }: { readonly keyring: Keyring }): MeetingKeys => ({
  join: (meetingId, invitee, generation, recurrenceId = '') =>
    keyring.deriveToken('join', meetingId, invitee.toLowerCase(), generation, recurrenceId),
  start: (meetingId, generation) => keyring.deriveToken('start', meetingId, generation),
  phonePin(meetingId, invitee, generation, recurrenceId = '') {
    const token = keyring.deriveToken('phone-pin', meetingId, invitee.toLowerCase(), generation, recurrenceId);
    // 128 bits over 27: that some digits come a little more often cannot be told.
    const number = Buffer.from(token, 'base64url').readBigUInt64BE() % PHONE_PINS;
    return String(number).padStart(PHONE_PIN_DIGITS, '0');
  },
});
