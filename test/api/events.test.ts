import { expect } from 'chai';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import type { Account } from '../../src/accounts/account.ts';
import type { EventId, MeetingId } from '../../src/base/ids.ts';
import { type EventBody, type EventList, eventListSchema, eventSchema } from '../../src/contract/http/event.ts';
import type { MeetingBody } from '../../src/contract/http/meeting.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

const REVIEW = {
  title: 'Quarterly review',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  location: 'Room 4',
  description: 'Bring the figures.\nAll of them.',
  webMeeting: true,
  invitees: [
    { email: 'zoe@example.net', name: 'Zoé', language: 'fr', timeZone: 'America/Montreal' },
    { email: 'Sam@Example.NET', role: 'optional' },
  ],
} as const;

describe('events', () => {
  let server: MeetingServer;
  let olga: Account;
  let mona: Account;
  let api: ApiClient;

  before(async () => {
    server = await startMeetingServer();
    olga = await server.house.addAccount('olga@example.org', { name: 'Olga' });
    mona = await server.house.addAccount('mona@example.org', { name: 'Mona', language: 'fr', timeZone: 'Asia/Tokyo' });
    api = await server.signIn(olga);
  });
  after(() => server.close());
  beforeEach(() => {
    server.house.changed.length = 0;
  });

  const rawOf = async (id: string): Promise<string> => {
    const event = await server.house.events.findById(id as EventId);
    if (!event) throw new Error('no such event');
    return event.raw;
  };
  const eventOf = (raw: string): ICAL.Component => {
    const event = new ICAL.Component(ICAL.parse(raw)).getFirstSubcomponent('vevent');
    if (!event) throw new Error('no VEVENT');
    return event;
  };

  it('are answered as they were sent, with what the server adds', async () => {
    const event = await api.post<EventBody>('/events', REVIEW);
    expect(eventSchema.safeParse(event).error).to.equal(undefined);
    expect(event).to.include({
      title: 'Quarterly review',
      start: '2027-03-01T10:00:00',
      end: '2027-03-01T11:00:00',
      timeZone: 'Europe/Paris',
      allDay: false,
      startsAt: '2027-03-01T09:00:00.000Z',
      endsAt: '2027-03-01T10:00:00.000Z',
      location: 'Room 4',
      description: 'Bring the figures.\nAll of them.',
      myRole: 'organizer',
      webMeeting: true,
    });
    expect(event.organizer).to.deep.equal({ name: 'Olga', email: 'olga@example.org' });
    expect(event.invitees).to.deep.equal([
      {
        email: 'zoe@example.net',
        name: 'Zoé',
        role: 'attendee',
        answer: 'NEEDS-ACTION',
        language: 'fr',
        timeZone: 'America/Montreal',
      },
      { email: 'sam@example.net', name: '', role: 'optional', answer: 'NEEDS-ACTION', language: 'en' },
    ]);
    expect(event.meeting?.id).to.match(/^[1-9]\d{8}$/);
    expect(event.meeting?.pin).to.match(/^\d{6}$/);
    expect(event.meeting?.joinUrl).to.equal(`https://meet.example.org/m/${event.meeting?.id}`);
    expect(event.meeting?.startUrl).to.match(/^https:\/\/meet\.example\.org\/start\/[\w-]{22}$/);
    expect(event.meeting?.live).to.equal(false);
    expect(await api.get(`/events/${event.id}`)).to.deep.equal(event);
  });

  it('are stored as iCalendar objects that other readers understand, with the way into the meeting', async () => {
    const { id, uid, meeting } = await api.post<EventBody>('/events', { ...REVIEW, location: '' });
    const raw = await rawOf(id);
    const event = eventOf(raw);
    const door = `https://meet.example.org/m/${meeting?.id}`;
    expect(event.getFirstPropertyValue('uid')).to.equal(uid);
    expect(event.getFirstPropertyValue('location')).to.equal(door);
    expect(event.getFirstPropertyValue('url')).to.equal(door);
    expect(event.getFirstPropertyValue('conference')).to.equal(door);
    expect(String(event.getFirstPropertyValue('description')).split('\n')[0]).to.equal(`WebMeeting: ${door}`);
    expect(String(event.getFirstProperty('organizer')?.getFirstValue()).toLowerCase()).to.equal(
      'mailto:olga@example.org',
    );
    expect(event.getAllProperties('attendee').map((property) => property.getParameter('role'))).to.deep.equal([
      'CHAIR',
      'REQ-PARTICIPANT',
      'OPT-PARTICIPANT',
    ]);
    expect(raw).not.to.match(/^METHOD/m);
    expect(raw).not.to.contain(meeting?.pin);
    expect(raw).not.to.match(/\/start\/|\/j\//);
    const other = Object.values(nodeIcal.sync.parseICS(raw)).find((part) => part?.type === 'VEVENT');
    expect(other && 'start' in other && other.start instanceof Date ? other.start.toISOString() : '').to.equal(
      '2027-03-01T09:00:00.000Z',
    );
  });

  it('without a meeting carry no link and no meeting', async () => {
    const event = await api.post<EventBody>('/events', {
      title: 'Dentist',
      start: '2027-03-02T10:00:00',
      end: '2027-03-02T10:00:00',
    });
    expect(event).to.include({ webMeeting: false, timeZone: 'Europe/Paris', location: '', description: '' });
    expect(event.meeting).to.equal(undefined);
    expect(await rawOf(event.id)).not.to.contain('/m/');
  });

  it('of whole days have dates alone and keep their zone', async () => {
    const event = await api.post<EventBody>('/events', {
      title: 'Fair',
      start: '2027-03-27',
      end: '2027-03-28',
      timeZone: 'America/New_York',
      allDay: true,
    });
    expect(event).to.include({
      start: '2027-03-27',
      end: '2027-03-28',
      allDay: true,
      timeZone: 'America/New_York',
      startsAt: '2027-03-27T04:00:00.000Z',
      endsAt: '2027-03-29T04:00:00.000Z',
    });
    expect(await rawOf(event.id))
      .to.contain('DTSTART;VALUE=DATE:20270327')
      .and.to.contain('DTEND;VALUE=DATE:20270329');
    const moved = await api.patch<EventBody>(`/events/${event.id}`, { end: '2027-03-30' });
    expect(moved).to.include({ start: '2027-03-27', end: '2027-03-30', timeZone: 'America/New_York' });
    const timed = await api.patch<EventBody>(`/events/${event.id}`, {
      start: '2027-03-27T10:00',
      end: '2027-03-27T12:00',
    });
    expect(timed).to.include({ allDay: false, startsAt: '2027-03-27T14:00:00.000Z' });
  });

  it('take the first of two equal local times in autumn and refuse those that spring skips', async () => {
    const autumn = await api.post<EventBody>('/events', {
      title: 'Late shift',
      start: '2027-10-31T02:30',
      end: '2027-10-31T04:00',
      timeZone: 'Europe/Paris',
    });
    expect(autumn.startsAt).to.equal('2027-10-31T00:30:00.000Z');
    expect(await api.get(`/events/${autumn.id}`)).to.deep.equal(autumn);
    const spring = { title: 'Early', start: '2027-03-28T02:30', end: '2027-03-28T04:00', timeZone: 'Europe/Paris' };
    const problem = await api.refused(422, 'POST', '/events', spring);
    expect(problem.errors?.map(({ path, code }) => ({ path, code }))).to.deep.equal([{ path: 'start', code: 'gap' }]);
  });

  it('are listed by the days that they touch in the account’s time zone, in order', async () => {
    const ana = await server.signIn(await server.house.addAccount('ana@example.org', { timeZone: 'America/New_York' }));
    const at = (title: string, start: string, end: string) =>
      ana.post<EventBody>('/events', { title, start, end, timeZone: 'America/New_York' });
    await at('late', '2027-05-03T23:00', '2027-05-04T01:00');
    await at('early', '2027-05-03T00:00', '2027-05-03T00:30');
    await at('before', '2027-05-02T22:00', '2027-05-03T00:00');
    await at('moment', '2027-05-03T00:00', '2027-05-03T00:00');
    const titles = async (from: string, to: string): Promise<string[]> => {
      const list = await ana.get<EventList>(`/events?from=${from}&to=${to}`);
      expect(eventListSchema.safeParse(list).success).to.equal(true);
      return list.events.map(({ title }) => title);
    };
    expect(await titles('2027-05-03', '2027-05-03')).to.have.members(['early', 'moment', 'late']);
    expect((await titles('2027-05-03', '2027-05-03')).at(-1)).to.equal('late');
    expect(await titles('2027-05-04', '2027-05-04')).to.deep.equal(['late']);
    expect(await titles('2027-05-02', '2027-05-02')).to.deep.equal(['before']);
    expect(await titles('2027-05-05', '2027-05-09')).to.deep.equal([]);
  });

  describe('when changed', () => {
    it('keep what the change does not mention, and count the change', async () => {
      const before = await api.post<EventBody>('/events', REVIEW);
      const after = await api.patch<EventBody>(`/events/${before.id}`, { title: 'Yearly review' });
      expect(after).to.deep.equal({ ...before, title: 'Yearly review' });
      expect(eventOf(await rawOf(before.id)).getFirstPropertyValue('sequence')).to.equal(1);
      expect(server.house.changed.map(({ notify }) => notify)).to.deep.equal([true, true]);
      expect(server.house.changed[1]?.before?.title).to.equal('Quarterly review');
      expect(server.house.changed[1]?.after).to.include({ title: 'Yearly review', sequence: 1 });
    });

    it('keep the properties that WebMeeting does not know', async () => {
      const { id } = await api.post<EventBody>('/events', REVIEW);
      const raw = (await rawOf(id)).replace('END:VEVENT', 'X-TRAVEL-TIME;X-BY=train:PT35M\r\nEND:VEVENT');
      await server.house.database('calendar_objects').where({ id }).update({ raw });
      await api.patch(`/events/${id}`, { title: 'Other' });
      expect(await rawOf(id))
        .to.contain('X-TRAVEL-TIME;X-BY=train:PT35M')
        .and.to.contain('SUMMARY:Other');
    });

    it('are neither stored nor told again when nothing is different', async () => {
      const { id, ...before } = await api.post<EventBody>('/events', REVIEW);
      const { title, start, end, timeZone, location, description } = before;
      const invitees = before.invitees.map(({ answer: _, ...invitee }) => invitee);
      const raw = await rawOf(id);
      await api.patch(`/events/${id}`, {
        title,
        start,
        end,
        timeZone,
        location,
        description,
        invitees,
        webMeeting: true,
      });
      expect(await rawOf(id)).to.equal(raw);
      expect(server.house.changed).to.have.length(1);
    });

    it('ask everyone again when the time moves, and only then', async () => {
      const { id } = await api.post<EventBody>('/events', REVIEW);
      await server.house
        .database('attendees')
        .where({ object_id: id, address: 'zoe@example.net' })
        .update({ answer: 'ACCEPTED' });
      const renamed = await api.patch<EventBody>(`/events/${id}`, { title: 'Renamed' });
      expect(renamed.invitees.map(({ answer }) => answer)).to.deep.equal(['ACCEPTED', 'NEEDS-ACTION']);
      const moved = await api.patch<EventBody>(`/events/${id}`, { end: '2027-03-01T12:00' });
      expect(moved.invitees.map(({ answer }) => answer)).to.deep.equal(['NEEDS-ACTION', 'NEEDS-ACTION']);
    });

    it('take and lose a meeting; a lost one is closed for good', async () => {
      const { id, meeting } = await api.post<EventBody>('/events', REVIEW);
      const without = await api.patch<EventBody>(`/events/${id}`, { webMeeting: false });
      expect(without).to.include({ webMeeting: false, location: 'Room 4', description: REVIEW.description });
      expect(await rawOf(id)).not.to.contain('/m/');
      const closed = await server.house.meetings.findById(meeting?.id as MeetingId);
      expect(closed?.cancelledMs).to.be.a('number');
      const again = await api.patch<EventBody>(`/events/${id}`, { webMeeting: true });
      expect(again.meeting?.id)
        .to.match(/^\d{9}$/)
        .and.not.to.equal(meeting?.id);
    });

    it('are told to nobody when the organizer says so, or when they are over', async () => {
      const { id } = await api.post<EventBody>('/events', { ...REVIEW, notify: false });
      await api.patch(`/events/${id}`, { title: 'Quiet', notify: false });
      const past = await api.post<EventBody>('/events', {
        ...REVIEW,
        start: '2027-01-01T10:00',
        end: '2027-01-01T11:00',
      });
      await api.patch(`/events/${past.id}`, { title: 'What was' });
      await api.delete(`/events/${past.id}`);
      expect(server.house.changed.map(({ notify }) => notify)).to.deep.equal([false, false, false, false, false]);
    });
  });

  describe('when deleted', () => {
    it('are gone, with a notice of what was and their meeting closed', async () => {
      const { id, meeting } = await api.post<EventBody>('/events', REVIEW);
      expect((await api.call('DELETE', `/events/${id}`)).status).to.equal(204);
      await api.refused(404, 'GET', `/events/${id}`);
      expect(server.house.changed.at(-1)?.before?.title).to.equal('Quarterly review');
      expect(server.house.changed.at(-1)?.after).to.equal(undefined);
      expect(server.house.changed.at(-1)?.notify).to.equal(true);
      expect((await server.house.meetings.findById(meeting?.id as MeetingId))?.cancelledMs).to.be.a('number');
    });

    it('tell nobody with notify=false', async () => {
      const { id } = await api.post<EventBody>('/events', REVIEW);
      await api.delete(`/events/${id}?notify=false`);
      expect(server.house.changed.at(-1)?.notify).to.equal(false);
    });

    it('end a running session', async () => {
      const { id, meeting } = await api.post<EventBody>('/events', REVIEW);
      await api.post(`/events/${id}/start`);
      const ended: string[] = [];
      const release = server.house.sessions.onEnded((session, reason) => ended.push(`${session.meetingId} ${reason}`));
      await api.delete(`/events/${id}`);
      release();
      expect(ended).to.deep.equal([`${meeting?.id} cancelled`]);
      expect(await server.house.sessions.current(meeting?.id as MeetingId)).to.equal(undefined);
    });
  });

  describe('for invitees with accounts', () => {
    const withMona = { ...REVIEW, invitees: [{ email: 'Mona@example.org', role: 'moderator' as const }] };

    it('are in their calendar and among their invitations, with the keys that their role allows', async () => {
      const lena = await server.house.addAccount('lena@example.org');
      const [monaApi, lenaApi] = [await server.signIn(mona), await server.signIn(lena)];
      const mine = await api.post<EventBody>('/events', {
        ...REVIEW,
        title: 'Shared',
        invitees: [...withMona.invitees, { email: 'lena@example.org' }],
      });
      const find = async (client: ApiClient, path: string): Promise<EventBody> => {
        const { events } = await client.get<EventList>(path);
        const found = events.find(({ title }) => title === 'Shared');
        if (!found) throw new Error(`not in ${path}`);
        expect(eventSchema.safeParse(found).error).to.equal(undefined);
        return found;
      };
      const monas = await find(monaApi, '/events?from=2027-03-01&to=2027-03-01');
      expect(await find(monaApi, '/invitations')).to.deep.equal(monas);
      expect(monas.uid).to.equal(mine.uid);
      expect(monas.id).not.to.equal(mine.id);
      expect(monas).to.include({ myRole: 'moderator', description: REVIEW.description, location: 'Room 4' });
      expect(monas.organizer).to.deep.equal(mine.organizer);
      expect(monas.invitees).to.deep.equal(mine.invitees);
      expect(monas.invitees[0]).to.include({ name: 'Mona', language: 'fr', timeZone: 'Asia/Tokyo' });
      expect(monas.meeting).to.deep.equal(mine.meeting);
      const lenas = await find(lenaApi, '/invitations');
      expect(lenas.myRole).to.equal('attendee');
      expect(lenas.meeting).to.have.keys(['id', 'joinUrl', 'phoneNumbers', 'live']);
      expect((await api.get<EventList>('/invitations')).events).to.deep.equal([]);
    });

    it('follow each change, and go when the invitation goes or the event does', async () => {
      const monaApi = await server.signIn(mona);
      const { id } = await api.post<EventBody>('/events', { ...withMona, title: 'Moving' });
      const titles = async (): Promise<string[]> =>
        (await monaApi.get<EventList>('/invitations')).events
          .map(({ title }) => title)
          .filter((title) => /Mov/.test(title));
      expect(await titles()).to.deep.equal(['Moving']);
      await api.patch(`/events/${id}`, { title: 'Moved' });
      expect(await titles()).to.deep.equal(['Moved']);
      await api.patch(`/events/${id}`, { invitees: [] });
      expect(await titles()).to.deep.equal([]);
      await api.patch(`/events/${id}`, { invitees: withMona.invitees });
      expect(await titles()).to.deep.equal(['Moved']);
      await api.delete(`/events/${id}`);
      expect(await titles()).to.deep.equal([]);
    });

    it('cannot be changed by them', async () => {
      const monaApi = await server.signIn(mona);
      await api.post('/events', { ...withMona, title: 'Fixed' });
      const copy = (await monaApi.get<EventList>('/invitations')).events.find(({ title }) => title === 'Fixed');
      expect(copy).to.include({ mayEdit: false, mayDelete: true });
      const change = await monaApi.refused(403, 'PATCH', `/events/${copy?.id}`, { title: 'Mine' });
      expect(change.code).to.equal('not-allowed');
    });

    it('can be taken out of their calendar by them, which says no and changes nothing for others', async () => {
      const monaApi = await server.signIn(mona);
      const { id } = await api.post<EventBody>('/events', { ...withMona, title: 'Unwanted' });
      const copy = (await monaApi.get<EventList>('/invitations')).events.find(({ title }) => title === 'Unwanted');
      await monaApi.refused(403, 'DELETE', `/events/${copy?.id}?scope=following`);
      await monaApi.delete(`/events/${copy?.id}`);
      await monaApi.refused(404, 'GET', `/events/${copy?.id}`);
      const { invitees, title } = await api.get<EventBody>(`/events/${id}`);
      expect([title, ...invitees.map(({ answer }) => answer)]).to.deep.equal(['Unwanted', 'DECLINED']);
    });

    it('appear when their account is made after the invitation', async () => {
      await api.post('/events', { ...REVIEW, title: 'Early bird', invitees: [{ email: 'nina@example.org' }] });
      await api.post('/events', {
        title: 'Old',
        start: '2027-01-01',
        end: '2027-01-01',
        invitees: [{ email: 'nina@example.org' }],
      });
      const nina = await server.house.addAccount('nina@example.org');
      await server.house.unitOfWork((transaction) => server.house.adoptInvitations(transaction, nina));
      const { events } = await (await server.signIn(nina)).get<EventList>('/invitations');
      expect(events.map(({ title }) => title)).to.deep.equal(['Early bird']);
    });

    it('are no invitations any more when they are over, unless they still run', async () => {
      const late = await server.house.addAccount('late@example.org');
      const lateApi = await server.signIn(late);
      const event = await api.post<EventBody>('/events', {
        ...REVIEW,
        start: '2027-02-01T10:00',
        end: '2027-02-01T10:30',
        invitees: [{ email: 'late@example.org' }],
      });
      const count = async () => (await lateApi.get<EventList>('/invitations')).events.length;
      expect(await count()).to.equal(1);
      await api.post(`/events/${event.id}/start`);
      server.house.clock.forward(3_600_000);
      expect(await count()).to.equal(1);
      const session = await server.house.sessions.current(event.meeting?.id as MeetingId);
      if (session) await server.house.sessions.end(session.id, 'ended');
      expect(await count()).to.equal(0);
    });
  });

  describe('when started', () => {
    it('answer the meeting, live, and again the same session', async () => {
      const { id, meeting } = await api.post<EventBody>('/events', REVIEW);
      const first = await api.post<MeetingBody>(`/events/${id}/start`);
      expect(first).to.deep.equal({ ...meeting, live: true });
      const session = await server.house.sessions.current(meeting?.id as MeetingId);
      await api.post(`/events/${id}/start`, {});
      expect((await server.house.sessions.current(meeting?.id as MeetingId))?.id).to.equal(session?.id);
      expect((await api.get<EventBody>(`/events/${id}`)).meeting?.live).to.equal(true);
    });

    it('need a meeting, and the organizer or a moderator', async () => {
      const plain = await api.post<EventBody>('/events', { ...REVIEW, webMeeting: false });
      expect((await api.refused(409, 'POST', `/events/${plain.id}/start`)).code).to.equal('conflict');
      await api.post('/events', {
        ...REVIEW,
        title: 'Who starts',
        invitees: [{ email: 'mona@example.org', role: 'moderator' }, { email: 'lena@example.org' }],
      });
      const copyOf = async (account: Account) => {
        const client = await server.signIn(account);
        const { events } = await client.get<EventList>('/invitations');
        return { client, id: events.find(({ title }) => title === 'Who starts')?.id };
      };
      const lena = await server.house.accounts.findByEmail('lena@example.org');
      if (!lena) throw new Error('no Lena');
      const attendee = await copyOf(lena);
      await attendee.client.refused(403, 'POST', `/events/${attendee.id}/start`);
      const moderator = await copyOf(mona);
      expect((await moderator.client.post<MeetingBody>(`/events/${moderator.id}/start`)).live).to.equal(true);
    });
  });

  it('need the right to hold meetings only for their meeting', async () => {
    const plain = await server.signIn(await server.house.addAccount('plain@example.org', { webMeeting: false }));
    const { id } = await plain.post<EventBody>('/events', { ...REVIEW, webMeeting: false });
    expect((await plain.refused(403, 'POST', '/events', REVIEW)).code).to.equal('no-webmeeting-right');
    expect((await plain.refused(403, 'PATCH', `/events/${id}`, { webMeeting: true })).code).to.equal(
      'no-webmeeting-right',
    );
    expect((await plain.refused(403, 'POST', '/meetings', {})).code).to.equal('no-webmeeting-right');
    expect((await plain.get<EventList>('/events?from=2027-01-01&to=2027-12-31')).events).to.have.length(1);
  });
});
