import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { expect } from 'chai';
import knex, { type Knex } from 'knex';
import type { Call } from '../../src/app/api-call.ts';
import { tokenRuleOf } from '../../src/app/api-scopes.ts';
import { CALLS } from '../../src/app/openapi.ts';
import { API_SCOPES, type ApiScope } from '../../src/base/api-scopes.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { Problem } from '../../src/contract/http/problem.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { bodyLike, confusedBodies } from '../kit/call-samples.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import { setRightsOf } from '../kit/set-rights.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';

const ANN = { email: 'ann@example.org', password: 'another long password', name: 'Ann' };
const BARE = { email: 'bare@example.org', password: 'another long password', name: 'Bare' };
const GONE = { email: 'gone@example.org', password: 'another long password', name: 'Gone' };

/** The pulse of the rooms, the measures of the overview, the dates for which reminders are planned, what was warned of. */
const BY_JOBS = [
  'room_heartbeat',
  'usage_samples',
  'date_mails',
  'told_warnings',
  'calendar_instances',
  'sqlite_sequence',
];

interface Route extends Call {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

const ROUTES: readonly Route[] = Object.entries(CALLS).map(([name, call]) => {
  const [method = '', path = ''] = name.split(' ');
  return { ...call, name, method, path };
});
const WRITES = ROUTES.filter(({ method }) => method !== 'GET');

interface Asked {
  readonly status: number;
  readonly code: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** What everybody who asks has besides the call; '' for what they leave out. */
type Caller = Readonly<Record<string, string>>;

const present = (headers: Caller): Caller => Object.fromEntries(Object.entries(headers).filter(([, value]) => value));

const AT_ONCE = 8;

describe('every call of the API', function () {
  this.timeout(60_000);
  const clock = createTurnedClock(systemClock.nowMs());
  let running: RunningApp;
  let database: Knex;
  let ids: Readonly<Record<string, string>>;
  const callers = {} as Record<'nobody' | 'guest' | 'bare' | 'account' | 'suspended' | 'stale' | 'admin', Caller>;
  const tokens = new Map<ApiScope, Caller>();
  let admin: ApiClient;
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

  /** Every row of every table, but for what jobs write by themselves, and when somebody was last seen. */
  const state = async (): Promise<Record<string, string>> => {
    const tables = await database('sqlite_master').where({ type: 'table' }).whereNotIn('name', BY_JOBS);
    const found: Record<string, string> = {};
    for (const { name } of tables as { name: string }[]) {
      const seen = { sign_in_sessions: ['seen_ms', 'expires_ms'], api_tokens: ['used_ms'] }[name] ?? [];
      const rows = await database(name).select('*');
      found[name] = JSON.stringify(rows, (key, value) => (seen.includes(key) ? undefined : value));
    }
    return found;
  };

  const expectUnchanged = async (before: Record<string, string>, who: string): Promise<void> => {
    const after = await state();
    const changed = Object.keys(after).filter((table) => before[table] !== after[table]);
    expect(changed, `what the refused calls of ${who} changed`).to.deep.equal([]);
  };

  /** The path with things that there are, or that there are not. */
  const pathOf = ({ path }: Route, fill = (name: string): string => ids[name] ?? 'unknown'): string =>
    path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
      encodeURIComponent(fill(`${/^\/(?:admin\/)?[\w-]+/.exec(path)?.[0]} ${name}`)),
    );

  const ask = (
    route: Route,
    caller: Caller,
    { path = pathOf(route), body }: { readonly path?: string; readonly body?: unknown } = {},
  ): Promise<Asked> => {
    const isRead = route.method === 'GET';
    const text = isRead || body === undefined ? '' : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const asked = request(`${running.url}/api/v1${path}`, {
        agent,
        method: route.method,
        headers: present({
          Origin: running.url,
          ...(!isRead && { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) }),
          ...caller,
        }),
      });
      asked.once('error', reject);
      asked.once('response', (response) => {
        const { statusCode: status = 0, headers } = response;
        if (!headers['content-type']?.startsWith('application/problem+json')) {
          resolve({ status, code: undefined, headers });
          // Streams have no end.
          response.destroy();
          return;
        }
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.once('end', () => {
          const { code } = JSON.parse(Buffer.concat(pieces).toString()) as Problem;
          resolve({ status, code, headers });
        });
      });
      asked.end(text);
    });
  };

  /** For each of them, some at a time: there are thousands of calls to make. */
  const each = async <One>(all: readonly One[], work: (one: One) => Promise<void>): Promise<void> => {
    const left = [...all];
    const next = async (): Promise<void> => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  };

  const cookieOf = async (person: { email: string; password: string }): Promise<Caller> => {
    const client = running.client();
    await client.post('/session', { email: person.email, password: person.password });
    return { Cookie: client.cookie() };
  };

  before(async () => {
    running = await startApp({ overrides: { clock } });
    database = knex({
      client: 'better-sqlite3',
      connection: { filename: `${running.dataDirectory}/webmeeting.sqlite` },
      useNullAsDefault: true,
    });
    for (const person of [ANN, BARE, GONE]) await addAccountTo(running.dataDirectory, person);
    await setRightsOf(running.dataDirectory, BARE.email, []);
    callers.stale = await cookieOf(ADMIN);
    clock.forward(16 * 60_000);
    admin = await running.admin();
    callers.suspended = await cookieOf(GONE);
    callers.bare = await cookieOf(BARE);
    callers.account = await cookieOf(ANN);
    callers.nobody = {};
    const { accounts } = await admin.get<{ accounts: { id: string; email: string }[] }>('/admin/accounts');
    const idOf = (email: string): string => accounts.find((one) => one.email === email)?.id ?? '';
    await admin.post(`/admin/accounts/${idOf(GONE.email)}/suspend`);
    const event = await admin.post<{ id: string; meeting: { id: string } }>('/events', {
      title: 'Budget',
      start: '2027-03-01T10:00',
      end: '2027-03-01T11:00',
      timeZone: 'Europe/Paris',
      webMeeting: true,
    });
    const { calendars } = await admin.get<{ calendars: { id: string }[] }>('/calendars');
    const live = await admin.post<{ id: string; pin: string }>('/meetings', { title: 'Now' });
    const guest = running.client();
    await guest.call('POST', `/meetings/${live.id}/join`, { name: 'Zoé', pin: live.pin });
    callers.guest = { Cookie: guest.cookie() };
    for (const scope of API_SCOPES) {
      const { token } = await admin.post<{ token: string }>('/api-tokens', { name: scope, scopes: [scope] });
      tokens.set(scope, { Authorization: `Bearer ${token}`, Origin: 'https://elsewhere.example' });
    }
    callers.admin = { Cookie: admin.cookie() };
    const named = (kind: string, body: object): Promise<string> =>
      admin
        .post<{ id?: string; webhook?: { id: string } }>(`/${kind}`, body)
        .then((made) => made.webhook?.id ?? made.id ?? '');
    const hook = { name: 'Hook', form: 'json', url: 'https://example.net/hook', events: ['meeting.started'] };
    ids = {
      '/webhooks id': await named('webhooks', hook),
      '/app-passwords id': await named('app-passwords', { name: 'Phone' }),
      '/api-tokens id': await named('api-tokens', { name: 'Script', scopes: ['calendar:read'] }),
      '/documents id': await named('documents', { kind: 'folder', name: 'Mine' }),
      '/events id': event.id,
      '/calendars id': calendars[0]?.id ?? '',
      '/meetings id': live.id,
      '/admin/accounts id': idOf(ANN.email),
    };
  });
  after(async () => {
    agent.destroy();
    await database.destroy();
    await running.dispose();
  });

  it('that is for somebody is refused to whoever is nobody, before it is looked at', async () => {
    const before = await state();
    for (const who of ['nobody', 'guest', 'suspended'] as const)
      await each(
        ROUTES.filter((one) => one.who !== 'anyone'),
        async (route) => {
          const { status } = await ask(route, callers[who], { body: bodyLike(route) });
          expect(status, `${route.name} as ${who}`).to.equal(401);
        },
      );
    await expectUnchanged(before, 'nobody');
  });

  it('of the console is refused to accounts, and to administrators who have not said lately that it is them', async () => {
    const before = await state();
    const ofConsole = ROUTES.filter((one) => one.who === 'admin');
    for (const [who, wanted] of [
      ['account', 'not-allowed'],
      ['bare', 'not-allowed'],
      ['stale', 'confirm-identity'],
    ] as const)
      await each(ofConsole, async (route) => {
        const { status, code } = await ask(route, callers[who], { body: bodyLike(route) });
        expect([status, code], `${route.name} as ${who}`).to.deep.equal([403, wanted]);
      });
    await expectUnchanged(before, 'accounts');
  });

  it('that only reads is open to whom it is for', async () => {
    for (const who of ['nobody', 'guest', 'bare', 'account', 'stale', 'admin'] as const) {
      const isSomebody = who !== 'nobody' && who !== 'guest';
      // Those of rooms ask for the key of somebody who is in.
      const reads = ROUTES.filter((one) => one.method === 'GET' && !one.path.startsWith('/room/'));
      const open = reads.filter((one) => one.who === 'anyone' || isSomebody);
      await each(
        open.filter((one) => one.who !== 'admin' || who === 'admin'),
        async (route) => {
          const { status, code } = await ask(route, callers[who]);
          expect([status, code], `${route.name} as ${who}`).to.not.deep.equal([401, 'not-signed-in']);
          expect(['not-allowed', 'confirm-identity'], `${route.name} as ${who}: ${status}`).to.not.include(code);
        },
      );
    }
  });

  it('below /admin is the console’s, and no other is', () => {
    for (const { name, path, who } of ROUTES) expect(who === 'admin', name).to.equal(path.startsWith('/admin/'));
  });

  it('is refused to tokens without its scopes, and opened by none that has others', async () => {
    const before = await state();
    for (const [scope, caller] of tokens)
      await each(ROUTES, async (route) => {
        const rule = tokenRuleOf(route.method, route.path) ?? 'never';
        const isOpen = rule === 'any' || rule === 'anyone' || (rule !== 'never' && rule.every((one) => one === scope));
        if (isOpen) return;
        const { status, code } = await ask(route, caller, { body: bodyLike(route) });
        expect([status, code], `${route.name} with ${scope}`).to.deep.equal([403, 'not-allowed']);
      });
    await expectUnchanged(before, 'tokens');
  });

  it('that writes is refused to pages of other sites, whatever they carry', async () => {
    const before = await state();
    for (const strange of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: `${running.url}.evil.example` },
      { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
      { Origin: '', 'Sec-Fetch-Site': 'cross-site', 'Content-Type': 'application/x-www-form-urlencoded' },
      { Origin: '', 'Sec-Fetch-Site': 'same-site', 'Content-Type': 'text/plain' },
    ])
      await each(WRITES, async (route) => {
        const { status, code, headers } = await ask(route, { ...callers.admin, ...strange }, { body: bodyLike(route) });
        expect([status, code], route.name).to.deep.equal([403, 'foreign-origin']);
        expect(headers).to.not.have.property('access-control-allow-origin');
      });
    await expectUnchanged(before, 'other sites');
  });

  it('of somebody else’s things is refused like one of things that there are not', async () => {
    const before = await state();
    const nothingOf = (name: string): string => (name === '/meetings id' ? '999999999' : 'A'.repeat(22));
    const about = ROUTES.filter(({ who, path }) => who === 'account' && path.includes('{'));
    for (const route of about) {
      const body = bodyLike(route);
      const { status, code } = await ask(route, callers.account, { body });
      const nothing = await ask(route, callers.account, { path: pathOf(route, nothingOf), body });
      expect(status, route.name).to.be.within(400, 499);
      expect([status, code], route.name).to.deep.equal([nothing.status, nothing.code]);
    }
    await expectUnchanged(before, 'things of others');
  });

  it('is never broken by an address that names something strange', async () => {
    const strange = [
      '__proto__',
      'constructor',
      'toString',
      '../../etc/passwd',
      '\u0000',
      '%',
      'é🙂',
      'x'.repeat(3_000),
    ];
    const before = await state();
    const named = ROUTES.filter(({ path }) => path.includes('{'));
    for (const name of strange)
      await each(named, async (route) => {
        const { status } = await ask(route, callers.admin, { path: pathOf(route, () => name), body: bodyLike(route) });
        expect(status, `${route.name} of ${name.slice(0, 20)}`).to.be.within(400, 499);
      });
    await expectUnchanged(before, 'strange addresses');
  });

  it('refuses a parameter that it does not know, and one that is there twice', async () => {
    const before = await state();
    await each(ROUTES, async (route) => {
      const path = pathOf(route);
      const names = Object.keys(route.query?.shape ?? {});
      for (const query of ['unknown=1', '__proto__=1', ...names.map((name) => `${name}=1&${name}=2`)]) {
        const { status } = await ask(route, callers.admin, { path: `${path}?${query}`, body: bodyLike(route) });
        expect(status, `${route.name} ?${query}`).to.be.within(400, 499);
      }
    });
    await expectUnchanged(before, 'wrong parameters');
  });

  it('refuses each field that is of another kind, and is broken by none', async () => {
    const before = await state();
    await each(WRITES, async (route) => {
      for (const body of confusedBodies(route).filter((one) => !route.body?.safeParse(one).success)) {
        const { status } = await ask(route, callers.admin, { body });
        expect(status, `${route.name} ${JSON.stringify(body)}`).to.be.within(400, 499);
      }
    });
    await expectUnchanged(before, 'wrong bodies');
  });

  it('refuses fields where it asks for none (S28)', async () => {
    const before = await state();
    const bodiless = WRITES.filter(({ body }) => body === undefined);
    await each(bodiless, async (route) => {
      for (const body of [{ unknownField: 1 }, JSON.parse('{"__proto__":{"admin":true}}')]) {
        const { status, code } = await ask(route, callers.admin, { body });
        expect([status, code], route.name).to.deep.equal([422, 'invalid-input']);
      }
    });
    await expectUnchanged(before, 'bodies that nobody asked for');
  });
});
