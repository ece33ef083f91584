import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { Account } from '../../src/accounts/account.ts';
import { createAppPasswordStore } from '../../src/accounts/app-password-store.ts';
import { createAppPasswords } from '../../src/accounts/app-passwords.ts';
import { buildCalendar } from '../../src/app/build-calendar.ts';
import { buildDav } from '../../src/app/build-dav.ts';
import { buildGround } from '../../src/app/build-ground.ts';
import { buildMeetings } from '../../src/app/build-meetings.ts';
import { buildCalendarStores } from '../../src/app/build-stores.ts';
import { readConfig } from '../../src/app/config.ts';
import { type AccountId, newId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import { USUAL_RIGHTS } from '../../src/base/rights.ts';
import { createBusyOf } from '../../src/calendar/free-busy/free-busy.ts';
import { createFreeBusyStore } from '../../src/calendar/free-busy/free-busy-store.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';

/** Monday 1 February 2027, 09:00 UTC. */
export const START_MS = Date.UTC(2027, 1, 1, 9);

export interface DavAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** One account's program. */
export interface DavPerson {
  readonly account: Account;
  readonly password: string;
  readonly authorization: string;
  /** `/dav/calendars/ID/` */
  readonly home: string;
  /** Its first calendar. */
  readonly calendar: string;
  send(method: string, path: string, options?: SendOptions): Promise<DavAnswer>;
}

export interface SendOptions {
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** CalDAV on a free port of loopback, with the real calendar behind it, a database of its own and a clock turned by hand. */
export const startDavHouse = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-dav-'));
  const clock = createTurnedClock(START_MS);
  const config = readConfig({
    DATA_DIR: directory,
    PUBLIC_URL: 'http://localhost:3999',
    MAIL_FROM: 'meet@example.org',
  });
  const ground = await buildGround(config, clock, silentLog);
  const stores = buildCalendarStores(ground);
  const meetings = buildMeetings(ground, stores);
  const changes = { written: async () => {}, committed: () => {} };
  const calendar = buildCalendar(ground, meetings, stores, changes);
  const { accounts, calendars } = stores;
  const appPasswords = createAppPasswords({ store: createAppPasswordStore(ground.database), accounts, clock });
  const busyOf = createBusyOf({ store: createFreeBusyStore(ground.database), reader: calendar.reader });
  const dav = buildDav(ground, { accounts, calendars, appPasswords, busyOf, work: calendar });
  const web = express();
  web.set('trust proxy', ['loopback']);
  web.use(dav.routes);
  web.use((_request, response) => {
    response.status(404).end('pages');
  });
  const server = createServer(web);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const send = async (method: string, path: string, { body, headers = {} }: SendOptions = {}): Promise<DavAnswer> => {
    const answer = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      headers: { ...headers },
      ...(body !== undefined && { body: body as string }),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  const addPerson = async (email: string, name: string): Promise<DavPerson> => {
    const account: Account = {
      id: newId<AccountId>(),
      email,
      name,
      language: 'fr',
      timeZone: 'Europe/Paris',
      rights: USUAL_RIGHTS,
      admin: false,
      webMeeting: true,
      suspended: false,
    };
    const { suspended: _suspended, ...row } = account;
    await accounts.insert({ ...row, passwordHash: 'none', createdMs: START_MS });
    await calendar.manageCalendars.settle(account);
    const [first] = await calendars.listFor(account.id);
    const { password } = await appPasswords.create(account, 'test');
    const authorization = `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`;
    const home = `/dav/calendars/${account.id}/`;
    return {
      account,
      password,
      authorization,
      home,
      calendar: `${home}${first?.uri}/`,
      send: (method, path, options = {}) =>
        send(method, path, { ...options, headers: { authorization, ...options.headers } }),
    };
  };

  return {
    url,
    clock,
    database: ground.database,
    unitOfWork: ground.unitOfWork,
    stores,
    calendar,
    appPasswords,
    send,
    addPerson,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await dav.reader.stop();
      await calendar.reader.stop();
      meetings.waitingRoom.close();
      await ground.database.destroy();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

export type DavHouse = Awaited<ReturnType<typeof startDavHouse>>;

/** A VEVENT of an hour; `lines` are its further properties. */
export const eventText = (uid: string, start = '20270301T090000', lines: readonly string[] = []): string => {
  const end = start.replace(/T(\d\d)/, (_whole, hour: string) => `T${String(Number(hour) + 1).padStart(2, '0')}`);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//test//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20270101T000000Z',
    `DTSTART;TZID=Europe/Paris:${start}`,
    `DTEND;TZID=Europe/Paris:${end}`,
    `SUMMARY:Event ${uid}`,
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
};

export const NAMESPACES =
  'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:CS="http://calendarserver.org/ns/" xmlns:A="http://apple.com/ns/ical/"';

export const propfindBody = (...names: readonly string[]): string =>
  `<D:propfind ${NAMESPACES}><D:prop>${names.map((name) => `<${name}/>`).join('')}</D:prop></D:propfind>`;

/** The href of each response of a multistatus with its own XML. */
export const responsesOf = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(/<D:response><D:href>([^<]*)<\/D:href>(.*?)<\/D:response>/gs)].map(
      ([, href = '', inside = '']) => [href, inside],
    ),
  );
