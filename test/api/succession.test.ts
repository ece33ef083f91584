import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { MeetingId } from '../../src/base/ids.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { JoinAnswer } from '../../src/contract/http/meeting.ts';
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
} as const;
const FIRST = '2027-02-01T12:00:00';
const SECOND = '2027-02-02T12:00:00';

describe('the succession to the organizer of a meeting', () => {
  let server: MeetingServer;
  let api: ApiClient;
  let ann: Account;
  let anns: ApiClient;

  beforeEach(async () => {
    server = await startMeetingServer();
    api = await server.signIn(await server.house.addAccount('olga@example.org', { name: 'Olga' }));
    ann = await server.house.addAccount('ann@example.org', { name: 'Ann' });
    anns = await server.signIn(ann);
  });
  afterEach(() => server.close());

  const idOf = (event: EventBody): MeetingId => event.meeting?.id as MeetingId;
  const make = (invitees: object[] = [{ email: ann.email }], more: object = {}): Promise<EventBody> =>
    api.post('/events', { ...DAILY, invitees, ...more });
  const deputize = (event: EventBody, recurrenceId = '', address = ann.email): Promise<void> =>
    server.house.unitOfWork((transaction) =>
      server.house.deputies.put(transaction, { meetingId: idOf(event), recurrenceId, address, namedMs: 0 }),
    );
  /** What a calendar program would write into the object. */
  const rewrite = async (event: EventBody, change: (raw: string) => string): Promise<void> => {
    const [stored] = await server.house.events.listByMeeting(idOf(event));
    if (!stored) throw new Error('no event');
    const raw = stored.raw.replace(/\r?\n[ \t]/g, '');
    const changed = change(raw);
    expect(changed).to.not.equal(raw);
    await server.house.database('calendar_objects').where({ id: stored.id }).update({ raw: changed });
  };
  const chair = (event: EventBody): Promise<void> =>
    rewrite(event, (raw) =>
      raw.replace(/^ATTENDEE.*ann@example\.org$/m, 'ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:ann@example.org'),
    );
  const share = async (event: EventBody, access: string): Promise<void> => {
    const answer = await api.call('PUT', `/calendars/${event.calendarId}/shares`, {
      shares: [{ email: ann.email, access }],
    });
    expect(answer.status).to.equal(200);
  };
  const startToken = async (event: EventBody): Promise<string> => {
    const meeting = await server.house.meetings.findById(idOf(event));
    return server.house.links.start(meeting as never).replace(/.*\/start\//, '');
  };
  /** Starts by the start link, and comes in: as what. */
  const startAndEnter = async (event: EventBody) => {
    await anns.post(`/start/${await startToken(event)}`);
    return enter(event);
  };
  const enter = async (event: EventBody) => {
    const answer = await anns.post<JoinAnswer>(`/meetings/${idOf(event)}/join`, { name: 'Ann' });
    const ticket = 'ticket' in answer ? server.house.entryTickets.redeem(answer.ticket) : undefined;
    return ticket && { role: ticket.role, rank: ticket.rank };
  };
  const refusesStart = async (event: EventBody): Promise<void> => {
    const refused = await anns.refused(403, 'POST', `/start/${await startToken(event)}`);
    expect(refused.code).to.equal('not-allowed');
    expect(await server.house.sessions.current(idOf(event))).to.equal(undefined);
  };
  const endSession = async (event: EventBody): Promise<void> => {
    const session = await server.house.sessions.current(idOf(event));
    if (session) await server.house.sessions.end(session.id, 'ended');
  };

  it('has the organizer at 0', async () => {
    const event = await make();
    await api.post(`/events/${event.id}/start`);
    const answer = await api.post<{ ticket: string }>(`/meetings/${idOf(event)}/join`, { name: 'Olga' });
    expect(server.house.entryTickets.redeem(answer.ticket)).to.include({ role: 'organizer', rank: 0 });
  });

  it('has the deputy at 1, who starts the meeting as a moderator', async () => {
    const event = await make();
    await refusesStart(event);
    await deputize(event);
    expect(await startAndEnter(event)).to.deep.equal({ role: 'moderator', rank: 1 });
  });

  it('knows a deputy on the date that they were named for, and on no other', async () => {
    const event = await make();
    await deputize(event, SECOND);
    await refusesStart(event);
    server.house.clock.forward(24 * 3_600_000);
    expect(await startAndEnter(event)).to.deep.equal({ role: 'moderator', rank: 1 });
  });

  it('has for each date one deputy: who was named for it, not who was named for all', async () => {
    const event = await make([{ email: ann.email }, { email: 'bob@example.org' }]);
    await deputize(event);
    await deputize(event, FIRST, 'bob@example.org');
    await refusesStart(event);
  });

  it('forgets a deputy who is invited no more', async () => {
    const event = await make();
    await deputize(event);
    await api.patch(`/events/${event.id}`, { recurrenceId: FIRST, scope: 'this', invitees: [] });
    await refusesStart(event);
  });

  it('has a chair other than the organizer at 1', async () => {
    const event = await make();
    await chair(event);
    expect(await startAndEnter(event)).to.deep.equal({ role: 'moderator', rank: 1 });
  });

  it('has who may write in the organizer’s calendar at 2, invited or not; who may read it, nowhere', async () => {
    const event = await make([]);
    await share(event, 'read');
    await refusesStart(event);
    expect((await anns.get<{ needsPin: boolean }>(`/meetings/${idOf(event)}`)).needsPin).to.equal(true);
    await share(event, 'write');
    expect((await anns.get<{ role: string }>(`/meetings/${idOf(event)}`)).role).to.equal('moderator');
    expect(await startAndEnter(event)).to.deep.equal({ role: 'moderator', rank: 2 });
  });

  it('lets a co-organizer into a date that they were not invited to, though they were to others', async () => {
    const event = await make([]);
    await api.patch(`/events/${event.id}`, { recurrenceId: SECOND, scope: 'this', invitees: [{ email: ann.email }] });
    await share(event, 'write');
    expect(await startAndEnter(event)).to.deep.equal({ role: 'moderator', rank: 2 });
  });

  it('has no co-organizers of what is private', async () => {
    const event = await make([]);
    await share(event, 'write');
    const [stored] = await server.house.events.listByMeeting(idOf(event));
    const facts = JSON.stringify({ ...stored?.facts, visibility: 'private' });
    await server.house.database('calendar_objects').where({ id: stored?.id }).update({ facts });
    await refusesStart(event);
  });

  it('has at 3 whom the organizer sends instead', async () => {
    const event = await make();
    await rewrite(event, (raw) =>
      raw.replace(
        /^ATTENDEE.*olga@example\.org$/m,
        'ATTENDEE;ROLE=CHAIR;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:Ann@example.org":mailto:olga@example.org',
      ),
    );
    expect(await startAndEnter(event)).to.deep.equal({ role: 'moderator', rank: 3 });
  });

  it('has at 3 who acts for the organizer', async () => {
    const event = await make();
    await rewrite(event, (raw) => raw.replace('ORGANIZER;', 'ORGANIZER;SENT-BY="mailto:ann@example.org";'));
    expect(await startAndEnter(event)).to.deep.equal({ role: 'moderator', rank: 3 });
  });

  it('has at 3 whom the chair sends, by the object or by their answer', async () => {
    const event = await make([{ email: ann.email }, { email: 'carl@example.org' }]);
    await rewrite(event, (raw) =>
      raw.replace(/^ATTENDEE.*carl@example\.org$/m, 'ATTENDEE;ROLE=CHAIR:mailto:carl@example.org'),
    );
    await refusesStart(event);
    const [stored] = await server.house.events.listByMeeting(idOf(event));
    await server.house.database('answers').insert({
      ...{ object_id: stored?.id, recurrence_id: '', address: 'carl@example.org', answer: 'DELEGATED', comment: '' },
      ...{ needs: '', delegate: ann.email, delegator: '', via: 'mail', sequence: 0, stamp_ms: 0, answered_ms: 0 },
    });
    expect(await startAndEnter(event)).to.deep.equal({ role: 'moderator', rank: 3 });
  });

  it('has invited moderators at 4, and everyone else at 9', async () => {
    const event = await make([{ email: ann.email, role: 'moderator' }]);
    expect(await startAndEnter(event)).to.deep.equal({ role: 'moderator', rank: 4 });
    await endSession(event);
    const other = await make([{ email: ann.email }]);
    await api.post(`/events/${other.id}/start`);
    expect(await enter(other)).to.deep.equal({ role: 'attendee', rank: 9 });
  });

  it('passes over whoever may not open meetings', async () => {
    const event = await make();
    await deputize(event);
    await chair(event);
    await share(event, 'write');
    await server.house.database('accounts').where({ id: ann.id }).update({ may_webmeeting: false });
    await refusesStart(event);
    await api.post(`/events/${event.id}/start`);
    expect(await enter(event)).to.deep.equal({ role: 'attendee', rank: 9 });
  });

  it('counts also for who comes by their own link', async () => {
    const event = await make();
    await deputize(event);
    await api.post(`/events/${event.id}/start`);
    const grant = await server.house.grants.find(idOf(event), ann.email);
    const token = server.house.keys.join(idOf(event), ann.email, grant?.generation ?? 0);
    const answer = await anns.post<{ ticket: string }>(`/join/${token}`, {});
    expect(server.house.entryTickets.redeem(answer.ticket)).to.include({ role: 'moderator', rank: 1 });
    // The link alone, which can be passed on, runs nothing.
    const passedOn = await server.client().post<{ ticket: string }>(`/join/${token}`, { name: 'Somebody' });
    expect(server.house.entryTickets.redeem(passedOn.ticket)).to.include({ role: 'attendee', rank: 9 });
  });

  describe('in the calendar', () => {
    const week = async (): Promise<EventBody[]> =>
      (await anns.get<{ events: EventBody[] }>('/events?from=2027-02-01&to=2027-02-05')).events;

    it('shows PIN and start link to the deputy, on the date alone that they were named for', async () => {
      const event = await make();
      expect((await week()).every(({ meeting }) => meeting?.startUrl === undefined)).to.equal(true);
      await deputize(event, SECOND);
      const shown = await week();
      expect(shown.map(({ myRole, meeting }) => [myRole, meeting?.startUrl, meeting?.pin])).to.deep.equal(
        shown.map(({ recurrenceId }) =>
          recurrenceId === SECOND
            ? ['moderator', event.meeting?.startUrl, event.meeting?.pin]
            : ['attendee', undefined, undefined],
        ),
      );
    });

    it('shows them to co-organizers and to the chair', async () => {
      const event = await make([]);
      await share(event, 'write');
      expect((await week()).map(({ meeting }) => meeting?.startUrl)).to.deep.equal(
        Array(5).fill(event.meeting?.startUrl),
      );
    });
  });
});
