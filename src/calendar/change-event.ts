import { isDeepStrictEqual } from 'node:util';
import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import { invalidField } from '../base/errors.ts';
import type { CalendarId, EventId, MeetingId } from '../base/ids.ts';
import type { EventChange } from '../contract/http/event.ts';
import { editObject } from '../protocols/icalendar/edit-object.ts';
import { type CommitChange, type PreparedChange, retryChange } from './commit-change.ts';
import { type Attendee, type EventPeople, peopleOn } from './event.ts';
import type { EventAccess } from './event-access.ts';
import type { EditContext } from './event-edits.ts';
import { editsForAll, editsForDate } from './event-edits.ts';
import type { EventFacts } from './event-facts.ts';
import type { EventMeetings } from './event-meetings.ts';
import { askAgain, chairOf, type EventPlan, inviteesOf } from './event-plan.ts';
import { type EventState, isSeries, type ReadEventState } from './event-state.ts';
import { type EventTimes, eventTimes, lenientTimes } from './event-times.ts';
import type { ObjectToStore } from './event-writer.ts';
import { keptDates, peopleAfterMove } from './kept-dates.ts';
import { planOfDate, planOfSeries } from './plan-of-event.ts';
import type { ReadWritten } from './read-written.ts';
import { recurrenceOf } from './recurrence-of.ts';
import type { SeriesDates } from './series-dates.ts';
import type { SplitSeries } from './split-series.ts';
import { moveWall, wallDifference } from './wall-clock.ts';

/**
 * Changes an event that the account may write; what the change does not mention stays. Nothing is stored or told when nothing
 * changes. Answers the event; when a series was split, the new one.
 */
export type ChangeEvent = (account: Account, id: EventId, change: EventChange) => Promise<EventFacts>;

const isSameTime = (left: EventTimes, right: EventTimes): boolean =>
  left.startMs === right.startMs && left.endMs === right.endMs && left.allDay === right.allDay;

const hasTime = ({ start, end, timeZone, allDay }: EventChange): boolean =>
  [start, end, timeZone, allDay].some((value) => value !== undefined);

const timesAfter = (before: EventTimes, change: EventChange): EventTimes => {
  // Rules of a zone change: what is stored is not checked anew by a change of the title.
  if (!hasTime(change)) return before;
  const { start, end, timeZone, allDay } = change;
  return eventTimes({
    start: start ?? before.start,
    end: end ?? before.end,
    timeZone: timeZone ?? before.timeZone,
    allDay: allDay ?? (start === undefined ? before.allDay : undefined),
  });
};

/** A date that is when its series would have it goes on with the series; one with a time of its own moves as far as the series does. */
const dateTimesAfter = (recurrenceId: string, own: EventTimes, before: EventTimes, after: EventTimes): EventTimes => {
  if (isSameTime(before, after) && before.timeZone === after.timeZone) return own;
  const movedMs = wallDifference(before.start, after.start);
  const start = moveWall(own.start, movedMs);
  const lengthMs = wallDifference(own.start, own.end);
  const follows = own.start === recurrenceId && lengthMs === wallDifference(before.start, before.end);
  return lenientTimes({
    start,
    end: moveWall(start, follows ? wallDifference(after.start, after.end) : lengthMs),
    timeZone: own.timeZone === before.timeZone ? after.timeZone : own.timeZone,
    allDay: own.allDay,
  });
};

export interface ChangeEventParts {
  readonly accounts: AccountStore;
  readonly access: EventAccess;
  readonly readState: ReadEventState;
  readonly meetings: EventMeetings;
  readonly dates: SeriesDates;
  readonly splitSeries: SplitSeries;
  readonly work: { readonly readWritten: ReadWritten; readonly commit: CommitChange; readonly clock: Clock };
}

export const createChangeEvent = ({
  accounts,
  access,
  readState,
  meetings,
  dates,
  splitSeries,
  work: { readWritten, commit, clock },
}: ChangeEventParts): ChangeEvent => {
  const attendeesAfter = async (
    organizer: Account,
    before: readonly Attendee[],
    change: EventChange,
    timeZone: string,
  ): Promise<Attendee[]> => {
    const chair = chairOf(organizer, timeZone);
    if (!change.invitees) return [chair, ...before.filter(({ role }) => role !== 'chair')];
    const invited = await accounts.findByEmails(change.invitees.map(({ email }) => email));
    return [chair, ...inviteesOf(change.invitees, organizer, invited, before)];
  };

  const planAfter = async (
    state: EventState,
    before: EventPlan,
    change: EventChange,
    meetingId: MeetingId | undefined,
  ): Promise<EventPlan> => {
    const times = timesAfter(before.times, change);
    const attendees = await attendeesAfter(state.organizer, before.attendees, change, times.timeZone);
    const { meetingId: _, recurrence, ...rest } = before;
    return {
      ...rest,
      title: change.title ?? before.title,
      times,
      texts: {
        location: change.location ?? before.texts.location,
        description: change.description ?? before.texts.description,
      },
      attendees: isSameTime(times, before.times) ? attendees : askAgain(attendees),
      ...(meetingId !== undefined && { meetingId }),
      ...(recurrence && { recurrence }),
    };
  };

  const meetingAfter = async (
    { organizer }: EventState,
    before: MeetingId | undefined,
    wanted: boolean | undefined,
  ): Promise<{ readonly meetingId?: MeetingId; readonly opens?: MeetingId }> => {
    if (before === undefined && wanted) {
      const meetingId = await meetings.reserve(organizer);
      return { meetingId, opens: meetingId };
    }
    return before === undefined || wanted === false ? {} : { meetingId: before };
  };

  const toStore = async (
    account: Account,
    { event, organizer }: EventState,
    raw: string,
    people: EventPeople,
    { times, meetingId }: Pick<EventPlan, 'times' | 'meetingId'>,
    calendarId: CalendarId = event.calendarId,
  ): Promise<ObjectToStore> => ({
    id: event.id,
    calendarId,
    ownerId: organizer.id,
    organizerId: organizer.id,
    uri: event.uri,
    uid: event.uid,
    raw,
    sequence: event.sequence + 1,
    createdMs: event.createdMs,
    ...(meetingId !== undefined && { meetingId }),
    read: await readWritten(raw, times.timeZone, account.id),
    people,
  });

  /** The same change on each date that differs from its series: what it has of its own stays. */
  const datesAfter = async (state: EventState, series: EventPlan, change: EventChange, after: EventPlan) => {
    const { event, people, facts } = state;
    const invited = new Set(peopleOn(people, '').map(({ address }) => address));
    return facts.changedDates.map((date) => {
      const before = planOfDate(state, date.recurrenceId);
      const own = before.attendees.filter(({ address, role }) => role !== 'chair' && !invited.has(address));
      const standing = new Map(before.attendees.map((one) => [one.address, one]));
      const left = new Set([...invited].filter((address) => !standing.has(address)));
      const list = after.attendees
        .filter(({ address }) => !left.has(address))
        .map((one) => ({ ...one, answer: standing.get(one.address)?.answer ?? one.answer }));
      // Who was invited to this date alone may be invited to all of them by this change.
      const listed = new Set(list.map(({ address }) => address));
      const invitees = [...list, ...own.filter(({ address }) => !listed.has(address))];
      const attendees = change.invitees ? invitees : before.attendees;
      const same = (name: 'location' | 'description'): string =>
        before.texts[name] === series.texts[name] ? after.texts[name] : before.texts[name];
      const { meetingId: _, ...rest } = before;
      const dateAfter: EventPlan = {
        ...rest,
        times: dateTimesAfter(date.recurrenceId, before.times, series.times, after.times),
        title: before.title === series.title ? after.title : before.title,
        texts: { location: same('location'), description: same('description') },
        attendees: isSameTime(series.times, after.times) ? attendees : askAgain(attendees),
        ...(after.meetingId !== undefined && { meetingId: after.meetingId }),
      };
      return {
        recurrenceId: date.recurrenceId,
        before: { ...before, ...(event.meetingId !== undefined && { meetingId: event.meetingId }) },
        after: dateAfter,
      };
    });
  };

  /** Of a date that was moved by hand, what that means for the first date of its series. */
  const asSeriesChange = (state: EventState, change: EventChange): EventChange => {
    const { recurrenceId } = change;
    if (recurrenceId === undefined || (change.start === undefined && change.end === undefined)) return change;
    const date = planOfDate(state, dates.written(recurrenceId)).times;
    const start = change.start ?? date.start;
    const end = change.end ?? date.end;
    if (start.length !== date.start.length && (change.allDay ?? state.facts.allDay) !== state.facts.allDay)
      return change;
    const movedMs = wallDifference(date.start, dates.written(start));
    const lengthMs = wallDifference(dates.written(start), dates.written(end));
    const seriesStart = moveWall(state.facts.start, movedMs);
    return { ...change, start: seriesStart, end: moveWall(seriesStart, lengthMs) };
  };

  const changeAll = async (
    account: Account,
    state: EventState,
    asked: EventChange,
  ): Promise<PreparedChange | undefined> => {
    const { event, facts, organizer, people, calendar } = state;
    const change = asSeriesChange(state, asked);
    const standing = planOfSeries(state);
    const { meetingId, opens } = await meetingAfter(state, event.meetingId, change.webMeeting);
    const planned = await planAfter(state, standing, change, meetingId);
    const recurrence = recurrenceAfter(standing, planned, change);
    const { recurrence: _, ...single } = planned;
    const after: EventPlan = recurrence ? { ...single, recurrence } : single;
    const target = change.calendarId as CalendarId | undefined;
    const moves = target !== undefined && target !== event.calendarId;
    if (moves) await checkTarget(account, calendar.ownerId, target);
    if (isDeepStrictEqual(after, standing) && !moves) return undefined;
    const kept = keptDates(facts, standing, after, change);
    const byDate = await datesAfter(state, standing, change, after);
    const context: EditContext = { state, nowMs: clock.nowMs(), doorOf: meetings.doorOf };
    const isSame = isDeepStrictEqual(after, standing);
    const raw = isSame ? event.raw : editObject(event.raw, editsForAll(standing, after, kept, byDate, context));
    return {
      organizer,
      base: event,
      before: facts,
      stores: [await toStore(account, state, raw, peopleAfterMove(after, byDate, kept, people), after, target)],
      ...(opens !== undefined && { opens }),
      notify: change.notify ?? true,
    };
  };

  const recurrenceAfter = (standing: EventPlan, planned: EventPlan, change: EventChange) => {
    if (change.recurrence !== undefined || change.extraDates !== undefined || change.excludedDates !== undefined)
      return recurrenceOf(
        {
          recurrence: change.recurrence ?? standing.recurrence?.rule,
          extraDates: change.extraDates ?? standing.recurrence?.extraDates,
          excludedDates: change.excludedDates ?? standing.recurrence?.excludedDates,
        },
        planned.times,
      );
    return dates.move(standing, planned.times);
  };

  const checkTarget = async (account: Account, ownerId: Account['id'], id: CalendarId): Promise<void> => {
    const target = await access.calendarToWrite(account, id);
    if (target.ownerId !== ownerId)
      throw invalidField(
        'calendarId',
        'other-owner',
        'An event stays with its organizer: choose one of their calendars.',
      );
  };

  const changeOne = async (
    account: Account,
    state: EventState,
    recurrenceId: string,
    change: EventChange,
  ): Promise<PreparedChange | undefined> => {
    for (const name of ['recurrence', 'extraDates', 'excludedDates', 'calendarId'] as const)
      if (change[name] !== undefined)
        throw invalidField(name, 'whole-series', 'This can be changed for the whole series alone.');
    const { event, facts, organizer, people } = state;
    const standing = planOfDate(state, recurrenceId);
    const { meetingId, opens } = await meetingAfter(state, event.meetingId, change.webMeeting);
    if (opens !== undefined || meetingId !== event.meetingId)
      throw invalidField('webMeeting', 'whole-series', 'All dates of a series share one meeting.');
    const after = await planAfter(state, standing, change, meetingId);
    if (isDeepStrictEqual(after, standing)) return undefined;
    const context: EditContext = { state, nowMs: clock.nowMs(), doorOf: meetings.doorOf };
    const raw = editObject(event.raw, editsForDate(recurrenceId, standing, after, context));
    const own = new Map(people);
    const series = peopleOn(people, '');
    if (isDeepStrictEqual(after.attendees, series)) own.delete(recurrenceId);
    else own.set(recurrenceId, after.attendees);
    return {
      organizer,
      base: event,
      before: facts,
      stores: [await toStore(account, state, raw, own, { ...after, times: planOfSeries(state).times })],
      notify: change.notify ?? true,
    };
  };

  const changeFollowing = async (
    account: Account,
    state: EventState,
    recurrenceId: string,
    { recurrenceId: _, scope: __, ...change }: EventChange,
  ): Promise<PreparedChange> => {
    if (state.facts.recurrence?.extraDates.includes(recurrenceId))
      throw invalidField(
        'recurrenceId',
        'extra-date',
        'A series cannot be split at a date that its rule does not give.',
      );
    const { first, second, secondStore } = await splitSeries(account, state, recurrenceId);
    const changed = await changeAll(account, second, change);
    return {
      organizer: state.organizer,
      base: state.event,
      before: state.facts,
      stores: [first, ...(changed?.stores ?? [secondStore])],
      ...(changed?.opens !== undefined && { opens: changed.opens }),
      notify: change.notify ?? true,
    };
  };

  const attempt = async (account: Account, id: EventId, change: EventChange): Promise<EventFacts | undefined> => {
    const state = await readState(account, id);
    const { recurrenceId, scope } = change;
    const date = recurrenceId === undefined ? undefined : await dates.find(account, state, recurrenceId);
    const wanted = scope ?? (date === undefined ? 'all' : 'this');
    if (wanted !== 'all' && date === undefined && isSeries(state.facts))
      throw invalidField('recurrenceId', 'required', 'Say which date of the series is meant.');
    const isAll = wanted === 'all' || date === undefined || (wanted === 'following' && dates.isFirst(state, date));
    if (!isAll && wanted === 'following') {
      return (await commit(await changeFollowing(account, state, date, change)))?.at(-1);
    }
    const prepared = isAll ? await changeAll(account, state, change) : await changeOne(account, state, date, change);
    if (prepared === undefined) return state.facts;
    return (await commit(prepared))?.[0];
  };

  return (account, id, change) => {
    if (Object.keys(change).length === 0) return readState(account, id).then(({ facts }) => facts);
    return retryChange(() => attempt(account, id, change));
  };
};
