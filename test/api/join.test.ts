import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { MeetingId } from '../../src/base/ids.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import { type Door, doorSchema, type JoinAnswer, joinAnswerSchema } from '../../src/contract/http/meeting.ts';
import type { EntryTicket } from '../../src/meetings/entry-ticket.ts';
import { ApiClient } from '../kit/api-client.ts';
import { type EventStream, openEventStream } from '../kit/event-stream.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

const MINUTE_MS = 60_000;
const GENEROUS = { points: 100_000, windowMs: MINUTE_MS };
const NO_LIMITS = { network: GENEROUS, networkAtMeeting: GENEROUS, meeting: GENEROUS, everyone: GENEROUS };

const wrong = (pin: string): string => String((Number(pin) + 1) % 1_000_000).padStart(6, '0');

describe('coming into a meeting', () => {
  let server: MeetingServer;
  let olga: Account;
  let api: ApiClient;
  let streams: EventStream[];

  beforeEach(() => {
    streams = [];
  });
  afterEach(() => {
    for (const stream of streams) stream.close();
  });
  before(async () => {
    server = await startMeetingServer({ budgets: NO_LIMITS });
    olga = await server.house.addAccount('olga@example.org', { name: 'Olga' });
    await server.house.addAccount('mona@example.org', { name: 'Mona' });
    api = await server.signIn(olga);
  });
  after(() => server.close());

  interface Planned {
    readonly event: EventBody;
    readonly id: MeetingId;
    readonly pin: string;
    /** The path of an invitee's personal link. */
    readonly linkOf: (address: string, generation?: number) => string;
    readonly start: () => Promise<unknown>;
  }
  const plan = async (): Promise<Planned> => {
    const event = await api.post<EventBody>('/events', {
      title: 'Review',
      start: '2027-03-01T10:00',
      end: '2027-03-01T11:00',
      webMeeting: true,
      invitees: [
        { email: 'zoe@example.net', name: 'Zoé' },
        { email: 'nameless@example.net' },
        { email: 'mona@example.org', role: 'moderator' },
      ],
    });
    const id = event.meeting?.id as MeetingId;
    return {
      event,
      id,
      pin: event.meeting?.pin ?? '',
      linkOf: (address, generation = 1) => `/join/${server.house.keys.join(id, address, generation)}`,
      start: () => api.post(`/events/${event.id}/start`),
    };
  };
  const join = (client: ApiClient, path: string, body: unknown = {}): Promise<JoinAnswer> => client.post(path, body);
  const ticketOf = (answer: JoinAnswer): EntryTicket => {
    expect(joinAnswerSchema.safeParse(answer).success).to.equal(true);
    const ticket = 'ticket' in answer ? server.house.entryTickets.redeem(answer.ticket) : undefined;
    if (!ticket) throw new Error(`no ticket in ${JSON.stringify(answer)}`);
    return ticket;
  };
  const waitTicketOf = (answer: JoinAnswer): string => {
    if (!('waitTicket' in answer)) throw new Error('they did not have to wait');
    return answer.waitTicket;
  };
  const waitWith = async (answer: JoinAnswer): Promise<EventStream> => {
    const stream = await openEventStream(`${server.url}/api/v1/wait?ticket=${waitTicketOf(answer)}`);
    streams.push(stream);
    await stream.until('retry:');
    return stream;
  };

  describe('by a personal link', () => {
    it('shows what it is before anything is asked, and changes nothing by being looked at', async () => {
      const { id, linkOf, event } = await plan();
      const answer = await server.client().call<Door>('GET', linkOf('zoe@example.net'));
      expect(doorSchema.safeParse(answer.body).error).to.equal(undefined);
      expect(answer.body).to.deep.equal({
        id,
        needsPin: false,
        title: 'Review',
        organizerName: 'Olga',
        startsAt: '2027-03-01T09:00:00.000Z',
        endsAt: '2027-03-01T10:00:00.000Z',
        allDay: false,
        timeZone: 'Europe/Paris',
        name: 'Zoé',
        role: 'attendee',
        live: false,
        state: 'open',
        joinUrl: event.meeting?.joinUrl,
        phoneNumbers: [],
      });
      expect(answer.headers.getSetCookie()).to.deep.equal([]);
      expect(answer.headers.get('referrer-policy')).to.equal('no-referrer');
    });

    it('waits before the start, then enters as the person invited', async () => {
      const { id, linkOf, start } = await plan();
      const client = server.client();
      const early = await join(client, linkOf('zoe@example.net'));
      expect(early).to.include({ waiting: true, startsAt: '2027-03-01T09:00:00.000Z' });
      expect(client.cookie()).to.equal('');
      await start();
      const answer = await join(client, linkOf('zoe@example.net'));
      expect(answer).to.include({ url: `/m/${id}` });
      const ticket = ticketOf(answer);
      expect(ticket).to.include({ meetingId: id, person: 'invitee:zoe@example.net', name: 'Zoé', role: 'attendee' });
      expect(ticket.sessionId).to.equal((await server.house.sessions.current(id))?.id);
      expect(ticket.accountId).to.equal(undefined);
    });

    it('is never used up', async () => {
      const { linkOf, start } = await plan();
      await start();
      const first = ticketOf(await join(server.client(), linkOf('zoe@example.net')));
      const second = ticketOf(await join(server.client(), linkOf('zoe@example.net')));
      expect(second.person).to.equal(first.person);
      expect(second.participantId).not.to.equal(first.participantId);
    });

    it('takes another name, and asks for one when the invitation has none', async () => {
      const { linkOf, start } = await plan();
      await start();
      expect(ticketOf(await join(server.client(), linkOf('zoe@example.net'), { name: 'Zoé B.' })).name).to.equal(
        'Zoé B.',
      );
      const problem = await server.client().refused(422, 'POST', linkOf('nameless@example.net'), {});
      expect(problem.errors?.map(({ path }) => path)).to.deep.equal(['name']);
      expect(ticketOf(await join(server.client(), linkOf('nameless@example.net'), { name: 'Nino' })).name).to.equal(
        'Nino',
      );
    });

    it('makes its holder a moderator only together with the invited account', async () => {
      const { linkOf, start } = await plan();
      await start();
      const passedOn = ticketOf(await join(server.client(), linkOf('mona@example.org')));
      expect(passedOn).to.include({ role: 'attendee', person: 'invitee:mona@example.org' });
      const mona = await server.house.accounts.findByEmail('mona@example.org');
      if (!mona) throw new Error('no Mona');
      const own = ticketOf(await join(await server.signIn(mona), linkOf('mona@example.org')));
      expect(own).to.include({ role: 'moderator', person: `account:${mona.id}`, accountId: mona.id });
      const others = ticketOf(await join(await server.signIn(mona), linkOf('zoe@example.net')));
      expect(others).to.include({ role: 'attendee', person: 'invitee:zoe@example.net' });
      const organizers = ticketOf(await join(api, linkOf('zoe@example.net')));
      expect(organizers).to.include({ role: 'organizer', person: `account:${olga.id}` });
    });

    it('dies with the invitation, and a new invitation has a new one', async () => {
      const { event, linkOf } = await plan();
      const invitees = [{ email: 'zoe@example.net', name: 'Zoé' }];
      await api.patch(`/events/${event.id}`, { invitees: [] });
      expect((await server.client().refused(410, 'POST', linkOf('zoe@example.net'))).code).to.equal('link-revoked');
      expect((await server.client().refused(410, 'GET', linkOf('zoe@example.net'))).code).to.equal('link-revoked');
      await api.patch(`/events/${event.id}`, { invitees });
      expect((await server.client().refused(410, 'POST', linkOf('zoe@example.net'))).code).to.equal('link-revoked');
      expect(await server.client().get(linkOf('zoe@example.net'))).to.deep.equal({
        needsPin: false,
        state: 'replaced',
      });
      await server.client().refused(404, 'GET', `${linkOf('zoe@example.net')}/calendar.ics`);
      expect(await join(server.client(), linkOf('zoe@example.net', 2))).to.include({ waiting: true });
    });

    it('survives a change of the event that leaves the invitation', async () => {
      const { event, linkOf } = await plan();
      await api.patch(`/events/${event.id}`, { title: 'Other', start: '2027-03-01T09:00' });
      expect((await server.client().get<Door>(linkOf('zoe@example.net'))).title).to.equal('Other');
    });

    it('says so when the meeting was cancelled, and when it is no link at all', async () => {
      const { event, linkOf } = await plan();
      await api.delete(`/events/${event.id}`);
      expect((await server.client().refused(410, 'POST', linkOf('zoe@example.net'))).code).to.equal(
        'meeting-cancelled',
      );
      for (const token of ['x', 'A'.repeat(22), 'A'.repeat(500), '%2e%2e%2f']) {
        expect((await server.client().refused(404, 'GET', `/join/${token}`)).code).to.equal('unknown-link');
        expect((await server.client().refused(404, 'POST', `/join/${token}`)).code).to.equal('unknown-link');
      }
    });
  });

  describe('by the ID', () => {
    it('enters with the right PIN once it runs, as a guest of that name', async () => {
      const { id, pin, start } = await plan();
      await start();
      const first = ticketOf(await join(server.client(), `/meetings/${id}/join`, { name: 'Gus', pin }));
      expect(first).to.include({ meetingId: id, name: 'Gus', role: 'attendee' });
      expect(first.person).to.match(/^guest:[\w-]{22}$/);
      const spaced = `${id.slice(0, 3)} ${id.slice(3, 6)} ${id.slice(6)}`;
      const second = await join(server.client(), `/meetings/${encodeURIComponent(spaced)}/join`, {
        name: 'Gus',
        pin: `${pin.slice(0, 3)} ${pin.slice(3)}`,
      });
      expect(ticketOf(second).person).not.to.equal(first.person);
    });

    it('enters the organizer and invited accounts without a PIN', async () => {
      const { id, start } = await plan();
      expect(await join(api, `/meetings/${id}/join`, { name: 'Olga' })).to.include({
        waiting: true,
        startsAt: '2027-03-01T09:00:00.000Z',
      });
      await start();
      const ticket = ticketOf(await join(api, `/meetings/${id}/join`, { name: 'Olga' }));
      expect(ticket).to.include({ role: 'organizer', accountId: olga.id, person: `account:${olga.id}` });
    });

    it('answers a wrong PIN or none alike, be the meeting unknown, coming, running, ended or cancelled', async () => {
      const coming = await plan();
      const running = await plan();
      await running.start();
      const ended = await plan();
      await ended.start();
      const session = await server.house.sessions.current(ended.id);
      if (session) await server.house.sessions.end(session.id, 'ended');
      const cancelled = await plan();
      await api.delete(`/events/${cancelled.event.id}`);
      const tries = [
        { id: '123456789', pin: '123456' },
        { id: '123456789' },
        { id: coming.id, pin: wrong(coming.pin) },
        { id: coming.id },
        { id: running.id, pin: wrong(running.pin) },
        { id: running.id },
        { id: ended.id, pin: wrong(ended.pin) },
        { id: cancelled.id, pin: wrong(cancelled.pin) },
        { id: cancelled.id },
      ];
      const stranger = await server.signIn(await server.house.addAccount('stranger@example.org'));
      for (const client of [server.client(), stranger]) {
        const shapes = new Set<string>();
        for (const { id, pin } of tries) {
          const answer = await client.call<JoinAnswer>('POST', `/meetings/${id}/join`, {
            name: 'Gus',
            ...(pin && { pin }),
          });
          const ticket = waitTicketOf(answer.body);
          const headers = [...answer.headers].filter(([name]) => !/date|etag/.test(name));
          shapes.add(
            JSON.stringify({ status: answer.status, body: { ...answer.body, waitTicket: ticket.length }, headers }),
          );
        }
        expect([...shapes]).to.have.length(1);
        expect([...shapes][0]).to.contain('"startsAt":null');
      }
    });

    it('takes the same time for an ID that exists and one that does not', async () => {
      const { id } = await plan();
      const caller = { viewer: undefined, cookieOf: () => undefined, network: '192.0.2.1' };
      const time = async (meetingId: string): Promise<number> => {
        const startedMs = performance.now();
        await server.house.joinMeeting.byId(meetingId as MeetingId, { name: 'Gus', pin: '123456' }, caller);
        return performance.now() - startedMs;
      };
      // In pairs, first one then the other first: what else the machine does falls on both alike.
      const differences: number[] = [];
      for (let round = 0; round < 600; round += 1) {
        const first = await time(round % 2 === 0 ? id : '123456789');
        const second = await time(round % 2 === 0 ? '123456789' : id);
        differences.push(round % 2 === 0 ? first - second : second - first);
      }
      const median = differences.slice(100).toSorted((a, b) => a - b)[250] ?? Number.NaN;
      expect(Math.abs(median)).to.be.below(0.15);
    });
  });

  describe('again after a reload', () => {
    it('is the same participant by the cookie, without a PIN', async () => {
      const { id, pin, start } = await plan();
      await start();
      const client = server.client();
      const answer = await client.call<JoinAnswer>('POST', `/meetings/${id}/join`, { name: 'Gus', pin });
      const [cookie = ''] = answer.headers.getSetCookie();
      expect(cookie)
        .to.match(new RegExp(`^wm_${id}=[\\w-]+; `))
        .and.to.match(/HttpOnly/)
        .and.to.match(/SameSite=Lax/i);
      expect(cookie).not.to.contain('Gus');
      const first = ticketOf(answer.body);
      expect(await client.get(`/meetings/${id}`)).to.include({
        needsPin: false,
        name: 'Gus',
        live: true,
        title: 'Review',
      });
      const again = ticketOf(await join(client, `/meetings/${id}/join`, { name: 'Gus' }));
      expect(again).to.include({
        participantId: first.participantId,
        person: first.person,
        sessionId: first.sessionId,
      });
    });

    it('is the same participant by the link too', async () => {
      const { linkOf, start } = await plan();
      await start();
      const client = server.client();
      const first = ticketOf(await join(client, linkOf('zoe@example.net')));
      const again = ticketOf(await join(client, linkOf('zoe@example.net')));
      expect(again.participantId).to.equal(first.participantId);
    });

    it('needs the key anew in the next session, and when the key was taken away', async () => {
      const { id, pin, event, linkOf, start } = await plan();
      await start();
      const [guest, invitee] = [server.client(), server.client()];
      await join(guest, `/meetings/${id}/join`, { name: 'Gus', pin });
      await join(invitee, linkOf('zoe@example.net'));
      await api.patch(`/events/${event.id}`, { invitees: [] });
      expect(await invitee.get(`/meetings/${id}`)).to.deep.equal({ needsPin: true });
      expect(await join(invitee, `/meetings/${id}/join`, { name: 'Zoé' })).to.include({ startsAt: null });
      const session = await server.house.sessions.current(id);
      if (session) await server.house.sessions.end(session.id, 'ended');
      await start();
      expect(await guest.get(`/meetings/${id}`)).to.deep.equal({ needsPin: true });
      expect(await join(guest, `/meetings/${id}/join`, { name: 'Gus' })).to.include({ waiting: true });
    });

    it('is not possible with somebody else’s account, another meeting’s cookie or a changed one', async () => {
      const one = await plan();
      const other = await plan();
      await one.start();
      await other.start();
      await join(api, `/meetings/${one.id}/join`, { name: 'Olga' });
      const organizersCookie = api.cookie();
      const thief = new ApiClient(server.url);
      const guest = server.client();
      await join(guest, `/meetings/${one.id}/join`, { name: 'Gus', pin: one.pin });
      const guestsValue = guest.cookie().split('=')[1] ?? '';
      const forged = [
        organizersCookie,
        `wm_${other.id}=${guestsValue}`,
        `wm_${one.id}=${guestsValue.slice(0, -1)}${guestsValue.endsWith('A') ? 'B' : 'A'}`,
        `wm_${one.id}=x`,
      ];
      for (const cookie of forged) {
        thief.headers = { Cookie: cookie };
        const id = cookie.slice(3, 12);
        expect(await thief.get(`/meetings/${id}`), cookie).to.deep.equal({ needsPin: true });
      }
    });

    it('has a __Host- cookie, Secure, over https', async () => {
      const secure = await startMeetingServer({ secureCookies: true });
      try {
        const account = await secure.house.addAccount('olga@example.org');
        const { id } = await (await secure.signIn(account)).post<{ id: string }>('/meetings', {});
        const answer = await (await secure.signIn(account)).call('POST', `/meetings/${id}/join`, { name: 'Olga' });
        expect(answer.headers.getSetCookie()[0]).to.match(new RegExp(`^__Host-wm_${id}=.*; Path=/.*Secure`));
      } finally {
        await secure.close();
      }
    });
  });

  describe('while waiting', () => {
    it('is told when the meeting opens, by link and by the right PIN', async () => {
      const { id, pin, linkOf, start } = await plan();
      const byLink = await waitWith(await join(server.client(), linkOf('zoe@example.net')));
      const byPin = await waitWith(await join(server.client(), `/meetings/${id}/join`, { name: 'Gus', pin }));
      expect(byLink.text()).not.to.contain('open');
      await start();
      await Promise.all([byLink.until('event: open\n'), byPin.until('event: open\n')]);
    });

    it('is told at once when it has opened meanwhile', async () => {
      const { linkOf, start } = await plan();
      const answer = await join(server.client(), linkOf('zoe@example.net'));
      await start();
      await (await waitWith(answer)).until('event: open\n');
    });

    it('hears nothing without the right PIN, nor with a ticket made up, and cannot tell', async () => {
      const { id, pin, start, linkOf } = await plan();
      const guesser = await waitWith(
        await join(server.client(), `/meetings/${id}/join`, { name: 'Eve', pin: wrong(pin) }),
      );
      const forger = await openEventStream(`${server.url}/api/v1/wait?ticket=${'A'.repeat(120)}`);
      streams.push(forger);
      const entitled = await waitWith(await join(server.client(), linkOf('zoe@example.net')));
      await start();
      await entitled.until('event: open\n');
      await forger.until('retry');
      expect(guesser.text()).to.equal('retry: 3000\n\n');
      expect(forger.text()).to.equal('retry: 3000\n\n');
    });

    it('is woken when the meeting is cancelled, and hears why at the door', async () => {
      const { event, linkOf } = await plan();
      const stream = await waitWith(await join(server.client(), linkOf('zoe@example.net')));
      await api.delete(`/events/${event.id}`);
      await stream.until('event: open\n');
      expect((await server.client().refused(410, 'POST', linkOf('zoe@example.net'))).code).to.equal(
        'meeting-cancelled',
      );
    });

    it('needs a ticket', async () => {
      await server.client().refused(422, 'GET', '/wait');
      await server.client().refused(422, 'GET', '/wait?ticket=');
      await server.client().refused(422, 'GET', `/wait?ticket=${'A'.repeat(3_001)}`);
      await server.client().refused(422, 'GET', '/wait?ticket=abc&more=1');
    });
  });
});

describe('guessing at the door', () => {
  const ADDRESSES = 40;
  let server: MeetingServer;
  let api: ApiClient;
  let meeting: { id: MeetingId; pin: string; token: string };

  beforeEach(async () => {
    server = await startMeetingServer();
    const olga = await server.house.addAccount('olga@example.org', { name: 'Olga' });
    api = await server.signIn(olga);
    const event = await api.post<EventBody>('/events', {
      title: 'Review',
      start: '2027-03-01T10:00',
      end: '2027-03-01T11:00',
      webMeeting: true,
      invitees: [{ email: 'zoe@example.net', name: 'Zoé' }],
    });
    const id = event.meeting?.id as MeetingId;
    meeting = { id, pin: event.meeting?.pin ?? '', token: server.house.keys.join(id, 'zoe@example.net', 1) };
    await api.post(`/events/${event.id}/start`);
  });
  afterEach(() => server.close());

  const from = (address: string): ApiClient => {
    const client = server.client();
    client.headers = { 'X-Forwarded-For': address };
    return client;
  };
  const guess = async (address: string, id: string, pin: string): Promise<number> =>
    (await from(address).call('POST', `/meetings/${id}/join`, { name: 'Eve', pin })).status;
  const times = async (count: number, run: (index: number) => Promise<number>): Promise<number[]> => {
    const answers: number[] = [];
    for (let index = 0; index < count; index += 1) answers.push(await run(index));
    return answers;
  };

  it('is cut off after five wrong PINs of one meeting, known or unknown, with the time to wait', async () => {
    for (const id of [meeting.id, '123456789']) {
      const answers = await times(7, () => guess(`192.0.2.${id === meeting.id ? 1 : 2}`, id, wrong(meeting.pin)));
      expect(answers).to.deep.equal([200, 200, 200, 200, 200, 429, 429]);
    }
    const answer = await from('192.0.2.1').call('POST', `/meetings/${meeting.id}/join`, {
      name: 'Eve',
      pin: meeting.pin,
    });
    expect(answer.status).to.equal(429);
    expect(Number(answer.headers.get('retry-after'))).to.be.within(1, 900);
  });

  it('is cut off after ten IDs from one network, IPv6 by its /64', async () => {
    const ids = await times(12, (index) => guess('192.0.2.3', String(200_000_000 + index), '123456'));
    expect(ids.filter((status) => status === 200)).to.have.length(10);
    const v6 = await times(12, (index) => guess(`2001:db8:1:2::${index}`, String(300_000_000 + index), '123456'));
    expect(v6.filter((status) => status === 200)).to.have.length(10);
  });

  it('is cut off after forty IDs from the networks of one /56, whatever the caller adds in front, and not next to it (S25)', async () => {
    const ids = await times(256, (index) => {
      const network = `2001:db8:1:5${index.toString(16).padStart(2, '0')}`;
      return guess(`198.51.100.${index}, ${network}::1`, String(500_000_000 + index), '123456');
    });
    expect(ids.filter((status) => status === 200)).to.have.length(40);
    expect(await guess('2001:db8:1:600::1', '600000000', '123456')).to.equal(200);
  });

  it('is cut off for one meeting after twenty PINs from anywhere, and locks out nobody with a key', async () => {
    const cookieHolder = from('198.51.100.1');
    await cookieHolder.post(`/meetings/${meeting.id}/join`, { name: 'Gus', pin: meeting.pin });
    const answers = await times(ADDRESSES, (index) => guess(`203.0.113.${index}`, meeting.id, wrong(meeting.pin)));
    expect(answers.filter((status) => status === 200)).to.have.length(20);
    expect(await guess('198.51.100.2', meeting.id, meeting.pin)).to.equal(429);

    expect(await from('203.0.113.0').post(`/join/${meeting.token}`, {})).to.have.property('ticket');
    expect(await api.post(`/meetings/${meeting.id}/join`, { name: 'Olga' })).to.have.property('ticket');
    expect(await cookieHolder.post(`/meetings/${meeting.id}/join`, { name: 'Gus' })).to.have.property('ticket');
  });

  it('is cut off for all together after a hundred attempts in a minute, and locks out nobody with a key', async () => {
    const answers = await times(130, (index) => guess(`203.0.113.${index}`, String(400_000_000 + index), '123456'));
    expect(answers.filter((status) => status === 200)).to.have.length(100);
    expect(await from('203.0.113.9').post(`/join/${meeting.token}`, {})).to.have.property('ticket');
  });

  it('does not count those who have the right PIN: a whole school comes in through one address', async () => {
    const inside = await times(60, () => guess('192.0.2.7', meeting.id, meeting.pin));
    expect(new Set(inside)).to.deep.equal(new Set([200]));
    const session = await server.house.sessions.current(meeting.id);
    if (session) await server.house.sessions.end(session.id, 'ended');
    const early = await times(60, () => guess('192.0.2.7', meeting.id, meeting.pin));
    expect(new Set(early)).to.deep.equal(new Set([200]));
  });

  it('in parallel gets no more answers than one after another', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => guess('192.0.2.8', meeting.id, String(index).padStart(6, '0'))),
    );
    expect(answers.filter((status) => status === 200).length).to.be.at.most(5);
  });
});
