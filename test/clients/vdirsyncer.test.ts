import { expect } from 'chai';
import type { EventBody } from '../../src/contract/http/event.ts';
import {
  type ClientHome,
  calendarText,
  type DavServer,
  eventLines,
  openClientHome,
  setUpKhal,
  setUpVdirsyncer,
  startDavServer,
  syncVdir,
  vdirOf,
} from '../kit/dav-clients.ts';

const SINGLE = { start: '20270301T090000', end: '20270301T100000', summary: 'Dentist' };

describe('vdirsyncer and khal', function () {
  this.timeout(60_000);
  let server: DavServer;
  let home: ClientHome;
  let folder: string;
  before(async () => {
    server = await startDavServer();
    home = openClientHome();
    folder = vdirOf(server.account);
    await setUpVdirsyncer(home, server.account);
  });
  after(async () => {
    home?.remove();
    await server?.stop();
  });

  const titles = async (): Promise<string[]> => {
    const { events } = await server.api.get<{ events: EventBody[] }>('/events?from=2027-02-01&to=2027-05-01');
    return [...new Set(events.map(({ title }) => title))].sort();
  };
  const sync = async (): Promise<void> => {
    const { status, errors } = await syncVdir(home);
    expect(status, errors).to.equal(0);
  };
  const fileOf = (text: string): string => {
    const found = home.list(folder, '.ics').find((name) => home.read(`${folder}/${name}`).includes(text));
    if (found === undefined) throw new Error(`no file of the folder holds ${text}`);
    return `${folder}/${found}`;
  };

  it('finds the calendars from the address of the server alone', async () => {
    await server.api.post('/calendars', { name: 'Band', color: '#aa3311' });
    await setUpVdirsyncer(home, server.account);
    await home.must('/usr/bin/vdirsyncer', ['metasync']);
    const names = home.list('calendars').map((name) => home.read(`calendars/${name}/displayname`));
    expect(names).to.include('Band').and.have.length(2);
    expect(home.list('calendars').map((name) => home.read(`calendars/${name}/color`))).to.include('#aa3311');
  });

  it('is refused with the password of the account', async () => {
    const other = openClientHome();
    try {
      const wrong = setUpVdirsyncer(other, { ...server.account, password: 'correct horse battery' });
      expect(String(await wrong.catch((error: unknown) => error))).to.match(/401|Unauthorized/);
    } finally {
      other.remove();
    }
  });

  it('carries events both ways', async () => {
    await server.api.post('/events', {
      title: 'From the web',
      start: '2027-03-02T10:00',
      end: '2027-03-02T11:00',
      timeZone: 'Europe/Paris',
    });
    home.write(`${folder}/mine.ics`, calendarText(...eventLines('mine', SINGLE)));
    await sync();
    expect(await titles()).to.deep.equal(['Dentist', 'From the web']);
    expect(home.read(fileOf('From the web'))).to.include('DTSTART;TZID=Europe/Paris:20270302T100000');
  });

  it('has nothing to do when nothing changed', async () => {
    const { status, errors } = await syncVdir(home);
    expect(status).to.equal(0);
    expect(errors).to.not.include('Copying');
  });

  it('carries a change of either side to the other', async () => {
    home.write(`${folder}/mine.ics`, calendarText(...eventLines('mine', { ...SINGLE, summary: 'Dentist later' })));
    const { events } = await server.api.get<{ events: EventBody[] }>('/events?from=2027-03-02&to=2027-03-03');
    await server.api.patch(`/events/${events[0]?.id}`, { title: 'Changed on the web' });
    await sync();
    expect(await titles()).to.deep.equal(['Changed on the web', 'Dentist later']);
    expect(home.read(fileOf('Changed on the web'))).to.include('BEGIN:VEVENT');
  });

  it('says so when both sides changed, and loses neither', async () => {
    const { events } = await server.api.get<{ events: EventBody[] }>('/events?from=2027-03-01&to=2027-03-02');
    await server.api.patch(`/events/${events[0]?.id}`, { title: 'Dentist by web' });
    home.write(`${folder}/mine.ics`, calendarText(...eventLines('mine', { ...SINGLE, summary: 'Dentist by file' })));
    const { status, errors } = await syncVdir(home);
    expect(status).to.equal(1);
    expect(errors).to.match(/conflict/i);
    expect(await titles()).to.include('Dentist by web');
    expect(home.read(`${folder}/mine.ics`)).to.include('Dentist by file');
  });

  it('takes the side that its user chose', async () => {
    await setUpVdirsyncer(home, server.account, { conflict: '"a wins"' });
    await sync();
    expect(await titles())
      .to.include('Dentist by file')
      .and.not.include('Dentist by web');
  });

  it('carries deletions both ways', async () => {
    const { events } = await server.api.get<{ events: EventBody[] }>('/events?from=2027-03-02&to=2027-03-03');
    await server.api.delete(`/events/${events[0]?.id}`);
    await home.must('/bin/rm', [home.at(`${folder}/mine.ics`)]);
    await sync();
    expect(await titles()).to.deep.equal([]);
    expect(home.list(folder, '.ics')).to.deep.equal([]);
  });

  describe('with khal', () => {
    before(() => setUpKhal(home, server.account));

    const khal = (...args: readonly string[]): Promise<string> => home.must('/usr/bin/khal', args);

    it('lists the dates of a series of ours, a moved and a missing one included', async () => {
      const event = await server.api.post<EventBody>('/events', {
        title: 'Budget',
        start: '2027-03-19T10:00',
        end: '2027-03-19T11:00',
        timeZone: 'Europe/Paris',
        recurrence: 'FREQ=WEEKLY;COUNT=4',
      });
      await server.api.patch(`/events/${event.id}`, {
        recurrenceId: '2027-03-26T10:00:00',
        scope: 'this',
        start: '2027-03-25T14:00',
        end: '2027-03-25T15:00',
      });
      await server.api.delete(`/events/${event.id}?recurrenceId=2027-04-02T10:00:00&scope=this`);
      await sync();
      const listed = await khal('list', '--day-format', '', '--format', '{start} {title}', '2027-03-01', '2027-05-01');
      expect(listed.trim().split('\n')).to.deep.equal([
        '2027-03-19 10:00 Budget',
        '2027-03-25 14:00 Budget',
        '2027-04-09 10:00 Budget',
      ]);
    });

    it('makes a series whose place asks for a meeting, and has the link after the next look', async () => {
      await khal('new', '-l', 'visio', '-r', 'weekly', '-u', '2027-04-30', '2027-04-05', '09:00', '09:30', 'Stand-up');
      await sync();
      await sync();
      const { events } = await server.api.get<{ events: EventBody[] }>('/events?from=2027-04-05&to=2027-04-13');
      const dates = events.filter(({ title }) => title === 'Stand-up');
      expect(dates.map(({ start }) => start)).to.deep.equal(['2027-04-05T09:00:00', '2027-04-12T09:00:00']);
      const door = dates[0]?.meeting?.joinUrl ?? 'none';
      const listed = await khal('list', '--day-format', '', '--format', '{location} {url}', '2027-04-05', '2027-04-06');
      expect(listed.trim()).to.equal(`${door} ${door}`);
    });

    it('imports a file and sends it up', async () => {
      home.write('trip.ics', calendarText(...eventLines('trip', { ...SINGLE, summary: 'Trip' }, 'X-SEAT:12A')));
      await khal('import', '--batch', '-a', 'work', home.at('trip.ics'));
      await sync();
      expect(await titles()).to.include('Trip');
    });

    it('deletes a date of a series: the others stay', async () => {
      const name = fileOf('Stand-up');
      home.write(name, home.read(name).replace('LOCATION', 'EXDATE;TZID=Europe/Paris:20270412T090000\nLOCATION'));
      await sync();
      const { events } = await server.api.get<{ events: EventBody[] }>('/events?from=2027-04-05&to=2027-04-20');
      const starts = events.filter(({ title }) => title === 'Stand-up').map(({ start }) => start);
      expect(starts).to.deep.equal(['2027-04-05T09:00:00', '2027-04-19T09:00:00']);
    });
  });
});
