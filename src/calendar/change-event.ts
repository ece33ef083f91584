import { isDeepStrictEqual } from 'node:util';
import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import { invalidField } from '../base/errors.ts';
import type { CalendarId, EventId, MeetingId } from '../base/ids.ts';
import type { EventChange } from '../contract/http/event.ts';
import { editObject } from '../protocols/icalendar/edit-object.ts';
import { asSeriesChange, datesAfter, isSameTime, recurrenceAfter, timesAfter } from './change-of-series.ts';
import { type CommitChange, type PreparedChange, retryChange } from './commit-change.ts';
import { type Attendee, type EventPeople, peopleOn } from './event.ts';
import type { EventAccess } from './event-access.ts';
import { type EditContext, editsForAll, editsForDate, type KeptDates } from './event-edits.ts';
import type { EventFacts } from './event-facts.ts';
import { type EventMeetings, noMeeting } from './event-meetings.ts';
import { askAgain, chairOf, type EventPlan, inviteesOf } from './event-plan.ts';
import { type EventState, isSeries, type ReadEventState } from './event-state.ts';
import type { ObjectToStore } from './event-writer.ts';
import { keptDates, peopleAfterMove } from './kept-dates.ts';
import { isEmpty } from './object-facts.ts';
import { planOfDate, planOfSeries } from './plan-of-event.ts';
import { type ReadWritten, withDates } from './read-written.ts';
import type { SeriesDates } from './series-dates.ts';
import type { SplitSeries } from './split-series.ts';
import { moveWall } from './wall-clock.ts';

/**
 * Changes an event that the account may write; what the change does not mention stays. Nothing is stored or told when nothing
 * changes. Answers the event; when a series was split, the new one.
 */
export type ChangeEvent = (account: Account, id: EventId, change: EventChange) => Promise<EventFacts>;

export interface ChangeEventParts {
  readonly accounts: AccountStore;
  readonly access: EventAccess;
  readonly readState: ReadEventState;
  readonly meetings: EventMeetings;
  readonly dates: SeriesDates;
  readonly splitSeries: SplitSeries;
  /** Of a meeting whose event stays as it is. */
  readonly saveSettings: (settings: NonNullable<PreparedChange['settings']>) => Promise<unknown>;
  readonly work: { readonly readWritten: ReadWritten; readonly commit: CommitChange; readonly clock: Clock };
}

export const createChangeEvent = ({
  accounts,
  access,
  readState,
  meetings,
  dates,
  splitSeries,
  saveSettings,
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
    const { meetingId: _, hideInvitees, recurrence, ...rest } = before;
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
      ...((change.hideInvitees ?? hideInvitees) && { hideInvitees: true as const }),
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

  const settingsAfter = (
    meetingId: MeetingId | undefined,
    { meetingSettings }: EventChange,
  ): PreparedChange['settings'] => {
    if (meetingSettings === undefined) return undefined;
    if (meetingId === undefined) throw noMeeting();
    return { of: meetingId, change: meetingSettings };
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
    read: withDates(await readWritten(raw, times.timeZone, account.id)),
    people,
  });

  /** Of dates that differ, those that the series still has: without them `seriesAlone` gives its text. */
  const stillGiven = async (
    account: Account,
    state: EventState,
    kept: KeptDates,
    times: EventPlan['times'],
    seriesAlone: (none: KeptDates) => string,
  ): Promise<KeptDates> => {
    const nameAfter = (name: string): string => moveWall(name, kept.movedMs);
    if (kept.changedDates.length === 0) return kept;
    const raw = seriesAlone({ ...kept, changedDates: [] });
    const given = await dates.given(account, state, raw, kept.changedDates.map(nameAfter), times);
    return { ...kept, changedDates: kept.changedDates.filter((name) => given.has(nameAfter(name))) };
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
    const isSaid = [change.recurrence, change.extraDates, change.excludedDates].some((value) => value !== undefined);
    const recurrence = isSaid ? recurrenceAfter(standing, planned.times, change) : dates.move(standing, planned.times);
    const { recurrence: _, ...single } = planned;
    const after: EventPlan = recurrence ? { ...single, recurrence } : single;
    const target = change.calendarId as CalendarId | undefined;
    const moves = target !== undefined && target !== event.calendarId;
    if (moves) await checkTarget(account, calendar.ownerId, target);
    const settings = settingsAfter(after.meetingId, change);
    if (isDeepStrictEqual(after, standing) && !moves) return undefined;
    const context: EditContext = { state, nowMs: clock.nowMs(), doorOf: meetings.doorOf };
    const wanted = keptDates(facts, standing, after, change);
    const kept = isSaid
      ? await stillGiven(account, state, wanted, after.times, (none) =>
          editObject(event.raw, editsForAll(standing, after, none, [], context)),
        )
      : wanted;
    const byDate = datesAfter(state, standing, change, after);
    const isSame = isDeepStrictEqual(after, standing);
    const raw = isSame ? event.raw : editObject(event.raw, editsForAll(standing, after, kept, byDate, context));
    return {
      organizer,
      base: event,
      before: facts,
      stores: [await toStore(account, state, raw, peopleAfterMove(after, byDate, kept, people), after, target)],
      ...(opens !== undefined && { opens }),
      ...(settings && { settings }),
      notify: change.notify ?? true,
    };
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
    for (const name of [
      'recurrence',
      'extraDates',
      'excludedDates',
      'calendarId',
      'hideInvitees',
      'meetingSettings',
    ] as const)
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
    change: EventChange,
  ): Promise<PreparedChange | undefined> => {
    if (state.facts.recurrence?.extraDates.includes(recurrenceId))
      throw invalidField(
        'recurrenceId',
        'extra-date',
        'A series cannot be split at a date that its rule does not give.',
      );
    const { first, second } = await splitSeries(account, state, recurrenceId);
    // Dates before it were all taken out: it is the whole that changes.
    if (isEmpty(first.read)) return changeAll(account, state, change);
    const changed = await changeAll(account, second, change);
    if (changed === undefined) return undefined;
    return {
      organizer: state.organizer,
      base: state.event,
      before: state.facts,
      stores: [first, ...changed.stores],
      ...(changed.opens !== undefined && { opens: changed.opens }),
      ...(changed.settings && { settings: changed.settings }),
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
    const changeSome = wanted === 'following' ? changeFollowing : changeOne;
    const prepared = isAll ? await changeAll(account, state, change) : await changeSome(account, state, date, change);
    if (prepared === undefined) {
      const settings = settingsAfter(state.event.meetingId, change);
      if (settings) await saveSettings(settings);
      return state.facts;
    }
    // Of a series that was split, the part that was changed.
    return (await commit(prepared))?.at(-1);
  };

  return (account, id, change) => {
    if (Object.keys(change).length === 0) return readState(account, id).then(({ facts }) => facts);
    return retryChange(() => attempt(account, id, change));
  };
};
