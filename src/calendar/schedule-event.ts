import { randomUUID } from 'node:crypto';
import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import { DomainError } from '../base/errors.ts';
import { type CalendarId, type EventId, newId } from '../base/ids.ts';
import type { NewEvent } from '../contract/http/event.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { buildObject } from '../protocols/icalendar/build-event.ts';
import type { CommitChange } from './commit-change.ts';
import type { EventAccess } from './event-access.ts';
import type { EventFacts } from './event-facts.ts';
import { type EventMeetings, noMeeting } from './event-meetings.ts';
import { chairOf, draftOf, type EventPlan, inviteesOf, MEETING_CATEGORY } from './event-plan.ts';
import { eventTimes } from './event-times.ts';
import type { EventWriter } from './event-writer.ts';
import { peopleOfPlan } from './people-of-plan.ts';
import { type ReadWritten, withDates } from './read-written.ts';
import { recurrenceOf } from './recurrence-of.ts';

/** Makes an event, with a meeting when it is to have one. */
export type ScheduleEvent = (account: Account, wanted: NewEvent) => Promise<EventFacts>;

export const createScheduleEvent = ({
  unitOfWork,
  accounts,
  access,
  writer,
  meetings,
  work: { readWritten, commit, clock },
}: {
  readonly unitOfWork: UnitOfWork;
  readonly accounts: AccountStore;
  readonly access: EventAccess;
  readonly writer: EventWriter;
  readonly meetings: EventMeetings;
  readonly work: { readonly readWritten: ReadWritten; readonly commit: CommitChange; readonly clock: Clock };
}): ScheduleEvent => {
  const placeFor = async (account: Account, wanted: NewEvent) => {
    const id =
      (wanted.calendarId as CalendarId | undefined) ??
      (await unitOfWork((transaction) => writer.homeOf(transaction, account)));
    const calendar = await access.calendarToWrite(account, id);
    const organizer = calendar.ownerId === account.id ? account : await accounts.findById(calendar.ownerId);
    if (!organizer) throw new DomainError('not-found');
    return { calendar, organizer };
  };

  return async (account, wanted) => {
    const { calendar, organizer } = await placeFor(account, wanted);
    const times = eventTimes({ ...wanted, timeZone: wanted.timeZone ?? account.timeZone });
    const recurrence = recurrenceOf(wanted, times);
    const list = wanted.invitees ?? [];
    const invited = await accounts.findByEmails(list.map(({ email }) => email));
    const attendees = [chairOf(organizer, times.timeZone), ...inviteesOf(list, organizer, invited)];
    // Who may hold no meetings has not asked for one by their calendar: their program gets none either.
    const isMeeting = wanted.webMeeting ?? (calendar.everyEventMeets && organizer.webMeeting);
    const { meetingSettings } = wanted;
    if (meetingSettings !== undefined && !isMeeting) throw noMeeting();
    const meetingId = isMeeting ? await meetings.reserve(organizer) : undefined;
    const plan: EventPlan = {
      title: wanted.title,
      times,
      texts: { location: wanted.location ?? '', description: wanted.description ?? '' },
      attendees,
      ...(meetingId !== undefined && { meetingId }),
      ...(recurrence && { recurrence }),
    };
    const uid = randomUUID();
    const nowMs = clock.nowMs();
    const doorUrl = meetingId === undefined ? undefined : meetings.doorOf(meetingId);
    const raw = buildObject(
      {
        ...draftOf(plan, { uid, sequence: 0, organizer, nowMs, doorUrl }),
        createdMs: nowMs,
        ...(recurrence && {
          rrule: recurrence.rule,
          rdates: recurrence.extraDates,
          exdates: recurrence.excludedDates,
        }),
        ...(wanted.hideInvitees && { hideInvitees: true }),
        ...(meetingId !== undefined && { categories: [MEETING_CATEGORY], webMeetingId: meetingId }),
      },
      [],
    );
    const read = withDates(await readWritten(raw, times.timeZone, account.id));
    const kept = await commit({
      organizer,
      stores: [
        {
          id: newId<EventId>(),
          calendarId: calendar.id,
          ownerId: organizer.id,
          organizerId: organizer.id,
          uri: `${uid}.ics`,
          uid,
          raw,
          sequence: 0,
          createdMs: nowMs,
          ...(meetingId !== undefined && { meetingId }),
          read,
          people: peopleOfPlan(plan),
        },
      ],
      ...(meetingId !== undefined && {
        opens: meetingId,
        ...(meetingSettings && { settings: { of: meetingId, change: meetingSettings } }),
      }),
      notify: wanted.notify ?? true,
    });
    const [facts] = kept ?? [];
    if (!facts) throw new Error('A new event met another of its name.');
    return facts;
  };
};
