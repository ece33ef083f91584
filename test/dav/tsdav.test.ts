import { expect } from 'chai';
import { createDAVClient } from 'tsdav';
import { type DavHouse, type DavPerson, eventText, startDavHouse } from './dav-house.ts';

describe('tsdav, a client library', () => {
  let house: DavHouse;
  let anna: DavPerson;
  before(async () => {
    house = await startDavHouse();
    anna = await house.addPerson('anna@example.org', 'Anna');
  });
  after(() => house.stop());

  const connect = () =>
    createDAVClient({
      serverUrl: house.url,
      credentials: { username: 'anna@example.org', password: anna.password },
      authMethod: 'Basic',
      defaultAccountType: 'caldav',
    });

  it('finds the calendar from the name of the host alone', async () => {
    const client = await connect();
    const calendars = await client.fetchCalendars();
    expect(calendars.map(({ displayName }) => displayName)).to.deep.equal(['Calendrier']);
    expect(calendars[0]?.components).to.deep.equal(['VEVENT']);
    expect(calendars[0]?.reports).to.include('syncCollection');
  });

  it('creates, changes, finds and deletes objects', async () => {
    const client = await connect();
    const [calendar] = await client.fetchCalendars();
    if (!calendar) throw new Error('no calendar');
    const made = await client.createCalendarObject({ calendar, filename: 'ts.ics', iCalString: eventText('ts') });
    expect(made.status).to.equal(201);
    expect(
      (await client.createCalendarObject({ calendar, filename: 'ts.ics', iCalString: eventText('ts') })).status,
    ).to.equal(412);
    const [object] = await client.fetchCalendarObjects({
      calendar,
      timeRange: { start: '2027-03-01T00:00:00Z', end: '2027-03-02T00:00:00Z' },
    });
    expect(object?.data).to.contain('UID:ts');
    expect(object?.etag).to.equal(made.headers.get('etag'));
    if (!object) throw new Error('no object');
    const changed = await client.updateCalendarObject({
      calendarObject: { ...object, data: eventText('ts').replace('Event ts', 'Renamed') },
    });
    expect(changed.status).to.equal(204);
    const stale = await client.deleteCalendarObject({ calendarObject: object });
    expect(stale.status).to.equal(412);
    const [fresh] = await client.fetchCalendarObjects({ calendar });
    expect(fresh?.data).to.contain('Renamed');
    if (fresh) expect((await client.deleteCalendarObject({ calendarObject: fresh })).status).to.equal(204);
    expect(await client.fetchCalendarObjects({ calendar })).to.deep.equal([]);
  });

  it('synchronizes by token', async () => {
    const client = await connect();
    const [calendar] = await client.fetchCalendars();
    if (!calendar) throw new Error('no calendar');
    await client.createCalendarObject({ calendar, filename: 's1.ics', iCalString: eventText('s1') });
    const objects = await client.fetchCalendarObjects({ calendar });
    // The library asks for the function that fetches what changed.
    const synced = { ...calendar, objects, objectMultiGet: client.calendarMultiGet };
    await client.createCalendarObject({ calendar, filename: 's2.ics', iCalString: eventText('s2') });
    const first = objects[0];
    if (first) await client.deleteCalendarObject({ calendarObject: first });
    const after = await client.smartCollectionSync({ collection: synced, method: 'webdav', detailedResult: true });
    expect(after.objects.created.map(({ url }) => url.split('/').at(-1))).to.deep.equal(['s2.ics']);
    expect(after.objects.deleted.map(({ url }) => url.split('/').at(-1))).to.deep.equal(['s1.ics']);
  });

  it('makes a calendar', async () => {
    const client = await connect();
    const [made] = await client.makeCalendar({
      url: `${house.url}${anna.home}sport/`,
      props: { displayname: 'Sport' },
    });
    expect(made?.ok).to.equal(true);
    expect((await client.fetchCalendars()).map(({ displayName }) => displayName)).to.include('Sport');
  });
});
