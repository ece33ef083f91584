import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { MeetingId } from '../../src/base/ids.ts';
import type { EventBody, EventList } from '../../src/contract/http/event.ts';
import { type Door, doorSchema, type MeetingBody, meetingSchema } from '../../src/contract/http/meeting.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

describe('meetings', () => {
  let server: MeetingServer;
  let olga: Account;
  let mona: Account;
  let api: ApiClient;

  before(async () => {
    server = await startMeetingServer({ sipDomain: 'sip.example.org' });
    olga = await server.house.addAccount('olga@example.org', { name: 'Olga', language: 'fr' });
    mona = await server.house.addAccount('mona@example.org', { name: 'Mona' });
    api = await server.signIn(olga);
  });
  after(() => server.close());

  const schedule = (title = 'Review'): Promise<EventBody> =>
    api.post('/events', {
      title,
      start: '2027-03-01T10:00',
      end: '2027-03-01T11:00',
      webMeeting: true,
      invitees: [
        { email: 'mona@example.org', role: 'moderator' },
        { email: 'guest@example.net', name: 'Guest' },
      ],
    });
  const startPath = (meeting: MeetingBody | undefined): string => new URL(meeting?.startUrl ?? '').pathname;

  it('start at once, as an event of an hour that begins with this minute', async () => {
    server.house.clock.set(Date.UTC(2027, 1, 1, 9, 12, 34));
    const answer = await api.call<MeetingBody>('POST', '/meetings', { title: 'Quick word' });
    expect(answer.status).to.equal(201);
    expect(meetingSchema.safeParse(answer.body).error).to.equal(undefined);
    expect(answer.body).to.include({ live: true, sipUri: `sip:conference*${answer.body.id}@sip.example.org` });
    expect(answer.body.pin).to.match(/^\d{6}$/);
    const { events } = await api.get<EventList>('/events?from=2027-02-01&to=2027-02-01');
    const event = events.find(({ title }) => title === 'Quick word');
    expect(event).to.include({ start: '2027-02-01T10:12:00', end: '2027-02-01T11:12:00', timeZone: 'Europe/Paris' });
    expect(event?.meeting).to.deep.equal(answer.body);
  });

  it('that start at once without a title have one in the organizer’s language', async () => {
    const { id } = await api.post<MeetingBody>('/meetings', {});
    expect((await api.get<Door>(`/meetings/${id}`)).title).to.equal('Réunion instantanée');
    expect(server.house.changed.at(-1)?.notify).to.equal(false);
  });

  it('that start in the hour that clocks show twice are one hour long', async () => {
    server.house.clock.set(Date.UTC(2027, 9, 31, 0, 30));
    const { meeting } = await server.house.startInstantMeeting(olga, 'Twice');
    const scheduled = await server.house.schedule.describe(meeting.id);
    expect(scheduled).to.include({ startMs: Date.UTC(2027, 9, 31, 0, 30), endMs: Date.UTC(2027, 9, 31, 1, 30) });
    server.house.clock.set(Date.UTC(2027, 1, 1, 9));
  });

  describe('by their start link', () => {
    it('show themselves to the organizer and a moderator, and start for both', async () => {
      const first = await schedule();
      const door = await api.get<Door>(startPath(first.meeting));
      expect(doorSchema.safeParse(door).error).to.equal(undefined);
      expect(door).to.include({
        id: first.meeting?.id,
        title: 'Review',
        role: 'organizer',
        live: false,
        needsPin: false,
      });
      expect(await api.post(startPath(first.meeting))).to.deep.equal({ ...first.meeting, live: true });

      const second = await schedule();
      const monaApi = await server.signIn(mona);
      expect((await monaApi.get<Door>(startPath(second.meeting))).role).to.equal('moderator');
      expect((await monaApi.post<MeetingBody>(startPath(second.meeting))).live).to.equal(true);
    });

    it('do not start by being looked at', async () => {
      const { meeting } = await schedule();
      await api.get(startPath(meeting));
      expect(await server.house.sessions.current(meeting?.id as MeetingId)).to.equal(undefined);
    });

    it('start for nobody else, whoever holds the link', async () => {
      const { meeting } = await schedule();
      const stranger = await server.signIn(await server.house.addAccount('stranger@example.org'));
      await server.client().refused(401, 'GET', startPath(meeting));
      await server.client().refused(401, 'POST', startPath(meeting));
      expect((await stranger.refused(403, 'GET', startPath(meeting))).code).to.equal('not-allowed');
      expect((await stranger.refused(403, 'POST', startPath(meeting))).code).to.equal('not-allowed');
      expect(await server.house.sessions.current(meeting?.id as MeetingId)).to.equal(undefined);
    });

    it('are unknown when mistyped, and closed when cancelled', async () => {
      const { id, meeting } = await schedule();
      for (const token of ['x', 'A'.repeat(22), '%00'.repeat(22)]) {
        expect((await api.refused(404, 'POST', `/start/${token}`)).code).to.equal('unknown-link');
        expect((await api.refused(404, 'GET', `/start/${token}`)).code).to.equal('unknown-link');
      }
      await api.delete(`/events/${id}`);
      expect((await api.refused(410, 'GET', startPath(meeting))).code).to.equal('meeting-cancelled');
      expect((await api.refused(410, 'POST', startPath(meeting))).code).to.equal('meeting-cancelled');
    });

    it('do not start once the organizer has lost the right to hold meetings', async () => {
      const { meeting } = await schedule();
      await server.house.database('accounts').where({ id: olga.id }).update({ may_webmeeting: false });
      const problem = await (await server.signIn(mona)).refused(403, 'POST', startPath(meeting));
      await server.house.database('accounts').where({ id: olga.id }).update({ may_webmeeting: true });
      expect(problem.code).to.equal('no-webmeeting-right');
    });
  });

  it('say nothing but that a PIN is needed to those without a key, whatever the ID', async () => {
    const coming = (await schedule()).meeting?.id;
    const live = (await api.post<MeetingBody>('/meetings', {})).id;
    const cancelled = await schedule();
    await api.delete(`/events/${cancelled.id}`);
    const stranger = await server.signIn(await server.house.addAccount('curious@example.org'));
    for (const client of [server.client(), stranger]) {
      for (const id of [coming, live, cancelled.meeting?.id, '123456789']) {
        const answer = await client.call('GET', `/meetings/${id}`);
        expect(answer.status).to.equal(200);
        expect(answer.body).to.deep.equal({ needsPin: true });
        expect(answer.headers.get('cache-control')).to.equal('no-store');
      }
    }
    const problem = await server.client().refused(422, 'GET', '/meetings/12345');
    expect(problem.errors?.[0]?.path).to.equal('id');
  });

  it('that were cancelled say so to their organizer and invited accounts', async () => {
    const { id, meeting } = await schedule();
    await api.delete(`/events/${id}`);
    for (const client of [api, await server.signIn(mona)]) {
      const door = await client.refused(410, 'GET', `/meetings/${meeting?.id}`);
      const join = await client.refused(410, 'POST', `/meetings/${meeting?.id}/join`, { name: 'Olga' });
      expect([door.code, join.code]).to.deep.equal(['meeting-cancelled', 'meeting-cancelled']);
    }
  });

  it('tell their organizer and invited accounts what they are and when', async () => {
    const { meeting } = await schedule('Plans');
    const expected = {
      id: meeting?.id,
      needsPin: false,
      title: 'Plans',
      organizerName: 'Olga',
      startsAt: '2027-03-01T09:00:00.000Z',
      endsAt: '2027-03-01T10:00:00.000Z',
      allDay: false,
      timeZone: 'Europe/Paris',
      live: false,
      state: 'open',
      joinUrl: meeting?.joinUrl,
      sipUri: `sip:conference*${meeting?.id}@sip.example.org`,
      phoneNumbers: [],
    };
    const { startUrl } = meeting ?? {};
    expect(startUrl).to.be.a('string');
    expect(await api.get(`/meetings/${meeting?.id}`)).to.deep.equal({
      ...expected,
      startUrl,
      name: 'Olga',
      role: 'organizer',
    });
    const monas = await (await server.signIn(mona)).get(`/meetings/${meeting?.id}`);
    expect(monas).to.deep.equal({ ...expected, startUrl, name: 'Mona', role: 'moderator' });
  });
});
