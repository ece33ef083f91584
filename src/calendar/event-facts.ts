import type { AccountId, EventId, MeetingId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { InviteeRole, Partstat } from '../contract/http/event.ts';
import { extractEvent } from '../protocols/icalendar/extract-event.ts';
import type { Attendee, StoredEvent } from './event.ts';
import { removeMeetingLines } from './meeting-lines.ts';

export interface InviteeFacts {
  /** Lower case. */
  readonly address: string;
  readonly name: string;
  readonly role: InviteeRole;
  readonly language?: Language;
  readonly timeZone?: string;
  readonly answer: Partstat;
}

/** An event in our words, read from the raw object and the rows beside it. */
export interface EventFacts {
  readonly objectId: EventId;
  readonly uid: string;
  readonly organizerId: AccountId;
  readonly sequence: number;
  readonly title: string;
  /** Local time, or for all-day events the first and the last day, as in the contract. */
  readonly start: string;
  readonly end: string;
  readonly timeZone: string;
  readonly allDay: boolean;
  readonly startMs: number;
  readonly endMs: number;
  /** The user's own, without what is added for the meeting. */
  readonly location: string;
  readonly description: string;
  readonly meetingId?: MeetingId;
  readonly invitees: readonly InviteeFacts[];
}

const inviteeFacts = (attendees: readonly Attendee[]): InviteeFacts[] =>
  attendees.flatMap(({ role, ...person }) => (role === 'chair' ? [] : [{ ...person, role }]));

/** `attendees` are those of the organizer's object. Throws on a raw object that cannot be read: we stored it. */
export const eventFacts = (event: StoredEvent, attendees: readonly Attendee[]): EventFacts => {
  const extracted = extractEvent(event.raw);
  if (!extracted.ok) throw new Error(`Stored event ${event.id} cannot be read: ${extracted.code}`);
  const { start, end, summary, location, description } = extracted.value;
  const chair = attendees.find(({ role }) => role === 'chair');
  return {
    objectId: event.id,
    uid: event.uid,
    organizerId: event.organizerId,
    sequence: event.sequence,
    title: summary,
    start: 'date' in start ? start.date : start.local,
    end: 'date' in end ? end.date : end.local,
    timeZone: 'date' in start ? (chair?.timeZone ?? 'UTC') : start.timeZone,
    allDay: 'date' in start,
    startMs: event.startMs,
    endMs: event.endMs,
    ...removeMeetingLines({ location, description }, event.meetingId),
    ...(event.meetingId !== undefined && { meetingId: event.meetingId }),
    invitees: inviteeFacts(attendees),
  };
};
