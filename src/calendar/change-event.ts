import { isDeepStrictEqual } from 'node:util';
import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import type { EventId, MeetingId } from '../base/ids.ts';
import type { EventChange } from '../contract/http/event.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import type { AttendeeStore } from './attendee-store.ts';
import type { Attendee } from './event.ts';
import { type EventChanges, isNews } from './event-changes.ts';
import { type EventFacts, eventFacts } from './event-facts.ts';
import type { EventMeetings } from './event-meetings.ts';
import { askAgain, chairOf, type EventPlan, inviteesOf } from './event-plan.ts';
import type { EventStore } from './event-store.ts';
import { type EventTimes, eventTimes } from './event-times.ts';
import type { EventWriter } from './event-writer.ts';
import { findToChange } from './own-event.ts';

/** Changes an event of the account; what the change does not mention stays. Nothing is stored or told when nothing changes. */
export type ChangeEvent = (organizer: Account, id: EventId, change: EventChange) => Promise<EventFacts>;

const timesAfter = (before: EventTimes, change: EventChange): EventTimes => {
  const { start, end, timeZone, allDay } = change;
  // Rules of a zone change: what is stored is not checked anew by a change of the title.
  if (start === undefined && end === undefined && timeZone === undefined && allDay === undefined) return before;
  return eventTimes({
    start: start ?? before.start,
    end: end ?? before.end,
    timeZone: timeZone ?? before.timeZone,
    allDay: allDay ?? (start === undefined ? before.allDay : undefined),
  });
};

const isSameTime = (left: EventTimes, right: EventTimes): boolean =>
  left.startMs === right.startMs && left.endMs === right.endMs && left.allDay === right.allDay;

const planOf = (facts: EventFacts, attendees: readonly Attendee[]): EventPlan => {
  const { title, start, end, timeZone, allDay, startMs, endMs, location, description, meetingId } = facts;
  return {
    title,
    times: { start, end, timeZone, allDay, startMs, endMs },
    texts: { location, description },
    attendees,
    ...(meetingId !== undefined && { meetingId }),
  };
};

/** `announce` is what to do after the commit; absent when nothing changed. */
interface Outcome {
  readonly facts: EventFacts;
  readonly announce: (() => void) | undefined;
}

const nothing = (): void => {};

export interface EventPeople {
  readonly accounts: AccountStore;
  readonly attendees: AttendeeStore;
}

export const createChangeEvent = ({
  unitOfWork,
  people,
  events,
  writer,
  meetings,
  changes,
  clock,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly people: EventPeople;
  readonly events: EventStore;
  readonly writer: EventWriter;
  readonly meetings: EventMeetings;
  readonly changes: EventChanges;
  readonly clock: Clock;
}): ChangeEvent => {
  const attendeesAfter = async (
    transaction: Transaction,
    organizer: Account,
    before: readonly Attendee[],
    change: EventChange,
    timeZone: string,
  ): Promise<Attendee[]> => {
    const chair = chairOf(organizer, timeZone);
    if (!change.invitees) return [chair, ...before.filter(({ role }) => role !== 'chair')];
    const addresses = change.invitees.map(({ email }) => email);
    const invited = await people.accounts.findByEmails(addresses, transaction);
    return [chair, ...inviteesOf(change.invitees, organizer, invited, before)];
  };

  /** The event's meeting after the change, and what to do after the commit. */
  const settleMeeting = async (
    transaction: Transaction,
    organizer: Account,
    before: MeetingId | undefined,
    wanted: boolean | undefined,
  ): Promise<{ meetingId: MeetingId | undefined; announce: () => void }> => {
    if (before === undefined && wanted) {
      return { meetingId: await meetings.open(transaction, organizer), announce: nothing };
    }
    if (before !== undefined && wanted === false) {
      return { meetingId: undefined, announce: await meetings.cancel(transaction, before) };
    }
    return { meetingId: before, announce: nothing };
  };

  const store = async (
    transaction: Transaction,
    organizer: Account,
    id: EventId,
    change: EventChange,
  ): Promise<Outcome> => {
    const event = await findToChange(events, organizer, id, transaction);
    const present = (await people.attendees.listOf([id], transaction)).get(id) ?? [];
    const before = eventFacts(event, present);
    const standing = planOf(before, present);

    const times = timesAfter(standing.times, change);
    const attendees = await attendeesAfter(transaction, organizer, present, change, times.timeZone);
    const { meetingId, announce } = await settleMeeting(transaction, organizer, before.meetingId, change.webMeeting);
    const plan: EventPlan = {
      title: change.title ?? before.title,
      times,
      texts: { location: change.location ?? before.location, description: change.description ?? before.description },
      attendees: isSameTime(times, before) ? attendees : askAgain(attendees),
      ...(meetingId !== undefined && { meetingId }),
    };
    if (isDeepStrictEqual(plan, standing)) return { facts: before, announce: undefined };

    const after = await writer.rewrite(transaction, organizer, event, plan);
    if (meetingId !== undefined) await meetings.invite(transaction, meetingId, plan.attendees);
    const notify = (change.notify ?? true) && isNews(clock.nowMs(), before, after);
    await changes.written(transaction, { before, after, notify });
    return { facts: after, announce };
  };

  return async (organizer, id, change) => {
    const { facts, announce } = await unitOfWork((transaction) => store(transaction, organizer, id, change));
    if (announce) {
      announce();
      changes.committed();
    }
    return facts;
  };
};
