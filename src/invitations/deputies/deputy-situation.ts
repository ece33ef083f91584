import type { Account } from '../../accounts/account.ts';
import { DomainError, invalidField } from '../../base/errors.ts';
import type { MeetingId } from '../../base/ids.ts';
import type { EventFacts, InviteeFacts } from '../../calendar/event-facts.ts';
import { eventOfDate } from '../../calendar/event-of-date.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import { occasionOn } from '../../calendar/occasion-on.ts';
import type { ReadEventFacts } from '../../calendar/read-event-facts.ts';
import type { Deputy } from '../../meetings/deputy.ts';
import type { DeputyStore } from '../../meetings/deputy-store.ts';
import type { Meeting } from '../../meetings/meeting.ts';
import type { MeetingSchedule, ScheduledMeeting } from '../../meetings/meeting-schedule.ts';
import type { MeetingStore } from '../../meetings/meeting-store.ts';

/** What naming somebody for a meeting starts from. */
export interface DeputySituation {
  readonly meeting: Meeting;
  /** Of the event that has the date. */
  readonly facts: EventFacts;
  /** The date that was asked for; else the next one. */
  readonly date: ScheduledMeeting;
  readonly isSeries: boolean;
  /** Who is invited to that date, and to all of them. */
  readonly onDate: readonly InviteeFacts[];
  readonly onAll: readonly InviteeFacts[];
  readonly deputies: readonly Deputy[];
}

/**
 * For the organizer alone: to everyone else there is no such meeting (`not-found`). Refuses a date that the meeting does not have, by
 * its field.
 */
export type ReadDeputySituation = (
  account: Account,
  meetingId: MeetingId,
  recurrenceId: string | undefined,
) => Promise<DeputySituation>;

/** RECURRENCE-IDs are written with and without seconds. */
export const canonicalDate = (recurrenceId: string): string =>
  recurrenceId.length === 16 ? `${recurrenceId}:00` : recurrenceId;

export const createReadDeputySituation =
  ({
    meetings,
    events,
    deputies,
    schedule,
    readEventFacts,
  }: {
    readonly meetings: MeetingStore;
    readonly events: EventStore;
    readonly deputies: DeputyStore;
    readonly schedule: MeetingSchedule;
    readonly readEventFacts: ReadEventFacts;
  }): ReadDeputySituation =>
  async (account, meetingId, asked) => {
    const meeting = await meetings.findById(meetingId);
    if (meeting?.organizerId !== account.id) throw new DomainError('not-found');
    if (meeting.cancelledMs !== undefined) throw new DomainError('meeting-cancelled');
    const wanted = asked === undefined ? undefined : canonicalDate(asked);
    const date = await schedule.describe(meetingId, wanted);
    if (date === undefined) throw new DomainError('not-found');
    if (wanted !== undefined && date.recurrenceId !== wanted)
      throw invalidField('recurrenceId', 'unknown-date', 'The meeting has no such date.');
    const list = await events.listByMeeting(meetingId);
    const found = (await eventOfDate(events, list, date.recurrenceId))?.event ?? list[0];
    const facts = found && (await readEventFacts(found.id));
    if (facts === undefined) throw new DomainError('not-found');
    return {
      ...{ meeting, facts, date },
      isSeries: facts.recurrence !== undefined || list.length > 1,
      onDate: occasionOn(facts, date.recurrenceId).invitees,
      onAll: facts.invitees,
      deputies: await deputies.listOf([meetingId]),
    };
  };
