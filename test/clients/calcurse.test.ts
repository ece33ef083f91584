import { expect } from 'chai';
import type { EventBody } from '../../src/contract/http/event.ts';
import {
  type ClientAnswer,
  type ClientHome,
  calendarText,
  type DavServer,
  eventLines,
  openClientHome,
  startDavServer,
} from '../kit/dav-clients.ts';

describe('calcurse-caldav', function () {
  this.timeout(60_000);
  let server: DavServer;
  let home: ClientHome;
  before(async () => {
    server = await startDavServer();
    home = openClientHome();
    const { calendars } = await server.api.get<{ calendars: Array<{ id: string }> }>('/calendars');
    // calcurse can write neither a place nor a category: a calendar for meetings is the way for its users.
    await server.api.patch(`/calendars/${calendars[0]?.id}`, { everyEventMeets: true });
    const { host, pathname } = new URL(server.account.calendarUrl);
    home.write(
      '.config/calcurse/caldav/config',
      `[General]
Binary = calcurse
Hostname = ${host}
Path = ${pathname}
AuthMethod = basic
HTTPS = No
InsecureSSL = No
SyncFilter = cal
DryRun = No
Verbose = Yes

[Auth]
Username = ${server.account.email}
`,
    );
  });
  after(async () => {
    home?.remove();
    await server?.stop();
  });

  const caldav = (...args: readonly string[]): Promise<ClientAnswer> =>
    home.run(
      '/usr/bin/python3',
      ['/usr/bin/calcurse-caldav', '--syncdb', home.at('sync.db'), '--lockfile', home.at('lock'), ...args],
      {
        environment: { CALCURSE_CALDAV_PASSWORD: server.account.password },
      },
    );
  const week = (from: string): Promise<string> =>
    home.must('/usr/bin/calcurse', ['--input-datefmt', '4', '-Q', '--from', from, '--days', '7']);
  const events = async (): Promise<EventBody[]> =>
    (await server.api.get<{ events: EventBody[] }>('/events?from=2027-03-01&to=2027-04-01')).events;

  it('begins with what is on the server', async () => {
    await server.api.post('/events', {
      title: 'Budget',
      start: '2027-03-05T10:00',
      end: '2027-03-05T11:00',
      timeZone: 'Europe/Paris',
      recurrence: 'FREQ=WEEKLY;COUNT=3',
    });
    const { status, output, errors } = await caldav('--init', 'keep-remote');
    expect(status, errors).to.equal(0);
    expect(output).to.include('1 items imported');
    expect(await week('2027-03-08'))
      .to.include('Budget')
      .and.include('10:00 -> 11:00');
  });

  it('sends up a series made here: it has its meeting, by the rule of its calendar', async () => {
    const stand = { start: '20270302T090000', end: '20270302T093000', summary: 'Stand-up' };
    home.write('new.ics', calendarText(...eventLines('stand-up', stand, 'RRULE:FREQ=DAILY;COUNT=3')));
    await home.must('/usr/bin/calcurse', ['-i', home.at('new.ics')]);
    const { status, output, errors } = await caldav();
    expect(status, errors).to.equal(0);
    expect(output).to.include('1 items exported');
    const dates = (await events()).filter(({ title }) => title === 'Stand-up');
    expect(dates.map(({ startsAt }) => startsAt.slice(0, 16))).to.deep.equal([
      '2027-03-02T08:00',
      '2027-03-03T08:00',
      '2027-03-04T08:00',
    ]);
    for (const { meeting } of dates) expect(meeting?.joinUrl).to.match(/\/m\/\d{9}$/);
  });

  it('takes over what changed on the server, and what went away there', async () => {
    const list = await events();
    const stand = list.find(({ title }) => title === 'Stand-up');
    const budget = list.find(({ title }) => title === 'Budget');
    await server.api.patch(`/events/${stand?.id}`, { title: 'Stand-up, short', scope: 'all' });
    await server.api.delete(`/events/${budget?.id}?scope=all`);
    const { status, errors } = await caldav();
    expect(status, errors).to.equal(0);
    expect(await week('2027-03-01'))
      .to.include('Stand-up, short')
      .and.not.include('Budget');
    const notes = await home.must('/bin/sh', ['-c', 'cat .local/share/calcurse/notes/*']);
    expect(notes).to.include(stand?.meeting?.joinUrl);
  });

  it('takes a deletion here up to the server', async () => {
    await home
      .must('/usr/bin/calcurse', ['-P', '--filter-type', 'cal', '--filter-pattern', 'none of these'])
      .catch(() => '');
    home.write('.local/share/calcurse/apts', '');
    const { status, output, errors } = await caldav();
    expect(status, errors).to.equal(0);
    expect(output).to.include('1 items removed from the server');
    expect(await events()).to.deep.equal([]);
  });
});
