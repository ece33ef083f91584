import { expect } from 'chai';
import ICAL from 'ical.js';
import type { Account } from '../../src/accounts/account.ts';
import type { EventId, MeetingId } from '../../src/base/ids.ts';
import type { StoredEvent } from '../../src/calendar/event.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

const SERIES = {
  title: 'Weekly review',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  recurrence: 'FREQ=WEEKLY;COUNT=4',
  invitees: [
    { email: 'zoe@example.net', name: 'Zoé' },
    { email: 'carl@example.org', role: 'optional' },
  ],
} as const;

const eventsOf = (raw: string): ICAL.Component[] =>
  new ICAL.Component(ICAL.parse(raw)).getAllSubcomponents('vevent') as ICAL.Component[];

/** `zoe@example.net REQ-PARTICIPANT NEEDS-ACTION` */
const peopleIn = (event: ICAL.Component | undefined): string[] =>
  (event?.getAllProperties('attendee') ?? [])
    .map((one) => `${String(one.getFirstValue()).slice(7)} ${one.getParameter('role')} ${one.getParameter('partstat')}`)
    .sort();

describe('handing an event over to a colleague', () => {
  let server: MeetingServer;
  let olga: Account;
  let carl: Account;
  let asOlga: ApiClient;
  let asCarl: ApiClient;

  beforeEach(async () => {
    server = await startMeetingServer();
    olga = await server.house.addAccount('olga@example.org', { name: 'Olga', timeZone: 'Asia/Tokyo' });
    carl = await server.house.addAccount('carl@example.org', { name: 'Carl' });
    asOlga = await server.signIn(olga);
    asCarl = await server.signIn(carl);
  });
  afterEach(() => server.close());

  const masterOf = async (uid: string): Promise<StoredEvent> => {
    const [master, ...others] = await server.house.events.listOwnByUid(uid);
    if (!master || others.length > 0) throw new Error(`${others.length} others of this UID`);
    return master;
  };
  const copyOf = async (uid: string, account: Account): Promise<StoredEvent> => {
    const { organizerId } = await masterOf(uid);
    const [copy, ...others] = (await server.house.events.listCopies({ uid, organizerId })).filter(
      ({ ownerId }) => ownerId === account.id,
    );
    if (!copy || others.length > 0) throw new Error(`${others.length} other copies`);
    return copy;
  };
  const asICalendar = async (uid: string) => eventsOf((await masterOf(uid)).raw);

  it('makes them the organizer, in their default calendar, under the same UID and with the same meeting', async () => {
    const event = await asOlga.post<EventBody>('/events', SERIES);
    const [before] = await server.house.events.listOwnByUid(event.uid);
    const meetingBefore = await server.house.meetings.findById(event.meeting?.id as MeetingId);
    await asOlga.post(`/events/${event.id}/hand-over`, { email: 'Carl@example.org' });

    const master = await masterOf(event.uid);
    expect(master).to.include({ id: event.id, ownerId: carl.id, organizerId: carl.id, createdMs: before?.createdMs });
    expect(master.calendarId).to.equal((await server.house.homeOf(carl)).id);
    expect(master.sequence).to.equal((before?.sequence ?? 0) + 1);
    const meeting = await server.house.meetings.findById(event.meeting?.id as MeetingId);
    expect(meeting).to.deep.equal({ ...meetingBefore, organizerId: carl.id });

    const seen = await asCarl.get<EventBody>(`/events/${event.id}`);
    expect(seen).to.deep.include({
      myRole: 'organizer',
      mayEdit: true,
      organizer: { name: 'Carl', email: 'carl@example.org' },
    });
    expect(seen.meeting).to.include({ startUrl: event.meeting?.startUrl, pin: event.meeting?.pin });
    expect(seen.invitees.map(({ email, role, answer }) => [email, role, answer])).to.deep.equal([
      ['olga@example.org', 'moderator', 'ACCEPTED'],
      ['zoe@example.net', 'attendee', 'NEEDS-ACTION'],
    ]);
    // The change that follows is the new organizer's to make, and no longer the old one's.
    await asCarl.patch(`/events/${event.id}`, { title: 'Review' });
    expect((await copyOf(event.uid, olga)).raw).to.contain('SUMMARY:Review');
  });

  it('takes along what was recorded and is not in anybody’s documents yet, and nothing else', async () => {
    const event = await asOlga.post<EventBody>('/events', SERIES);
    const meetingId = event.meeting?.id as MeetingId;
    const { id: session } = await server.house.sessions.start(meetingId, '');
    const states = ['ready', 'failed', 'rendering', 'stopped', 'paused'];
    for (const [index, state] of states.entries())
      await server.house.database('recordings').insert({
        ...{ id: state, session_id: session, meeting_id: meetingId, account_id: olga.id, number: index + 1, state },
        ...{ started_ms: 0, since_ms: 0 },
      });
    await asOlga.post(`/events/${event.id}/hand-over`, { email: carl.email });
    const rows = await server.house.database('recordings').where({ account_id: carl.id }).orderBy('number');
    expect(rows.map(({ state }) => state)).to.deep.equal(['rendering', 'stopped', 'paused']);
  });

  it('leaves a copy in the place of the old object, with its alarms; the colleague keeps their own', async () => {
    const home = await server.house.homeOf(olga);
    const work = await asOlga.post<{ id: string }>('/calendars', { name: 'Work' });
    const event = await asOlga.post<EventBody>('/events', { ...SERIES, calendarId: work.id });
    const alarm = (minutes: number): string =>
      `BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT${minutes}M\r\nEND:VALARM\r\nEND:VEVENT`;
    const carls = await copyOf(event.uid, carl);
    const master = await masterOf(event.uid);
    for (const [{ id, raw }, minutes] of [
      [master, 7],
      [carls, 13],
    ] as const)
      await server.house
        .database('calendar_objects')
        .where({ id })
        .update({ raw: raw.replace('END:VEVENT', alarm(minutes)) });

    const left = await asOlga.post<EventBody>(`/events/${event.id}/hand-over`, { email: carl.email });
    const copy = await copyOf(event.uid, olga);
    expect(copy).to.include({ id: left.id, calendarId: work.id, uri: master.uri });
    expect(copy.calendarId).to.not.equal(home.id);
    expect(copy.raw).to.contain('TRIGGER:-PT7M').and.not.contain('-PT13M');
    const after = await masterOf(event.uid);
    expect(after.raw).to.contain('TRIGGER:-PT13M').and.not.contain('-PT7M');
    expect(after.uri).to.equal(carls.uri);
    expect(left).to.include({ myRole: 'moderator', mayEdit: false });
    // What was theirs to change is no more.
    await asOlga.refused(403, 'PATCH', `/events/${left.id}`, { title: 'Mine' });
    await asOlga.refused(404, 'GET', `/events/${event.id}`);
    const dates = await asOlga.get<{ events: EventBody[] }>('/events?from=2027-03-01&to=2027-03-31');
    expect(dates.events.map(({ id }) => id)).to.deep.equal(Array(4).fill(left.id));
    const carlsDates = await asCarl.get<{ events: EventBody[] }>('/events?from=2027-03-01&to=2027-03-31');
    expect(carlsDates.events.map(({ id }) => id)).to.deep.equal(Array(4).fill(event.id));
  });

  it('is said in every VEVENT, also of dates that differ', async () => {
    const event = await asOlga.post<EventBody>('/events', SERIES);
    await asOlga.patch(`/events/${event.id}`, {
      recurrenceId: '2027-03-08T10:00:00',
      scope: 'this',
      title: 'With Ann',
      invitees: [...SERIES.invitees, { email: 'ann@example.net' }],
    });
    await asOlga.patch(`/events/${event.id}`, {
      recurrenceId: '2027-03-15T10:00:00',
      scope: 'this',
      invitees: [{ email: 'zoe@example.net', name: 'Zoé' }],
    });
    const before = await masterOf(event.uid);
    await server.house
      .database('calendar_objects')
      .where({ id: before.id })
      .update({ raw: before.raw.replace('ORGANIZER;', 'ORGANIZER;SENT-BY="mailto:pa@example.org";') });
    await asOlga.post(`/events/${event.id}/hand-over`, { email: carl.email });

    const vevents = await asICalendar(event.uid);
    expect(vevents).to.have.length(3);
    for (const one of vevents) {
      expect(one.getFirstPropertyValue('organizer')).to.equal('mailto:carl@example.org');
      expect(one.getFirstProperty('organizer')?.getParameter('cn')).to.equal('Carl');
      expect(one.getFirstProperty('organizer')?.getParameter('sent-by')).to.equal(undefined);
      expect(peopleIn(one)).to.include.members([
        'carl@example.org CHAIR ACCEPTED',
        'olga@example.org REQ-PARTICIPANT ACCEPTED',
      ]);
    }
    const second = await asCarl.get<EventBody>(`/events/${event.id}?recurrenceId=2027-03-08T10:00:00`);
    expect(second.invitees.map(({ email }) => email)).to.deep.equal([
      'olga@example.org',
      'zoe@example.net',
      'ann@example.net',
    ]);
    const third = await asCarl.get<EventBody>(`/events/${event.id}?recurrenceId=2027-03-15T10:00:00`);
    expect(third.invitees.map(({ email }) => email)).to.deep.equal(['olga@example.org', 'zoe@example.net']);
  });

  it('lets both start the meeting, and leaves everyone else their links', async () => {
    const event = await asOlga.post<EventBody>('/events', SERIES);
    const id = event.meeting?.id as MeetingId;
    const zoes = await server.house.grants.find(id, 'zoe@example.net');
    await asOlga.post(`/events/${event.id}/hand-over`, { email: carl.email });
    expect(await server.house.grants.find(id, 'zoe@example.net')).to.deep.equal(zoes);
    expect(await server.house.grants.find(id, olga.email)).to.include({ role: 'moderator', revoked: false });
    expect((await server.house.startMeeting.byId(olga, id)).role).to.equal('moderator');
    expect((await server.house.startMeeting.byId(carl, id)).role).to.equal('organizer');
  });

  it('lets the new organizer in by the link of their old invitation, and nobody else', async () => {
    const event = await asOlga.post<EventBody>('/events', SERIES);
    const id = event.meeting?.id as MeetingId;
    const { generation = 0 } = (await server.house.grants.find(id, carl.email)) ?? {};
    const token = server.house.keys.join(id, carl.email, generation);
    await asOlga.post(`/events/${event.id}/hand-over`, { email: carl.email });
    expect((await server.house.keyHolders.byLink(token, carl)).role).to.equal('organizer');
    for (const other of [undefined, olga]) {
      const refused = await server.house.keyHolders.byLink(token, other).catch((error: unknown) => error);
      expect(refused).to.include({ code: 'link-revoked' });
    }
  });

  it('happens once when two are named in the same moment', async () => {
    const event = await asOlga.post<EventBody>('/events', SERIES);
    await server.house.addAccount('dora@example.org');
    const answers = await Promise.all(
      [carl.email, 'dora@example.org'].map((email) => asOlga.call('POST', `/events/${event.id}/hand-over`, { email })),
    );
    expect(answers.map(({ status }) => status).toSorted()).to.satisfy(
      ([first, second]: number[]) => first === 200 && (second === 403 || second === 404),
    );
    const { organizerId, uid } = await masterOf(event.uid);
    const meeting = await server.house.meetings.findById(event.meeting?.id as MeetingId);
    expect(meeting?.organizerId).to.equal(organizerId);
    await copyOf(uid, olga);
  });

  it('is told with what was and what is, or in silence', async () => {
    const event = await asOlga.post<EventBody>('/events', SERIES);
    server.house.changed.length = 0;
    await asOlga.post(`/events/${event.id}/hand-over`, { email: carl.email });
    const [notice, ...others] = server.house.changed;
    expect(others).to.deep.equal([]);
    expect(notice).to.include({ notify: true });
    expect(notice?.before).to.include({ organizerId: olga.id, objectId: event.id });
    expect(notice?.after).to.include({ organizerId: carl.id, objectId: event.id });
    await asCarl.post(`/events/${event.id}/hand-over`, { email: olga.email, notify: false });
    expect(server.house.changed[1]).to.include({ notify: false });
  });

  it('can be handed back', async () => {
    const event = await asOlga.post<EventBody>('/events', { ...SERIES, invitees: [{ email: 'zoe@example.net' }] });
    await asOlga.post(`/events/${event.id}/hand-over`, { email: carl.email });
    const copy = await copyOf(event.uid, olga);
    await asCarl.post(`/events/${event.id}/hand-over`, { email: olga.email });
    const master = await masterOf(event.uid);
    expect(master).to.include({ id: event.id, organizerId: olga.id, uri: copy.uri });
    expect(peopleIn((await asICalendar(event.uid))[0])).to.deep.equal([
      'carl@example.org REQ-PARTICIPANT ACCEPTED',
      'olga@example.org CHAIR ACCEPTED',
      'zoe@example.net REQ-PARTICIPANT NEEDS-ACTION',
    ]);
    const seen = await asOlga.get<EventBody>(`/events/${event.id}`);
    expect(seen).to.include({ mayEdit: true, myRole: 'organizer' });
    expect(seen.meeting).to.include({ id: event.meeting?.id, pin: event.meeting?.pin });
  });

  it('works for an event without meeting or guests, and keeps whole days in the zone in which they are', async () => {
    const event = await asOlga.post<EventBody>('/events', {
      title: 'Inventory',
      start: '2027-03-01',
      end: '2027-03-02',
      allDay: true,
      timeZone: 'Asia/Tokyo',
    });
    await asOlga.post(`/events/${event.id}/hand-over`, { email: carl.email });
    const seen = await asCarl.get<EventBody>(`/events/${event.id}`);
    expect(seen).to.include({ startsAt: event.startsAt, endsAt: event.endsAt, timeZone: 'Asia/Tokyo' });
    expect(seen.invitees.map(({ email }) => email)).to.deep.equal(['olga@example.org']);
  });

  it('stands beside what has its name in the colleague’s calendar', async () => {
    const event = await asOlga.post<EventBody>('/events', { ...SERIES, invitees: [] });
    const other = await asCarl.post<EventBody>('/events', { ...SERIES, invitees: [], webMeeting: false });
    const { uri } = await masterOf(event.uid);
    await server.house.database('calendar_objects').where({ id: other.id }).update({ uri });
    await asOlga.post(`/events/${event.id}/hand-over`, { email: carl.email });
    expect((await masterOf(event.uid)).uri).to.equal(`${event.id}.ics`);
    expect((await server.house.events.findById(other.id as EventId))?.uri).to.equal(uri);
  });

  describe('is refused', () => {
    const codeOf = async (id: string, email: string): Promise<unknown> =>
      (await asOlga.refused(422, 'POST', `/events/${id}/hand-over`, { email })).errors?.map(
        ({ path, code }) => `${path} ${code}`,
      );

    it('for who cannot have it, each with its reason', async () => {
      const event = await asOlga.post<EventBody>('/events', SERIES);
      const before = await masterOf(event.uid);
      await server.house.addAccount('gil@example.org', { webMeeting: false });
      const away = await server.house.addAccount('away@example.org');
      await server.house.database('accounts').where({ id: away.id }).update({ suspended_ms: 1 });
      expect(await codeOf(event.id, 'zoe@example.net')).to.deep.equal(['email no-account']);
      expect(await codeOf(event.id, 'olga@example.org')).to.deep.equal(['email organizer']);
      expect(await codeOf(event.id, 'gil@example.org')).to.deep.equal(['email no-webmeeting-right']);
      expect(await codeOf(event.id, 'away@example.org')).to.deep.equal(['email suspended']);
      expect(await masterOf(event.uid)).to.deep.equal(before);
    });

    it('but an event without meeting goes to somebody who may open none', async () => {
      await server.house.addAccount('gil@example.org', { webMeeting: false });
      const event = await asOlga.post<EventBody>('/events', { ...SERIES, webMeeting: false });
      await asOlga.post(`/events/${event.id}/hand-over`, { email: 'gil@example.org' });
    });

    it('to those whose event it is not: who is invited, and who writes in the calendar', async () => {
      const event = await asOlga.post<EventBody>('/events', SERIES);
      const copy = await copyOf(event.uid, carl);
      await asCarl.refused(403, 'POST', `/events/${copy.id}/hand-over`, { email: carl.email });
      await asCarl.refused(404, 'POST', `/events/${event.id}/hand-over`, { email: carl.email });
      const { calendarId } = await masterOf(event.uid);
      const shares = [{ email: carl.email, access: 'write' }];
      await asOlga.call('PUT', `/calendars/${calendarId}/shares`, { shares });
      await asCarl.refused(403, 'POST', `/events/${event.id}/hand-over`, { email: carl.email });
    });
  });
});
