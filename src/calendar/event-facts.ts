import type { AccountId, EventId, MeetingId } from '../base/ids.ts';
import type { Language } from '../base/languages.ts';
import type { InviteeRole, Partstat } from '../contract/http/event.ts';
import type { EventStatus } from '../protocols/icalendar/event-draft.ts';
import { type Attendee, type EventPeople, peopleOn, type StoredEvent } from './event.ts';
import { removeMeetingLines } from './meeting-lines.ts';
import { type MomentFacts, type ObjectFacts, readObjectText } from './object-facts.ts';

export interface InviteeFacts {
  /** Lower case. */
  readonly address: string;
  readonly name: string;
  readonly role: InviteeRole;
  readonly language?: Language;
  readonly timeZone?: string;
  readonly answer: Partstat;
  /** True: somebody else tells them of changes (RFC 6638 7.1). */
  readonly toldElsewhere?: true;
}

/** What a single event, a series on its first date, or one date of a series is. */
export interface OccasionFacts {
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
  readonly status: EventStatus;
  readonly invitees: readonly InviteeFacts[];
}

/** One date of a series that differs from it. */
export interface ChangedDateFacts extends OccasionFacts {
  readonly recurrenceId: string;
  /** True when other people are invited to it than to the series. */
  readonly ownPeople: boolean;
}

export interface RecurrenceFacts {
  /** RRULE without its name; may be empty when there are only extra dates. */
  readonly rule: string;
  readonly extraDates: readonly string[];
  readonly excludedDates: readonly string[];
}

/** An event in our words, read from the raw object and the rows beside it. */
export interface EventFacts extends OccasionFacts {
  readonly objectId: EventId;
  readonly uid: string;
  readonly organizerId: AccountId;
  readonly sequence: number;
  readonly meetingId?: MeetingId;
  /** Absent for single events. */
  readonly recurrence?: RecurrenceFacts;
  readonly changedDates: readonly ChangedDateFacts[];
  /** When the last date ends; null: never. For single events the same as `endMs`. */
  readonly lastEndMs: number | null;
  readonly transparent: boolean;
  /** Those invited do not see each other. */
  readonly hideInvitees?: true;
}

/** Wide enough for what an old object, without facts, may be. */
const EVER = { fromMs: 0, toMs: 0, homeZone: 'UTC' };

/** What the raw object says. Throws on one that cannot be read: we stored it. */
export const factsOfObject = (event: Pick<StoredEvent, 'id' | 'raw' | 'facts'>): ObjectFacts => {
  if (event.facts !== undefined) return event.facts;
  const read = readObjectText(event.raw, EVER);
  if (!read.ok) throw new Error(`Stored event ${event.id} cannot be read: ${read.code}`);
  return read.value.facts;
};

const inviteeFacts = (attendees: readonly Attendee[]): InviteeFacts[] =>
  attendees.flatMap(({ role, scheduleAgent, ...person }) =>
    role === 'chair' ? [] : [{ ...person, role, ...(scheduleAgent !== undefined && { toldElsewhere: true as const }) }],
  );

const occasion = (
  moment: MomentFacts,
  homeZone: string,
  meetingId: MeetingId | undefined,
  attendees: readonly Attendee[],
): OccasionFacts => ({
  title: moment.title,
  start: moment.start,
  end: moment.end,
  timeZone: moment.timeZone ?? homeZone,
  allDay: moment.allDay,
  startMs: moment.startMs,
  endMs: moment.endMs,
  ...removeMeetingLines(moment, meetingId),
  status: moment.status,
  invitees: inviteeFacts(attendees),
});

/** `people` are those of the organizer's object. */
export const eventFacts = (
  event: StoredEvent,
  people: EventPeople,
  object: ObjectFacts = factsOfObject(event),
): EventFacts => {
  const { meetingId } = event;
  const chair = peopleOn(people, '').find(({ role }) => role === 'chair');
  const homeZone = chair?.timeZone ?? 'UTC';
  const { rule, extraDates, excludedDates, dates } = object;
  return {
    ...occasion(object.main, homeZone, meetingId, peopleOn(people, '')),
    objectId: event.id,
    uid: event.uid,
    organizerId: event.organizerId,
    sequence: event.sequence,
    ...(meetingId !== undefined && { meetingId }),
    ...((rule !== '' || extraDates.length > 0) && { recurrence: { rule, extraDates, excludedDates } }),
    changedDates: dates.map((date) => ({
      ...occasion(date, homeZone, meetingId, peopleOn(people, date.recurrenceId)),
      recurrenceId: date.recurrenceId,
      ownPeople: date.ownPeople,
    })),
    lastEndMs: event.endMs,
    transparent: object.transparent,
    ...(object.hideInvitees && { hideInvitees: true as const }),
  };
};
