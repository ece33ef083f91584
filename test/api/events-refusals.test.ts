import { expect } from 'chai';
import type { EventBody, EventList } from '../../src/contract/http/event.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

const GOOD = { title: 'Review', start: '2027-03-01T10:00', end: '2027-03-01T11:00', timeZone: 'Europe/Paris' };
const UNKNOWN_ID = 'AAAAAAAAAAAAAAAAAAAAAA';

describe('refusals of the events API', () => {
  let server: MeetingServer;
  let api: ApiClient;

  before(async () => {
    server = await startMeetingServer();
    api = await server.signIn(await server.house.addAccount('olga@example.org', { name: 'Olga' }));
  });
  after(() => server.close());

  const rowsOf = async (table: string): Promise<unknown[]> => server.house.database(table).select();
  const stored = async (): Promise<number> =>
    (await rowsOf('calendar_objects')).length + (await rowsOf('meetings')).length;

  it('every call needs somebody who is signed in', async () => {
    const { id } = await api.post<EventBody>('/events', { ...GOOD, webMeeting: true });
    const calls: Array<[string, string, unknown?]> = [
      ['GET', '/events?from=2027-03-01&to=2027-03-02'],
      ['POST', '/events', GOOD],
      ['GET', `/events/${id}`],
      ['PATCH', `/events/${id}`, { title: 'Other' }],
      ['DELETE', `/events/${id}`],
      ['POST', `/events/${id}/start`, {}],
      ['POST', '/meetings', {}],
      ['GET', '/invitations'],
      ['GET', `/start/${UNKNOWN_ID}`],
      ['POST', `/start/${UNKNOWN_ID}`, {}],
    ];
    const before = await stored();
    for (const [method, path, body] of calls) {
      const problem = await server.client().refused(401, method, path, body);
      expect(problem.code, `${method} ${path}`).to.equal('not-signed-in');
    }
    expect(await stored()).to.equal(before);
  });

  describe('a new event', () => {
    const people = (count: number) => Array.from({ length: count }, (_, index) => ({ email: `p${index}@example.org` }));
    const invitee = (fields: object) => ({ invitees: [{ email: 'zoe@example.net', ...fields }] });
    const cases: Array<[what: string, change: object, path: string]> = [
      ['an unknown field', { recurrance: 'x' }, 'recurrance'],
      ['an identifier of its own', { id: UNKNOWN_ID }, 'id'],
      ['an unknown field of an invitee', invitee({ answer: 'ACCEPTED' }), 'invitees.0.answer'],
      ['a title that is a number', { title: 7 }, 'title'],
      ['a title that is null', { title: null }, 'title'],
      ['no title', { title: undefined }, 'title'],
      ['an empty title', { title: '  ' }, 'title'],
      ['a title of 201 characters', { title: 'x'.repeat(201) }, 'title'],
      ['a line break in the title', { title: 'Review\r\nATTENDEE:mailto:eve@example.com' }, 'title'],
      ['a line separator in the title', { title: 'Review\u2028X' }, 'title'],
      ['a NUL in the title', { title: 'Rev\u0000iew' }, 'title'],
      ['a title that turns its direction around', { title: 'Review\u202egpj' }, 'title'],
      ['half a character in the title', { title: 'Review \ud83d' }, 'title'],
      ['a location of two lines', { location: 'Room\nX-EVIL:1' }, 'location'],
      ['a location of 201 characters', { location: 'x'.repeat(201) }, 'location'],
      ['a description of 10,001 characters', { description: 'x'.repeat(10_001) }, 'description'],
      ['a control character in the description', { description: 'a\u0007b' }, 'description'],
      ['a start that is not a date', { start: 'tomorrow' }, 'start'],
      ['a start with an offset', { start: '2027-03-01T10:00+01:00' }, 'start'],
      ['a start in UTC', { start: '2027-03-01T10:00:00Z' }, 'start'],
      ['the 30th of February', { start: '2027-02-30T10:00' }, 'start'],
      ['the 29th of February of a common year', { start: '2027-02-29', end: '2027-03-01', allDay: true }, 'start'],
      ['the hour 24', { start: '2027-03-01T24:00' }, 'start'],
      ['the year 9999', { start: '9999-03-01T10:00', end: '9999-03-01T11:00' }, 'start'],
      ['an end before the start', { end: '2027-03-01T09:59' }, 'end'],
      ['no end', { end: undefined }, 'end'],
      ['a date where a time is wanted', { end: '2027-03-02' }, 'end'],
      ['a time on a whole day', { allDay: true }, 'start'],
      [
        'dates alone for an event that is not all-day',
        { start: '2027-03-01', end: '2027-03-01', allDay: false },
        'start',
      ],
      ['whole days that end before they start', { start: '2027-03-02', end: '2027-03-01', allDay: true }, 'end'],
      ['a start that clocks skip', { start: '2027-03-28T02:30', end: '2027-03-28T05:00' }, 'start'],
      ['an end that clocks skip', { start: '2027-03-28T01:30', end: '2027-03-28T02:59:59' }, 'end'],
      ['an unknown time zone', { timeZone: 'Europe/Atlantis' }, 'timeZone'],
      ['an offset as time zone', { timeZone: '+01:00' }, 'timeZone'],
      ['a line break in the time zone', { timeZone: 'Europe/Paris\r\nX:1' }, 'timeZone'],
      ['allDay as text', { allDay: 'yes' }, 'allDay'],
      ['webMeeting as a number', { webMeeting: 1 }, 'webMeeting'],
      ['notify as text', { notify: 'no' }, 'notify'],
      ['invitees that are not a list', { invitees: 'zoe@example.net' }, 'invitees'],
      ['501 invitees', { invitees: people(501) }, 'invitees'],
      [
        'the same invitee twice',
        { invitees: [{ email: 'a@example.org' }, { email: 'A@Example.org' }] },
        'invitees.1.email',
      ],
      [
        'the organizer as invitee',
        { invitees: [{ email: 'a@example.org' }, { email: 'OLGA@example.org' }] },
        'invitees.1.email',
      ],
      ['a line break in a name', invitee({ name: 'Zoé\r\nBcc: eve@example.com' }), 'invitees.0.name'],
      ['a name of 81 characters', invitee({ name: 'x'.repeat(81) }), 'invitees.0.name'],
      ['an unknown language', invitee({ language: 'tlh' }), 'invitees.0.language'],
      ['an unknown zone of an invitee', invitee({ timeZone: 'Moon/Base' }), 'invitees.0.timeZone'],
      ['an unknown role', invitee({ role: 'organizer' }), 'invitees.0.role'],
    ];
    for (const [what, change, path] of cases) {
      it(`with ${what} is refused at ${path} and not stored`, async () => {
        const before = await stored();
        const problem = await api.refused(422, 'POST', '/events', { ...GOOD, webMeeting: true, ...change });
        expect(problem.code).to.equal('invalid-input');
        expect(problem.errors?.map((field) => field.path)).to.include(path);
        expect(await stored()).to.equal(before);
      });
    }

    const addresses = [
      'zoe',
      'zoe@',
      '@example.net',
      'zoe@example..net',
      'zoe@-example.net',
      'Zoé <zoe@example.net>',
      'zoe@example.net, eve@example.com',
      'zoe@example.net;eve@example.com',
      'zoe@example.net\r\nRCPT TO:<eve@example.com>',
      '"zoe"@example.net',
      'zoe(comment)@example.net',
      'group:zoe@example.net;',
      'zoe@exa mple.net',
      'zoe@[127.0.0.1]',
      'zoé@example.net',
      `${'x'.repeat(65)}@example.net`,
      `zoe@${'x'.repeat(64)}.net`,
      `zoe@${'example.'.repeat(40)}net`,
      '',
    ];
    for (const email of addresses) {
      it(`with ${JSON.stringify(email).slice(0, 60)} as an address is refused`, async () => {
        const problem = await api.refused(422, 'POST', '/events', { ...GOOD, invitees: [{ email }] });
        expect(new Set(problem.errors?.map((field) => field.path))).to.deep.equal(new Set(['invitees.0.email']));
      });
    }

    it('is refused when it is no JSON object', async () => {
      expect((await api.call('POST', '/events', '{"title":')).status).to.be.within(400, 422);
      await api.refused(422, 'POST', '/events', []);
      expect((await api.call('POST', '/events', '"x"')).status).to.be.within(400, 422);
    });

    it('names every refused field at once', async () => {
      const problem = await api.refused(422, 'POST', '/events', { ...GOOD, title: '', timeZone: 'X/Y', extra: 1 });
      expect(problem.errors?.map(({ path }) => path)).to.have.members(['title', 'timeZone', 'extra']);
      for (const { code, message } of problem.errors ?? [])
        expect([code, message]).to.satisfy((list: string[]) => list.every((text) => text.length > 2));
    });
  });

  it('a change is refused like a new event, and changes nothing', async () => {
    const event = await api.post<EventBody>('/events', {
      ...GOOD,
      webMeeting: true,
      invitees: [{ email: 'zoe@example.net' }],
    });
    const cases: Array<[object, string]> = [
      [{ recurrence: 'FREQ=HOURLY' }, 'recurrence'],
      [{ recurrence: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'recurrence'],
      [{ recurrence: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31' }, 'recurrence'],
      [{ recurrence: 'every day' }, 'recurrence'],
      [{ recurrenceId: '2027-03-02T10:00' }, 'recurrenceId'],
      [{ title: '' }, 'title'],
      [{ title: null }, 'title'],
      [{ end: '2027-03-01T09:00' }, 'end'],
      [{ start: '2027-03-01T12:00' }, 'end'],
      [{ allDay: true }, 'start'],
      [{ start: '2027-03-01' }, 'end'],
      [{ start: '2027-03-28T02:30', end: '2027-03-28T04:30' }, 'start'],
      [{ timeZone: 'Nowhere' }, 'timeZone'],
      [{ invitees: [{ email: 'olga@example.org' }] }, 'invitees.0.email'],
      [{ invitees: [{ email: 'x' }] }, 'invitees.0.email'],
      [{ webMeeting: 'no' }, 'webMeeting'],
    ];
    for (const [change, path] of cases) {
      const problem = await api.refused(422, 'PATCH', `/events/${event.id}`, change);
      expect(
        problem.errors?.map((field) => field.path),
        JSON.stringify(change),
      ).to.include(path);
    }
    expect(await api.get(`/events/${event.id}`)).to.deep.equal(event);
  });

  it('what belongs to others answers exactly as what does not exist', async () => {
    const event = await api.post<EventBody>('/events', {
      ...GOOD,
      webMeeting: true,
      invitees: [{ email: 'zoe@example.net' }],
    });
    const stranger = await server.signIn(await server.house.addAccount('stranger@example.org'));
    const answersTo = async (id: string): Promise<unknown[]> => {
      const calls: Array<[string, string, unknown?]> = [
        ['GET', `/events/${id}`],
        ['PATCH', `/events/${id}`, { title: 'Mine' }],
        ['DELETE', `/events/${id}`],
        ['POST', `/events/${id}/start`, {}],
      ];
      const answers: unknown[] = [];
      for (const [method, path, body] of calls) {
        const { status, body: problem } = await stranger.call<Record<string, unknown>>(method, path, body);
        answers.push({ status, problem: { ...problem, instance: undefined } });
      }
      return answers;
    };
    const foreign = await answersTo(event.id);
    expect(foreign).to.deep.equal(await answersTo(UNKNOWN_ID));
    expect(foreign).to.deep.equal(await answersTo('..%2f..%2fetc'));
    expect(foreign[0]).to.nested.include({ status: 404, 'problem.code': 'not-found' });
    expect(await api.get(`/events/${event.id}`)).to.deep.equal(event);
    expect((await stranger.get<EventList>('/events?from=2027-01-01&to=2027-12-31')).events).to.deep.equal([]);
  });

  it('a range needs two real dates in order, not too far apart', async () => {
    const cases: Array<[string, string]> = [
      ['', 'from'],
      ['from=2027-03-01', 'to'],
      ['from=2027-03-02&to=2027-03-01', 'to'],
      ['from=2027-02-30&to=2027-03-01', 'from'],
      ['from=2027-03-01T10:00&to=2027-03-02', 'from'],
      ['from=2027-03-01&to=2027-03-02&limit=1', 'limit'],
      ['from=2000-01-01&to=2100-01-01', 'to'],
      ['from=2027-03-01&from=2027-03-02&to=2027-03-03', 'from'],
    ];
    for (const [query, path] of cases) {
      const problem = await api.refused(422, 'GET', `/events?${query}`);
      expect(
        problem.errors?.map((field) => field.path),
        query,
      ).to.include(path);
    }
  });

  it('calls that take no field, or few, refuse others', async () => {
    const { id, meeting } = await api.post<EventBody>('/events', { ...GOOD, webMeeting: true });
    const token = new URL(meeting?.startUrl ?? '').pathname;
    const cases: Array<[string, string, unknown, string]> = [
      ['POST', `/events/${id}/start`, { now: true }, 'now'],
      ['POST', token, { now: true }, 'now'],
      ['POST', '/meetings', { title: 'x', pin: '000000' }, 'pin'],
      ['POST', '/meetings', { title: 'x\ny' }, 'title'],
      ['POST', '/meetings', { title: 'x'.repeat(201) }, 'title'],
      ['POST', '/meetings', { title: 5 }, 'title'],
      ['DELETE', `/events/${id}?notify=maybe`, undefined, 'notify'],
      ['DELETE', `/events/${id}?force=true`, undefined, 'force'],
      ['POST', `/meetings/${meeting?.id}/join`, { name: 'Gus', role: 'organizer' }, 'role'],
      ['POST', `/meetings/${meeting?.id}/join`, {}, 'name'],
      ['POST', `/meetings/${meeting?.id}/join`, { name: ' ' }, 'name'],
      ['POST', `/meetings/${meeting?.id}/join`, { name: 'x'.repeat(81) }, 'name'],
      ['POST', `/meetings/${meeting?.id}/join`, { name: 'Gus\nEve' }, 'name'],
      ['POST', `/meetings/${meeting?.id}/join`, { name: 'Gus', pin: '12345' }, 'pin'],
      ['POST', `/meetings/${meeting?.id}/join`, { name: 'Gus', pin: 123_456 }, 'pin'],
      ['POST', '/meetings/012345678/join', { name: 'Gus', pin: '123456' }, 'id'],
      ['POST', '/meetings/abcdefghi/join', { name: 'Gus', pin: '123456' }, 'id'],
      ['POST', `/join/${UNKNOWN_ID}`, { name: 'Gus', pin: '123456' }, 'pin'],
    ];
    for (const [method, path, body, field] of cases) {
      const problem = await api.refused(422, method, path, body);
      expect(
        problem.errors?.map((error) => error.path),
        `${method} ${path} ${JSON.stringify(body)}`,
      ).to.include(field);
    }
    expect((await api.get<EventBody>(`/events/${id}`)).meeting?.live).to.equal(false);
  });

  it('markup and mail headers in texts stay texts', async () => {
    const evil = {
      title: '<img src=x onerror=alert(1)> ;ATTENDEE=x, "q" \\n',
      location: "'; DROP TABLE meetings; --",
      description: 'END:VEVENT\nBEGIN:VALARM\nATTENDEE:mailto:eve@example.com\n\n<script>alert(1)</script>',
      invitees: [{ email: "o'neil+x=y@example.org", name: '"Z";CN=Eve:mailto:eve@example.com' }],
    };
    for (const webMeeting of [true, false]) {
      const event = await api.post<EventBody>('/events', { ...GOOD, ...evil, webMeeting });
      expect(event).to.include({ title: evil.title, location: evil.location, description: evil.description });
      expect(event.invitees[0]).to.include(evil.invitees[0]);
      const [row] = await server.house.database('calendar_objects').where({ id: event.id }).select('raw');
      const names = String(row.raw)
        .replace(/\r\n[ \t]/g, '')
        .split('\r\n')
        .map((line) => line.split(/[;:]/)[0]);
      expect(names.filter((name) => name === 'ATTENDEE')).to.have.length(2);
      expect(names).not.to.include('BEGIN:VALARM');
      expect(names.filter((name) => name === 'END')).to.have.length.within(2, 6);
    }
  });
});
