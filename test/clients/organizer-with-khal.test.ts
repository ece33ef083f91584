import { expect } from 'chai';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { JoinAnswer } from '../../src/contract/http/meeting.ts';
import {
  type ClientHome,
  calendarText,
  type DavServer,
  eventLines,
  MEETING_ADDRESS,
  openClientHome,
  setUpKhal,
  setUpVdirsyncer,
  startDavServer,
  syncVdir,
  vdirOf,
} from '../kit/dav-clients.ts';
import { mailLines, objectOf, personalKey } from '../kit/mailed-object.ts';
import { connectGuest } from '../room/room-ground.ts';

const FIRST = { start: '20270226T100000', end: '20270226T110000', summary: 'Budget' };
const PEOPLE = [
  'ORGANIZER;CN=Olga:mailto:admin@example.org',
  'ATTENDEE;CN=Ann;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ann@example.com',
  'ATTENDEE;CN=Bob;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:bob@example.com',
];
const SERIES = ['RRULE:FREQ=WEEKLY;UNTIL=20270528T080000Z', ...PEOPLE];

/** The text without its lines that begin with one of `names`, folded parts included. */
const without = (text: string, ...names: readonly string[]): string =>
  text
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter((line) => !names.some((name) => line.startsWith(name)))
    .join('\r\n');

describe('an organizer who uses khal and nothing else', function () {
  this.timeout(120_000);
  let server: DavServer;
  let home: ClientHome;
  let seen = 0;
  before(async () => {
    server = await startDavServer();
    home = openClientHome();
    await setUpVdirsyncer(home, server.account);
    setUpKhal(home, server.account);
  });
  after(async () => {
    home?.remove();
    await server?.stop();
  });

  const sync = async (): Promise<void> => {
    const { status, errors } = await syncVdir(home);
    expect(status, errors).to.equal(0);
  };
  const khal = (...args: readonly string[]): Promise<string> => home.must('/usr/bin/khal', args);
  /** The mails of one step, each as one line, and the mails themselves by reader. */
  const arrive = async (count: number) => {
    await server.catcher.waitFor(seen + count);
    const mails = server.catcher.mails.slice(seen);
    seen = server.catcher.mails.length;
    return { lines: mailLines(mails), to: (name: string) => mails.find(({ to }) => to.join().startsWith(name)) };
  };
  const fileOf = (text: string): string => {
    const folder = vdirOf(server.account);
    const found = home.list(folder, '.ics').find((name) => home.read(`${folder}/${name}`).includes(text));
    if (found === undefined) throw new Error(`no file of the folder holds ${text}`);
    return `${folder}/${found}`;
  };
  const edit = (uid: string, change: (text: string) => string): void => {
    const name = fileOf(`UID:${uid}`);
    home.write(name, change(home.read(name)));
  };
  const propertyOf = (uid: string, name: string): string | undefined =>
    new RegExp(`^${name}[^:\r\n]*:(.*)$`, 'm')
      .exec(home.read(fileOf(`UID:${uid}`)).replace(/\r?\n[ \t]/g, ''))?.[1]
      ?.trim();

  let door: string;
  let startKey: string;
  const keys = new Map<string, string | undefined>();

  it('invites two people to a series by one file: a bilingual mail to each, and her copy with the start link', async () => {
    home.write('budget.ics', calendarText(...eventLines('budget', FIRST, ...SERIES, 'CATEGORIES:WebMeeting')));
    await khal('import', '--batch', '-a', 'work', home.at('budget.ics'));
    await sync();
    const { lines, to } = await arrive(3);
    expect(lines).to.deep.equal(['admin copy', 'ann REQUEST series', 'bob REQUEST series']);
    for (const name of ['ann', 'bob']) {
      const mail = to(name);
      expect(objectOf(mail).rrule).to.equal('FREQ=WEEKLY;UNTIL=20270528T080000Z');
      expect(objectOf(mail).uid).to.equal('budget');
      expect(mail?.parsed.text)
        .to.include('Join the WebMeeting')
        .and.include('Rejoindre le WebMeeting')
        .and.include('Every Friday until 28 May 2027')
        .and.include('Tous les vendredis jusqu’au 28 mai 2027');
      keys.set(name, personalKey(mail));
    }
    expect(keys.get('ann')).to.be.a('string').and.not.equal(keys.get('bob'));
    startKey = /\/start\/([\w-]+)/.exec(to('admin')?.parsed.text ?? '')?.[1] ?? '';
    expect(startKey).to.not.equal('');
  });

  it('has the meeting in her file after the next look, and nobody is told again', async () => {
    await sync();
    door = propertyOf('budget', 'LOCATION') ?? '';
    const id = propertyOf('budget', 'X-WEBMEETING-ID');
    expect(door).to.equal(`${server.running.url}/m/${id}`);
    expect(propertyOf('budget', 'URL')).to.equal(door);
    expect(propertyOf('budget', 'CONFERENCE')).to.equal(door);
    const listed = await khal('list', '--day-format', '', '--format', '{start} {location}', '2027-02-26', '2027-03-06');
    expect(listed.trim().split('\n')).to.deep.equal([`2027-02-26 10:00 ${door}`, `2027-03-05 10:00 ${door}`]);
  });

  it('moves one date: one mail to each, of that date alone', async () => {
    const moved = [...eventLines('budget', { start: '20270311T140000', end: '20270311T150000', summary: 'Budget' })];
    moved.splice(2, 0, 'RECURRENCE-ID;TZID=Europe/Paris:20270312T100000', ...PEOPLE, 'CATEGORIES:WebMeeting');
    edit('budget', (text) => text.replace('END:VCALENDAR', `${moved.join('\r\n')}\r\nEND:VCALENDAR`));
    await sync();
    const { lines, to } = await arrive(3);
    expect(lines).to.deep.equal(['admin copy', 'ann REQUEST dates 03-12', 'bob REQUEST dates 03-12']);
    expect(to('ann')?.parsed.text).to.include(
      'The meeting of Friday, 12 March 2027 is now on Thursday, 11 March 2027, 14:00 – 15:00.',
    );
    expect(personalKey(to('ann'))).to.equal(keys.get('ann'));
    await sync();
    const override = home.read(fileOf('UID:budget')).split('BEGIN:VEVENT')[2];
    expect(override).to.include('RECURRENCE-ID').and.include('X-WEBMEETING-ID');
  });

  it('cancels one date: a CANCEL of that date to each', async () => {
    edit('budget', (text) => text.replace('RRULE:', 'EXDATE;TZID=Europe/Paris:20270319T100000\r\nRRULE:'));
    await sync();
    const { lines, to } = await arrive(2);
    expect(lines).to.deep.equal(['ann CANCEL dates 03-19', 'bob CANCEL dates 03-19']);
    expect(to('bob')?.parsed.text).to.include('Friday, 19 March 2027').and.include('vendredi 19 mars 2027');
    const { events } = await server.api.get<{ events: EventBody[] }>('/events?from=2027-03-08&to=2027-03-27');
    expect(events.map(({ start }) => start)).to.deep.equal(['2027-03-11T14:00:00', '2027-03-26T10:00:00']);
  });

  it('adds a third person in her file, who alone is told', async () => {
    const cara = 'ATTENDEE;CN=Cara;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:cara@example.com';
    edit('budget', (text) => text.replaceAll('ORGANIZER', `${cara}\r\nORGANIZER`));
    await sync();
    const { lines } = await arrive(1);
    expect(lines).to.deep.equal(['cara REQUEST series 03-12 -03-19']);
  });

  it('starts a date by the link of her copy, and the link of an invitee lets in', async () => {
    server.clock.set(Date.UTC(2027, 1, 26, 8, 58));
    const ann = server.running.client();
    const early = await ann.post<JoinAnswer>(`/join/${keys.get('ann')}`, { name: 'Ann' });
    expect(early).to.include({ waiting: true, startsAt: '2027-02-26T09:00:00.000Z' });
    const olga = await server.running.admin();
    await olga.post(`/start/${startKey}`);
    const answer = await ann.post<JoinAnswer>(`/join/${keys.get('ann')}`, { name: 'Ann' });
    expect(answer).to.include({ url: new URL(door).pathname });
    const guest = connectGuest(server.running.url, { ticket: 'ticket' in answer ? answer.ticket : '' });
    try {
      const { you, meeting } = await guest.welcome();
      expect(you).to.include({ name: 'Ann', role: 'attendee' });
      expect(meeting).to.include({ title: 'Budget', joinUrl: door });
    } finally {
      guest.close();
    }
  });

  it('takes the flag away: the meeting is closed, the event stays, and each is told once', async () => {
    edit('budget', (text) =>
      without(text, 'CATEGORIES', 'LOCATION', 'URL', 'CONFERENCE', 'X-WEBMEETING', 'DESCRIPTION'),
    );
    await sync();
    const { lines, to } = await arrive(3);
    expect(lines).to.deep.equal([
      'ann REQUEST series 03-12 -03-19',
      'bob REQUEST series 03-12 -03-19',
      'cara REQUEST series 03-12 -03-19',
    ]);
    for (const mail of [to('ann'), to('bob'), to('cara')])
      expect(`${mail?.parsed.text}${mail?.calendar}`).to.not.match(/\/j\/|\/start\/|\/m\/\d/);
    const refused = await server.running.client().call('POST', `/join/${keys.get('ann')}`, { name: 'Ann' });
    expect(refused.body).to.not.have.property('ticket');
    const { events } = await server.api.get<{ events: EventBody[] }>('/events?from=2027-03-01&to=2027-03-06');
    expect(events).to.have.length(1);
    expect(events[0]).to.include({ webMeeting: false, location: '', description: '' });
  });

  it('deletes the file: each is told that all is cancelled', async () => {
    await home.must('/bin/rm', [home.at(fileOf('UID:budget'))]);
    await sync();
    server.clock.forward(15_000);
    await server.api.post('/events', { title: 'Alone', start: '2027-03-02T10:00', end: '2027-03-02T11:00' });
    const { lines } = await arrive(3);
    expect(lines).to.deep.equal(['ann CANCEL series -03-19', 'bob CANCEL series -03-19', 'cara CANCEL series -03-19']);
  });

  it('nobody ever got two mails for one change', () => {
    expect(server.catcher.mails).to.have.length(3 + 3 + 2 + 1 + 3 + 3);
    const once = new Set(server.catcher.mails.map(({ parsed }) => parsed.messageId));
    expect(once.size).to.equal(server.catcher.mails.length);
  });

  describe('asks for a meeting', () => {
    const ways: ReadonlyArray<readonly [name: string, uid: string, lines: readonly string[]]> = [
      ['by the address of the server among the attendees', 'by-address', [`ATTENDEE:mailto:${MEETING_ADDRESS}`]],
      ['by the place "visio"', 'by-place', ['LOCATION:visio']],
      ['by the place "WebMeeting"', 'by-name', ['LOCATION:WebMeeting']],
      ['by X-WEBMEETING:TRUE', 'by-property', ['X-WEBMEETING:TRUE']],
    ];
    for (const [name, uid, lines] of ways)
      it(name, async () => {
        const time = { start: '20270401T090000', end: '20270401T100000', summary: uid };
        home.write(`${uid}.ics`, calendarText(...eventLines(uid, time, ...SERIES, ...lines)));
        await khal('import', '--batch', '-a', 'work', home.at(`${uid}.ics`));
        await sync();
        expect((await arrive(3)).lines).to.deep.equal(['admin copy', 'ann REQUEST series', 'bob REQUEST series']);
        await sync();
        expect(propertyOf(uid, 'LOCATION')).to.match(/\/m\/\d{9}$/);
        expect(propertyOf(uid, 'CATEGORIES')).to.equal('WebMeeting');
        // All signs of it gone, and with them the meeting.
        edit(uid, (text) =>
          without(
            text,
            'CATEGORIES',
            'LOCATION',
            'URL',
            'CONFERENCE',
            'X-WEBMEETING',
            'DESCRIPTION',
            `ATTENDEE:mailto:${MEETING_ADDRESS}`,
          ),
        );
        await sync();
        expect((await arrive(2)).lines).to.deep.equal(['ann REQUEST series', 'bob REQUEST series']);
        await sync();
        expect(propertyOf(uid, 'LOCATION')).to.equal(undefined);
        expect(propertyOf(uid, 'X-WEBMEETING-ID')).to.equal(undefined);
      });

    it('by putting it into a calendar in which every event is one', async () => {
      const { calendars } = await server.api.get<{ calendars: Array<{ id: string }> }>('/calendars');
      await server.api.patch(`/calendars/${calendars[0]?.id}`, { everyEventMeets: true });
      const time = { start: '20270406T090000', end: '20270406T100000', summary: 'Round' };
      const lines = SERIES.filter((line) => !line.startsWith('ORGANIZER'));
      home.write('round.ics', calendarText(...eventLines('round', time, ...lines)));
      await khal('import', '--batch', '-a', 'work', home.at('round.ics'));
      await sync();
      expect((await arrive(3)).lines).to.deep.equal(['admin copy', 'ann REQUEST series', 'bob REQUEST series']);
      await sync();
      expect(propertyOf('round', 'LOCATION')).to.match(/\/m\/\d{9}$/);
      expect(propertyOf('round', 'ORGANIZER')).to.equal('mailto:admin@example.org');
    });
  });
});
