import type { AccountId, CalendarId, EventId, MeetingId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { InviteeRole, Partstat } from '../contract/http/event.ts';
import type { ScheduleAgent } from '../protocols/icalendar/calendar-object.ts';
import type { ObjectFacts } from './object-facts.ts';

/** One calendar object as it is stored: the raw iCalendar object is the truth, the rest is extracted from it or beside it. */
export interface StoredEvent {
  readonly id: EventId;
  readonly calendarId: CalendarId;
  /** Whose calendar it is in. */
  readonly ownerId: AccountId;
  /** Whose event it is; somebody else's is a copy, which its owner cannot change. `NOBODY_HERE`: somebody without account. */
  readonly organizerId: AccountId;
  /** The name of the object in its calendar. */
  readonly uri: string;
  readonly uid: string;
  readonly raw: string;
  /** SHA-256 of `raw`, hex. */
  readonly etag: string;
  /** RFC 6638 3.2.10: stays when nothing but answers change. */
  readonly scheduleTag: string;
  readonly sequence: number;
  /** Of the first date. */
  readonly startMs: number;
  /** Of the last date; null: the series has no end. */
  readonly endMs: number | null;
  readonly meetingId?: MeetingId;
  readonly createdMs: number;
  /** What `raw` says; read anew where it was stored before this was kept. */
  readonly facts?: ObjectFacts;
}

/** The organizer of an event that came from somewhere else. */
export const NOBODY_HERE = '' as AccountId;

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
  /** Who tells them of changes; absent: this server. */
  readonly scheduleAgent?: Exclude<ScheduleAgent, 'SERVER'>;
}

/**
 * The people of an event by recurrenceId: under `''` those of the series or of the single event, and under a date those of that
 * date, where they differ.
 */
export type EventPeople = ReadonlyMap<string, readonly Attendee[]>;

/** The people of one date. */
export const peopleOn = (people: EventPeople, recurrenceId: string): readonly Attendee[] =>
  people.get(recurrenceId) ?? people.get('') ?? [];

/** Everyone who is invited to any date, each once. */
export const everyone = (people: EventPeople): Attendee[] => {
  const found = new Map<string, Attendee>();
  for (const list of people.values())
    for (const attendee of list) if (!found.has(attendee.address)) found.set(attendee.address, attendee);
  return [...found.values()];
};

export const isCopy = (event: Pick<StoredEvent, 'ownerId' | 'organizerId'>): boolean =>
  event.ownerId !== event.organizerId;

export const isForeign = (event: Pick<StoredEvent, 'organizerId'>): boolean => event.organizerId === NOBODY_HERE;
