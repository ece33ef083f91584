import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createAddAccount } from '../../src/accounts/add-account.ts';
import { createPasswords } from '../../src/accounts/password.ts';
import { buildGround } from '../../src/app/build-ground.ts';
import { buildGiveRights } from '../../src/app/build-rights.ts';
import { buildCalendarStores } from '../../src/app/build-stores.ts';
import { readConfig } from '../../src/app/config.ts';
import { silentLog } from '../../src/base/log.ts';
import type { NewAppPassword } from '../../src/contract/http/app-password.ts';
import type { CalendarBody } from '../../src/contract/http/calendar.ts';
import type { ApiClient } from './api-client.ts';
import { catchMails } from './mail-catcher.ts';
import { ADMIN, startApp } from './start-app.ts';
import { createTurnedClock } from './turned-clock.ts';

/** What a calendar program is told by its user. */
export interface DavAccount {
  readonly email: string;
  readonly password: string;
  /** Where the server is: the address that people type. */
  readonly url: string;
  /** The collection of the default calendar. */
  readonly calendarUrl: string;
}

export interface ClientAnswer {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A home directory of its own for programs that keep files there. */
export interface ClientHome {
  readonly path: string;
  /** Where a file of this home is. */
  at(...names: readonly string[]): string;
  write(name: string, text: string): void;
  read(name: string): string;
  list(name: string, ending?: string): string[];
  /** Runs a Debian program here to its end. */
  run(file: string, args: readonly string[], options?: RunOptions): Promise<ClientAnswer>;
  /** The same; it must succeed. */
  must(file: string, args: readonly string[], options?: RunOptions): Promise<string>;
  remove(): void;
}

interface RunOptions {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 60_000;

const runIn = (
  home: string,
  file: string,
  args: readonly string[],
  { input = '', environment = {} }: RunOptions,
): Promise<ClientAnswer> =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: home,
      // Debian's own programs and its own Python before any other that a developer has.
      env: { PATH: '/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8', TZ: 'Europe/Paris', ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL',
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output, errors }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });

export const openClientHome = (): ClientHome => {
  const path = mkdtempSync(join(tmpdir(), 'webmeeting-client-'));
  const at = (...names: readonly string[]): string => join(path, ...names);
  const run: ClientHome['run'] = (file, args, options = {}) => runIn(path, file, args, options);
  return {
    path,
    at,
    write(name, text) {
      mkdirSync(dirname(at(name)), { recursive: true });
      writeFileSync(at(name), text);
    },
    read: (name) => readFileSync(at(name), 'utf8'),
    list: (name, ending = '') => readdirSync(at(name)).filter((file) => file.endsWith(ending)),
    run,
    async must(file, args, options) {
      const { status, output, errors } = await run(file, args, options);
      if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}: ${errors}${output}`);
      return output;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
};

/** An app password for the account that `api` is signed in with, and where its default calendar is. */
export const davAccountOf = async (api: ApiClient, email: string): Promise<DavAccount> => {
  const { password } = await api.post<NewAppPassword>('/app-passwords', { name: 'test' });
  const { calendars } = await api.get<{ calendars: CalendarBody[] }>('/calendars');
  const first = calendars.find((calendar) => calendar.default);
  if (!first) throw new Error('the account has no calendar');
  return { email, password, url: api.url, calendarUrl: first.davUrl };
};

/** Where vdirsyncer keeps the objects of a calendar: one file each, in a folder named after the collection. */
export const vdirOf = ({ calendarUrl }: DavAccount): string => join('calendars', calendarUrl.split('/').at(-2) ?? '');

/** Sets vdirsyncer up as its manual says, for all calendars of an account. `conflict` is what it does when both sides changed. */
export const setUpVdirsyncer = async (
  home: ClientHome,
  { email, password, url }: DavAccount,
  { conflict = 'null' }: { readonly conflict?: 'null' | '"a wins"' | '"b wins"' } = {},
): Promise<string> => {
  home.write(
    '.config/vdirsyncer/config',
    `[general]
status_path = "${home.at('.vdirsyncer')}"

[pair work]
a = "here"
b = "there"
collections = ["from a", "from b"]
metadata = ["displayname", "color"]
conflict_resolution = ${conflict}

[storage here]
type = "filesystem"
path = "${home.at('calendars')}"
fileext = ".ics"

[storage there]
type = "caldav"
url = "${url}/"
username = "${email}"
password = "${password}"
`,
  );
  // It asks of each calendar that is new on one side whether to create it on the other.
  return home.must('/usr/bin/vdirsyncer', ['discover'], { input: 'y\n'.repeat(10) });
};

export const syncVdir = (home: ClientHome): Promise<ClientAnswer> =>
  home.run('/usr/bin/vdirsyncer', ['sync', '--force-delete']);

/** khal on the folder that vdirsyncer keeps, in plain ISO dates. */
export const setUpKhal = (home: ClientHome, account: DavAccount): void =>
  home.write(
    '.config/khal/config',
    `[calendars]
[[work]]
path = ${home.at(vdirOf(account))}

[default]
default_calendar = work

[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Paris
default_timezone = Europe/Paris

[sqlite]
path = ${home.at('khal.db')}
`,
  );

/** Monday 1 February 2027, 09:00 UTC. */
const TODAY_MS = Date.UTC(2027, 1, 1, 9);
export const MEETING_ADDRESS = 'meet@example.org';

/** The real server with mails caught, a clock turned by hand, and an account that has an app password. */
export const startDavServer = async () => {
  const clock = createTurnedClock(TODAY_MS);
  const catcher = await catchMails();
  const running = await startApp({
    environment: { SMTP_URL: catcher.url, MAIL_FROM: MEETING_ADDRESS, MAIL_LANGUAGES: 'fr,en' },
    overrides: { clock, quietMs: 0 },
  });
  const api = await running.admin();
  // Floating times, which some programs write, are those of the zone of the account.
  await api.patch('/account', { timeZone: 'Europe/Paris' });
  return {
    clock,
    catcher,
    running,
    api,
    account: await davAccountOf(api, ADMIN.email),
    /** Another account, made beside the running server as at the terminal. */
    async addPerson(email: string, name: string): Promise<{ api: ApiClient; account: DavAccount }> {
      const ground = await buildGround(readConfig({ DATA_DIR: running.dataDirectory }), clock, silentLog);
      const { accounts, adoptInvitations } = buildCalendarStores(ground);
      const password = 'another horse battery';
      const { unitOfWork, audit } = ground;
      const addAccount = createAddAccount({
        accounts,
        passwords: createPasswords(),
        giveRights: buildGiveRights(ground),
        unitOfWork,
        audit,
        clock,
        onAdded: adoptInvitations,
      });
      await addAccount.add({
        email,
        name,
        password,
        admin: false,
        language: 'en',
        timeZone: 'Europe/Paris',
        actor: { kind: 'system' },
      });
      await ground.database.destroy();
      const client = running.client();
      await client.post('/session', { email, password });
      return { api: client, account: await davAccountOf(client, email) };
    },
    async stop() {
      await running.dispose();
      await catcher.close();
    },
  };
};

export type DavServer = Awaited<ReturnType<typeof startDavServer>>;

/** A VCALENDAR around the lines of its events. */
export const calendarText = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//test//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');

/** A VEVENT; `lines` are its further properties. */
export const eventLines = (
  uid: string,
  { start, end, summary }: { readonly start: string; readonly end: string; readonly summary: string },
  ...lines: readonly string[]
): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20270101T000000Z',
  `DTSTART;TZID=Europe/Paris:${start}`,
  `DTEND;TZID=Europe/Paris:${end}`,
  `SUMMARY:${summary}`,
  ...lines,
  'END:VEVENT',
];
