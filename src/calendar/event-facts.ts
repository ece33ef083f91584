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

/** What the raw object itself says. */
export interface ObjectFacts {
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  /** Absent for whole days. */
  readonly timeZone?: string;
  /** As stored, with the meeting's lines. */
  readonly location: string;
  readonly description: string;
}

/** Throws on a raw object that cannot be read: we stored it. */
export const readObject = ({ id, raw }: Pick<StoredEvent, 'id' | 'raw'>): ObjectFacts => {
  const extracted = extractEvent(raw);
  if (!extracted.ok) throw new Error(`Stored event ${id} cannot be read: ${extracted.code}`);
  const { start, end, summary, location, description } = extracted.value;
  return {
    title: summary,
    start: 'date' in start ? start.date : start.local,
    end: 'date' in end ? end.date : end.local,
    allDay: 'date' in start,
    ...('timeZone' in start && { timeZone: start.timeZone }),
    location,
    description,
  };
};

const inviteeFacts = (attendees: readonly Attendee[]): InviteeFacts[] =>
  attendees.flatMap(({ role, ...person }) => (role === 'chair' ? [] : [{ ...person, role }]));

/** `attendees` are those of the organizer's object; `object` is what `readObject` says of it, when that is known already. */
export const eventFacts = (
  event: StoredEvent,
  attendees: readonly Attendee[],
  object: ObjectFacts = readObject(event),
): EventFacts => {
  const chair = attendees.find(({ role }) => role === 'chair');
  const { title, start, end, allDay, timeZone = chair?.timeZone ?? 'UTC' } = object;
  return {
    objectId: event.id,
    uid: event.uid,
    organizerId: event.organizerId,
    sequence: event.sequence,
    title,
    start,
    end,
    timeZone,
    allDay,
    startMs: event.startMs,
    endMs: event.endMs,
    ...removeMeetingLines(object, event.meetingId),
    ...(event.meetingId !== undefined && { meetingId: event.meetingId }),
    invitees: inviteeFacts(attendees),
  };
};
