import type { MeetingId } from '../base/ids.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingKeys } from './meeting-keys.ts';

interface PhoneNumber {
  /** ISO 3166 code, or empty. */
  readonly country: string;
  readonly number: string;
}

/** How telephones reach meetings, as far as it is configured. */
export interface PhoneAccess {
  readonly sipDomain?: string | undefined;
  numbers(): Promise<readonly PhoneNumber[]>;
}

/** Every address by which a meeting is reached. */
export interface MeetingLinks {
  /** Where the meeting lives: an address, not a key. */
  door(meetingId: MeetingId): string;
  /** The same without scheme and host, for pages that are here already. */
  doorPath(meetingId: MeetingId): string;
  /** One invitee's personal key; in mails only. */
  join(meetingId: MeetingId, invitee: string, generation: number, recurrenceId?: string): string;
  /** For the organizer and moderators. */
  start(meeting: Pick<Meeting, 'id' | 'generation'>): string;
  sipUri(meetingId: MeetingId): string | undefined;
  phoneNumbers(): Promise<readonly PhoneNumber[]>;
}

export const createMeetingLinks = ({
  publicUrl,
  keys,
  phone,
}: {
  readonly publicUrl: string;
  readonly keys: MeetingKeys;
  readonly phone: PhoneAccess;
}): MeetingLinks => {
  const url = (path: string): string => `${publicUrl.replace(/\/+$/, '')}${path}`;
  const doorPath = (meetingId: MeetingId): string => `/m/${meetingId}`;
  return {
    door: (meetingId) => url(doorPath(meetingId)),
    doorPath,
    join: (meetingId, invitee, generation, recurrenceId) =>
      url(`/j/${keys.join(meetingId, invitee, generation, recurrenceId)}`),
    start: ({ id, generation }) => url(`/start/${keys.start(id, generation)}`),
    sipUri: (meetingId) => (phone.sipDomain ? `sip:conference*${meetingId}@${phone.sipDomain}` : undefined),
    phoneNumbers: () => phone.numbers(),
  };
};
