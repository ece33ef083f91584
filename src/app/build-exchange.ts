import { join } from 'node:path';
import type { CalendarExchange } from '../calendar/calendar-view.ts';
import { createApplyFeed } from '../calendar/exchange/apply-feed.ts';
import { createCalendarFileReader } from '../calendar/exchange/calendar-file-reader.ts';
import { createCalendarRenderer } from '../calendar/exchange/calendar-renderer.ts';
import { createExchangeStore } from '../calendar/exchange/exchange-store.ts';
import { createExportCalendar } from '../calendar/exchange/export-calendar.ts';
import { createFeedStore } from '../calendar/exchange/feed-store.ts';
import { createFeeds } from '../calendar/exchange/feeds.ts';
import { createImportCalendar } from '../calendar/exchange/import-calendar.ts';
import { createRefreshJob } from '../calendar/exchange/refresh-job.ts';
import { createSubscriptionRefresh } from '../calendar/exchange/refresh-subscription.ts';
import { createRefreshTurns } from '../calendar/exchange/refresh-turns.ts';
import { createSubscriptionStore } from '../calendar/exchange/subscription-store.ts';
import { createSubscriptions } from '../calendar/exchange/subscriptions.ts';
import type { PutObject } from '../calendar/put-object.ts';
import { readNetworks } from '../platform/public-address.ts';
import { createSafeFetch } from '../platform/safe-fetch.ts';
import type { Ground } from './build-ground.ts';
import type { CalendarStores } from './build-stores.ts';

/** Subscriptions that are fetched at the same time. */
const AT_ONCE = 4;

/** The file of the database, for threads that read it on connections of their own. */
export const databaseFile = ({ config }: Pick<Ground, 'config'>): string =>
  join(config.dataDirectory, 'webmeeting.sqlite');

/** What comes into calendars and goes out of them: files, secret addresses, subscriptions. */
export const buildExchange = (
  ground: Ground,
  stores: CalendarStores,
  { putObject }: { readonly putObject: PutObject },
) => {
  const { config, clock, log, keyring, database, unitOfWork } = ground;
  const { accounts, calendars, events, writer, access } = stores;
  const objects = createExchangeStore(database);
  const files = createCalendarFileReader();
  const renderer = createCalendarRenderer({ file: databaseFile(ground) });
  const subscriptionStore = createSubscriptionStore(database);
  const turns = createRefreshTurns(AT_ONCE);
  const feeds = createFeeds({
    unitOfWork,
    calendars,
    accounts,
    feeds: createFeedStore(database),
    renderer,
    site: { keyring, publicUrl: config.publicUrl },
    clock,
  });
  const { networks, plainHttp } = config.subscriptions;
  const refresher = createSubscriptionRefresh({
    fetcher: createSafeFetch({ plainHttp, allowed: readNetworks(networks) }),
    files,
    calendars,
    accounts,
    subscriptions: subscriptionStore,
    applyFeed: createApplyFeed({ unitOfWork, events, objects, writer, clock }),
    clock,
  });
  const exchange: CalendarExchange = {
    feedsOf: (ids) => feeds.listOf(ids),
    async subscriptionsOf(ids) {
      const found = await subscriptionStore.listOf(ids);
      return new Map(
        [...found].map(([id, { url, refreshedMs, problem }]) => [
          id,
          {
            url,
            refreshedAt: refreshedMs === undefined ? null : new Date(refreshedMs).toISOString(),
            problem: problem ?? null,
          },
        ]),
      );
    },
  };
  return {
    exchange,
    feeds,
    files,
    renderer,
    importCalendar: createImportCalendar({
      unitOfWork,
      access,
      stores: { accounts, objects },
      writer,
      putObject,
      files,
      clock,
    }),
    exportCalendar: createExportCalendar({ calendars, renderer }),
    subscriptions: createSubscriptions({
      unitOfWork,
      calendars,
      subscriptions: subscriptionStore,
      refresher,
      turns,
      clock,
    }),
    refreshJob: createRefreshJob({ subscriptions: subscriptionStore, refresher, turns, clock, log }),
  };
};
