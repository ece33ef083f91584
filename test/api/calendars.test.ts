import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { CalendarBody, CalendarList } from '../../src/contract/http/calendar.ts';
import type { EventBody, EventList } from '../../src/contract/http/event.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

const REVIEW = { title: 'Review', start: '2027-03-01T10:00', end: '2027-03-01T11:00', timeZone: 'Europe/Paris' };

describe('calendars', () => {
  let server: MeetingServer;
  let mona: Account;
  let api: ApiClient;
  let monas: ApiClient;

  beforeEach(async () => {
    server = await startMeetingServer();
    const olga = await server.house.addAccount('olga@example.org', { name: 'Olga' });
    mona = await server.house.addAccount('mona@example.org', { name: 'Mona', language: 'fr' });
    api = await server.signIn(olga);
    monas = await server.signIn(mona);
  });
  afterEach(() => server.close());

  const list = async (who = api): Promise<CalendarBody[]> => (await who.get<CalendarList>('/calendars')).calendars;
  const add = (name: string, who = api): Promise<CalendarBody> => who.post('/calendars', { name });
  const titles = async (who = api): Promise<string[]> =>
    (await who.get<EventList>('/events?from=2027-03-01&to=2027-03-31')).events.map(({ title }) => title);
  const share = (id: string, access: 'read' | 'write') =>
    api.call('PUT', `/calendars/${id}/shares`, { shares: [{ email: mona.email, access }] });

  it('begin with one, in the language of its owner, to which new events go', async () => {
    const [first, ...more] = await list();
    expect(more).to.deep.equal([]);
    expect(first).to.include({ name: 'Calendar', default: true, access: 'owner', shown: true, everyEventMeets: false });
    expect(first?.owner).to.deep.equal({ name: 'Olga', email: 'olga@example.org' });
    expect((await list(monas))[0]?.name).to.equal('Calendrier');
    expect((await api.post<EventBody>('/events', REVIEW)).calendarId).to.equal(first?.id);
  });

  it('have a name, a colour of their own and an order', async () => {
    const [first] = await list();
    const work = await add('Work');
    expect(work.color)
      .to.match(/^#[0-9a-f]{6}$/)
      .and.not.to.equal(first?.color);
    await api.patch(`/calendars/${work.id}`, { name: 'Office', color: '#112233', position: 0, shown: false });
    await api.patch(`/calendars/${first?.id}`, { position: 1 });
    expect((await list()).map(({ name, color, shown }) => [name, color, shown])).to.deep.equal([
      ['Office', '#112233', false],
      ['Calendar', first?.color, true],
    ]);
    await api.patch(`/calendars/${work.id}`, { default: true });
    expect((await api.post<EventBody>('/events', REVIEW)).calendarId).to.equal(work.id);
  });

  it('take events that are made in them, or moved to them', async () => {
    const work = await add('Work');
    const made = await api.post<EventBody>('/events', { ...REVIEW, calendarId: work.id });
    expect(made.calendarId).to.equal(work.id);
    const [first] = await list();
    const moved = await api.patch<EventBody>(`/events/${made.id}`, { calendarId: first?.id });
    expect(moved).to.include({ id: made.id, calendarId: first?.id, title: 'Review' });
    const changes = await server.house.database('calendar_changes').where({ calendar_id: work.id }).orderBy('revision');
    expect(changes.map(({ operation }) => operation)).to.deep.equal(['put', 'delete']);
    await api.refused(404, 'PATCH', `/events/${made.id}`, { calendarId: (await add('Hers', monas)).id });
    await api.refused(404, 'POST', '/events', { ...REVIEW, calendarId: 'nowhere' });
  });

  it('in which every event is a WebMeeting give each new one its meeting', async () => {
    const work = await add('Work');
    await api.patch(`/calendars/${work.id}`, { everyEventMeets: true });
    const made = await api.post<EventBody>('/events', { ...REVIEW, calendarId: work.id });
    expect(made.meeting?.id).to.match(/^\d{9}$/);
    const plain = await api.post<EventBody>('/events', { ...REVIEW, calendarId: work.id, webMeeting: false });
    expect(plain.meeting).to.equal(undefined);
  });

  it('shared to be read are seen and not changed, under a colour of the reader’s', async () => {
    const [first] = await list();
    const made = await api.post<EventBody>('/events', REVIEW);
    await share(first?.id ?? '', 'read');
    const seen = (await list(monas)).find(({ id }) => id === first?.id);
    expect(seen).to.include({ access: 'read', default: false });
    expect(seen).not.to.have.any.keys('shares', 'feeds');
    await monas.patch(`/calendars/${first?.id}`, { color: '#abcdef' });
    expect((await list(monas)).find(({ id }) => id === first?.id)?.color).to.equal('#abcdef');
    expect((await list())[0]?.color).to.equal(first?.color);
    expect(await titles(monas)).to.deep.equal(['Review']);
    const shown = await monas.get<EventBody>(`/events/${made.id}`);
    expect(shown).to.include({ mayEdit: false, myRole: 'attendee' });
    for (const [method, path, body] of [
      ['PATCH', `/events/${made.id}`, { title: 'X' }],
      ['DELETE', `/events/${made.id}`, undefined],
      ['POST', '/events', { ...REVIEW, calendarId: first?.id }],
      ['PATCH', `/calendars/${first?.id}`, { name: 'X' }],
      ['PATCH', `/calendars/${first?.id}`, { default: true }],
      ['PUT', `/calendars/${first?.id}/shares`, { shares: [] }],
    ] as const)
      await monas.refused(403, method, path, body);
  });

  it('shared to be written take events of their owner, who is the organizer', async () => {
    const [first] = await list();
    await share(first?.id ?? '', 'write');
    const made = await monas.post<EventBody>('/events', { ...REVIEW, calendarId: first?.id, webMeeting: true });
    expect(made.organizer.email).to.equal('olga@example.org');
    // Who may edit the event may also run its meeting in the organizer's place.
    expect(made).to.include({ mayEdit: true, myRole: 'moderator' });
    expect(made.meeting).to.include.keys('pin', 'startUrl');
    await monas.patch(`/events/${made.id}`, { title: 'By Mona' });
    expect(await titles()).to.deep.equal(['By Mona']);
    expect((await api.get<EventBody>(`/events/${made.id}`)).meeting?.pin).to.match(/^\d{6}$/);
  });

  it('that are no longer shared are gone at once; who sees one can stop seeing it', async () => {
    const [first] = await list();
    const made = await api.post<EventBody>('/events', REVIEW);
    await share(first?.id ?? '', 'read');
    await monas.delete(`/calendars/${first?.id}`);
    expect((await list(monas)).map(({ id }) => id)).not.to.include(first?.id);
    expect(await titles()).to.deep.equal(['Review']);
    await share(first?.id ?? '', 'write');
    expect((await list())[0]?.shares).to.deep.equal([{ email: mona.email, name: 'Mona', access: 'write' }]);
    await api.call('PUT', `/calendars/${first?.id}/shares`, { shares: [] });
    await monas.refused(404, 'GET', `/events/${made.id}`);
    expect(await titles(monas)).to.deep.equal([]);
  });

  for (const [kind, series, date] of [
    ['private events', 'CLASS:PRIVATE', 'CLASS:PUBLIC'],
    ['a series with a private date', 'CLASS:PUBLIC', 'CLASS:CONFIDENTIAL'],
  ] as const)
    it(`show of ${kind} that there is something, and no more, on every date`, async () => {
      const [first] = await list();
      const raw = [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:x',
        'BEGIN:VEVENT',
        'UID:p@x',
        'DTSTAMP:20270101T000000Z',
        'DTSTART:20270301T090000Z',
        'DTEND:20270301T100000Z',
        'RRULE:FREQ=DAILY;COUNT=2',
        series,
        'SUMMARY:Doctor',
        'LOCATION:Clinic',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:p@x',
        'DTSTAMP:20270101T000000Z',
        'RECURRENCE-ID:20270302T090000Z',
        'DTSTART:20270302T110000Z',
        'DTEND:20270302T120000Z',
        'SUMMARY:Surgeon',
        date,
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n');
      const { house } = server;
      const olga = await house.accounts.findByEmail('olga@example.org');
      const calendar = olga && (await house.calendars.findFor(olga.id, first?.id as never));
      if (!olga || !calendar) throw new Error('no calendar');
      const answer = await house.putObject({ account: olga, calendar, uri: 'p.ics', raw, condition: () => true });
      expect(answer.ok).to.equal(true);
      await share(calendar.id, 'write');
      expect(await titles()).to.deep.equal(['Doctor', 'Surgeon']);
      expect(await titles(monas)).to.deep.equal(['Occupé', 'Occupé']);
      const seen = await monas.call('GET', '/events?from=2027-03-01&to=2027-03-31');
      expect(JSON.stringify(seen.body)).not.to.match(/Doctor|Surgeon|Clinic/);
      expect((await monas.get<EventList>('/events/search?q=doctor')).events).to.deep.equal([]);
      await monas.refused(403, 'PATCH', `/events/${answer.ok ? answer.id : ''}`, { title: 'X' });
    });

  it('are deleted with their events, which are cancelled, but for the default one', async () => {
    const [first] = await list();
    const work = await add('Work');
    const made = await api.post<EventBody>('/events', {
      ...REVIEW,
      calendarId: work.id,
      webMeeting: true,
      invitees: [{ email: 'mona@example.org' }],
    });
    await api.refused(409, 'DELETE', `/calendars/${first?.id}`);
    await api.delete(`/calendars/${work.id}`);
    await api.refused(404, 'GET', `/events/${made.id}`);
    expect(await titles(monas)).to.deep.equal([]);
    expect(server.house.changed.at(-1)).to.include({ notify: true }).and.not.to.have.property('after');
    expect(await server.house.schedule.describe(made.meeting?.id as never)).to.equal(undefined);
  });

  it('refuse what makes no sense, by field', async () => {
    const [first] = await list();
    const cases: Array<[string, string, object, string]> = [
      ['POST', '/calendars', { name: ' ' }, 'name'],
      ['POST', '/calendars', { name: 'x', color: 'red' }, 'color'],
      ['PATCH', `/calendars/${first?.id}`, { position: -1 }, 'position'],
      ['PUT', `/calendars/${first?.id}/shares`, { shares: [{ email: 'who@x.org', access: 'read' }] }, 'shares.0.email'],
      [
        'PUT',
        `/calendars/${first?.id}/shares`,
        { shares: [{ email: 'olga@example.org', access: 'read' }] },
        'shares.0.email',
      ],
    ];
    for (const [method, path, body, field] of cases) {
      const problem = await api.refused(422, method, path, body);
      expect(problem.errors?.map((one) => one.path)).to.deep.equal([field]);
    }
  });

  it('of others are as if they were not there', async () => {
    const hers = await add('Hers', monas);
    await api.refused(404, 'PATCH', `/calendars/${hers.id}`, { name: 'X' });
    await api.refused(404, 'DELETE', `/calendars/${hers.id}`);
    await api.refused(404, 'PUT', `/calendars/${hers.id}/shares`, { shares: [] });
  });
});
