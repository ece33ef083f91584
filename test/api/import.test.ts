import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import nodeIcal from 'node-ical';
import type { Account } from '../../src/accounts/account.ts';
import type { CalendarId } from '../../src/base/ids.ts';
import { type ImportBody, importSchema } from '../../src/contract/http/calendar.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { Problem } from '../../src/contract/http/problem.ts';
import type { ApiAnswer, ApiClient } from '../kit/api-client.ts';
import { type ExchangeServer, startExchangeServer } from '../kit/start-exchange-server.ts';

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

describe('importing a file', () => {
  let server: ExchangeServer;
  let olga: Account;
  let sam: Account;
  let api: ApiClient;
  let target: CalendarId;

  before(async () => {
    server = await startExchangeServer();
    olga = await server.addAccount('olga@example.org', { name: 'Olga' });
    sam = await server.addAccount('sam@example.org', { name: 'Sam', language: 'fr' });
    api = await server.signIn(olga);
  });
  after(() => server.close());
  beforeEach(async () => {
    await server.database('calendar_objects').delete();
    target = await server.addCalendar(olga);
  });

  const send = async <Body = ImportBody>(
    client: ApiClient,
    path: string,
    body: string | Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<Body>> => {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/calendar', ...client.headers, ...headers },
      body,
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  };
  const importFile = async (text: string | Uint8Array, into = target): Promise<ImportBody> => {
    const answer = await send(api, `/calendars/${into}/import`, text);
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
    expect(importSchema.safeParse(answer.body).error).to.equal(undefined);
    return answer.body;
  };
  const previewFile = async (text: string | Uint8Array): Promise<ImportBody> => {
    const answer = await send(api, `/calendars/${target}/import?preview=true`, text);
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
    return answer.body;
  };
  const actionsOf = ({ items }: ImportBody): Record<string, string> =>
    Object.fromEntries(
      items.map(({ uid, action, problem }) => [uid, problem === undefined ? action : `${action} ${problem}`]),
    );

  describe('is previewed and done', () => {
    it('says of each event what becomes of it, and does nothing before it is told to', async () => {
      const file = calendar(
        ...event(
          'one',
          'SUMMARY:First\\, with a comma',
          'DTSTART;TZID=Europe/Paris:20270301T100000',
          'DTEND;TZID=Europe/Paris:20270301T110000',
        ),
        ...event(
          'two',
          'SUMMARY:Days',
          'DTSTART;VALUE=DATE:20270310',
          'DTEND;VALUE=DATE:20270312',
          'RRULE:FREQ=YEARLY',
        ),
      );
      const preview = await previewFile(file);
      expect(preview).to.deep.equal({
        items: [
          {
            uid: 'one',
            title: 'First, with a comma',
            start: '2027-03-01T10:00:00',
            end: '2027-03-01T11:00:00',
            allDay: false,
            timeZone: 'Europe/Paris',
            recurring: false,
            line: 4,
            action: 'add',
          },
          {
            uid: 'two',
            title: 'Days',
            start: '2027-03-10',
            end: '2027-03-11',
            allDay: true,
            timeZone: '',
            recurring: true,
            line: 11,
            action: 'add',
          },
        ],
        counts: { add: 2, change: 0, same: 0, refuse: 0 },
      });
      expect((await server.rawsOf(target)).size).to.equal(0);
      expect(await importFile(file)).to.deep.equal(preview);
      expect([...(await server.rawsOf(target)).keys()]).to.deep.equal(['one', 'two']);
    });

    it('the same file again changes nothing, another one what differs', async () => {
      const before = calendar(...event('a', 'SUMMARY:A'), ...event('b', 'SUMMARY:B'));
      await importFile(before);
      const revision = (await server.calendars.findById(target))?.syncRevision;
      const again = before.replaceAll('20270101T000000Z', '20270202T020202Z').replaceAll('\r\n', '\n');
      expect(actionsOf(await importFile(again))).to.deep.equal({ a: 'same', b: 'same' });
      expect((await server.calendars.findById(target))?.syncRevision).to.equal(revision);
      const after = calendar(...event('a', 'SUMMARY:A'), ...event('b', 'SUMMARY:New B'), ...event('c', 'SUMMARY:C'));
      expect(actionsOf(await importFile(after))).to.deep.equal({ a: 'same', b: 'change', c: 'add' });
      expect((await server.rawsOf(target)).get('b')).to.contain('SUMMARY:New B');
    });

    it('keeps every line of an event, with the zones it names and without METHOD', async () => {
      const zone = [
        'BEGIN:VTIMEZONE',
        'TZID:Home made',
        'X-LIC-LOCATION:Europe/Paris',
        'BEGIN:STANDARD',
        'DTSTART:19700101T000000',
        'TZOFFSETFROM:+0100',
        'TZOFFSETTO:+0100',
        'END:STANDARD',
        'END:VTIMEZONE',
      ];
      const odd = event(
        'odd',
        'DTSTART;TZID=Home made:20270301T100000',
        'SUMMARY:A summary that is folded in the middle of a word, at an odd pl',
        ' ace',
        'X-ODD;X-PARAM="a:b;c":kept',
        'BEGIN:VALARM',
        'TRIGGER:-PT5M',
        'ACTION:DISPLAY',
        'DESCRIPTION:x',
        'END:VALARM',
      );
      await importFile(calendar('METHOD:PUBLISH', ...zone, ...event('other'), ...odd));
      const raw = (await server.rawsOf(target)).get('odd') ?? '';
      expect(raw).to.equal(calendar(...zone, ...odd));
      expect((await server.rawsOf(target)).get('other')).not.to.contain('VTIMEZONE');
    });

    it('describes a zone that the file names and does not describe, Windows names too', async () => {
      await importFile(
        calendar(
          ...event(
            'windows',
            'DTSTART;TZID=Romance Standard Time:20270701T100000',
            'DTEND;TZID=Romance Standard Time:20270701T110000',
          ),
          ...event('iana', 'DTSTART;TZID=America/New_York:20270701T100000'),
        ),
      );
      const raws = await server.rawsOf(target);
      const read = nodeIcal.sync.parseICS(raws.get('windows') ?? '')['windows'];
      expect(raws.get('windows'))
        .to.contain('TZID:Romance Standard Time')
        .and.contain('DTSTART;TZID=Romance Standard Time:');
      expect(read?.type === 'VEVENT' && read.start.toISOString()).to.equal('2027-07-01T08:00:00.000Z');
      expect(raws.get('iana')).to.contain('BEGIN:VTIMEZONE').and.contain('TZID:America/New_York');
      const { items } = await previewFile(
        calendar(...event('w', 'DTSTART;TZID=Romance Standard Time:20270701T100000')),
      );
      expect(items[0]).to.include({ timeZone: 'Europe/Paris', start: '2027-07-01T10:00:00' });
    });

    it('takes a series with its changed dates as one', async () => {
      const { items } = await importFile(
        calendar(
          ...event('series', 'SUMMARY:Weekly', 'RRULE:FREQ=WEEKLY;COUNT=3'),
          ...event('between'),
          ...event('series', 'SUMMARY:Moved', 'RECURRENCE-ID:20270308T090000Z', 'DTSTART:20270309T090000Z'),
        ),
      );
      expect(items.map(({ uid, recurring }) => [uid, recurring])).to.deep.equal([
        ['series', true],
        ['between', false],
      ]);
      const dates = await server.database('calendar_instances').where({ calendar_id: target }).orderBy('start_ms');
      expect(
        dates.map(({ start_ms }: { start_ms: number }) => new Date(start_ms).toISOString().slice(0, 10)),
      ).to.deep.equal(['2027-03-01', '2027-03-01', '2027-03-09', '2027-03-15']);
    });

    it('reads what other programs write: a mark, line feeds, old encodings, several calendars in a row, no UID', async () => {
      const lf = `\ufeff${calendar(...event('lf', 'SUMMARY:Café')).replaceAll('\r\n', '\n')}`;
      expect((await importFile(lf)).items[0]).to.include({ title: 'Café', action: 'add', line: 4 });
      const latin = Buffer.from(calendar(...event('latin', 'SUMMARY:Café')), 'latin1');
      expect((await importFile(latin)).items[0]).to.include({ title: 'Café' });
      const utf16 = Buffer.from(`\ufeff${calendar(...event('utf16', 'SUMMARY:Café'))}`, 'utf16le');
      expect((await importFile(utf16)).items[0]).to.include({ title: 'Café' });
      const two = calendar(...event('first')) + calendar(...event('second'));
      expect(actionsOf(await importFile(two))).to.deep.equal({ first: 'add', second: 'add' });
      const nameless = calendar(...event('gone', 'SUMMARY:No name')).replace('UID:gone\r\n', '');
      const first = await importFile(nameless);
      expect(first.items[0]).to.include({ title: 'No name', action: 'add' });
      expect((await importFile(nameless)).counts.same, 'the same name again').to.equal(1);
      const long = await importFile(calendar(...event('x'.repeat(400), 'SUMMARY:Long')));
      expect(long.items[0]).to.include({ action: 'add' });
      expect(long.items[0]?.uid).to.match(/^[0-9a-f]{64}@import$/);
    });
  });

  describe('refuses', () => {
    it('one broken event and not the others, and says which, where and why', async () => {
      const lines = [
        ...event('good'),
        ...event('bad-start', 'DTSTART:yesterday'),
        ...event('bad-zone', 'DTSTART;TZID=Middle Earth:20270301T100000'),
        ...event('bad-rule', 'RRULE:FREQ=SOMETIMES'),
        ...event('hourly', 'RRULE:FREQ=HOURLY'),
        ...event('broken-line', 'this is no property'),
        'BEGIN:VTODO',
        'UID:task',
        'SUMMARY:A task',
        'END:VTODO',
        ...event('unclosed', 'SUMMARY:Open').slice(0, -1),
        ...event('after', 'SUMMARY:After all'),
        ...event('nested', 'BEGIN:VALARM', 'END:VEVENT').slice(0, -1),
        ...event('last'),
      ];
      const file = calendar(...lines);
      const preview = await previewFile(file);
      expect(actionsOf(preview)).to.deep.equal({
        good: 'add',
        'bad-start': 'refuse bad-time',
        'bad-zone': 'refuse unknown-time-zone',
        'bad-rule': 'refuse bad-rule',
        hourly: 'refuse rule-too-frequent',
        'broken-line': 'refuse bad-line',
        task: 'refuse unsupported-component',
        unclosed: 'refuse not-closed',
        after: 'add',
        nested: 'refuse not-closed',
        last: 'add',
      });
      const all = file.split('\r\n');
      for (const item of preview.items) expect(all[item.line - 1], item.uid).to.match(/^BEGIN:V/);
      const blamed = Object.fromEntries(
        preview.items.map(({ uid, problemLine }) => [uid, problemLine && all[problemLine - 1]]),
      );
      expect(blamed).to.include({
        'bad-start': 'DTSTART:yesterday',
        'bad-zone': 'DTSTART;TZID=Middle Earth:20270301T100000',
        'bad-rule': 'RRULE:FREQ=SOMETIMES',
        hourly: 'RRULE:FREQ=HOURLY',
        'broken-line': 'this is no property',
      });
      expect(preview.items.find(({ uid }) => uid === 'task')).to.include({ title: 'A task' });
      expect(await importFile(file)).to.deep.equal(preview);
      expect([...(await server.rawsOf(target)).keys()].sort()).to.deep.equal(['after', 'good', 'last']);
    });

    it('answers, cancellations and single dates, which would take the place of the event', async () => {
      const whole = calendar(event('series', 'RRULE:FREQ=WEEKLY;COUNT=3', 'SUMMARY:Whole'));
      await importFile(whole);
      const date = event('series', 'RECURRENCE-ID:20270308T090000Z', 'SUMMARY:Part');
      for (const method of ['REPLY', 'CANCEL', 'COUNTER'])
        expect(actionsOf(await importFile(calendar(`METHOD:${method}`, date))), method).to.deep.equal({
          series: 'refuse is-message',
        });
      expect(actionsOf(await importFile(calendar('METHOD:REQUEST', date)))).to.deep.equal({
        series: 'refuse dates-only',
      });
      expect((await server.rawsOf(target)).get('series')).to.contain('Whole');
    });

    it('what is cut off in the middle', async () => {
      const whole = calendar(...event('one'), ...event('two', 'SUMMARY:cut'));
      const cut = whole.slice(0, whole.indexOf('SUMMARY:cut') + 9);
      expect(actionsOf(await importFile(cut))).to.deep.equal({ one: 'add', two: 'refuse not-closed' });
    });

    it('what is no calendar file, and another content type', async () => {
      for (const [body, code] of [
        ['<html>sign in</html>', 'not-icalendar'],
        ['', 'empty'],
        [Buffer.from([0, 1, 2, 255]), 'not-icalendar'],
      ] as const) {
        const answer = await send<Problem>(api, `/calendars/${target}/import`, body);
        expect([answer.status, answer.body.errors?.[0]?.code]).to.deep.equal([422, code]);
      }
      const json = await send<Problem>(api, `/calendars/${target}/import`, '{}', {
        'Content-Type': 'application/json',
      });
      expect([json.status, json.body.errors?.[0]?.code]).to.deep.equal([422, 'not-calendar']);
      const query = await send<Problem>(api, `/calendars/${target}/import?preview=maybe`, calendar());
      expect([query.status, query.body.errors?.[0]?.path]).to.deep.equal([422, 'preview']);
      expect(await importFile(calendar())).to.deep.equal({
        items: [],
        counts: { add: 0, change: 0, same: 0, refuse: 0 },
      });
    });

    it('a calendar of somebody else, one that is shared to be read, a subscription, and nobody at all', async () => {
      const other = await server.signIn(sam);
      const file = calendar(...event('x'));
      const path = `/calendars/${target}/import`;
      expect((await send(other, path, file)).status).to.equal(404);
      expect((await send(other, '/calendars/nothing/import', file)).status).to.equal(404);
      await server.unitOfWork((transaction) =>
        server.calendars.setShares(transaction, target, [{ accountId: sam.id, access: 'read' }]),
      );
      expect((await send(other, path, file)).status).to.equal(403);
      await server.unitOfWork((transaction) =>
        server.calendars.setShares(transaction, target, [{ accountId: sam.id, access: 'write' }]),
      );
      expect((await send(other, path, file)).status).to.equal(200);
      expect((await server.events.findInCalendar(target, 'x'))?.organizerId, 'the owner of the calendar').to.equal(
        olga.id,
      );
      await server.database('calendars').where({ id: target }).update({ kind: 'subscription' });
      expect((await send(api, path, file)).status).to.equal(403);
      const nobody = await fetch(`${server.url}/api/v1${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/calendar' },
        body: file,
      });
      expect(nobody.status).to.equal(401);
    });

    it('to change what is private in a calendar that somebody shares', async () => {
      await importFile(calendar(...event('secret', 'CLASS:PRIVATE', 'SUMMARY:Mine')));
      await server.unitOfWork((transaction) =>
        server.calendars.setShares(transaction, target, [{ accountId: sam.id, access: 'write' }]),
      );
      const other = await server.signIn(sam);
      const answer = await send(other, `/calendars/${target}/import`, calendar(...event('secret', 'SUMMARY:Theirs')));
      expect(actionsOf(answer.body)).to.deep.equal({ secret: 'refuse not-allowed' });
    });
  });

  describe('leaves people in peace', () => {
    const invited = (uid: string, organizer: string): string =>
      calendar(
        ...event(
          uid,
          `ORGANIZER:mailto:${organizer}`,
          'ATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe@example.net',
          'SUMMARY:Meeting',
        ),
      );

    it('nobody becomes the organizer of what somebody else organizes, and it stays as it is', async () => {
      const file = invited('theirs', 'boss@elsewhere.example');
      await importFile(file);
      const stored = await server.events.findInCalendar(target, 'theirs');
      expect(stored).to.include({ organizerId: '', ownerId: olga.id, raw: file });
      const changed = file
        .replace('SUMMARY:Meeting', 'SUMMARY:Moved')
        .replace('ORGANIZER:mailto:boss@elsewhere.example\r\n', '');
      expect(actionsOf(await importFile(changed))).to.deep.equal({ theirs: 'change' });
      expect((await server.events.findInCalendar(target, 'theirs'))?.organizerId, 'still theirs').to.equal('');
    });

    it('an own event keeps its people and their answers; no mail is written and no meeting opened', async () => {
      await importFile(invited('mine', 'Olga@Example.org'));
      const stored = await server.events.findInCalendar(target, 'mine');
      expect(stored).to.include({ organizerId: olga.id });
      expect(stored?.meetingId).to.equal(undefined);
      const people = stored && (await server.attendees.listOf([stored.id])).get(stored.id)?.get('');
      expect(people?.map(({ address, role, answer }) => [address, role, answer])).to.deep.equal([
        ['olga@example.org', 'chair', 'ACCEPTED'],
        ['zoe@example.net', 'attendee', 'ACCEPTED'],
      ]);
      for (const table of ['outbox', 'invitation_notices', 'invitations', 'meetings'])
        expect(await server.database(table).select(), table).to.deep.equal([]);
    });

    it('an event with a meeting keeps it, and the answers that came meanwhile', async () => {
      const made = await api.post<EventBody>('/events', {
        title: 'Review',
        start: '2027-03-01T10:00',
        end: '2027-03-01T11:00',
        timeZone: 'Europe/Paris',
        calendarId: target,
        webMeeting: true,
        invitees: [{ email: 'zoe@example.net' }],
      });
      const written = (await server.rawsOf(target)).get(made.uid) ?? '';
      await server.database('attendees').where({ address: 'zoe@example.net' }).update({ answer: 'ACCEPTED' });
      server.changed.length = 0;
      const outcome = await importFile(written.replace('SUMMARY:Review', 'SUMMARY:New review'));
      expect(actionsOf(outcome)).to.deep.equal({ [made.uid]: 'change' });
      const after = await api.get<EventBody>(`/events/${made.id}`);
      expect(after).to.include({ title: 'New review', webMeeting: true });
      expect(after.meeting?.id).to.equal(made.meeting?.id);
      expect(after.invitees.map(({ email, answer }) => [email, answer])).to.deep.equal([
        ['zoe@example.net', 'ACCEPTED'],
      ]);
      expect((await server.rawsOf(target)).get(made.uid)).to.contain('PARTSTAT=ACCEPTED');
      expect(
        server.changed.map(({ notify }) => notify),
        'in silence',
      ).to.deep.equal([false]);
      await server.database('meetings').delete();
    });

    it("an own event is not turned into somebody else's, nor is it in two calendars", async () => {
      await importFile(calendar(...event('own')));
      expect(actionsOf(await importFile(invited('own', 'boss@elsewhere.example')))).to.deep.equal({
        own: 'refuse other-organizer',
      });
      const second = await server.addCalendar(olga, 'Second');
      expect(actionsOf(await importFile(calendar(...event('own')), second))).to.deep.equal({
        own: 'refuse in-other-calendar',
      });
    });
  });

  describe('withstands', () => {
    const BOMB_RULE = `RRULE:FREQ=YEARLY;COUNT=1;BYMONTH=${Array.from({ length: 12 }, (_, index) => index + 1)};BYMONTHDAY=${Array.from({ length: 31 }, (_, index) => index + 1)};BYHOUR=${Array.from({ length: 24 }, (_, index) => index)};BYMINUTE=${Array.from({ length: 60 }, (_, index) => index)};BYSECOND=${Array.from({ length: 60 }, (_, index) => index)}`;
    const repeated = (count: number, make: (index: number) => string[]): string[] =>
      Array.from({ length: count }, (_, index) => make(index)).flat();
    const MEBIBYTE = 1024 * 1024;

    /** Each is refused as a whole, with this status. */
    const WHOLE: Record<string, [() => string | Uint8Array, number, Record<string, string>?]> = {
      '11 MB': [() => calendar(...event('big', `DESCRIPTION:${'a'.repeat(11 * MEBIBYTE)}`)), 413],
      '256 MB behind gzip': [() => gzipSync(Buffer.alloc(256 * MEBIBYTE, 'a')), 413, { 'Content-Encoding': 'gzip' }],
      'ten million lines': [() => `BEGIN:VCALENDAR\r\n${'\n'.repeat(10 * MEBIBYTE - 100)}`, 422],
      '30,000 events': [() => calendar(repeated(30_000, (index) => event(`${index}`))), 422],
      '300,000 unclosed events': [() => calendar(repeated(300_000, () => ['BEGIN:VEVENT'])), 422],
    };
    for (const [name, [make, status, headers]] of Object.entries(WHOLE))
      it(`${name}: ${status} in less than three seconds`, async () => {
        const body = make();
        const startMs = performance.now();
        const answer = await send<Problem>(api, `/calendars/${target}/import`, body, headers);
        expect(answer.status).to.equal(status);
        expect(performance.now() - startMs).to.be.lessThan(3_000);
      });

    /** Each is one event that is refused, next to one that is taken. */
    const SINGLE: Record<string, () => string[]> = {
      'every second of a year': () => event('bomb', BOMB_RULE),
      'every second': () => event('bomb', 'RRULE:FREQ=SECONDLY'),
      'a thousand million times': () => event('bomb', 'RRULE:FREQ=DAILY;COUNT=1000000000'),
      'every thousand million days': () => event('bomb', 'RRULE:FREQ=DAILY;INTERVAL=999999999'),
      '2,000 invitees': () => event('bomb', ...repeated(2_000, (index) => [`ATTENDEE:mailto:a${index}@example.org`])),
      '100,000 extra dates': () => event('bomb', `RDATE:${repeated(100_000, () => ['20270301T090000Z'])}`),
      '10,000 components deep': () =>
        event('bomb', ...repeated(10_000, () => ['BEGIN:X-A']), ...repeated(10_000, () => ['END:X-A'])),
      '5,000 alarms and more': () => event('bomb', ...repeated(6_000, () => ['BEGIN:VALARM', 'END:VALARM'])),
      '2 MB of text': () => event('bomb', `DESCRIPTION:${'a'.repeat(2 * MEBIBYTE)}`),
      '1,500 changed dates': () => [
        ...event('bomb', 'RRULE:FREQ=DAILY;COUNT=2000'),
        ...repeated(1_500, (index) =>
          event(
            'bomb',
            `RECURRENCE-ID:${new Date(Date.UTC(2027, 2, 1, 9) + index * 86_400_000).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`,
          ),
        ),
      ],
    };
    for (const [name, make] of Object.entries(SINGLE))
      it(`${name}: refused in less than three seconds, the event beside it taken`, async () => {
        const file = calendar(...make(), ...event('beside'));
        const startMs = performance.now();
        const { items } = await importFile(file);
        expect(performance.now() - startMs).to.be.lessThan(3_000);
        expect(items.map(({ uid, action }) => [uid, action])).to.deep.equal([
          ['bomb', 'refuse'],
          ['beside', 'add'],
        ]);
      });

    for (const rule of ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31'])
      it(`${rule}, which never is: nobody waits for it`, async () => {
        const startMs = performance.now();
        const { items } = await importFile(calendar(...event('never', `RRULE:${rule}`), ...event('beside')));
        expect(performance.now() - startMs).to.be.lessThan(3_000);
        expect(items.at(-1)).to.include({ uid: 'beside', action: 'add' });
      });

    it('more dates than a file may bring: the first are taken, the others refused', async () => {
      const file = calendar(repeated(200, (index) => event(`daily ${index}`.replace(' ', '-'), 'RRULE:FREQ=DAILY')));
      const { counts, items } = await previewFile(file);
      expect(counts.add).to.be.greaterThan(50);
      expect(counts.refuse).to.be.greaterThan(20);
      expect(new Set(items.flatMap(({ problem = [] }) => problem))).to.deep.equal(new Set(['too-many-dates-in-file']));
    });

    it('a file that takes the other thread its time leaves everybody else theirs, and one person has one at a time', async () => {
      const big = calendar(repeated(600, (index) => event(`e${index}`, 'RRULE:FREQ=DAILY;COUNT=20')));
      const other = await server.signIn(sam);
      const theirs = await server.addCalendar(sam);
      const long = send(api, `/calendars/${target}/import`, big);
      let again = 200;
      while (again === 200) again = (await send(api, `/calendars/${target}/import?preview=true`, calendar())).status;
      expect(again, 'one at a time').to.equal(429);
      let finished = false;
      void long.then(() => {
        finished = true;
      });
      let answered = 0;
      while (!finished) {
        const answer = await send(other, `/calendars/${theirs}/import?preview=true`, calendar(event('y')));
        expect(answer.status).to.equal(200);
        answered += 1;
      }
      expect((await long).body.counts.add).to.equal(600);
      expect(answered).to.be.greaterThan(1);
    });
  });
});
