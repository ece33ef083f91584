import { expect } from 'chai';
import type { EventList } from '../../src/contract/http/event.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';
import { eventText, propfindBody } from './dav-house.ts';

describe('CalDAV in the whole server', () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.dispose());

  it('shows an event of a program in our calendar with its meeting, and gives the link back', async () => {
    const admin = await app.admin();
    const { password } = await admin.post<{ password: string }>('/app-passwords', { name: 'Thunderbird' });
    const authorization = `Basic ${Buffer.from(`admin@example.org:${password}`).toString('base64')}`;
    const { calendars } = await admin.get<{ calendars: { davUrl: string }[] }>('/calendars');
    const calendar = calendars[0]?.davUrl ?? '';
    expect(calendar).to.match(/\/dav\/calendars\/[\w-]+\/[\w-]+\/$/);
    const root = await fetch(`${app.url}/`, {
      method: 'PROPFIND',
      headers: { authorization, depth: '0' },
      body: propfindBody('D:current-user-principal'),
    });
    expect(root.status).to.equal(207);
    const text = eventText('from-outside', '20270301T090000', [
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'CATEGORIES:WebMeeting',
      'ATTENDEE:mailto:guest@example.com',
    ]);
    const stored = await fetch(`${calendar}from-outside.ics`, {
      method: 'PUT',
      headers: { authorization },
      body: text,
    });
    expect(stored.status).to.equal(201);
    expect(stored.headers.get('etag')).to.equal(null);
    const { events } = await admin.get<EventList>('/events?from=2027-03-01&to=2027-04-01');
    expect(events.map(({ title }) => title)).to.deep.equal([
      'Event from-outside',
      'Event from-outside',
      'Event from-outside',
    ]);
    const joinUrl = events[0]?.meeting?.joinUrl ?? 'none';
    const back = await fetch(`${calendar}from-outside.ics`, { headers: { authorization } });
    const raw = (await back.text()).replaceAll('\r\n ', '');
    expect(raw).to.contain(`LOCATION:${joinUrl}`).and.contain('RRULE:FREQ=WEEKLY;COUNT=3');
  });

  it('takes no account password', async () => {
    const authorization = `Basic ${Buffer.from('admin@example.org:correct horse battery').toString('base64')}`;
    const answer = await fetch(`${app.url}/dav/`, { method: 'PROPFIND', headers: { authorization, depth: '0' } });
    expect(answer.status).to.equal(401);
  });
});
