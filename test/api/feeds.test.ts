import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import type { Account } from '../../src/accounts/account.ts';
import type { CalendarId } from '../../src/base/ids.ts';
import { type FeedBody, type FeedDetail, feedSchema, type ImportBody } from '../../src/contract/http/calendar.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type ExchangeServer, startExchangeServer } from '../kit/start-exchange-server.ts';

const calendar = (...lines: ReadonlyArray<string | readonly string[]>): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...lines.flat(), 'END:VCALENDAR', ''].join('\r\n');
const event = (uid: string, ...lines: string[]): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20270101T000000Z',
  ...lines,
  'END:VEVENT',
];
const zone = (tzid: string, location: string, offset: string): string[] => [
  'BEGIN:VTIMEZONE',
  `TZID:${tzid}`,
  `X-LIC-LOCATION:${location}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  `TZOFFSETFROM:${offset}`,
  `TZOFFSETTO:${offset}`,
  'END:STANDARD',
  'END:VTIMEZONE',
];
const utc = (date: string): string[] => [`DTSTART:${date}T090000Z`, `DTEND:${date}T100000Z`];
const paris = (date: string): string[] => [
  `DTSTART;TZID=Europe/Paris:${date}T100000`,
  `DTEND;TZID=Europe/Paris:${date}T110000`,
];

describe('a calendar on its way out', () => {
  let server: ExchangeServer;
  let olga: Account;
  let sam: Account;
  let api: ApiClient;
  let work: CalendarId;

  before(async () => {
    server = await startExchangeServer();
    olga = await server.addAccount('olga@example.org', { name: 'Olga', language: 'fr' });
    sam = await server.addAccount('sam@example.org', { name: 'Sam' });
    api = await server.signIn(olga);
  });
  after(() => server.close());
  beforeEach(async () => {
    await server.database('calendar_objects').delete();
    work = await server.addCalendar(olga, 'Travail, équipe');
  });

  const fill = async (...lines: ReadonlyArray<string | readonly string[]>): Promise<void> => {
    const response = await fetch(`${server.url}/api/v1/calendars/${work}/import`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/calendar', ...api.headers },
      body: calendar(...lines),
    });
    const { counts } = (await response.json()) as ImportBody;
    expect(counts.refuse).to.equal(0);
  };
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${server.url}${path}`, { headers });
  const newFeed = async (detail: FeedDetail): Promise<string> => {
    const feed = await api.post<FeedBody>(`/calendars/${work}/feeds`, { detail });
    expect(feedSchema.safeParse(feed).error).to.equal(undefined);
    expect(feed.detail).to.equal(detail);
    expect(feed.url).to.match(/^https:\/\/meet\.example\.org\/feeds\/[A-Za-z0-9_-]{22}\.ics$/);
    return new URL(feed.url).pathname;
  };
  const textOf = async (detail: FeedDetail): Promise<string> => {
    const response = await get(await newFeed(detail));
    expect(response.status).to.equal(200);
    return response.text();
  };
  const componentsOf = (text: string, name: string): ICAL.Component[] =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents(name);

  describe('by export', () => {
    const exported = async (client = api): Promise<string> => {
      const response = await get(`/api/v1/calendars/${work}/export`, client.headers);
      expect(response.status).to.equal(200);
      return response.text();
    };

    it('holds every event as it is stored, each zone once, and its name', async () => {
      const one = event(
        'one',
        ...paris('20270301'),
        'SUMMARY:One',
        'X-ODD;X-P="a;b":kept',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER:-PT5M',
        'DESCRIPTION:x',
        'END:VALARM',
      );
      const two = event('two', ...paris('20290801'), 'SUMMARY:Two');
      const three = event('three', ...utc('20270401'), 'RRULE:FREQ=WEEKLY;COUNT=3');
      await fill(
        one,
        two,
        three,
        event('three', ...utc('20270409'), 'RECURRENCE-ID:20270408T090000Z', 'SUMMARY:Moved'),
      );
      const response = await get(`/api/v1/calendars/${work}/export`, api.headers);
      expect(response.headers.get('content-type')).to.equal('text/calendar; charset=utf-8');
      expect(response.headers.get('content-disposition')).to.equal(
        `attachment; filename="Travail- -quipe.ics"; filename*=UTF-8''Travail%2C%20%C3%A9quipe.ics`,
      );
      const text = await response.text();
      for (const lines of [one, two, three]) expect(text).to.contain(`${lines.join('\r\n')}\r\n`);
      expect(text.split('BEGIN:VCALENDAR')).to.have.length(2);
      expect(text).to.contain('X-WR-CALNAME:Travail\\, équipe\r\n');
      expect(text).not.to.contain('METHOD');
      const zones = componentsOf(text, 'vtimezone');
      expect(zones.map((component) => component.getFirstPropertyValue('tzid'))).to.deep.equal(['Europe/Paris']);
      const read = nodeIcal.sync.parseICS(text);
      const starts = ['one', 'two'].map((uid) => {
        const found = read[uid];
        return found?.type === 'VEVENT' && found.start.toISOString();
      });
      expect(starts).to.deep.equal(['2027-03-01T09:00:00.000Z', '2029-08-01T08:00:00.000Z']);
    });

    it('the one zone is right for the first event and for the last', async () => {
      await fill(event('old', ...paris('20100701')), event('new', ...paris('20300115')));
      const text = await exported();
      const [component, ...others] = componentsOf(text, 'vtimezone');
      expect(others).to.deep.equal([]);
      const described = new ICAL.Timezone({ component, tzid: 'Europe/Paris' });
      const offset = (year: number, month: number): number =>
        described.utcOffset(
          new ICAL.Time(
            { year, month, day: 15, hour: 12, minute: 0, second: 0, isDate: false },
            ICAL.Timezone.localTimezone,
          ),
        );
      expect([offset(2010, 7), offset(2030, 1)]).to.deep.equal([7_200, 3_600]);
    });

    it('two zones that their writers call the same stay two', async () => {
      await fill(zone('Home', 'Europe/Paris', '+0100'), event('paris', 'DTSTART;TZID=Home:20270101T100000'));
      await fill(zone('Home', 'America/New_York', '-0500'), event('york', 'DTSTART;TZID="Home":20270101T100000'));
      const text = await exported();
      const read = nodeIcal.sync.parseICS(text);
      const starts = ['paris', 'york'].map((uid) =>
        componentsOf(text, 'vevent')
          .find((one) => one.getFirstPropertyValue('uid') === uid)
          ?.getFirstProperty('dtstart')
          ?.getParameter('tzid'),
      );
      expect(starts).to.deep.equal(['Home', 'Home (2)']);
      const offsets = componentsOf(text, 'vtimezone').map((one) => [
        one.getFirstPropertyValue('tzid'),
        one.getFirstPropertyValue('x-lic-location'),
      ]);
      expect(offsets).to.deep.equal([
        ['Home', 'Europe/Paris'],
        ['Home (2)', 'America/New_York'],
      ]);
      expect(Object.keys(read)).to.include.members(['paris', 'york']);
    });

    it('comes back as the same events', async () => {
      await fill(
        event('one', ...paris('20270301'), 'SUMMARY:One'),
        event('two', ...utc('20270301'), 'RRULE:FREQ=DAILY'),
      );
      const response = await fetch(`${server.url}/api/v1/calendars/${work}/import`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/calendar', ...api.headers },
        body: await exported(),
      });
      expect(((await response.json()) as ImportBody).counts).to.deep.equal({ add: 0, change: 0, same: 2, refuse: 0 });
    });

    it('is for those who see the calendar; of private events others see when they are', async () => {
      await fill(
        event('open', ...utc('20270301'), 'SUMMARY:Open'),
        event('shut', ...utc('20270302'), 'SUMMARY:Diagnosis', 'CLASS:PRIVATE'),
      );
      const other = await server.signIn(sam);
      expect((await get(`/api/v1/calendars/${work}/export`, other.headers)).status).to.equal(404);
      expect((await get(`/api/v1/calendars/${work}/export`)).status).to.equal(401);
      await server.unitOfWork((transaction) =>
        server.calendars.setShares(transaction, work, [{ accountId: sam.id, access: 'read' }]),
      );
      const theirs = await exported(other);
      expect(theirs).to.contain('SUMMARY:Open').and.contain('SUMMARY:Busy').and.not.contain('Diagnosis');
      expect(await exported()).to.contain('SUMMARY:Diagnosis');
    });

    it('of an empty calendar is a calendar', async () => {
      expect(componentsOf(await exported(), 'vevent')).to.deep.equal([]);
    });
  });

  describe('by a secret address', () => {
    it('is answered to anyone who knows it, until it is renewed or revoked', async () => {
      await fill(event('one', ...utc('20270301'), 'SUMMARY:One'));
      const first = await newFeed('full');
      expect(await (await get(first)).text()).to.contain('SUMMARY:One');
      const second = await newFeed('full');
      expect(second).not.to.equal(first);
      expect([(await get(first)).status, (await get(second)).status]).to.deep.equal([404, 200]);
      const busy = await newFeed('busy');
      await api.delete(`/calendars/${work}/feeds/full`);
      expect([(await get(second)).status, (await get(busy)).status]).to.deep.equal([404, 200]);
      await api.refused(404, 'DELETE', `/calendars/${work}/feeds/full`);
      const third = await newFeed('full');
      expect([first, second]).not.to.include(third);
      const kept = await server.database('calendar_feeds').where({ calendar_id: work });
      for (const path of [third, busy]) expect(JSON.stringify(kept), 'only hashes').not.to.contain(path.slice(7, 29));
    });

    it('that opens nothing is not found, like any other page', async () => {
      const unknown = await get('/feeds/AAAAAAAAAAAAAAAAAAAAAA.ics');
      const elsewhere = await get('/no-such-page');
      expect([unknown.status, await unknown.text()]).to.deep.equal([elsewhere.status, await elsewhere.text()]);
      for (const path of ['/feeds/', '/feeds/short.ics', '/feeds/..%2f..%2fetc.ics', '/feeds/AAAAAAAAAAAAAAAAAAAAAA'])
        expect((await get(path)).status, path).to.equal(404);
      const path = await newFeed('full');
      await server.database('accounts').where({ id: olga.id }).update({ suspended_ms: 1 });
      expect((await get(path)).status, 'of an account that is suspended').to.equal(404);
      await server.database('accounts').where({ id: olga.id }).update({ suspended_ms: null });
      expect((await get(path)).status).to.equal(200);
    });

    it('is made and revoked by the owner alone', async () => {
      const other = await server.signIn(sam);
      await other.refused(404, 'POST', `/calendars/${work}/feeds`, { detail: 'full' });
      await other.refused(404, 'DELETE', `/calendars/${work}/feeds/full`);
      await server.unitOfWork((transaction) =>
        server.calendars.setShares(transaction, work, [{ accountId: sam.id, access: 'write' }]),
      );
      await other.refused(403, 'POST', `/calendars/${work}/feeds`, { detail: 'full' });
      await api.refused(422, 'POST', `/calendars/${work}/feeds`, { detail: 'everything' });
      await api.refused(404, 'DELETE', `/calendars/${work}/feeds/everything`);
    });

    it('says when nothing changed', async () => {
      await fill(event('one', ...utc('20270301')));
      const path = await newFeed('full');
      const first = await get(path);
      const etag = first.headers.get('etag') ?? '';
      expect(etag).to.match(/^"[A-Za-z0-9_-]{22}"$/);
      expect(first.headers.get('cache-control')).to.equal('private, no-cache');
      expect(first.headers.get('content-type')).to.equal('text/calendar; charset=utf-8');
      for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await get(path, { 'If-None-Match': tag });
        expect([again.status, await again.text()]).to.deep.equal([304, '']);
      }
      expect((await get(path, { 'If-None-Match': '"other"' })).status).to.equal(200);
      await fill(event('one', ...utc('20270302')));
      const changed = await get(path, { 'If-None-Match': etag });
      expect(changed.status).to.equal(200);
      expect(changed.headers.get('etag')).not.to.equal(etag);
    });

    it('in full hides private events and private dates, and lets nobody in', async () => {
      await fill(
        event(
          'shut',
          ...paris('20270301'),
          'SUMMARY:Diagnosis',
          'DESCRIPTION:Diagnosis',
          'LOCATION:Diagnosis',
          'CLASS:CONFIDENTIAL',
          'ATTENDEE:mailto:diagnosis@example.net',
          'X-DIAGNOSIS:1',
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          'TRIGGER:-PT5M',
          'DESCRIPTION:Diagnosis',
          'END:VALARM',
        ),
        event('series', ...utc('20270401'), 'RRULE:FREQ=WEEKLY;COUNT=3', 'SUMMARY:Team'),
        event(
          'series',
          ...utc('20270408'),
          'RECURRENCE-ID:20270408T090000Z',
          'SUMMARY:Diagnosis',
          'CLASS:PRIVATE',
          'COMMENT:Diagnosis',
        ),
        event('hidden', ...utc('20270501'), 'RRULE:FREQ=WEEKLY;COUNT=3', 'SUMMARY:Diagnosis', 'CLASS:PRIVATE'),
        event('hidden', ...utc('20270508'), 'RECURRENCE-ID;X-DIAGNOSIS=1:20270508T090000Z', 'SUMMARY:Diagnosis'),
        event(
          'mailed',
          ...utc('20270601'),
          'ORGANIZER;CN=Boss:mailto:meet+AbCdEfGhIjKlMnOpQrStUv@example.org',
          'URL:https://meet.example.org/j/AbCdEfGhIjKlMnOpQrStUv',
          'LOCATION:Room 4 - https://meet.example.org/j/AbCdEfGhIjKlMnOpQrStUv',
          'DESCRIPTION:https://meet.example.org/j/AbCdEfGhIjKlMnOpQrStUv\\nMeeting ID: 12',
          ' 3 456 789\\nCode PIN : 123456\\nhttps://meet.example.org/m/123456789',
        ),
      );
      const text = await textOf('full');
      expect(text.replace(/\r\n /g, '')).not.to.match(/diagnosis/i);
      expect(text.replace(/\r\n /g, '')).not.to.match(/AbCdEfGhIjKl|123456\\n/);
      expect(text).to.contain('SUMMARY:Team').and.contain('LOCATION:Room 4').and.contain('/m/123456789');
      const events = componentsOf(text, 'vevent');
      const shown = events.map((one) => [one.getFirstPropertyValue('uid'), one.getFirstPropertyValue('summary')]);
      expect(shown).to.deep.equal([
        ['shut', 'Occupé'],
        ['series', 'Team'],
        ['series', 'Occupé'],
        ['hidden', 'Occupé'],
        ['hidden', 'Occupé'],
        ['mailed', null],
      ]);
      expect(String(events[0]?.getFirstPropertyValue('dtstart'))).to.equal('2027-03-01T10:00:00');
      expect(events[3]?.hasProperty('rrule')).to.equal(true);
      expect(events[5]?.hasProperty('url')).to.equal(false);
    });

    it('for busy times holds times and one word', async () => {
      await fill(
        event(
          'planning',
          ...paris('20270301'),
          'SUMMARY:Secret plan',
          'LOCATION:Secret place',
          'ATTENDEE:mailto:secret@example.net',
          'DESCRIPTION:Secret',
          'CATEGORIES:Secret',
          'X-SECRET:1',
        ),
        event('weekly', ...utc('20270303'), 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20270310T090000Z', 'SUMMARY:Secret'),
        event(
          'weekly',
          'DTSTART:20270318T090000Z',
          'DURATION:PT30M',
          'RECURRENCE-ID:20270317T090000Z',
          'SUMMARY:Secret',
          'CLASS:PRIVATE',
        ),
        event('days', 'DTSTART;VALUE=DATE:20270320', 'DTEND;VALUE=DATE:20270322', 'SUMMARY:Secret'),
        event('free', ...utc('20270304'), 'TRANSP:TRANSPARENT', 'SUMMARY:Secret'),
        event('off', ...utc('20270305'), 'STATUS:CANCELLED', 'SUMMARY:Secret'),
        event('far', ...utc('20300305'), 'SUMMARY:Secret'),
        event('moment', 'DTSTART:20270306T090000Z', 'SUMMARY:Secret'),
      );
      const text = await textOf('busy');
      expect(text.replace(/\r\n /g, '')).not.to.match(/secret|travail|planning|weekly|europe|olga|mailto/i);
      const events = componentsOf(text, 'vevent');
      expect(
        events.map((one) => [
          String(one.getFirstPropertyValue('dtstart')),
          String(one.getFirstPropertyValue('dtend')),
          one.getFirstPropertyValue('summary'),
        ]),
      ).to.deep.equal([
        ['2027-03-01T09:00:00Z', '2027-03-01T10:00:00Z', 'Occupé'],
        ['2027-03-03T09:00:00Z', '2027-03-03T10:00:00Z', 'Occupé'],
        ['2027-03-18T09:00:00Z', '2027-03-18T09:30:00Z', 'Occupé'],
        ['2027-03-20', '2027-03-22', 'Occupé'],
      ]);
      for (const one of events) {
        const names = one.getAllProperties().map(({ name }) => name);
        expect(names).to.deep.equal(['uid', 'dtstamp', 'dtstart', 'dtend', 'summary']);
      }
      const uids = events.map((one) => one.getFirstPropertyValue('uid'));
      expect(new Set(uids).size).to.equal(4);
      const again = componentsOf(await (await get(await newFeed('busy'))).text(), 'vevent');
      expect(
        again.map((one) => one.getFirstPropertyValue('uid')),
        'another address, other names',
      ).not.to.include.members(uids);
    });

    it('is followed by vdirsyncer and shown by khal', async () => {
      await fill(
        event('one', ...paris('20270301'), 'SUMMARY:Stand-up'),
        event('days', 'DTSTART;VALUE=DATE:20270302', 'DTEND;VALUE=DATE:20270304', 'SUMMARY:Fair'),
        event('weekly', ...utc('20270303'), 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20270310T090000Z', 'SUMMARY:Team'),
      );
      const folder = mkdtempSync(join(tmpdir(), 'webmeeting-feed-'));
      try {
        const url = `${server.url}${await newFeed('full')}`;
        writeFileSync(
          join(folder, 'vdirsyncer'),
          `[general]\nstatus_path = "${folder}/status"\n[pair feed]\na = "there"\nb = "here"\ncollections = null\n[storage there]\ntype = "http"\nurl = "${url}"\n[storage here]\ntype = "filesystem"\npath = "${folder}/events"\nfileext = ".ics"\n`,
        );
        writeFileSync(
          join(folder, 'khal'),
          `[calendars]\n[[feed]]\npath = ${folder}/events\n[locale]\nlocal_timezone = Europe/Paris\ndefault_timezone = Europe/Paris\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = ${folder}/khal.db\n`,
        );
        mkdirSync(join(folder, 'events'));
        const run = (name: string, ...more: string[]): Promise<{ stdout: string }> =>
          promisify(execFile)(name, ['-c', join(folder, name), ...more], { timeout: 15_000 });
        const shown = async (): Promise<string[]> => {
          await run('vdirsyncer', 'sync');
          const { stdout } = await run(
            'khal',
            'list',
            '--day-format',
            '',
            '--format',
            '{start} {title}',
            '2027-03-01',
            '20d',
          );
          return stdout
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== '');
        };
        expect(await run('vdirsyncer', 'discover')).to.be.an('object');
        expect(await shown()).to.include.members([
          '2027-03-01 10:00 Stand-up',
          '2027-03-03 10:00 Team',
          '2027-03-17 10:00 Team',
        ]);
        expect((await shown()).filter((line) => line.includes('Team'))).to.have.length(2);
        await fill(event('one', ...paris('20270305'), 'SUMMARY:Stand-up'));
        const moved = await shown();
        expect(moved).to.include('2027-03-05 10:00 Stand-up').and.not.include('2027-03-01 10:00 Stand-up');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }).timeout(60_000);

    it('for busy times leaves out what its owner declined', async () => {
      const plan = await server.addCalendar(sam, 'Plan');
      const theirs = await server.signIn(sam);
      const invitation = (partstat: string): string =>
        calendar(
          event(
            'asked',
            ...utc('20270301'),
            'ORGANIZER:mailto:sam@example.org',
            `ATTENDEE;PARTSTAT=${partstat}:mailto:olga@example.org`,
          ),
        );
      const send = (body: string): Promise<Response> =>
        fetch(`${server.url}/api/v1/calendars/${plan}/import`, {
          method: 'POST',
          headers: { 'Content-Type': 'text/calendar', ...theirs.headers },
          body,
        });
      await send(invitation('ACCEPTED'));
      const home = await server.unitOfWork((transaction) => server.calendars.defaultOf(transaction, olga.id, 'Home'));
      const feed = await api.post<FeedBody>(`/calendars/${home}/feeds`, { detail: 'busy' });
      const count = async (): Promise<number> =>
        componentsOf(await (await get(new URL(feed.url).pathname)).text(), 'vevent').length;
      expect(await count()).to.equal(1);
      await server.database('attendees').where({ address: olga.email }).update({ answer: 'DECLINED' });
      expect(await count()).to.equal(0);
    });
  });
});
