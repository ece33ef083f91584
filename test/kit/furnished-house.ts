import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Language } from '../../src/base/languages.ts';
import type { AdminAccount } from '../../src/contract/http/admin-account.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { GroupBody } from '../../src/contract/http/group.ts';
import type { MeetingBody } from '../../src/contract/http/meeting.ts';
import type { ApiClient } from './api-client.ts';
import { usageOf } from './furnished-usage.ts';
import { catchMails, type MailCatcher } from './mail-catcher.ts';
import { ADMIN, freePort, freePortPair, type RunningApp, startApp } from './start-app.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** At three in Paris, when it is five to ten now. */
const LAST_NIGHT_MS = -6 * 3_600_000 - 55 * MINUTE_MS;

const WORDS = {
  en: {
    groups: ['Direction', 'Choir', 'Accounts department'],
    board: 'Steering committee',
    agenda: 'Round the table\nBudget of the coming year\nWhat is next',
    others: ['Project review', 'Breakfast with the partners', 'Training: telephone', 'Rehearsal'],
    holiday: 'Trade fair in Lyon',
    provider: 'Example identity',
  },
  fr: {
    groups: ['Direction', 'Chorale', 'Comptabilité'],
    board: 'Comité de pilotage',
    agenda: 'Tour de table\nBudget de l’année à venir\nLa suite',
    others: ['Revue de projet', 'Petit-déjeuner des partenaires', 'Formation : le téléphone', 'Répétition'],
    holiday: 'Salon à Lyon',
    provider: 'Identité Exemple',
  },
} as const;

const PEOPLE = [
  ['claire.dubois', 'Claire Dubois'],
  ['ahmed.benali', 'Ahmed Benali'],
  ['zoe.martin', 'Zoé Martin'],
  ['lucie.moreau', 'Lucie Moreau'],
  ['thomas.petit', 'Thomas Petit'],
  ['ines.garcia', 'Inès Garcia'],
  ['paul.lefevre', 'Paul Lefèvre'],
] as const;

export interface FurnishedHouse extends RunningApp {
  readonly api: ApiClient;
  /** Add it to the time of this machine to have that of the server. */
  readonly shiftMs: number;
  /** That begins five minutes from now. */
  readonly board: EventBody;
  readonly meeting: MeetingBody;
  /** The personal link of somebody who is invited to it, as their mail has it. */
  readonly linkOf: (mailbox: string) => string;
  readonly sipPort: number;
}

type Put = (table: string, row: Readonly<Record<string, unknown>>) => void;

/** What only time writes: meetings that were, how it went, backups of each night, mails that came. */
const writePast = (running: RunningApp, { meeting }: EventBody, nowMs: number): void => {
  const database = new Database(join(running.dataDirectory, 'webmeeting.sqlite'));
  const put: Put = (table, row) => {
    const names = Object.keys(row);
    const sql = `INSERT OR REPLACE INTO ${table} (${names.map((name) => `"${name}"`).join()}) VALUES (${names.map(() => '?').join()})`;
    database.prepare(sql).run(...Object.values(row));
  };
  database.transaction(() => {
    for (const { atMs, values } of usageOf(nowMs))
      put('usage_samples', { at_ms: atMs, values: JSON.stringify(values) });
    for (const [index, [mailbox]] of PEOPLE.entries())
      if (index < PEOPLE.length - 2)
        database
          .prepare('UPDATE accounts SET seen_ms = ? WHERE email = ?')
          .run(nowMs - (index * 7 + 1) * 55 * MINUTE_MS, `${mailbox}@example.org`);
    for (const week of [1, 2, 3]) {
      const startedMs = nowMs + 5 * MINUTE_MS - week * 7 * DAY_MS;
      const endedMs = startedMs + (50 + 4 * week) * MINUTE_MS;
      const id = `session-${week}`;
      put('sessions', { id, meeting_id: meeting?.id, started_ms: startedMs, ended_ms: endedMs, end_reason: 'ended' });
      for (const [index, [, name]] of PEOPLE.slice(0, 3 + week).entries()) {
        const person = { id: `${id}-${index}`, session_id: id, number: index + 1, name, resume_hash: `${id}-${index}` };
        const way = { role: 'attendee', via: index === 2 ? 'phone' : 'web', person: `guest:${name}` };
        put('participants', { ...person, ...way, joined_ms: startedMs, left_ms: endedMs });
        put('attendance', { session_id: id, participant_id: person.id, from_ms: startedMs, to_ms: endedMs });
      }
    }
    for (const [index, [mailbox, name]] of PEOPLE.slice(0, 4).entries()) {
      const receivedMs = nowMs - (index + 1) * 47 * MINUTE_MS;
      const about = {
        sender: `${mailbox}@example.org`,
        subject: `Re: ${name}`,
        received_ms: receivedMs,
        due_ms: receivedMs,
      };
      const end = index === 3 ? { state: 'set-aside', reason: 'unclear' } : { state: 'handled', reason: 'answer' };
      put('incoming_mails', {
        ...{ id: `mail-${index}`, digest: `digest-${index}`, source: 'smtp', recipients: '["meet@example.org"]' },
        ...{ ...about, ...end, handled_ms: receivedMs },
      });
    }
    for (let night = 0; night < 6; night += 1) {
      const startedMs = nowMs + LAST_NIGHT_MS - night * DAY_MS;
      const file = `webmeeting-${new Date(startedMs).toISOString().slice(0, 10)}-0300.tar`;
      const bytes = 412_000 - night * 9_000;
      put('backups', {
        ...{ id: `night-${night}`, reason: 'schedule', file, state: 'ready', encrypted: 1, bytes },
        ...{ started_ms: startedMs, ended_ms: startedMs + 4_000 },
      });
      mkdirSync(join(running.dataDirectory, 'backups'), { recursive: true });
      writeFileSync(join(running.dataDirectory, 'backups', file), Buffer.alloc(bytes));
    }
  })();
  database.close();
};

const addPeople = async (api: ApiClient, language: Language): Promise<void> => {
  const [direction, choir] = await Promise.all(
    WORDS[language].groups.map((name, index) =>
      api.post<GroupBody>('/admin/groups', {
        name,
        rights: index === 0 ? ['webmeeting', 'record', 'dial-out'] : ['documents'],
      }),
    ),
  );
  const accounts: AdminAccount[] = [];
  for (const [index, [mailbox, name]] of PEOPLE.entries()) {
    const way = index < 5 ? { password: 'correct horse battery' } : { invite: 'link' };
    const group = index % 2 === 0 ? direction : choir;
    const { account } = await api.post<{ account: AdminAccount }>('/admin/accounts', {
      ...{ email: `${mailbox}@example.org`, name, language, timeZone: 'Europe/Paris', ...way },
      ...(index < 5 && group !== undefined && { groups: [group.id] }),
    });
    accounts.push(account);
  }
  await api.post(`/admin/accounts/${accounts[4]?.id}/suspend`);
};

/** The hour of the backups on the clock of this machine. */
const nightOf = (nowMs: number): string => new Date(nowMs + LAST_NIGHT_MS).toTimeString().slice(0, 5);

const setUp = async (api: ApiClient, language: Language, nowMs: number): Promise<void> => {
  const put = (path: string, body: object) => api.call('PUT', path, body);
  const answers = [
    await put('/admin/settings', {
      phoneNumbers: [
        { country: 'FR', number: '+33 1 23 45 67 89' },
        { country: 'GB', number: '+44 20 7946 0958' },
      ],
    }),
    await put('/admin/licences/webmeeting', { type: 'seats', seats: 12 }),
    await put('/admin/licences/record', {
      ...{ type: 'subscription', seats: 20, reference: 'C-2027-014' },
      endsAt: new Date(nowMs + 300 * DAY_MS).toISOString(),
    }),
    await put('/admin/seats', { people: 60 }),
    await put('/admin/sign-in-settings/providers/example', {
      ...{ name: WORDS[language].provider, issuer: 'https://login.example.org', clientId: 'webmeeting' },
      ...{ scopes: 'openid email profile groups', label: '', groupClaim: 'groups', domains: ['example.org'] },
      ...{
        groupRules: [{ from: 'staff', rights: ['webmeeting'] }],
        makesAccounts: true,
        active: true,
        secret: 'a secret',
      },
    }),
    await put('/admin/sign-in-settings/directory', {
      ...{ active: false, host: 'ldap.example.org', port: 636, security: 'ldaps', ca: '', password: 'secret' },
      ...{ bindDn: 'cn=reader,dc=example,dc=org', base: 'ou=people,dc=example,dc=org', filter: '(uid={login})' },
      ...{ attributes: { id: 'entryUUID', email: 'mail', name: 'cn' }, groups: { by: 'none' }, groupRules: [] },
      ...{ domains: [], makesAccounts: true, joinsAccounts: false },
    }),
    await put('/admin/backups/plan', {
      ...{ active: true, at: nightOf(nowMs), daily: 7, weekly: 4, monthly: 6, encrypted: true },
      passphrase: 'a long walk by the sea',
    }),
  ];
  for (const { status, body } of answers)
    if (status >= 400) throw new Error(`the house is not furnished: ${status} ${JSON.stringify(body)}`);
};

const plan = async (api: ApiClient, language: Language, startMs: number): Promise<EventBody> => {
  const words = WORDS[language];
  const monday = startMs - 1 * DAY_MS;
  const day = (days: number): string => new Date(monday + days * DAY_MS).toISOString().slice(0, 10);
  const rest = [
    [words.others[0], 0, '14:00', '15:30', true],
    [words.others[1], 2, '09:00', '10:00', false],
    [words.others[2], 3, '11:00', '12:00', true],
    [words.others[3], 3, '17:00', '18:30', true],
    [words.others[0], 4, '10:00', '11:00', true],
  ] as const;
  for (const [title, days, start, end, webMeeting] of rest)
    await api.post('/events', {
      ...{ title, start: `${day(days)}T${start}`, end: `${day(days)}T${end}`, timeZone: 'Europe/Paris', webMeeting },
      ...{
        notify: false,
        invitees: PEOPLE.slice(0, 4).map(([mailbox, name]) => ({ email: `${mailbox}@example.org`, name })),
      },
    });
  await api.post('/events', { title: words.holiday, start: day(3), end: day(4), allDay: true });
  return api.post<EventBody>('/events', {
    ...{
      title: words.board,
      start: `${day(1)}T10:00`,
      end: `${day(1)}T11:00`,
      timeZone: 'Europe/Paris',
      webMeeting: true,
    },
    ...{ recurrence: 'FREQ=WEEKLY;BYDAY=TU', description: words.agenda },
    invitees: PEOPLE.slice(0, 5).map(([mailbox, name]) => ({ email: `${mailbox}@example.org`, name, language })),
  });
};

/** A server on which people have worked for a while: accounts, meetings, mails, backups; `startMs` is five minutes before the board meets. */
export const startFurnishedHouse = async (language: Language, startMs: number): Promise<FurnishedHouse> => {
  const shiftMs = startMs - Date.now();
  const sipPort = await freePortPair();
  const catcher: MailCatcher = await catchMails();
  const running = await startApp({
    environment: {
      ...{ MAIL_FROM: 'meet@example.org', SMTP_URL: catcher.url, INBOX_SMTP_PORT: String(await freePort()) },
      ...{ SIP_PORT: String(sipPort), SIP_DOMAIN: 'meet.example.org' },
    },
    overrides: { clock: { nowMs: () => Date.now() + shiftMs }, quietMs: 0 },
  });
  const api = await running.admin();
  await api.patch('/account', { language, name: 'Bertrand Fèvre', timeZone: 'Europe/Paris' });
  await addPeople(api, language);
  const board = await plan(api, language, startMs);
  writePast(running, board, startMs);
  await setUp(api, language, startMs);
  if (board.meeting === undefined || board.meeting === null) throw new Error(`${ADMIN.email} has no meeting`);
  await catcher.waitFor(PEOPLE.length - 2);
  return {
    ...running,
    ...{ api, shiftMs, board, meeting: board.meeting, sipPort },
    linkOf(mailbox) {
      const [mail] = catcher.sentTo(`${mailbox}@example.org`);
      const link = /https?:\S+\/j\/[\w-]+/.exec(mail?.parsed.text ?? '');
      if (link === null) throw new Error(`${mailbox} was sent no link`);
      return link[0];
    },
    async dispose() {
      await running.dispose();
      await catcher.close();
    },
  };
};
