import type { AccountId, CalendarId, EventId, MeetingId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { InviteeRole, Partstat } from '../contract/http/event.ts';

/** One calendar object as it is stored: the raw iCalendar object is the truth, the rest is extracted from it or beside it. */
export interface StoredEvent {
  readonly id: EventId;
  readonly calendarId: CalendarId;
  /** Whose calendar it is in. */
  readonly ownerId: AccountId;
  /** Whose event it is; somebody else's is a copy, which its owner cannot change. */
  readonly organizerId: AccountId;
  /** The name of the object in its calendar. */
  readonly uri: string;
  readonly uid: string;
  readonly raw: string;
  /** SHA-256 of `raw`, hex. */
  readonly etag: string;
  readonly sequence: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly meetingId?: MeetingId;
  readonly createdMs: number;
}

/** What the raw object has no room for, of the organizer (`chair`) or somebody invited. */
export interface Attendee {
  /** Lower case. */
  readonly address: string;
  readonly name: string;
  readonly role: 'chair' | InviteeRole;
  readonly answer: Partstat;
  readonly language?: Language;
  /** IANA. The chair's is the zone of an all-day event, whose dates have none in iCalendar. */
  readonly timeZone?: string;
}

export const isCopy = (event: StoredEvent): boolean => event.ownerId !== event.organizerId;
