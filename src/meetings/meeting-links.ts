import type { AccountId, MeetingId } from '../base/ids.ts';
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
  /** The user part of the conference service. */
  readonly sipUser?: () => string;
  numbers(): Promise<readonly PhoneNumber[]>;
  /** Those of some organizers whose meetings may be called. */
  mayBeCalled(organizers: readonly AccountId[]): Promise<ReadonlySet<AccountId>>;
}

/** How telephones reach one meeting: not at all where nothing is configured, or its organizer may not have it. */
export interface PhoneWays {
  readonly sipUri?: string;
  readonly phoneNumbers: readonly PhoneNumber[];
}

export const isByPhone = ({ sipUri, phoneNumbers }: PhoneWays): boolean =>
  sipUri !== undefined || phoneNumbers.length > 0;

type Phoned = Pick<Meeting, 'id' | 'organizerId'>;

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
  phoneWays(meeting: Phoned): Promise<PhoneWays>;
  /** In the order asked for. */
  phoneWaysOf(meetings: readonly Phoned[]): Promise<PhoneWays[]>;
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
  const sipUri = (meetingId: MeetingId): Pick<PhoneWays, 'sipUri'> =>
    phone.sipDomain ? { sipUri: `sip:${phone.sipUser?.() ?? 'conference'}*${meetingId}@${phone.sipDomain}` } : {};
  const phoneWaysOf = async (list: readonly Phoned[]): Promise<PhoneWays[]> => {
    if (list.length === 0) return [];
    const phoneNumbers = await phone.numbers();
    const called = await phone.mayBeCalled(list.map(({ organizerId }) => organizerId));
    return list.map(({ id, organizerId }) =>
      called.has(organizerId) ? { ...sipUri(id), phoneNumbers } : { phoneNumbers: [] },
    );
  };
  return {
    door: (meetingId) => url(doorPath(meetingId)),
    doorPath,
    join: (meetingId, invitee, generation, recurrenceId) =>
      url(`/j/${keys.join(meetingId, invitee, generation, recurrenceId)}`),
    start: ({ id, generation }) => url(`/start/${keys.start(id, generation)}`),
    phoneWays: async (meeting) => (await phoneWaysOf([meeting]))[0] ?? { phoneNumbers: [] },
    phoneWaysOf,
  };
};
