import type { Clock } from '../base/clock.ts';
import type { AccountId, EventId } from '../base/ids.ts';
import type { EventFacts } from '../calendar/event-facts.ts';
import type { DoorHolder, InvitationHistory, InvitationNews, NewsSpan } from '../meetings/invitation-history.ts';
import type { ScheduledMeeting } from '../meetings/meeting-schedule.ts';
import { dateIn, lastEndMs, regularDate, sameMoment } from './compare-told.ts';
import type { CorrectCalendar } from './correct-calendar.ts';
import type { EventSpan } from './describe-time.ts';
import type { InvitationStore } from './invitation-store.ts';
import { type Guests, guestsOf } from './invited-to.ts';
import { nextToldDate } from './told-dates.ts';
import type { ToldInvitation } from './told-invitation.ts';

/** The organizer's event as it is now, or undefined when it is gone. */
export type FindEvent = (uid: string, organizerId: AccountId) => Promise<EventFacts | undefined>;

export const createFindEvent =
  ({
    findMasters,
    readEventFacts,
  }: {
    readonly findMasters: (
      keys: ReadonlyArray<{ readonly uid: string; readonly organizerId: AccountId }>,
    ) => Promise<ReadonlyArray<{ readonly id: EventId }>>;
    readonly readEventFacts: (id: EventId) => Promise<EventFacts | undefined>;
  }): FindEvent =>
  async (uid, organizerId) => {
    const [found] = await findMasters([{ uid, organizerId }]);
    return found && readEventFacts(found.id);
  };

const plainSpan = ({ startMs, endMs, allDay }: NewsSpan): NewsSpan => ({ startMs, endMs, allDay });

const isSameTime = (one: NewsSpan, other: NewsSpan): boolean =>
  one.startMs === other.startMs && one.endMs === other.endMs && one.allDay === other.allDay;

const takesPlace = (event: EventFacts | undefined): event is EventFacts =>
  event !== undefined && event.status !== 'CANCELLED';

/** The same span so much earlier or later. */
const shifted = ({ startMs, endMs, allDay }: NewsSpan, byMs: number): NewsSpan => ({
  startMs: startMs + byMs,
  endMs: endMs + byMs,
  allDay,
});

/** When the date that is shown was before, by what somebody was told. */
const timeBefore = (
  { facts }: ToldInvitation,
  now: ScheduledMeeting,
  event: EventFacts | undefined,
): NewsSpan | undefined => {
  const { series, movedFrom } = facts;
  if (series === undefined) return isSameTime(facts, now) ? movedFrom : facts;
  const told = dateIn(facts, series, now.recurrenceId);
  if (told === undefined) {
    // The series was moved, and its readers know it by its older dates.
    const byMs = event === undefined ? 0 : facts.startMs - event.startMs;
    return byMs === 0 ? undefined : shifted(now, byMs);
  }
  if (!isSameTime(told, now)) return told;
  const regular = regularDate(facts, series, now.recurrenceId);
  if (!sameMoment(told, regular)) return regular;
  return movedFrom && shifted(now, movedFrom.startMs - facts.startMs);
};

/** Dates are not told of long before: it is the next one that people come to. */
const LOOK_BACK_MS = 12 * 3_600_000;

/** A date that somebody may be here for, and that does not take place. */
const cancelledBefore = (
  { facts }: ToldInvitation,
  guests: Guests,
  now: ScheduledMeeting,
  nowMs: number,
): NewsSpan | undefined => {
  const { series } = facts;
  if (series === undefined) return undefined;
  return [...guests.cancelled]
    .map((recurrenceId): EventSpan => {
      const changed = series.dates.find((date) => date.recurrenceId === recurrenceId);
      return changed ?? regularDate(facts, series, recurrenceId);
    })
    .filter(({ startMs }) => startMs > nowMs - LOOK_BACK_MS && startMs < now.startMs)
    .toSorted((one, other) => one.startMs - other.startMs)[0];
};

/** Of what was told of a meeting, that which the link is for: of all dates before single ones, the newest first. */
const rowFor = (rows: readonly ToldInvitation[], recurrenceId: string): ToldInvitation | undefined => {
  const own = rows.filter((row) => row.recurrenceId === recurrenceId);
  return own.find(({ state }) => state === 'told') ?? own[0] ?? rows.find(({ state }) => state === 'told') ?? rows[0];
};

/** The row that told of one date. */
const rowOfDate = (rows: readonly ToldInvitation[], recurrenceId: string): ToldInvitation | undefined =>
  rows.find((row) => row.recurrenceId === recurrenceId && (recurrenceId !== '' || row.facts.series === undefined)) ??
  rows.find(({ facts }) => facts.series !== undefined && dateIn(facts, facts.series, recurrenceId) !== undefined) ??
  rows.find((row) => row.recurrenceId === '');

/** Whether the date of a link that was taken away is gone for all, not for its holder alone. */
const isDateGone = ({ recurrenceId, facts }: ToldInvitation, event: EventFacts): boolean =>
  recurrenceId !== '' &&
  (event.recurrence === undefined ||
    guestsOf(event).cancelled.has(recurrenceId) ||
    (event.lastEndMs !== null && facts.startMs >= event.lastEndMs));

const isInvited = (event: EventFacts, address: string | undefined): boolean => {
  if (address === undefined) return true;
  const { whole, dates } = guestsOf(event).of(address);
  return whole !== undefined || dates.length > 0;
};

const stateOf = (
  holder: DoorHolder,
  row: ToldInvitation,
  event: EventFacts | undefined,
): Exclude<InvitationNews['state'], 'open'> => {
  if (holder.revoked) return takesPlace(event) && isDateGone(row, event) ? 'cancelled' : 'removed';
  if (!takesPlace(event)) return 'cancelled';
  return isInvited(event, holder.address) ? 'off' : 'removed';
};

/** What the doors of meetings tell those who hold a link or a PIN, from what they were told by mail and from what is now. */
export const createDoorNews = ({
  store,
  findEvent,
  correctCalendar,
  clock,
}: {
  readonly store: InvitationStore;
  readonly findEvent: FindEvent;
  readonly correctCalendar: CorrectCalendar;
  readonly clock: Clock;
}): InvitationHistory => {
  const known = (row: ToldInvitation): Required<InvitationNews>['known'] => {
    const { facts } = row;
    const date = facts.series === undefined ? facts : nextToldDate(facts, clock.nowMs());
    const span = { startMs: date?.startMs ?? 0, endMs: date?.endMs ?? 0, allDay: facts.allDay };
    return { title: facts.title, timeZone: facts.organizer.timeZone, organizerName: facts.organizer.name, ...span };
  };

  const isToCome = ({ facts }: ToldInvitation): boolean => lastEndMs(facts) > clock.nowMs();

  const ofGone = async (holder: DoorHolder, rows: readonly ToldInvitation[]): Promise<InvitationNews | undefined> => {
    const row = rowFor(rows, holder.recurrenceId);
    if (row === undefined) return undefined;
    const state = stateOf(holder, row, await findEvent(row.uid, row.organizerId));
    return { state, known: known(row), corrects: isToCome(row) };
  };

  const ofDate = async (
    rows: readonly ToldInvitation[],
    now: ScheduledMeeting,
  ): Promise<InvitationNews | undefined> => {
    const row = rowOfDate(
      rows.filter(({ state }) => state === 'told'),
      now.recurrenceId,
    );
    if (row === undefined) return undefined;
    const event = await findEvent(row.uid, row.organizerId);
    const before = timeBefore(row, now, event);
    const cancelled = event && cancelledBefore(row, guestsOf(event), now, clock.nowMs());
    return {
      state: 'open',
      corrects: true,
      ...(before !== undefined && !isSameTime(before, now) && { movedFrom: plainSpan(before) }),
      ...(cancelled !== undefined && { cancelledDate: plainSpan(cancelled) }),
    };
  };

  return {
    async newsFor(holder, now) {
      const rows = await store.listToldOfMeeting(holder.meetingId, holder.address);
      const isGone = holder.revoked || holder.cancelled || now === undefined;
      return isGone ? ofGone(holder, rows) : ofDate(rows, now);
    },
    async calendarFor(holder) {
      const rows = await store.listToldOfMeeting(holder.meetingId, holder.address);
      const row = rowFor(rows, holder.recurrenceId);
      if (row === undefined) return undefined;
      const event = await findEvent(row.uid, row.organizerId);
      const state = holder.revoked || holder.cancelled ? stateOf(holder, row, event) : 'open';
      return correctCalendar(row, {
        objectId: event?.objectId,
        forAnyone: holder.address === undefined,
        gone: state === 'cancelled' || state === 'removed' || !takesPlace(event),
      });
    },
  };
};
