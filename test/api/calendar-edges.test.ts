import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { AccessibleCalendar } from '../../src/calendar/calendar.ts';
import type { EventBody, EventList } from '../../src/contract/http/event.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

const EVENT = { title: 'Review', start: '2027-03-01T09:00', end: '2027-03-01T10:00', timeZone: 'Europe/Paris' };
const objectOf = (uid: string, lines: readonly string[] = []): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//A Program//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20270101T000000Z',
    'DTSTART:20270301T090000Z',
    'DTEND:20270301T100000Z',
    'SUMMARY:Doctor',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

describe('calendars at their edges', () => {
  let server: MeetingServer;
  let olga: Account;
  let mona: Account;
  let api: ApiClient;
  let monas: ApiClient;

  beforeEach(async () => {
    server = await startMeetingServer();
    olga = await server.house.addAccount('olga@example.org');
    mona = await server.house.addAccount('mona@example.org');
    api = await server.signIn(olga);
    monas = await server.signIn(mona);
  });
  afterEach(() => server.close());

  const homeOf = async (account: Account): Promise<AccessibleCalendar> => {
    await server.house.manageCalendars.settle(account);
    const [first] = await server.house.calendars.listFor(account.id);
    if (!first) throw new Error('no calendar');
    return first;
  };
  const put = async (calendar: AccessibleCalendar, raw: string): Promise<string> => {
    const request = { account: olga, calendar, uri: 'a.ics', raw, condition: () => true };
    const answer = await server.house.putObject(request);
    if (!answer.ok) throw new Error(answer.code);
    return answer.id;
  };

  it('shared, do not say with whom a private event is', async () => {
    const home = await homeOf(olga);
    await server.house.manageCalendars.share(olga, home.id, [{ email: mona.email, access: 'write' }]);
    await put(home, objectOf('p@x', ['CLASS:PRIVATE', 'ORGANIZER:mailto:doctor@example.net', 'LOCATION:Clinic']));
    const { events } = await monas.get<EventList>('/events?from=2027-03-01&to=2027-03-01');
    expect(events.map(({ title }) => title)).to.deep.equal(['Busy']);
    expect(JSON.stringify(events)).not.to.match(/doctor|clinic/i);
  });

  it('shared, let nobody but their owner bring back a private event', async () => {
    const home = await homeOf(olga);
    await server.house.manageCalendars.share(olga, home.id, [{ email: mona.email, access: 'write' }]);
    const id = await put(home, objectOf('p@x', ['CLASS:PRIVATE']));
    await api.delete(`/events/${id}`);
    await monas.refused(404, 'POST', `/events/${id}/restore`);
    await api.post(`/events/${id}/restore`);
  });

  it('bring nothing back where something else has its name', async () => {
    const home = await homeOf(olga);
    const id = await put(home, objectOf('one@x'));
    await api.delete(`/events/${id}`);
    await put(home, objectOf('two@x'));
    await api.refused(409, 'POST', `/events/${id}/restore`);
  });

  it('in which every event is a meeting take events of who may hold none', async () => {
    const nil = await server.house.addAccount('nil@example.org', { webMeeting: false });
    const client = await server.signIn(nil);
    const home = await homeOf(nil);
    await client.patch(`/calendars/${home.id}`, { everyEventMeets: true });
    expect(await client.post<EventBody>('/events', EVENT)).to.include({ webMeeting: false });
    await client.refused(403, 'POST', '/events', { ...EVENT, webMeeting: true });
  });

  it('show who is invited to one date alone their own, at the door and by ID', async () => {
    const series = { ...EVENT, webMeeting: true, recurrence: 'FREQ=WEEKLY;COUNT=4' };
    const { id, meeting } = await api.post<EventBody>('/events', series);
    const meetingId = meeting?.id as never;
    const invite = (recurrenceId: string, list: string[]) =>
      api.patch(`/events/${id}`, { recurrenceId, invitees: list.map((email) => ({ email })) });
    await invite('2027-03-08T09:00', ['mona@example.org']);
    await invite('2027-03-15T09:00', ['mona@example.org']);
    const startsAt = async () => {
      const door = await server.house.doorView.byId(meetingId, mona, undefined);
      return door.needsPin ? 'PIN' : `${door.startsAt} ${door.live}`;
    };
    expect(await startsAt()).to.equal('2027-03-08T08:00:00.000Z false');
    // Another date runs: theirs is still to come.
    await api.post(`/events/${id}/start`, { recurrenceId: '2027-03-01T09:00' });
    expect(await startsAt()).to.equal('2027-03-08T08:00:00.000Z false');
    const session = await server.house.sessions.current(meetingId);
    if (session) await server.house.sessions.end(session.id, 'ended');
    server.house.clock.forward(Date.UTC(2027, 2, 10) - server.house.clock.nowMs());
    expect(await startsAt()).to.equal('2027-03-15T08:00:00.000Z false');
    // The sign-in is over by now.
    for (const recurrenceId of ['2027-03-08T09:00', '2027-03-15T09:00'])
      await server.house.changeEvent(olga, id as never, { recurrenceId, invitees: [] });
    expect(await startsAt()).to.equal('PIN');
  });
});
