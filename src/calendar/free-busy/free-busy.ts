import { type Account, emailKey } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import { invalidField } from '../../base/errors.ts';
import type { AccountId, EventId } from '../../base/ids.ts';
import type { FreeBusyBody, FreeBusyRequest } from '../../contract/http/calendar.ts';
import { createBreather } from '../../platform/breathe.ts';
import { dayStartUtcMs, nextDay } from '../../protocols/icalendar/zoned-time.ts';
import type { ObjectReader } from '../object-reader.ts';
import { type BusyTime, settleBusyTimes } from './busy-times.ts';
import { type FreeTime, findFreeTimes } from './find-free-times.ts';
import type { BusySeries, EventName, FreeBusyStore } from './free-busy-store.ts';

/**
 * When these accounts have no time, between two moments: by start, each moment once. Only their own calendars count, and of their
 * events nothing but the time is told.
 */
export type BusyOf = (
  accountIds: readonly AccountId[],
  fromMs: number,
  toMs: number,
  except?: EventName,
) => Promise<Map<AccountId, BusyTime[]>>;

/** Who has time on these days, and the first times at which everyone has, the asker too. Refuses with the field. */
export type FreeBusy = (asker: Account, wanted: FreeBusyRequest) => Promise<FreeBusyBody>;

/** Planning a meeting looks some weeks ahead. */
const DAYS_AT_MOST = 62;
const DAY_MS = 24 * 3_600_000;

export const createBusyOf = ({
  store,
  reader,
}: {
  readonly store: FreeBusyStore;
  readonly reader: Pick<ObjectReader, 'expand'>;
}): BusyOf => {
  /** Dates that are not listed are worked out; what takes too long so far from today takes no time. */
  const datesOf = async ({ raw, homeZone, kind }: BusySeries, accountId: AccountId, fromMs: number, toMs: number) => {
    const read = await reader.expand(raw, homeZone, accountId, fromMs, toMs);
    return read.ok ? read.value.instances.map(({ startMs, endMs }): BusyTime => ({ startMs, endMs, kind })) : [];
  };
  return async (accountIds, fromMs, toMs, except) => {
    const found = new Map<AccountId, BusyTime[]>();
    const breathe = createBreather();
    for (const accountId of new Set(accountIds)) {
      const times = await store.busyTimes(accountId, fromMs, toMs, except);
      for (const series of await store.busySeries(accountId, fromMs, toMs, except))
        times.push(...(await datesOf(series, accountId, fromMs, toMs)));
      found.set(accountId, settleBusyTimes(times, fromMs, toMs));
      await breathe();
    }
    return found;
  };
};

const dayMs = (path: 'from' | 'to', date: string, timeZone: string): number => {
  const start = dayStartUtcMs(date, timeZone);
  if (start.ok) return start.value;
  if (start.code === 'bad-zone') throw invalidField('timeZone', 'bad-zone', 'This time zone is not known.');
  throw invalidField(path, 'bad-date', 'This date does not exist.');
};

const rangeOf = ({ from, to }: FreeBusyRequest, timeZone: string): { fromMs: number; toMs: number } => {
  if (to < from) throw invalidField('to', 'before-from', 'The last day must not be before the first.');
  const range = { fromMs: dayMs('from', from, timeZone), toMs: dayMs('to', nextDay(to), timeZone) };
  if (range.toMs - range.fromMs > (DAYS_AT_MOST + 1) * DAY_MS)
    throw invalidField('to', 'too-long', `At most ${DAYS_AT_MOST} days at once.`);
  return range;
};

const iso = (ms: number): string => new Date(ms).toISOString();
const busyBody = ({ startMs, endMs, kind }: BusyTime) => ({ startsAt: iso(startMs), endsAt: iso(endMs), kind });
const suggestionBody = ({ start, end, startMs, endMs }: FreeTime) => ({
  start,
  end,
  startsAt: iso(startMs),
  endsAt: iso(endMs),
});

export const createFreeBusy = ({
  accounts,
  store,
  busyOf,
  clock,
}: {
  readonly accounts: AccountStore;
  readonly store: FreeBusyStore;
  readonly busyOf: BusyOf;
  readonly clock: Clock;
}): FreeBusy => {
  /** The accounts that can be asked, by address; who is suspended is nobody here. */
  const accountsOf = async (emails: readonly string[]): Promise<Map<string, AccountId>> => {
    const found = await accounts.findByEmails([...new Set(emails.map(emailKey))]);
    return new Map(found.filter(({ suspended }) => !suspended).map(({ email, id }) => [emailKey(email), id]));
  };

  return async (asker, wanted) => {
    const timeZone = wanted.timeZone ?? asker.timeZone;
    const { fromMs, toMs } = rangeOf(wanted, timeZone);
    const known = await accountsOf(wanted.emails);
    const except = wanted.exceptEventId === undefined ? undefined : await store.nameOf(wanted.exceptEventId as EventId);
    const busy = await busyOf([asker.id, ...known.values()], fromMs, toMs, except);
    const people = wanted.emails.map((email) => {
      const id = known.get(emailKey(email));
      return { email, known: id !== undefined, busy: ((id && busy.get(id)) ?? []).map(busyBody) };
    });
    if (wanted.minutes === undefined) return { people, suggestions: [] };
    const { from, to, minutes } = wanted;
    const taken = [...busy.values()].flat();
    const free = findFreeTimes({ busy: taken, from, to, timeZone, minutes, notBeforeMs: clock.nowMs() });
    return { people, suggestions: free.map(suggestionBody) };
  };
};
