import { expect } from 'chai';
import { createDAVClient, type DAVAccount, type DAVCalendar } from 'tsdav';
import type { CalendarList } from '../../src/contract/http/calendar.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import { calendarText, type DavServer, eventLines, startDavServer } from '../kit/dav-clients.ts';
import { mailLines } from '../kit/mailed-object.ts';

const TIME = { start: '20270301T090000', end: '20270301T100000' };

describe('tsdav', function () {
  this.timeout(30_000);
  let server: DavServer;
  let client: Awaited<ReturnType<typeof createDAVClient>>;
  let calendar: DAVCalendar;
  let account: DAVAccount;
  before(async () => {
    server = await startDavServer();
    const { url, email, password } = server.account;
    client = await createDAVClient({
      serverUrl: url,
      credentials: { username: email, password },
      authMethod: 'Basic',
      defaultAccountType: 'caldav',
    });
    account = await client.createAccount({ account: { serverUrl: url, accountType: 'caldav' } });
  });
  after(() => server?.stop());

  const titles = async (): Promise<string[]> => {
    const { events } = await server.api.get<{ events: EventBody[] }>('/events?from=2027-03-01&to=2027-03-08');
    return events.map(({ title }) => title).sort();
  };
  const data = (uid: string, summary: string, ...lines: readonly string[]): string =>
    calendarText(...eventLines(uid, { ...TIME, summary }, ...lines));

  it('finds the account through .well-known, and its calendars', async () => {
    const calendars = await client.fetchCalendars();
    expect(calendars).to.have.length(1);
    const [first] = calendars;
    if (!first) throw new Error('no calendar');
    calendar = first;
    expect(calendar.url).to.equal(server.account.calendarUrl);
    expect(calendar.components).to.deep.equal(['VEVENT']);
    expect(calendar.syncToken).to.be.a('string').and.not.equal('');
    expect(calendar.ctag).to.be.a('string').and.not.equal('');
    expect(calendar.reports).to.include.members(['syncCollection', 'calendarQuery', 'calendarMultiget']);
  });

  it('stores a new object, once', async () => {
    const made = await client.createCalendarObject({ calendar, filename: 'a.ics', iCalString: data('a', 'First') });
    expect(made.status).to.equal(201);
    expect(made.headers.get('etag')).to.match(/^"[0-9a-f]{64}"$/);
    const again = await client.createCalendarObject({ calendar, filename: 'a.ics', iCalString: data('a', 'Second') });
    expect(again.status).to.equal(412);
    expect(await titles()).to.deep.equal(['First']);
  });

  it('changes it with the right ETag, and not with an old one', async () => {
    const [object] = await client.fetchCalendarObjects({ calendar });
    if (!object) throw new Error('no object');
    const changed = await client.updateCalendarObject({ calendarObject: { ...object, data: data('a', 'Changed') } });
    expect(changed.status).to.equal(204);
    const late = await client.updateCalendarObject({ calendarObject: { ...object, data: data('a', 'Too late') } });
    expect(late.status).to.equal(412);
    expect(await titles()).to.deep.equal(['Changed']);
  });

  it('gets no ETag when the server wrote into the object, and so fetches it', async () => {
    const made = await client.createCalendarObject({
      calendar,
      filename: 'b.ics',
      iCalString: data('b', 'Flagged', 'CATEGORIES:WebMeeting'),
    });
    expect(made.status).to.equal(201);
    expect(made.headers.get('etag')).to.equal(null);
    const [object] = await client.fetchCalendarObjects({ calendar, objectUrls: [`${calendar.url}b.ics`] });
    expect(object?.data).to.match(/X-WEBMEETING-ID:\d{9}/);
  });

  it('follows what others change', async () => {
    const objects = await client.fetchCalendarObjects({ calendar });
    const [fresh] = await client.fetchCalendars();
    await client.createCalendarObject({ calendar, filename: 'c.ics', iCalString: data('c', 'Third') });
    const { events } = await server.api.get<{ events: EventBody[] }>('/events?from=2027-03-01&to=2027-03-08');
    await server.api.patch(`/events/${events.find(({ title }) => title === 'Changed')?.id}`, { title: 'By web' });
    await server.api.delete(`/events/${events.find(({ title }) => title === 'Flagged')?.id}`);
    const next = await client.smartCollectionSync({
      collection: { ...calendar, ...fresh, objects, objectMultiGet: client.calendarMultiGet },
      account,
      method: 'webdav',
      detailedResult: true,
    });
    const names = (list: ReadonlyArray<{ readonly url: string }>): string[] =>
      list.map(({ url }) => url.split('/').at(-1) ?? '');
    expect(names(next.objects.created)).to.deep.equal(['c.ics']);
    expect(names(next.objects.updated)).to.deep.equal(['a.ics']);
    expect(names(next.objects.deleted)).to.deep.equal(['b.ics']);
  });

  it('asks for a span of time', async () => {
    const within = { start: '2027-03-01T00:00:00Z', end: '2027-03-02T00:00:00Z' };
    expect(await client.fetchCalendarObjects({ calendar, timeRange: within })).to.have.length(2);
    const beyond = { start: '2027-04-01T00:00:00Z', end: '2027-04-02T00:00:00Z' };
    expect(await client.fetchCalendarObjects({ calendar, timeRange: beyond })).to.have.length(0);
  });

  it('puts an event into another calendar and then deletes the first, as programs move it: the meeting and the links stay', async () => {
    await server.api.post('/calendars', { name: 'Other' });
    const other = (await client.fetchCalendars()).find(({ url }) => url !== calendar.url);
    if (!other) throw new Error('no other calendar');
    const people = ['ORGANIZER:mailto:admin@example.org', 'ATTENDEE;CN=Ann:mailto:ann@example.com'];
    const meeting = data('m', 'Moves', 'CATEGORIES:WebMeeting', ...people);
    await client.createCalendarObject({ calendar, filename: 'm.ics', iCalString: meeting });
    await server.catcher.waitFor(2);
    const [before] = await client.fetchCalendarObjects({ calendar, objectUrls: [`${calendar.url}m.ics`] });
    if (!before) throw new Error('no object');
    const made = await client.createCalendarObject({ calendar: other, filename: 'n.ics', iCalString: before.data });
    expect(made.status).to.equal(201);
    const gone = await client.deleteCalendarObject({ calendarObject: before });
    expect(gone.status).to.equal(404);
    const [after] = await client.fetchCalendarObjects({ calendar: other });
    expect(after?.data).to.equal(before.data);
    // Whatever else would have been told is told by the time that a later event is.
    server.clock.forward(60_000);
    await client.createCalendarObject({
      calendar,
      filename: 'last.ics',
      iCalString: data('last', 'Last', ...people),
    });
    await server.catcher.waitFor(3);
    expect(mailLines(server.catcher.mails)).to.deep.equal(['admin copy', 'ann REQUEST single', 'ann REQUEST single']);
    // A plain event, which nobody is told of, may be in both.
    await client.createCalendarObject({ calendar: other, filename: 'a.ics', iCalString: data('a', 'Twice') });
    expect(await titles()).to.deep.equal(['By web', 'Last', 'Moves', 'Third', 'Twice']);
    await server.api.delete(`/calendars/${(await server.api.get<CalendarList>('/calendars')).calendars[1]?.id}`);
    await client.deleteCalendarObject({ calendarObject: { url: `${calendar.url}last.ics`, etag: '' } });
  });

  it('deletes with the right ETag', async () => {
    const [object] = await client.fetchCalendarObjects({ calendar, objectUrls: [`${calendar.url}c.ics`] });
    if (!object) throw new Error('no object');
    const refused = await client.deleteCalendarObject({ calendarObject: { ...object, etag: '"0"' } });
    expect(refused.status).to.equal(412);
    const gone = await client.deleteCalendarObject({ calendarObject: object });
    expect(gone.status).to.equal(204);
    expect(await titles()).to.deep.equal(['By web']);
  });
});
