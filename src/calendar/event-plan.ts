import type { Account } from '../accounts/account.ts';
import { invalidField } from '../base/errors.ts';
import type { MeetingId } from '../base/ids.ts';
import type { NewEvent } from '../contract/http/event.ts';
import type { DraftAttendee, EventDraft, EventTime } from '../protocols/icalendar/event-draft.ts';
import type { Attendee } from './event.ts';
import type { RecurrenceFacts } from './event-facts.ts';
import type { EventTimes } from './event-times.ts';
import { addMeetingLines, type EventTexts } from './meeting-lines.ts';

/** What says that an event has a meeting, for programs that show categories. */
export const MEETING_CATEGORY = 'WebMeeting';

/** An event, or one date of a series, as its organizer wants it. */
export interface EventPlan {
  readonly title: string;
  readonly times: EventTimes;
  readonly texts: EventTexts;
  /** The chair first. */
  readonly attendees: readonly Attendee[];
  readonly meetingId?: MeetingId;
  /** Those invited do not see each other. */
  readonly hideInvitees?: true;
  /** Absent for single events and single dates. */
  readonly recurrence?: RecurrenceFacts;
}

/** The organizer of every event attends it; for an all-day event this row keeps the zone, which dates in iCalendar lack. */
export const chairOf = (organizer: Account, timeZone: string): Attendee => ({
  address: organizer.email.toLowerCase(),
  name: organizer.name,
  role: 'chair',
  answer: 'ACCEPTED',
  language: organizer.language,
  timeZone,
});

/**
 * The people of an event's list. What the list leaves open comes from the invitee's account, of `accounts`, and the language at
 * last from the organizer. Those of `before` keep their answer.
 */
export const inviteesOf = (
  list: NonNullable<NewEvent['invitees']>,
  organizer: Account,
  accounts: readonly Account[],
  before: readonly Attendee[] = [],
): Attendee[] => {
  const accountOf = new Map(accounts.map((account) => [account.email.toLowerCase(), account]));
  const standingOf = new Map(before.map((attendee) => [attendee.address, attendee]));
  return list.map(({ email, name, role = 'attendee', language, timeZone }, index) => {
    const address = email.toLowerCase();
    if (address === organizer.email.toLowerCase()) {
      throw invalidField(`invitees.${index}.email`, 'organizer', 'You are the organizer of this event already.');
    }
    const account = accountOf.get(address);
    const standing = standingOf.get(address);
    const zone = timeZone ?? account?.timeZone;
    return {
      address,
      name: name || account?.name || '',
      role,
      answer: standing?.answer ?? 'NEEDS-ACTION',
      language: language ?? account?.language ?? organizer.language,
      ...(zone !== undefined && { timeZone: zone }),
      ...(standing?.scheduleAgent !== undefined && { scheduleAgent: standing.scheduleAgent }),
    };
  });
};

/** Whoever said yes to another time has not said yes to this one. */
export const askAgain = (attendees: readonly Attendee[]): Attendee[] =>
  attendees.map((attendee) => (attendee.role === 'chair' ? attendee : { ...attendee, answer: 'NEEDS-ACTION' }));

export const draftAttendee = ({ address, name, role, answer }: Attendee): DraftAttendee => ({
  name: name || address,
  address,
  role: role === 'moderator' ? 'attendee' : role,
  partstat: answer,
  rsvp: role !== 'chair' && answer === 'NEEDS-ACTION',
});

const eventTime = (text: string, { allDay, timeZone }: EventTimes): EventTime =>
  allDay ? { date: text } : { local: text, timeZone };

/** The properties that follow from a meeting: where it is, in every way that programs know. */
export const meetingDraft = (
  texts: EventTexts,
  doorUrl: string | undefined,
): Required<Pick<EventDraft, 'location' | 'description' | 'url' | 'conference'>> => ({
  ...addMeetingLines(texts, doorUrl),
  conference: doorUrl === undefined ? [] : [{ uri: doorUrl, label: 'WebMeeting', features: ['AUDIO', 'CHAT'] }],
});

/** The iCalendar event of a plan, whole; `doorUrl` is where its meeting lives. The empty text or list means none. */
export const draftOf = (
  plan: EventPlan,
  {
    uid,
    sequence,
    organizer,
    nowMs,
    doorUrl,
  }: {
    readonly uid: string;
    readonly sequence: number;
    readonly organizer: Account;
    readonly nowMs: number;
    readonly doorUrl: string | undefined;
  },
): EventDraft => ({
  uid,
  sequence,
  dtstampMs: nowMs,
  summary: plan.title,
  start: eventTime(plan.times.start, plan.times),
  end: eventTime(plan.times.end, plan.times),
  ...meetingDraft(plan.texts, doorUrl),
  organizer: { name: organizer.name, address: organizer.email },
  attendees: plan.attendees.map(draftAttendee),
  status: 'CONFIRMED',
});
