import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { MeetingId } from '../../src/base/ids.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { Door } from '../../src/contract/http/meeting.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

/** The server's clock stands at Monday 1 February 2027, 09:00 UTC. */
const DAILY = {
  title: 'Daily',
  start: '2027-02-01T12:00',
  end: '2027-02-01T13:00',
  timeZone: 'Europe/Paris',
  recurrence: 'FREQ=DAILY;COUNT=5',
  webMeeting: true,
};
const SECOND = '2027-02-02T12:00';
const DAY_MS = 86_400_000;

describe('the dates of a meeting', () => {
  let server: MeetingServer;
  let api: ApiClient;
  let mona: Account;
  let monas: ApiClient;

  beforeEach(async () => {
    server = await startMeetingServer();
    api = await server.signIn(await server.house.addAccount('olga@example.org'));
    mona = await server.house.addAccount('mona@example.org');
    monas = await server.signIn(mona);
  });
  afterEach(() => server.close());

  const make = (invitees: object[]): Promise<EventBody> => api.post('/events', { ...DAILY, invitees });
  const linkOf = async (event: EventBody, address: string, recurrenceId = ''): Promise<string> => {
    const { grants, keys } = server.house;
    const id = event.meeting?.id as MeetingId;
    const grant = (await grants.listOf(id)).find((one) => one.invitee === address && one.recurrenceId === recurrenceId);
    if (!grant) throw new Error(`${address} has no link for ${recurrenceId || 'the series'}`);
    return keys.join(id, address, grant.generation, recurrenceId);
  };
  const join = (token: string) =>
    server.client().call<{ ticket?: string; startsAt?: string | null }>('POST', `/join/${token}`, { name: 'Zoe' });
  const start = (event: EventBody, recurrenceId?: string) =>
    api.post(`/events/${event.id}/start`, recurrenceId === undefined ? {} : { recurrenceId });

  it('are told at the door: the next one, and from then on the one after', async () => {
    const event = await make([{ email: 'zoe@example.net' }]);
    const token = await linkOf(event, 'zoe@example.net');
    const door = async () => (await server.client().get<Door>(`/join/${token}`)).startsAt;
    expect(await door()).to.equal('2027-02-01T11:00:00.000Z');
    server.house.clock.forward(DAY_MS);
    expect(await door()).to.equal('2027-02-02T11:00:00.000Z');
    server.house.clock.forward(10 * DAY_MS);
    expect(await door()).to.equal('2027-02-05T11:00:00.000Z');
  });

  it('are started one by one: the one that comes next, unless another is named', async () => {
    const event = await make([]);
    const id = event.meeting?.id as MeetingId;
    await start(event);
    expect((await server.house.sessions.current(id))?.recurrenceId).to.equal('2027-02-01T12:00:00');
    const session = await server.house.sessions.current(id);
    if (session) await server.house.sessions.end(session.id, 'ended');
    await start(event, '2027-02-03T12:00');
    expect((await server.house.sessions.current(id))?.recurrenceId).to.equal('2027-02-03T12:00:00');
  });

  it('let in on their own date who is invited to it alone, by a link of that date', async () => {
    const event = await make([{ email: 'zoe@example.net' }]);
    await api.patch(`/events/${event.id}`, {
      recurrenceId: SECOND,
      invitees: [{ email: 'zoe@example.net' }, { email: 'guest@example.net' }],
    });
    const token = await linkOf(event, 'guest@example.net', `${SECOND}:00`);
    await start(event);
    const early = await join(token);
    expect(early.body).to.include({ waiting: true, startsAt: '2027-02-02T11:00:00.000Z' });
    expect((await join(await linkOf(event, 'zoe@example.net'))).body.ticket).to.be.a('string');
    const session = await server.house.sessions.current(event.meeting?.id as MeetingId);
    if (session) await server.house.sessions.end(session.id, 'ended');
    await start(event, SECOND);
    expect((await join(token)).body.ticket).to.be.a('string');
  });

  it('keep out who was taken off the list of that date, and of that date alone', async () => {
    const event = await make([{ email: 'zoe@example.net' }]);
    await api.patch(`/events/${event.id}`, { recurrenceId: SECOND, invitees: [] });
    const token = await linkOf(event, 'zoe@example.net');
    await start(event, SECOND);
    expect((await join(token)).body).to.include({ waiting: true, startsAt: null });
    const session = await server.house.sessions.current(event.meeting?.id as MeetingId);
    if (session) await server.house.sessions.end(session.id, 'ended');
    await start(event, '2027-02-03T12:00');
    expect((await join(token)).body.ticket).to.be.a('string');
  });

  it('have their own moderators', async () => {
    const event = await make([{ email: mona.email }]);
    await api.patch(`/events/${event.id}`, {
      recurrenceId: SECOND,
      invitees: [{ email: mona.email, role: 'moderator' }],
    });
    const copies = (await monas.get<{ events: EventBody[] }>('/events?from=2027-02-01&to=2027-02-05')).events;
    const copyId = copies[0]?.id;
    expect(copies.map(({ myRole }) => myRole)).to.deep.equal([
      'attendee',
      'moderator',
      'attendee',
      'attendee',
      'attendee',
    ]);
    await monas.refused(403, 'POST', `/events/${copyId}/start`, { recurrenceId: '2027-02-01T12:00' });
    await monas.post(`/events/${copyId}/start`, { recurrenceId: SECOND });
  });

  it('of a series that was split go on with the old links', async () => {
    const event = await make([{ email: 'zoe@example.net' }]);
    const token = await linkOf(event, 'zoe@example.net');
    const rest = await api.patch<EventBody>(`/events/${event.id}`, {
      recurrenceId: SECOND,
      scope: 'following',
      title: 'Rest',
    });
    await start(rest, SECOND);
    const door = await server.client().get<Door>(`/join/${token}`);
    expect(door).to.include({ title: 'Rest', live: true });
    // The last part that is left keeps the meeting.
    const session = await server.house.sessions.current(event.meeting?.id as MeetingId);
    if (session) await server.house.sessions.end(session.id, 'ended');
    await api.delete(`/events/${event.id}`);
    expect((await server.client().call('GET', `/join/${token}`)).status).to.equal(200);
    await api.delete(`/events/${rest.id}`);
    expect((await server.client().call('GET', `/join/${token}`)).status).to.equal(410);
  });
});
