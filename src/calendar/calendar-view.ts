import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import { DomainError } from '../base/errors.ts';
import type { CalendarId } from '../base/ids.ts';
import type { CalendarBody, FeedBody } from '../contract/http/calendar.ts';
import type { AccessibleCalendar } from './calendar.ts';
import type { CalendarStore } from './calendar-store.ts';

/** What goes out of and comes into calendars, as far as their list shows it. */
export interface CalendarExchange {
  feedsOf(ids: readonly CalendarId[]): Promise<ReadonlyMap<CalendarId, readonly FeedBody[]>>;
  subscriptionsOf(
    ids: readonly CalendarId[],
  ): Promise<ReadonlyMap<CalendarId, NonNullable<CalendarBody['subscription']>>>;
}

/** Calendars as one account sees them. */
export interface CalendarView {
  list(account: Account): Promise<CalendarBody[]>;
  /** Refuses with `not-found`. */
  one(account: Account, id: CalendarId): Promise<CalendarBody>;
}

export const createCalendarView = ({
  calendars,
  accounts,
  exchange,
  davUrlOf,
}: {
  readonly calendars: CalendarStore;
  readonly accounts: AccountStore;
  readonly exchange: CalendarExchange;
  /** The address of a calendar for CalDAV clients of this account. */
  readonly davUrlOf: (account: Account, calendar: AccessibleCalendar) => string;
}): CalendarView => {
  const show = async (account: Account, list: readonly AccessibleCalendar[]): Promise<CalendarBody[]> => {
    const own = list.filter(({ access }) => access === 'owner').map(({ id }) => id);
    const [shares, feeds, subscriptions] = [
      await calendars.sharesOf(own),
      await exchange.feedsOf(own),
      await exchange.subscriptionsOf(list.map(({ id }) => id)),
    ];
    const people = new Map<string, Account>([[account.id, account]]);
    const wanted = [
      ...list.map(({ ownerId }) => ownerId),
      ...[...shares.values()].flat().map(({ accountId }) => accountId),
    ];
    for (const id of new Set(wanted)) {
      const known = people.has(id) ? undefined : await accounts.findById(id);
      if (known) people.set(id, known);
    }
    const named = (id: string) => ({ name: people.get(id)?.name ?? '', email: people.get(id)?.email ?? '' });
    return list.map((calendar) => {
      const subscription = subscriptions.get(calendar.id);
      const { id, name, color, position, shown, isDefault, access, ownerId, everyEventMeets } = calendar;
      return {
        id,
        name,
        color,
        position,
        shown,
        default: isDefault,
        access,
        owner: named(ownerId),
        everyEventMeets,
        davUrl: davUrlOf(account, calendar),
        // Addresses of private calendars are secrets.
        ...(subscription && { subscription: access === 'owner' ? subscription : { ...subscription, url: '' } }),
        ...(access === 'owner' && {
          shares: (shares.get(id) ?? []).map((share) => ({ ...named(share.accountId), access: share.access })),
          feeds: [...(feeds.get(id) ?? [])],
        }),
      };
    });
  };
  return {
    list: async (account) => show(account, await calendars.listFor(account.id)),
    async one(account, id) {
      const calendar = await calendars.findFor(account.id, id);
      const [body] = calendar ? await show(account, [calendar]) : [];
      if (!body) throw new DomainError('not-found');
      return body;
    },
  };
};
