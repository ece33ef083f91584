import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import type { NewEvent } from '../contract/http/event.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { type EventChanges, isNews } from './event-changes.ts';
import type { EventFacts } from './event-facts.ts';
import type { EventMeetings } from './event-meetings.ts';
import { chairOf, type EventPlan, inviteesOf } from './event-plan.ts';
import { eventTimes } from './event-times.ts';
import type { EventWriter } from './event-writer.ts';

/** Makes an event in the organizer's default calendar, with a meeting when it is to have one. */
export type ScheduleEvent = (organizer: Account, wanted: NewEvent) => Promise<EventFacts>;

export const createScheduleEvent =
  ({
    unitOfWork,
    accounts,
    writer,
    meetings,
    changes,
    clock,
  }: {
    readonly unitOfWork: UnitOfWork;
    readonly accounts: AccountStore;
    readonly writer: EventWriter;
    readonly meetings: EventMeetings;
    readonly changes: EventChanges;
    readonly clock: Clock;
  }): ScheduleEvent =>
  async (organizer, wanted) => {
    const times = eventTimes({ ...wanted, timeZone: wanted.timeZone ?? organizer.timeZone });
    const list = wanted.invitees ?? [];
    const facts = await unitOfWork(async (transaction) => {
      const invited = await accounts.findByEmails(
        list.map(({ email }) => email),
        transaction,
      );
      const attendees = [chairOf(organizer, times.timeZone), ...inviteesOf(list, organizer, invited)];
      const meetingId = wanted.webMeeting ? await meetings.open(transaction, organizer) : undefined;
      const plan: EventPlan = {
        title: wanted.title,
        times,
        texts: { location: wanted.location ?? '', description: wanted.description ?? '' },
        attendees,
        ...(meetingId !== undefined && { meetingId }),
      };
      const after = await writer.create(transaction, organizer, plan);
      if (meetingId !== undefined) await meetings.invite(transaction, meetingId, attendees);
      const notify = (wanted.notify ?? true) && isNews(clock.nowMs(), after);
      await changes.written(transaction, { after, notify });
      return after;
    });
    changes.committed();
    return facts;
  };
