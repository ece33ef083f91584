import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { CalendarId } from '../../src/base/ids.ts';
import { type CalendarBody, calendarSchema } from '../../src/contract/http/calendar.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type ExchangeServer, startExchangeServer } from '../kit/start-exchange-server.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const calendar = (...lines: ReadonlyArray<string | readonly string[]>): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...lines.flat(), 'END:VCALENDAR', ''].join('\r\n');
const event = (uid: string, ...lines: string[]): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20270101T000000Z',
  ...(lines.some((line) => line.startsWith('DTSTART')) ? [] : ['DTSTART:20270301T090000Z', 'DTEND:20270301T100000Z']),
  ...lines,
  'END:VEVENT',
];

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

describe('subscriptions', () => {
  let server: ExchangeServer;
  let olga: Account;
  let api: ApiClient;
  let outside: Server;
  let port = 0;
  /** What the world answers, by path. */
  const world = new Map<string, Answer>();
  const requests: IncomingMessage[] = [];

  before(async () => {
    outside = createServer((request, response) => {
      requests.push(request);
      const answer = world.get(request.url ?? '');
      if (answer) answer(request, response);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    port = (outside.address() as AddressInfo).port;
    server = await startExchangeServer({ outside: () => [port] });
  });
  after(async () => {
    await server.close();
    outside.closeAllConnections();
    await new Promise((resolve) => outside.close(resolve));
  });
  beforeEach(async () => {
    world.clear();
    requests.length = 0;
    await server.database('calendars').delete();
    olga = await server.addAccount(`olga${Math.random()}@example.org`, { name: 'Olga' });
    api = await server.signIn(olga);
  });

  const at = (path: string): string => `http://127.0.0.1:${port}${path}`;
  const publish = (path: string, text: string, headers: Record<string, string> = {}): void => {
    world.set(path, (_request, response) => response.writeHead(200, headers).end(text));
  };
  const subscribe = async (path: string, more: object = {}): Promise<CalendarBody> => {
    const body = await api.post<CalendarBody>('/calendars/subscriptions', { url: at(path), ...more });
    expect(calendarSchema.safeParse(body).error).to.equal(undefined);
    return body;
  };
  const uidsOf = async ({ id }: CalendarBody): Promise<string[]> =>
    [...(await server.rawsOf(id as CalendarId)).keys()].sort();
  const revisionOf = async ({ id }: CalendarBody): Promise<number | undefined> =>
    (await server.calendars.findById(id as CalendarId))?.syncRevision;
  const stateOf = async ({ id }: CalendarBody) => {
    const row = await server.database('calendar_subscriptions').where({ calendar_id: id }).first();
    return { dueInMs: Number(row.due_ms) - server.clock.nowMs(), problem: row.problem, failures: row.failures };
  };
  /** What the job does when it is due. */
  const runDue = async (): Promise<void> => {
    server.refreshJob.start();
    await server.refreshJob.stop();
  };
  const refresh = (body: CalendarBody): Promise<CalendarBody> => {
    server.clock.forward(MINUTE_MS);
    return api.post<CalendarBody>(`/calendars/${body.id}/refresh`);
  };

  describe('are made', () => {
    it('from an address, filled at once, under the name that the calendar bears', async () => {
      publish(
        '/holidays.ics',
        calendar('X-WR-CALNAME:Jours fériés\\, France', event('easter'), event('may', 'RRULE:FREQ=YEARLY')),
      );
      const body = await subscribe('/holidays.ics', { color: '#00aa00' });
      expect(body).to.deep.include({ name: 'Jours fériés, France', color: '#00aa00', access: 'owner' });
      expect(body.subscription).to.deep.equal({
        url: at('/holidays.ics'),
        refreshedAt: new Date(server.clock.nowMs()).toISOString(),
        problem: null,
      });
      expect(await uidsOf(body)).to.deep.equal(['easter', 'may']);
      expect(requests, 'asked once').to.have.length(1);
      expect(requests[0]?.headers).to.not.have.any.keys('cookie', 'authorization', 'referer', 'origin');
      const named = await subscribe('/holidays.ics', { name: 'Mine' });
      expect(named.name).to.equal('Mine');
      publish('/nameless.ics', calendar(event('a')));
      expect((await subscribe('/nameless.ics')).name).to.equal(`127.0.0.1:${port}`);
    });

    it('read-only, of nobody here, and free', async () => {
      publish(
        '/team.ics',
        calendar(
          'METHOD:PUBLISH',
          event(
            'match',
            `ORGANIZER:mailto:${olga.email}`,
            `ATTENDEE:mailto:${olga.email}`,
            'ATTENDEE:mailto:sam@example.org',
          ),
        ),
      );
      const { id } = await subscribe('/team.ics');
      const stored = await server.calendars.findFor(olga.id, id as CalendarId);
      expect(stored).to.include({ kind: 'subscription', transparent: true });
      expect(await server.events.findInCalendar(id as CalendarId, 'match')).to.include({ organizerId: '' });
      const answer = await fetch(`${server.url}/api/v1/calendars/${id}/import`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/calendar', ...api.headers },
        body: calendar(event('x')),
      });
      expect(answer.status).to.equal(403);
      expect(await server.events.listInviting('sam@example.org', 0), 'nobody here is invited by it').to.deep.equal([]);
      for (const table of ['outbox', 'invitation_notices', 'meetings'])
        expect(await server.database(table).select(), table).to.deep.equal([]);
    });

    it('not from an address that cannot be read, and says why', async () => {
      publish('/page', '<html>Sign in</html>');
      publish('/huge.ics', gzipSync(Buffer.alloc(64 * 1024 * 1024, 'a')) as unknown as string, {
        'Content-Encoding': 'gzip',
      });
      world.set('/shut', (_request, response) => response.writeHead(401).end());
      world.set('/slow', () => {});
      world.set('/inside', (_request, response) =>
        response.writeHead(302, { Location: `http://127.0.0.2:${port}/` }).end(),
      );
      const codes: Record<string, string> = {
        [at('/page')]: 'not-icalendar',
        [at('/huge.ics')]: 'too-large',
        [at('/nothing')]: 'refused',
        [at('/shut')]: 'refused',
        [at('/slow')]: 'too-slow',
        [at('/inside')]: 'unreachable',
        [`http://127.0.0.2:${port}/`]: 'unreachable',
        [`http://localhost:${port}/`]: 'fetched',
        [`http://169.254.169.254:${port}/latest`]: 'unreachable',
        [`http://[::1]:${port}/`]: 'unreachable',
        [`webcal://127.0.0.2:${port}/`]: 'unreachable',
        [`http://user@127.0.0.1:${port}/`]: 'bad-address',
        'file:///etc/passwd': 'bad-address',
        holidays: 'bad-address',
        '': 'bad-address',
        'http://127.0.0.1:22/': 'bad-address',
      };
      delete codes[`http://localhost:${port}/`];
      for (const [url, code] of Object.entries(codes)) {
        const problem = await api.refused(422, 'POST', '/calendars/subscriptions', { url });
        expect(
          problem.errors?.map(({ path, code: told }) => [path, told]),
          url,
        ).to.deep.equal([['url', code]]);
        expect(problem.errors?.[0]?.message, url).not.to.match(/127|169|ECONN|inside/i);
      }
      expect(await server.calendars.listFor(olga.id)).to.deep.equal([]);
      await api.refused(422, 'POST', '/calendars/subscriptions', { url: at('/page'), color: 'red' });
      await new (Object.getPrototypeOf(api).constructor)(server.url).refused(401, 'POST', '/calendars/subscriptions', {
        url: at('/page'),
      });
    });

    it('not from address after address, as one would try a network', async () => {
      for (let host = 0; host < 30; host += 1)
        await api.refused(422, 'POST', '/calendars/subscriptions', { url: `http://10.0.0.${host}:${port}/` });
      const problem = await api.refused(429, 'POST', '/calendars/subscriptions', { url: `http://10.0.0.30:${port}/` });
      expect(problem.retryAfterSeconds).to.be.greaterThan(3_000);
    });

    it('no more than an account may have', async () => {
      publish('/a.ics', calendar());
      await subscribe('/a.ics');
      const [row] = await server.database('calendars').select();
      const rows = Array.from({ length: 49 }, (_, index) => ({ ...row, id: `more-${index}`, uri: `more-${index}` }));
      await server.database('calendars').insert(rows);
      const problem = await api.refused(422, 'POST', '/calendars/subscriptions', { url: at('/a.ics') });
      expect(problem.errors?.[0]?.code).to.equal('too-many');
    });
  });

  describe('are refreshed', () => {
    it('by what differs alone, whatever the server writes anew each time', async () => {
      publish('/feed.ics', calendar(event('stays'), event('changes', 'SUMMARY:Old'), event('goes')));
      const body = await subscribe('/feed.ics');
      const before = await server.database('calendar_objects').where({ calendar_id: body.id }).orderBy('uid');
      const revision = (await revisionOf(body)) ?? 0;
      const stays = event('stays').map((line) => line.replace('DTSTAMP:2027', 'DTSTAMP:2028'));
      publish('/feed.ics', calendar(event('comes'), event('changes', 'SUMMARY:New'), stays));
      await refresh(body);
      expect(await uidsOf(body)).to.deep.equal(['changes', 'comes', 'stays']);
      const changes = await server
        .database('calendar_changes')
        .where({ calendar_id: body.id })
        .where('revision', '>', revision);
      const uris = new Map(before.map(({ uid, uri }: { uid: string; uri: string }) => [uid, uri]));
      const told = changes.map(({ uri, operation }: { uri: string; operation: string }) => `${operation} ${uri}`);
      expect(told).to.include.members([`put ${uris.get('changes')}`, `delete ${uris.get('goes')}`]);
      expect(told).to.have.length(3);
      const after = await server.database('calendar_objects').where({ calendar_id: body.id, uid: 'changes' }).first();
      expect(after.id, 'the same event').to.equal(before.find(({ uid }: { uid: string }) => uid === 'changes').id);
      const settled = await revisionOf(body);
      await refresh(body);
      expect(await revisionOf(body)).to.equal(settled);
    });

    it('with the validators of the last answer', async () => {
      let version = 1;
      world.set('/feed.ics', (request, response) => {
        const etag = `"v${version}"`;
        if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
        else
          response
            .writeHead(200, { ETag: etag, 'Last-Modified': 'Mon, 01 Mar 2027 10:00:00 GMT' })
            .end(calendar(event(`v${version}`)));
      });
      const body = await subscribe('/feed.ics');
      await refresh(body);
      expect(requests.at(-1)?.headers).to.include({
        'if-none-match': '"v1"',
        'if-modified-since': 'Mon, 01 Mar 2027 10:00:00 GMT',
      });
      expect(await uidsOf(body)).to.deep.equal(['v1']);
      version = 2;
      expect((await refresh(body)).subscription).to.include({ problem: null });
      expect(await uidsOf(body)).to.deep.equal(['v2']);
    });

    it('when they are due: by their own wish, between a quarter of an hour and a week, else each hour', async () => {
      const wishes: [string[], number][] = [
        [[], HOUR_MS],
        [['REFRESH-INTERVAL;VALUE=DURATION:PT2H'], 2 * HOUR_MS],
        [['X-PUBLISHED-TTL:P1D'], DAY_MS],
        [['REFRESH-INTERVAL;VALUE=DURATION:PT1S'], 15 * MINUTE_MS],
        [['X-PUBLISHED-TTL:P5000W'], 7 * DAY_MS],
        [['X-PUBLISHED-TTL:soon'], HOUR_MS],
      ];
      for (const [lines, intervalMs] of wishes) {
        publish('/wish.ics', calendar(...lines, event('a')));
        expect((await stateOf(await subscribe('/wish.ics'))).dueInMs, String(lines)).to.equal(intervalMs);
      }
    });

    it('by the job alone, and only those that are due', async () => {
      publish('/often.ics', calendar('REFRESH-INTERVAL;VALUE=DURATION:PT15M', event('a')));
      publish('/seldom.ics', calendar('REFRESH-INTERVAL;VALUE=DURATION:P1D', event('a')));
      const often = await subscribe('/often.ics');
      await subscribe('/seldom.ics');
      requests.length = 0;
      await runDue();
      expect(requests).to.have.length(0);
      server.clock.forward(15 * MINUTE_MS);
      publish('/often.ics', calendar('REFRESH-INTERVAL;VALUE=DURATION:PT15M', event('b')));
      await runDue();
      expect(requests.map(({ url }) => url)).to.deep.equal(['/often.ics']);
      expect(await uidsOf(often)).to.deep.equal(['b']);
      expect((await stateOf(often)).dueInMs).to.equal(15 * MINUTE_MS);
    });

    it('at most four at once, each calendar by one at a time', async () => {
      let now = 0;
      let most = 0;
      const waiting: (() => void)[] = [];
      publish('/many.ics', calendar(event('a')));
      for (let index = 0; index < 6; index += 1) await subscribe('/many.ics');
      world.set('/many.ics', (_request, response) => {
        now += 1;
        most = Math.max(most, now);
        waiting.push(() => {
          now -= 1;
          response.end(calendar(event('b')));
        });
        if (waiting.length >= 4 || most === 4) for (const answer of waiting.splice(0)) answer();
      });
      server.clock.forward(DAY_MS);
      await runDue();
      expect(most).to.equal(4);
      const rows = await server.database('calendar_objects').select('uid');
      expect(rows.map(({ uid }: { uid: string }) => uid)).to.deep.equal(Array.from({ length: 6 }, () => 'b'));
    });

    it('later and later while they fail, with the reason, and what was there stays', async () => {
      publish('/feed.ics', calendar(event('a')));
      const body = await subscribe('/feed.ics');
      world.set('/feed.ics', (_request, response) => response.writeHead(503).end());
      const waits: number[] = [];
      for (let times = 0; times < 8; times += 1) {
        server.clock.forward((await stateOf(body)).dueInMs);
        await runDue();
        waits.push((await stateOf(body)).dueInMs / HOUR_MS);
      }
      expect(waits).to.deep.equal([1, 2, 4, 8, 16, 24, 24, 24]);
      expect(await stateOf(body)).to.include({ problem: 'refused 503', failures: 8 });
      expect(await uidsOf(body)).to.deep.equal(['a']);
      expect((await server.showCalendar(olga, body.id as CalendarId)).subscription?.problem).to.equal('refused 503');
      publish('/feed.ics', '<html>');
      await refresh(body);
      expect((await stateOf(body)).problem).to.equal('not-icalendar');
      publish('/feed.ics', calendar(event('b')));
      expect((await refresh(body)).subscription?.problem).to.equal(null);
      expect(await stateOf(body)).to.deep.equal({ dueInMs: HOUR_MS, problem: null, failures: 0 });
      expect(await uidsOf(body)).to.deep.equal(['b']);
    });

    it('past an event that cannot be read, which stays as it was, and says how many', async () => {
      publish('/feed.ics', calendar(event('a'), event('b', 'SUMMARY:Good')));
      const body = await subscribe('/feed.ics');
      publish(
        '/feed.ics',
        calendar(event('a', 'SUMMARY:New'), event('b', 'RRULE:FREQ=SECONDLY'), event('c', 'DTSTART:never')),
      );
      const after = await refresh(body);
      expect(after.subscription?.problem).to.equal('unread-events 2');
      const raws = await server.rawsOf(body.id as CalendarId);
      expect([...raws.keys()].sort()).to.deep.equal(['a', 'b']);
      expect(raws.get('a')).to.contain('New');
      expect(raws.get('b')).to.contain('Good');
    });

    it('not from what was cut off on its way, which would take away all that came after', async () => {
      publish('/feed.ics', calendar(event('a'), event('b'), event('c')));
      const body = await subscribe('/feed.ics');
      const whole = calendar(event('a'), event('b'));
      publish('/feed.ics', whole.slice(0, whole.indexOf('BEGIN:VEVENT', whole.indexOf('END:VEVENT'))));
      expect((await refresh(body)).subscription?.problem).to.equal('unreadable');
      expect(await uidsOf(body)).to.deep.equal(['a', 'b', 'c']);
      const problem = await api.refused(422, 'POST', '/calendars/subscriptions', { url: at('/feed.ics') });
      expect(problem.errors?.[0]?.code).to.equal('unreadable');
    });

    it('not twice in ten seconds, nor by others, nor where there is nothing to read', async () => {
      publish('/feed.ics', calendar(event('a')));
      const body = await subscribe('/feed.ics');
      await api.refused(429, 'POST', `/calendars/${body.id}/refresh`);
      const sam = await server.addAccount(`sam${Math.random()}@example.org`);
      const other = await server.signIn(sam);
      await other.refused(404, 'POST', `/calendars/${body.id}/refresh`);
      await server.unitOfWork((transaction) =>
        server.calendars.setShares(transaction, body.id as CalendarId, [{ accountId: sam.id, access: 'read' }]),
      );
      await other.refused(403, 'POST', `/calendars/${body.id}/refresh`);
      const own = await server.addCalendar(olga);
      await api.refused(422, 'POST', `/calendars/${own}/refresh`);
      await api.refused(404, 'POST', '/calendars/nothing/refresh');
    });

    it('and a calendar that is deleted meanwhile is no trouble', async () => {
      publish('/feed.ics', calendar(event('a')));
      const body = await subscribe('/feed.ics');
      let deleted: Promise<unknown> | undefined;
      world.set('/feed.ics', (_request, response) => {
        deleted = server
          .database('calendars')
          .where({ id: body.id })
          .delete()
          .then(() => response.end(calendar(event('b'))));
      });
      server.clock.forward(DAY_MS);
      await runDue();
      await deleted;
      expect(await server.database('calendar_objects').select()).to.deep.equal([]);
    });
  });

  it('a feed full of bombs is refused event by event, and a year of them does not end the server', async () => {
    const rules = [
      'FREQ=SECONDLY',
      'FREQ=DAILY;COUNT=1000000000',
      'FREQ=DAILY;INTERVAL=999999999',
      `FREQ=YEARLY;COUNT=1;BYMONTHDAY=${Array.from({ length: 31 }, (_, day) => day + 1)};BYHOUR=${Array.from({ length: 24 }, (_, hour) => hour)};BYMINUTE=${Array.from({ length: 60 }, (_, minute) => minute)}`,
    ];
    const bombs = Array.from({ length: 500 }, (_, index) =>
      event(`bomb${index}`, `RRULE:${rules[index % rules.length]}`),
    );
    publish('/bombs.ics', calendar(bombs.flat(), event('good')));
    const startMs = performance.now();
    const body = await subscribe('/bombs.ics');
    expect(performance.now() - startMs).to.be.lessThan(3_000);
    expect(await uidsOf(body)).to.deep.equal(['good']);
    expect(body.subscription?.problem).to.equal('unread-events 500');
  });
});
