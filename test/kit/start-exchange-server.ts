import { createServer } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import type { Account } from '../../src/accounts/account.ts';
import { createViewerMiddleware } from '../../src/accounts/account-routes.ts';
import { createPasswords } from '../../src/accounts/password.ts';
import { createSignIn } from '../../src/accounts/sign-in.ts';
import { createSignInStore } from '../../src/accounts/sign-in-store.ts';
import { createWebApp } from '../../src/app/web-app.ts';
import { DomainError } from '../../src/base/errors.ts';
import type { CalendarId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import { createEventRoutes } from '../../src/calendar/event-routes.ts';
import { createApplyFeed } from '../../src/calendar/exchange/apply-feed.ts';
import { createCalendarFileReader } from '../../src/calendar/exchange/calendar-file-reader.ts';
import { createCalendarRenderer } from '../../src/calendar/exchange/calendar-renderer.ts';
import { createExchangeRoutes } from '../../src/calendar/exchange/exchange-routes.ts';
import { createExchangeStore } from '../../src/calendar/exchange/exchange-store.ts';
import { createExportCalendar } from '../../src/calendar/exchange/export-calendar.ts';
import { createFeedRoutes } from '../../src/calendar/exchange/feed-routes.ts';
import { createFeedStore } from '../../src/calendar/exchange/feed-store.ts';
import { createFeeds } from '../../src/calendar/exchange/feeds.ts';
import { createImportCalendar } from '../../src/calendar/exchange/import-calendar.ts';
import { createRefreshJob } from '../../src/calendar/exchange/refresh-job.ts';
import { createSubscriptionRefresh } from '../../src/calendar/exchange/refresh-subscription.ts';
import { createRefreshTurns } from '../../src/calendar/exchange/refresh-turns.ts';
import { createSubscriptionStore } from '../../src/calendar/exchange/subscription-store.ts';
import { createSubscriptions } from '../../src/calendar/exchange/subscriptions.ts';
import type { CalendarBody } from '../../src/contract/http/calendar.ts';
import { readNetworks } from '../../src/platform/public-address.ts';
import { createRateLimit } from '../../src/platform/rate-limit.ts';
import { createSafeFetch } from '../../src/platform/safe-fetch.ts';
import { ApiClient } from './api-client.ts';
import { openMeetingHouse } from './meeting-house.ts';

/**
 * Import, export, feeds and subscriptions over HTTP on a free port, with a database of their own and a clock turned by hand.
 * `outside`: ports of loopback that count as the world.
 */
export const startExchangeServer = async (options: { readonly outside?: () => readonly number[] } = {}) => {
  const house = await openMeetingHouse();
  const file = join(house.directory, 'test.sqlite');
  const { database, unitOfWork, keyring, clock, accounts, events, calendars, writer, access } = house;
  const objects = createExchangeStore(database);
  const files = createCalendarFileReader();
  const renderer = createCalendarRenderer({ file });
  const subscriptionStore = createSubscriptionStore(database);
  const turns = createRefreshTurns(4);
  const feeds = createFeeds({
    unitOfWork,
    calendars,
    accounts,
    feeds: createFeedStore(database),
    renderer,
    site: { keyring, publicUrl: 'https://meet.example.org' },
    clock,
  });
  // The ports are known once the servers outside listen.
  const fetcher: ReturnType<typeof createSafeFetch> = {
    fetch: (address, validators) =>
      createSafeFetch({
        plainHttp: true,
        ports: options.outside?.() ?? [],
        allowed: readNetworks(['127.0.0.1']),
        timeoutMs: 1_500,
      }).fetch(address, validators),
    stop: () => {},
  };
  const refresher = createSubscriptionRefresh({
    fetcher,
    files,
    calendars,
    accounts,
    subscriptions: subscriptionStore,
    applyFeed: createApplyFeed({ unitOfWork, events, objects, writer, clock }),
    clock,
  });
  const subscriptions = createSubscriptions({
    unitOfWork,
    calendars,
    subscriptions: subscriptionStore,
    refresher,
    turns,
    clock,
  });
  const refreshJob = createRefreshJob({ subscriptions: subscriptionStore, refresher, turns, clock, log: silentLog });

  const showCalendar = async (account: Account, id: CalendarId): Promise<CalendarBody> => {
    const calendar = await calendars.findFor(account.id, id);
    if (!calendar) throw new DomainError('not-found');
    const subscription = (await subscriptionStore.listOf([id])).get(id);
    return {
      id,
      name: calendar.name,
      color: calendar.color,
      position: calendar.position,
      shown: calendar.shown,
      default: calendar.isDefault,
      access: calendar.access,
      owner: { name: account.name, email: account.email },
      everyEventMeets: calendar.everyEventMeets,
      davUrl: '',
      ...(subscription && {
        subscription: {
          url: subscription.url,
          refreshedAt: subscription.refreshedMs === undefined ? null : new Date(subscription.refreshedMs).toISOString(),
          problem: subscription.problem ?? null,
        },
      }),
      feeds: (await feeds.listOf([id])).get(id) ?? [],
    };
  };

  const limit = createRateLimit({ points: 1_000, windowMs: 60_000 });
  const signIn = createSignIn({
    accounts,
    sessions: createSignInStore(database),
    passwords: createPasswords(),
    limits: { person: limit, network: limit },
    clock,
  });
  const web = createWebApp({
    https: false,
    trustProxy: ['loopback'],
    isOwnOrigin: () => true,
    readiness: { problem: async () => undefined },
    viewer: createViewerMiddleware({ signIn, cookies: { secure: false } }),
    api: [
      createEventRoutes(house),
      createExchangeRoutes({
        importCalendar: createImportCalendar({
          unitOfWork,
          access,
          stores: { accounts, objects },
          writer,
          putObject: house.putObject,
          files,
          clock,
        }),
        exportCalendar: createExportCalendar({ calendars, renderer }),
        feeds,
        subscriptions,
        access,
        showCalendar,
      }),
    ],
    outside: [createFeedRoutes({ feeds })],
    pages: express.Router(),
    log: silentLog,
  });
  const server = createServer(web);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The test server has no port.');
  const url = `http://127.0.0.1:${address.port}`;

  return {
    ...house,
    url,
    subscriptionStore,
    refreshJob,
    showCalendar,
    addCalendar: (owner: Account, name = 'Work'): Promise<CalendarId> =>
      unitOfWork((transaction) =>
        calendars.insert(transaction, { ownerId: owner.id, name, color: '#2f6fed', createdMs: clock.nowMs() }),
      ),
    async signIn(account: Account): Promise<ApiClient> {
      const client = new ApiClient(url);
      client.headers = { Authorization: `Bearer ${await signIn.open(account, 'test')}` };
      return client;
    },
    /** What is in the calendar, by UID. */
    async rawsOf(calendarId: CalendarId): Promise<Map<string, string>> {
      const rows = await database('calendar_objects').where({ calendar_id: calendarId }).select('uid', 'raw');
      return new Map(rows.map((row: { uid: string; raw: string }) => [row.uid, row.raw]));
    },
    async close(): Promise<void> {
      await refreshJob.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await files.stop();
      await renderer.stop();
      await house.close();
    },
  };
};

export type ExchangeServer = Awaited<ReturnType<typeof startExchangeServer>>;
