import type { Account } from '../accounts/account.ts';
import { DomainError } from '../base/errors.ts';
import type { EventId } from '../base/ids.ts';
import type { StartedMeeting, StartMeeting } from '../meetings/start-meeting.ts';
import type { DatesBetween } from './dates-between.ts';
import type { EventAccess } from './event-access.ts';
import { factsOfObject } from './event-facts.ts';
import { unknownDate } from './event-state.ts';

/**
 * Starts the meeting of an event now, for its organizer or a moderator: on the date that is said, else on the one that runs or comes
 * next. Refuses with `conflict` when it has none.
 */
export type StartEvent = (account: Account, id: EventId, recurrenceId?: string) => Promise<StartedMeeting>;

export const createStartEvent =
  ({
    access,
    datesBetween,
    startMeeting,
  }: {
    readonly access: EventAccess;
    readonly datesBetween: DatesBetween;
    readonly startMeeting: StartMeeting;
  }): StartEvent =>
  async (account, id, recurrenceId) => {
    const { event } = await access.toRead(account, id);
    if (event.meetingId === undefined) throw new DomainError('conflict');
    if (recurrenceId === undefined) return startMeeting.byId(account, event.meetingId);
    const name = recurrenceId.length === 16 ? `${recurrenceId}:00` : recurrenceId;
    const { main, rule, extraDates } = factsOfObject(event);
    const isSeries = rule !== '' || extraDates.length > 0;
    if (!isSeries && name === main.start) return startMeeting.byId(account, event.meetingId, '');
    if (!(await datesBetween.has(account, event, name))) throw unknownDate();
    return startMeeting.byId(account, event.meetingId, name);
  };
