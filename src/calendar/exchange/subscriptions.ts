import type { Account } from '../../accounts/account.ts';
import type { Clock } from '../../base/clock.ts';
import { DomainError, invalidField } from '../../base/errors.ts';
import type { CalendarId } from '../../base/ids.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Transaction, UnitOfWork } from '../../platform/database.ts';
import { createRateLimit } from '../../platform/rate-limit.ts';
import type { CalendarStore } from '../calendar-store.ts';
import { SUBSCRIPTIONS_PER_ACCOUNT } from './limits.ts';
import { INTERVAL_MS, intervalFor } from './refresh-plan.ts';
import { fetchAddress, type Look, type RefreshProblem, type SubscriptionRefresh } from './refresh-subscription.ts';
import { createRefreshTurns, type RefreshTurns } from './refresh-turns.ts';
import type { Subscription, SubscriptionStore } from './subscription-store.ts';

export interface WantedSubscription {
  readonly url: string;
  readonly name?: string | undefined;
  readonly color?: string | undefined;
}

/** Calendars that are published elsewhere: read-only here, read again from time to time. */
export interface Subscriptions {
  /** Reads the address once, so that a wrong one is said at once, and fills the calendar. */
  add(account: Account, wanted: WantedSubscription): Promise<CalendarId>;
  /** Reads it now, in the middle of its interval. */
  refresh(account: Account, calendarId: CalendarId): Promise<void>;
}

export interface SubscriptionDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly calendars: CalendarStore;
  readonly subscriptions: SubscriptionStore;
  readonly refresher: SubscriptionRefresh;
  readonly turns: RefreshTurns;
  readonly clock: Clock;
}

const COLOR = '#7a5195';
/** Each makes the server ask an address that somebody typed: enough for trying spellings, not for trying networks. */
const LOOKS_PER_HOUR = 30;
const LOOKS_AT_ONCE = 8;
/** A person who presses the button again and again. */
const REFRESH_AT_MOST_EVERY_MS = 10_000;

const PROBLEMS: Record<RefreshProblem, string> = {
  'bad-address':
    'An address such as https://example.org/holidays.ics, on a usual port and without a name and password in it.',
  unreachable: 'Nothing answers at this address. Check that it is whole, and that it opens without signing in.',
  'too-slow': 'The server at this address takes too long to answer. Try again later.',
  'too-large': 'The calendar at this address is too large.',
  'too-many-redirects': 'This address leads from one to the next without an end.',
  unreadable: 'What this address answers cannot be read.',
  refused:
    'The server at this address does not hand the calendar out. Check that it is whole, and that it opens without signing in.',
  'not-icalendar': 'What this address answers is not a calendar.',
  'too-complex': 'The calendar at this address takes too long to understand.',
  stopped: 'The server is being restarted. Try again in a moment.',
  busy: 'Too much is being read for you at the moment. Try again shortly.',
};

/** People see the host where a calendar says no name of its own. */
const hostOf = (url: string): string => {
  const address = fetchAddress(url);
  return URL.canParse(address) ? new URL(address).host : '';
};

export const createSubscriptions = (dependencies: SubscriptionDependencies): Subscriptions => {
  const { unitOfWork, calendars, subscriptions, refresher, turns, clock } = dependencies;

  const looks = createRateLimit({ points: LOOKS_PER_HOUR, windowMs: 3_600_000 });
  const lookTurns = createRefreshTurns(LOOKS_AT_ONCE);

  /** One person's one after the other. */
  const lookAt = async (account: Account, url: string): Promise<Look> => {
    await looks.take(account.id);
    let look: Look = { ok: false, problem: 'stopped' };
    await lookTurns.run(account.id, async () => {
      look = await refresher.look(url, account.id);
    });
    return look;
  };

  const mustHaveRoom = async (account: Account, transaction?: Transaction): Promise<void> => {
    const all = await calendars.listFor(account.id, transaction);
    const own = all.filter(({ access }) => access === 'owner');
    const count = await subscriptions.countOf(account.id, transaction);
    if (count >= SUBSCRIPTIONS_PER_ACCOUNT || own.length >= LIMITS.calendars)
      throw invalidField('url', 'too-many', 'You have as many calendars as one account may have. Delete one first.');
  };

  const insert = (
    account: Account,
    url: string,
    name: string,
    color: string,
    intervalMs: number,
  ): Promise<CalendarId> =>
    unitOfWork(async (transaction) => {
      await mustHaveRoom(account, transaction);
      const nowMs = clock.nowMs();
      const id = await calendars.insert(transaction, {
        ownerId: account.id,
        name,
        color,
        kind: 'subscription',
        createdMs: nowMs,
      });
      // Holidays and matches are nobody's appointments.
      await calendars.update(transaction, id, { transparent: true });
      await subscriptions.insert(transaction, { calendarId: id, url, intervalMs, dueMs: nowMs + INTERVAL_MS });
      return id;
    });

  const mustFind = async (account: Account, calendarId: CalendarId): Promise<Subscription> => {
    const calendar = await calendars.findFor(account.id, calendarId);
    if (!calendar) throw new DomainError('not-found');
    if (calendar.access !== 'owner') throw new DomainError('not-allowed');
    const subscription = await subscriptions.find(calendarId);
    if (!subscription)
      throw invalidField('', 'not-subscription', 'This calendar is kept here: there is nothing to refresh.');
    return subscription;
  };

  const inTurn = (calendarId: CalendarId, work: (subscription: Subscription) => Promise<void>): Promise<void> =>
    turns.run(calendarId, async () => {
      const subscription = await subscriptions.find(calendarId);
      if (subscription) await work(subscription);
    });

  return {
    async add(account, { url, name, color = COLOR }) {
      await mustHaveRoom(account);
      const look = await lookAt(account, url);
      if (!look.ok) throw invalidField('url', look.problem, PROBLEMS[look.problem]);
      const called = name ?? look.manners.name ?? hostOf(url);
      const id = await insert(account, url.trim(), called, color, intervalFor(look.manners.refreshMs));
      await inTurn(id, (subscription) => refresher.fill(subscription, look.seen));
      return id;
    },
    async refresh(account, calendarId) {
      const { refreshedMs = 0 } = await mustFind(account, calendarId);
      const waitMs = refreshedMs + REFRESH_AT_MOST_EVERY_MS - clock.nowMs();
      if (waitMs > 0) throw new DomainError('too-many-attempts', { retryAfterMs: waitMs });
      await inTurn(calendarId, (subscription) => refresher.refresh(subscription));
    },
  };
};
