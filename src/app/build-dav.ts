import { join } from 'node:path';
import type { AccountStore } from '../accounts/account-store.ts';
import type { AppPasswords } from '../accounts/app-passwords.ts';
import { createDavSignIn } from '../accounts/dav-sign-in.ts';
import type { CalendarStore } from '../calendar/calendar-store.ts';
import { createDavObjectView } from '../calendar/dav/dav-object-view.ts';
import { createDavReader } from '../calendar/dav/dav-reader.ts';
import type { DavServices } from '../calendar/dav/dav-request.ts';
import { createResourceFinder } from '../calendar/dav/dav-resource.ts';
import { createDavRoutes } from '../calendar/dav/dav-routes.ts';
import { createDavServer } from '../calendar/dav/dav-server.ts';
import { createDeadPropertyStore } from '../calendar/dav/dead-property-store.ts';
import { createPrincipalView } from '../calendar/dav/principal-view.ts';
import { createNetworkLimit } from '../platform/rate-limit.ts';
import type { Ground } from './build-ground.ts';

const QUARTER_MS = 15 * 60_000;

/** CalDAV: its routes, and the reader whose threads must be stopped in the end. */
export const buildDav = (
  {
    database,
    unitOfWork,
    clock,
    config,
  }: Pick<Ground, 'database' | 'unitOfWork' | 'clock'> & {
    readonly config: Pick<Ground['config'], 'dataDirectory' | 'publicUrl'>;
  },
  parts: {
    readonly accounts: AccountStore;
    readonly calendars: CalendarStore;
    readonly appPasswords: Pick<AppPasswords, 'check'>;
    readonly busyOf: DavServices['busyOf'];
    readonly work: DavServices['work'];
  },
) => {
  const { accounts, calendars, appPasswords, busyOf, work } = parts;
  const reader = createDavReader({ databaseFile: join(config.dataDirectory, 'webmeeting.sqlite') });
  const objects = createDavObjectView(database);
  const server = createDavServer({
    accounts,
    calendars,
    objects,
    principals: createPrincipalView(database),
    deadProperties: createDeadPropertyStore(database),
    reader,
    finder: createResourceFinder({ accounts, calendars, objects }),
    work,
    busyOf,
    unitOfWork,
    clock,
    publicUrl: config.publicUrl.replace(/\/$/, ''),
  });
  const signIn = createDavSignIn({
    passwords: appPasswords,
    limits: {
      person: createNetworkLimit({ points: 20, windowMs: QUARTER_MS }),
      network: createNetworkLimit({ points: 200, windowMs: QUARTER_MS }),
    },
  });
  return { routes: createDavRoutes({ server, signIn }), reader, signIn };
};
