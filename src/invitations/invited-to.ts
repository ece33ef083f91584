import type { ChangedDateFacts, EventFacts, InviteeFacts } from '../calendar/event-facts.ts';
import type { ToldDate, ToldSeries } from './told-invitation.ts';

/** One date to which somebody is invited without the rest of the series. */
interface InvitedDate {
  readonly invitee: InviteeFacts;
  readonly date: ChangedDateFacts;
}

/** What one address is invited to. */
export interface Invited {
  /** Somebody else tells them. */
  readonly toldElsewhere: boolean;
  /** Present when they are invited to the single event or to the series. */
  readonly whole?: InviteeFacts;
  /** Without `whole`: the dates to which they are invited. */
  readonly dates: readonly InvitedDate[];
}

/** Who is invited to what of an event, looked up by address. */
export interface Guests {
  readonly addresses: readonly string[];
  of(address: string): Invited;
  /** The series as this person sees it; undefined for single events. Those who see the same are given the same object. */
  seriesFor(address: string | undefined): ToldSeries | undefined;
  /** Dates that take place for nobody. */
  readonly cancelled: ReadonlySet<string>;
  /** Dates that differ from the series and take place. */
  readonly standing: ReadonlySet<string>;
}

const toldDate = (date: ChangedDateFacts): ToldDate => {
  const { recurrenceId, title, start, end, timeZone, allDay, startMs, endMs, location, description } = date;
  return { recurrenceId, title, start, end, timeZone, allDay, startMs, endMs, location, description };
};

const byAddress = (invitees: readonly InviteeFacts[]): ReadonlyMap<string, InviteeFacts> =>
  new Map(invitees.map((invitee) => [invitee.address, invitee]));

const recurrenceIdOf = ({ recurrenceId }: ChangedDateFacts): string => recurrenceId;

/** Everybody who is invited to any part of an event, those whom somebody else tells too. */
export const invitedAddresses = ({ invitees, changedDates }: EventFacts): Set<string> =>
  new Set([...invitees, ...changedDates.flatMap((date) => date.invitees)].map(({ address }) => address));

export const guestsOf = (event: EventFacts): Guests => {
  const whole = byAddress(event.invitees);
  const standing = event.changedDates.filter(({ status }) => status !== 'CANCELLED');
  const lists = new Map(standing.map((date) => [date.recurrenceId, byAddress(date.invitees)]));
  const told = new Map(standing.map((date) => [date.recurrenceId, toldDate(date)]));
  const excluded = [
    ...(event.recurrence?.excludedDates ?? []),
    ...event.changedDates.filter(({ status }) => status === 'CANCELLED').map(recurrenceIdOf),
  ];
  // An object that holds single dates alone has no series that anybody could be invited to.
  const hasWhole = event.recurrence !== undefined || event.changedDates.length === 0;
  const views = new Map<string, ToldSeries>();

  const viewWithout = (missing: readonly string[]): ToldSeries | undefined => {
    const { recurrence } = event;
    if (recurrence === undefined) return undefined;
    const key = missing.join();
    const known = views.get(key);
    if (known !== undefined) return known;
    const { rule, extraDates } = recurrence;
    const view: ToldSeries = {
      timeZone: event.timeZone,
      rule,
      extraDates,
      excludedDates: [...new Set([...excluded, ...missing])].toSorted(),
      lastEndMs: event.lastEndMs,
      dates: [...told.values()].filter((date) => !missing.includes(date.recurrenceId)),
    };
    views.set(key, view);
    return view;
  };

  return {
    addresses: [...new Set([...whole.keys(), ...[...lists.values()].flatMap((list) => [...list.keys()])])],
    of(address) {
      const own = hasWhole ? whole.get(address) : undefined;
      if (own !== undefined) return { toldElsewhere: own.toldElsewhere === true, whole: own, dates: [] };
      const dates = standing.flatMap((date) => {
        const invitee = lists.get(date.recurrenceId)?.get(address);
        return invitee === undefined ? [] : [{ invitee, date }];
      });
      return { toldElsewhere: dates.some(({ invitee }) => invitee.toldElsewhere), dates };
    },
    seriesFor(address) {
      if (address === undefined) return viewWithout([]);
      return viewWithout(standing.map(recurrenceIdOf).filter((id) => !lists.get(id)?.has(address)));
    },
    cancelled: new Set(excluded),
    standing: new Set(standing.map(recurrenceIdOf)),
  };
};
