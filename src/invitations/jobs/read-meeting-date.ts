import type { Account } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { AttendeeStore } from '../../calendar/attendee-store.ts';
import type { StoredEvent } from '../../calendar/event.ts';
import { type EventFacts, eventFacts, type InviteeFacts, type OccasionFacts } from '../../calendar/event-facts.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import { occasionOn } from '../../calendar/occasion-on.ts';
import { extractObject } from '../../protocols/icalendar/extract-object.ts';
import type { MeetingAccess } from '../invitation-situation.ts';
import type { ReadMeetingAccess } from '../read-meeting-access.ts';
import type { MeetingDate } from './date-mail-store.ts';

/** All that a mail about one date of a meeting says, as it is now. */
export interface DateSituation {
  readonly event: StoredEvent;
  readonly facts: EventFacts;
  readonly occasion: OccasionFacts;
  readonly organizer: Account;
  readonly access: MeetingAccess;
}

/** Undefined when the event, its organizer or its meeting is gone. */
export type ReadMeetingDate = (
  date: Pick<MeetingDate, 'eventId' | 'recurrenceId'>,
) => Promise<DateSituation | undefined>;

export const createReadMeetingDate =
  ({
    events,
    attendees,
    accounts,
    readMeetingAccess,
  }: {
    readonly events: EventStore;
    readonly attendees: AttendeeStore;
    readonly accounts: AccountStore;
    readonly readMeetingAccess: ReadMeetingAccess;
  }): ReadMeetingDate =>
  async ({ eventId, recurrenceId }) => {
    const event = await events.findById(eventId);
    if (event?.meetingId === undefined) return undefined;
    const organizer = await accounts.findById(event.organizerId);
    const access = await readMeetingAccess(event.meetingId);
    if (organizer === undefined || access === undefined) return undefined;
    const facts = eventFacts(event, (await attendees.listOf([eventId])).get(eventId) ?? new Map());
    return { event, facts, occasion: occasionOn(facts, recurrenceId), organizer, access };
  };

/** Whether the organizer's own program says that they do not come; beside the object nothing keeps it. */
export const isDeclinedByOrganizer = ({ event, organizer }: DateSituation, recurrenceId: string): boolean => {
  if (!/PARTSTAT="?DECLINED/i.test(event.raw.replace(/\r?\n[ \t]/g, ''))) return false;
  const object = extractObject(event.raw);
  if (!object.ok) return false;
  const { main, overrides } = object.value;
  const date = overrides.find((one) => one.recurrenceId === recurrenceId) ?? main;
  const own = date?.attendees.find(({ address }) => address.toLowerCase() === organizer.email.toLowerCase());
  return own?.partstat === 'DECLINED';
};

export type AnswerCounts = Readonly<Record<'accepted' | 'declined' | 'tentative' | 'waiting', number>>;

const COUNTED = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
  'NEEDS-ACTION': 'waiting',
  // Whom they sent is counted in their place.
  DELEGATED: undefined,
} as const;

export const countAnswers = (invitees: readonly InviteeFacts[]): AnswerCounts => {
  const counts = { accepted: 0, declined: 0, tentative: 0, waiting: 0 };
  for (const { answer } of invitees) {
    const name = COUNTED[answer];
    if (name !== undefined) counts[name] += 1;
  }
  return counts;
};
