import { createServer } from 'node:http';
import express from 'express';
import type { Account } from '../../src/accounts/account.ts';
import { createViewerMiddleware } from '../../src/accounts/account-routes.ts';
import { createPasswords } from '../../src/accounts/password.ts';
import { createSignIn } from '../../src/accounts/sign-in.ts';
import { createSignInStore } from '../../src/accounts/sign-in-store.ts';
import { createWebApp } from '../../src/app/web-app.ts';
import { silentLog } from '../../src/base/log.ts';
import { createCalendarRoutes } from '../../src/calendar/calendar-routes.ts';
import { createCalendarView } from '../../src/calendar/calendar-view.ts';
import { createEventRoutes } from '../../src/calendar/event-routes.ts';
import { createLobbyLimits } from '../../src/meetings/lobby-limits.ts';
import { createMeetingCookies } from '../../src/meetings/meeting-cookies.ts';
import { createMeetingRoutes } from '../../src/meetings/meeting-routes.ts';
import { createWaitRoutes } from '../../src/meetings/wait-routes.ts';
import { createRateLimit } from '../../src/platform/rate-limit.ts';
import { ApiClient } from './api-client.ts';
import { type MeetingHouse, openMeetingHouse } from './meeting-house.ts';

export interface MeetingServer {
  readonly house: MeetingHouse;
  readonly url: string;
  /** Nobody is signed in. */
  readonly client: () => ApiClient;
  readonly signIn: (account: Account) => Promise<ApiClient>;
  readonly close: () => Promise<void>;
}

/** The HTTP API of calendar and meetings on a free port, over a house whose clock and insides tests can reach. */
export const startMeetingServer = async (
  options: Parameters<typeof openMeetingHouse>[0] & {
    readonly secureCookies?: boolean;
    /** One that is open already; else one of its own. */
    readonly house?: MeetingHouse;
    /** Routes beside those of calendar and meetings. */
    readonly more?: (house: MeetingHouse) => readonly express.Router[];
    /** Routes beside the API. */
    readonly outside?: (house: MeetingHouse, viewer: express.RequestHandler) => readonly express.Router[];
  } = {},
): Promise<MeetingServer> => {
  const house = options.house ?? (await openMeetingHouse(options));
  const cookies = { secure: options.secureCookies ?? false };
  const meetingCookies = createMeetingCookies(cookies);
  const limit = createRateLimit({ points: 1_000, windowMs: 60_000 });
  const signIn = createSignIn({
    accounts: house.accounts,
    sessions: createSignInStore(house.database),
    passwords: createPasswords(),
    limits: { person: limit, network: limit },
    clock: house.clock,
  });
  const calendarView = createCalendarView({
    ...house,
    exchange: { feedsOf: async () => new Map(), subscriptionsOf: async () => new Map() },
    davUrlOf: (account, { uri }) => `/dav/calendars/${account.id}/${uri}/`,
  });
  const viewer = createViewerMiddleware({ signIn, cookies });
  const web = createWebApp({
    https: cookies.secure,
    trustProxy: ['loopback'],
    isOwnOrigin: () => true,
    readiness: { problem: async () => undefined },
    viewer,
    api: [
      createEventRoutes(house),
      ...(options.more?.(house) ?? []),
      createCalendarRoutes({ ...house, calendarView }),
      createMeetingRoutes({ ...house, meetingCookies }),
      createWaitRoutes({ ...house, lobbyLimits: createLobbyLimits(), meetingCookies }),
    ],
    outside: options.outside?.(house, viewer) ?? [],
    pages: express.Router(),
    log: silentLog,
  });
  const server = createServer(web);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The test server has no port.');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    house,
    url,
    client: () => new ApiClient(url),
    signIn: async (account) => {
      const client = new ApiClient(url);
      client.headers = { Authorization: `Bearer ${await signIn.open(account, 'test')}` };
      return client;
    },
    close: async () => {
      house.waitingRoom.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await house.close();
    },
  };
};
