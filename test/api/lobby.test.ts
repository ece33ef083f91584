import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import { type MeetingId, newId, type ParticipantId } from '../../src/base/ids.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import { admittedSchema, type JoinAnswer, joinAnswerSchema } from '../../src/contract/http/meeting.ts';
import type { EntryTicket } from '../../src/meetings/entry-ticket.ts';
import { ApiClient } from '../kit/api-client.ts';
import { type EventStream, openEventStream } from '../kit/event-stream.ts';
import { createFakeRoomDoor, type FakeRoomDoor } from '../kit/fake-room-door.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

const GENEROUS = { points: 100_000, windowMs: 60_000 };
const NO_LIMITS = { network: GENEROUS, networkAtMeeting: GENEROUS, meeting: GENEROUS, everyone: GENEROUS };
const MODERATOR = { id: 'm1', by: 'Olga', text: 'One moment', sentAt: '2027-02-01T09:00:00.000Z' };

describe('the lobby', () => {
  let server: MeetingServer;
  let door: FakeRoomDoor;
  let olga: Account;
  let api: ApiClient;
  let streams: EventStream[];

  before(async () => {
    server = await startMeetingServer({ budgets: NO_LIMITS, knockBudgets: NO_LIMITS });
    olga = await server.house.addAccount('olga@example.org', { name: 'Olga' });
    await server.house.addAccount('mona@example.org', { name: 'Mona' });
    await server.house.addAccount('carl@example.org', { name: 'Carl', webMeeting: false });
    api = await server.signIn(olga);
  });
  after(() => server.close());
  beforeEach(() => {
    streams = [];
    door = createFakeRoomDoor();
    server.house.lateRoomDoor.connect(door);
  });
  afterEach(() => {
    for (const stream of streams) stream.close();
  });

  interface Planned {
    readonly event: EventBody;
    readonly id: MeetingId;
    readonly pin: string;
    readonly link: (address: string) => string;
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
        { email: 'mona@example.org', role: 'moderator' },
        { email: 'carl@example.org' },
      ],
    });
    const id = event.meeting?.id as MeetingId;
    return {
      event,
      id,
      pin: event.meeting?.pin ?? '',
      link: (address) => `/join/${server.house.keys.join(id, address, 1)}`,
      start: () => api.post(`/events/${event.id}/start`),
    };
  };
  const running = async (): Promise<Planned> => {
    const planned = await plan();
    await planned.start();
    return planned;
  };
  const byId = (client: ApiClient, id: string, body: object): Promise<JoinAnswer> =>
    client.post(`/meetings/${id}/join`, body);
  const waitTicketOf = (answer: JoinAnswer): string => {
    expect(joinAnswerSchema.safeParse(answer).error).to.equal(undefined);
    if (!('waitTicket' in answer)) throw new Error('they did not have to wait');
    return answer.waitTicket;
  };
  const ticketOf = (answer: JoinAnswer): EntryTicket => {
    expect(joinAnswerSchema.safeParse(answer).error).to.equal(undefined);
    const ticket = 'ticket' in answer ? server.house.entryTickets.redeem(answer.ticket) : undefined;
    if (!ticket) throw new Error(`no ticket in ${JSON.stringify(answer)}`);
    return ticket;
  };
  const listen = async (ticket: string): Promise<EventStream> => {
    const stream = await openEventStream(`${server.url}/api/v1/wait?ticket=${encodeURIComponent(ticket)}`);
    streams.push(stream);
    await stream.until('retry:');
    return stream;
  };
  const endSession = async (id: MeetingId): Promise<void> => {
    const session = await server.house.sessions.current(id);
    if (session) await server.house.sessions.end(session.id, 'ended');
  };
  const monas = async (): Promise<ApiClient> => {
    const mona = await server.house.accounts.findByEmail('mona@example.org');
    if (!mona) throw new Error('no Mona');
    return server.signIn(mona);
  };
  /** One meeting that runs, one to come, one that is over, and nine digits that are none. */
  const fourDoors = async (): Promise<readonly string[]> => {
    const live = await running();
    const coming = await plan();
    const over = await running();
    await endSession(over.id);
    return [live.id, coming.id, over.id, '123456789'];
  };

  describe('for somebody with nothing but nine digits', () => {
    it('is a knock that every moderator can hear, and a way in when one of them admits', async () => {
      const { id } = await running();
      const client = server.client();
      const ticket = waitTicketOf(await byId(client, id, { name: 'Gus' }));
      expect(client.cookie()).to.equal('');
      const stream = await listen(ticket);
      const { knock, say } = await door.knockOf('Gus');
      expect(knock).to.include({ name: 'Gus', key: 'none', reason: 'no-key', via: 'web', role: 'attendee', rank: 9 });
      say({ kind: 'seen' });
      say({ kind: 'message', message: MODERATOR });
      await stream.until(`event: message\ndata: ${JSON.stringify(MODERATOR)}\n\n`);
      expect(stream.text()).to.include('event: seen\ndata: {}\n\n');
      expect((await client.refused(403, 'POST', '/wait/enter', { ticket })).code).to.equal('must-wait');
      door.admit('Gus');
      await stream.until('event: admitted\ndata: {}\n\n');
      const answer = await client.call<JoinAnswer>('POST', '/wait/enter', { ticket });
      expect(admittedSchema.safeParse(answer.body).error).to.equal(undefined);
      expect(answer.body).to.include({ url: `/m/${id}` });
      expect(answer.headers.get('cache-control')).to.equal('no-store');
      expect(ticketOf(answer.body)).to.include({
        meetingId: id,
        participantId: knock.participantId,
        person: knock.person,
        name: 'Gus',
        role: 'attendee',
        key: 'admitted',
        knockId: knock.id,
        rank: 9,
        mayModerate: false,
      });
      expect(client.cookie()).to.match(new RegExp(`^wm_${id}=`));
    });

    it('lets them be the same person after a reload, as somebody who was admitted', async () => {
      const { id } = await running();
      const client = server.client();
      const ticket = waitTicketOf(await byId(client, id, { name: 'Gus' }));
      await listen(ticket);
      await door.knockOf('Gus');
      door.admit('Gus');
      const first = ticketOf(await client.post('/wait/enter', { ticket }));
      const again = ticketOf(await byId(client, id, { name: 'Gus' }));
      expect(again).to.include({ participantId: first.participantId, person: first.person, key: 'admitted' });
      expect(again.knockId).to.equal(first.knockId);
      expect(door.asked.at(-1)).to.include({ key: 'admitted', participantId: first.participantId });
    });

    it('tells them the word with which a moderator declines, and lets them in nowhere', async () => {
      const { id } = await running();
      const ticket = waitTicketOf(await byId(server.client(), id, { name: 'Gus' }));
      const stream = await listen(ticket);
      await door.knockOf('Gus');
      door.decline('Gus', 'Not "today"\u2028, sorry');
      await stream.until('event: declined');
      expect(stream.text()).to.include(`data: ${JSON.stringify({ word: 'Not "today"\u2028, sorry' })}\n\n`);
      await server.client().refused(403, 'POST', '/wait/enter', { ticket });
    });

    it('hands the knock over when the meeting starts while they wait, and again in a session after it', async () => {
      const { id, start } = await plan();
      const stream = await listen(waitTicketOf(await byId(server.client(), id, { name: 'Gus' })));
      await start();
      const first = await door.knockOf('Gus');
      await endSession(id);
      await start();
      const second = await (async () => {
        for (;;) {
          const place = await door.knockOf('Gus');
          if (place !== first) return place;
        }
      })();
      expect(first.left).to.equal(true);
      expect(second.knock.id).to.equal(first.knock.id);
      expect(stream.text()).to.equal('retry: 3000\n\n');
    });

    it('gives their place up when the stream closes, and takes it again by the same ticket', async () => {
      const { id } = await running();
      const ticket = waitTicketOf(await byId(server.client(), id, { name: 'Gus' }));
      const stream = await listen(ticket);
      const first = await door.knockOf('Gus');
      stream.close();
      while (!first.left) await new Promise((resolve) => setTimeout(resolve, 5));
      await listen(ticket);
      expect((await door.knockOf('Gus')).knock.id).to.equal(first.knock.id);
    });

    it('says whether they may be made a moderator: by the account beside which they knock', async () => {
      const { id } = await running();
      const dora = await server.signIn(await server.house.addAccount('dora@example.org', { name: 'Dora' }));
      await listen(waitTicketOf(await byId(dora, id, { name: 'Dora' })));
      expect((await door.knockOf('Dora')).knock).to.include({ mayModerate: true, role: 'attendee', key: 'none' });
    });

    it('takes their words to the moderators, and does not say them back', async () => {
      const { id } = await running();
      const ticket = waitTicketOf(await byId(server.client(), id, { name: 'Gus' }));
      const stream = await listen(ticket);
      const place = await door.knockOf('Gus');
      const answer = await server.client().call('POST', '/wait/messages', {
        ticket,
        text: 'It is me',
        clientId: 'message-1',
      });
      expect(answer.status).to.equal(204);
      while (place.words.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(place.words).to.deep.equal([{ text: 'It is me', clientId: 'message-1' }]);
      place.say({ kind: 'message', message: { id: 'x', text: 'It is me', sentAt: MODERATOR.sentAt } });
      place.say({ kind: 'seen' });
      await stream.until('event: seen');
      expect(stream.text()).not.to.include('It is me');
    });
  });

  describe('at four doors: running, coming, over and none', () => {
    const shapeOf = ({ status, headers, body }: { status: number; headers: Headers; body: unknown }): string =>
      JSON.stringify({
        status,
        headers: [...headers].filter(([name]) => !/^(?:date|etag)$/.test(name)),
        body: JSON.stringify(body).replace(
          /"waitTicket":"([\w-]+)"/,
          (_match, ticket: string) => `"waitTicket":${ticket.length}`,
        ),
      });

    it('answers a knock alike to the byte, whatever the name', async () => {
      const doors = await fourDoors();
      for (const name of ['Gus', 'Gus', '漢'.repeat(80), '"\\'.repeat(20), 'Zoé 🐝']) {
        const shapes = new Set<string>();
        for (const id of doors)
          for (const pin of [{}, { pin: '000001' }])
            shapes.add(shapeOf(await server.client().call('POST', `/meetings/${id}/join`, { name, ...pin })));
        expect(shapes.size, name).to.equal(1);
        expect([...shapes][0]).to.match(/\{\\"waiting\\":true,\\"startsAt\\":null,\\"waitTicket\\":\d+\}/);
      }
    });

    it('opens the same silent stream, swallows the same words and lets nobody in', async () => {
      const doors = await fourDoors();
      const seen = new Set<string>();
      const tickets = await Promise.all(
        doors.map(async (id) => waitTicketOf(await byId(server.client(), id, { name: 'Gus' }))),
      );
      const opened: EventStream[] = [];
      for (const ticket of [...tickets, 'A'.repeat(tickets[0]?.length ?? 0)]) {
        const stream = await listen(ticket);
        opened.push(stream);
        const words = await server
          .client()
          .call('POST', '/wait/messages', { ticket, text: 'Hello', clientId: 'abcdefgh' });
        const entry = await server.client().call<{ instance?: string }>('POST', '/wait/enter', { ticket });
        const plain = (headers: Headers): unknown[] => [...headers].filter(([name]) => !/^(?:date|etag)$/.test(name));
        const { instance: _, ...problem } = entry.body;
        seen.add(
          JSON.stringify([
            [stream.status, plain(stream.headers)],
            [words.status, plain(words.headers), words.body],
            [entry.status, plain(entry.headers).filter((pair) => !/request-id/.test(String(pair))), problem],
          ]),
        );
      }
      await door.knockOf('Gus');
      const waited = new Set(opened.map((stream) => stream.text()));
      expect([...waited]).to.deep.equal(['retry: 3000\n\n']);
      expect([...seen].map((one) => one.slice(0, 2_000))).to.have.length(1);
      expect([...seen][0])
        .to.include('must-wait')
        .and.to.include('204');
    });

    it('takes the same time over all of it', async function () {
      this.timeout(60_000);
      const doors = await fourDoors();
      const { joinMeeting, lobbyEntry } = server.house;
      const caller = { viewer: undefined, cookieOf: () => undefined, network: '192.0.2.1' };
      const knock = async (id: string): Promise<string> =>
        waitTicketOf((await joinMeeting.byId(id as MeetingId, { name: 'Gus' }, caller)).answer);
      const tickets = await Promise.all(doors.map(knock));
      const acts = {
        knock: (index: number) => knock(doors[index] ?? ''),
        enter: (index: number) => lobbyEntry.enter(tickets[index] ?? '').catch(() => undefined),
      };
      for (const [name, act] of Object.entries(acts)) {
        const times: number[][] = doors.map(() => []);
        for (let round = 0; round < 250; round += 1)
          // Each door comes first as often as any other: what else the machine does falls on all alike.
          for (let turn = 0; turn < doors.length; turn += 1) {
            const index = (turn + round) % doors.length;
            const startMs = performance.now();
            await act(index);
            times[index]?.push(performance.now() - startMs);
          }
        const [, , , unknown = []] = times;
        for (const [index, some] of times.entries()) {
          const differences = some.map((ms, round) => ms - (unknown[round] ?? 0)).slice(50);
          const median = differences.toSorted((one, other) => one - other)[100] ?? Number.NaN;
          expect(Math.abs(median), `${name} ${index}`).to.be.below(0.3);
        }
      }
    });
  });

  describe('for those with a key', () => {
    it('is where a session sends them that wants to: they are told why, and their knock has all of it', async () => {
      const { id, pin, link } = await running();
      door.verdict = () => ({ kind: 'wait', reason: 'everyone-waits' });
      const answers = [
        await byId(server.client(), id, { name: 'Gus', pin }),
        await server.client().post<JoinAnswer>(link('zoe@example.net'), {}),
        await byId(await monas(), id, { name: 'Mona' }),
      ];
      for (const answer of answers) {
        expect(answer).to.include({ waiting: true, startsAt: null, lobby: 'everyone-waits' });
        await listen(waitTicketOf(answer));
      }
      const knocks = await Promise.all(['Gus', 'Zoé', 'Mona'].map(async (name) => (await door.knockOf(name)).knock));
      expect(knocks.map(({ key, role, mayModerate, reason }) => ({ key, role, mayModerate, reason }))).to.deep.equal([
        { key: 'pin', role: 'attendee', mayModerate: false, reason: 'everyone-waits' },
        { key: 'link', role: 'attendee', mayModerate: false, reason: 'everyone-waits' },
        { key: 'account', role: 'moderator', mayModerate: true, reason: 'everyone-waits' },
      ]);
      door.admit('Zoé');
      door.verdict = ({ key }) => (key === 'admitted' ? { kind: 'enter' } : { kind: 'wait', reason: 'everyone-waits' });
      const client = server.client();
      const entered = ticketOf(await client.post('/wait/enter', { ticket: waitTicketOf(answers[1] as JoinAnswer) }));
      expect(entered).to.include({ person: 'invitee:zoe@example.net', key: 'admitted', name: 'Zoé' });
      expect(ticketOf(await byId(client, id, { name: 'Zoé' })).person).to.equal('invitee:zoe@example.net');
    });

    it('tells those without one nothing of it', async () => {
      const { id } = await running();
      door.verdict = () => ({ kind: 'wait', reason: 'locked' });
      expect(await byId(server.client(), id, { name: 'Gus' })).not.to.have.property('lobby');
    });

    it('sends them to the door again when the session would take them by now', async () => {
      const { link } = await running();
      door.verdict = () => ({ kind: 'wait', reason: 'locked' });
      const answer = await server.client().post<JoinAnswer>(link('zoe@example.net'), {});
      door.verdict = () => ({ kind: 'enter' });
      await (await listen(waitTicketOf(answer))).until('event: open\n');
      expect(door.places).to.deep.equal([]);
    });

    it('does not keep who was put out from knocking with the PIN, but their link and cookie are closed', async () => {
      const { id, pin, link } = await running();
      const [guest, invitee] = [server.client(), server.client()];
      const { person } = ticketOf(await byId(guest, id, { name: 'Gus', pin }));
      await invitee.post(link('zoe@example.net'), {});
      const out = new Set([person, 'invitee:zoe@example.net']);
      door.verdict = (visitor) =>
        out.has(visitor.person) ? { kind: 'removed' } : { kind: 'wait', reason: 'after-removal' };
      for (const [client, path] of [
        [guest, `/meetings/${id}/join`],
        [invitee, `/meetings/${id}/join`],
        [invitee, link('zoe@example.net')],
      ] as const)
        expect((await client.refused(403, 'POST', path, { name: 'Gus' })).code).to.equal('removed-from-meeting');
      for (const client of [guest, server.client()])
        expect(await byId(client, id, { name: 'Gus', pin })).to.include({ waiting: true, lobby: 'after-removal' });
    });

    it('says that the room is full to who could come in, and nothing to others', async () => {
      const { id, pin, link } = await running();
      door.verdict = () => ({ kind: 'full' });
      expect((await server.client().refused(409, 'POST', link('zoe@example.net'))).code).to.equal('room-full');
      expect((await server.client().refused(409, 'POST', `/meetings/${id}/join`, { name: 'Gus', pin })).code).to.equal(
        'room-full',
      );
      expect(await byId(server.client(), id, { name: 'Gus' })).to.include({ waiting: true });
    });

    it('has them wait for the start of a session that is not open', async () => {
      const { link } = await running();
      door.verdict = () => ({ kind: 'not-open' });
      const answer = await server.client().post<JoinAnswer>(link('zoe@example.net'), {});
      expect(answer).to.include({ waiting: true, startsAt: '2027-03-01T09:00:00.000Z' });
      expect(answer).not.to.have.property('lobby');
    });
  });

  describe('and the session are told who comes', () => {
    it('by account, link, PIN, cookie, rank and right', async () => {
      const { id, pin, link } = await running();
      const carl = await server.house.accounts.findByEmail('carl@example.org');
      if (!carl) throw new Error('no Carl');
      const guest = server.client();
      const tickets = {
        olga: ticketOf(await byId(api, id, { name: 'Olga' })),
        mona: ticketOf(await byId(await monas(), id, { name: 'Mona' })),
        carl: ticketOf(await (await server.signIn(carl)).post(link('carl@example.org'), {})),
        zoe: ticketOf(await server.client().post(link('zoe@example.net'), {})),
        guest: ticketOf(await byId(guest, id, { name: 'Gus', pin })),
        reload: ticketOf(await byId(guest, id, { name: 'Gus' })),
      };
      const said = Object.fromEntries(
        Object.entries(tickets).map(([name, { key, role, rank, mayModerate }]) => [
          name,
          [key, role, rank, mayModerate],
        ]),
      );
      expect(said).to.deep.equal({
        olga: ['account', 'organizer', 0, true],
        mona: ['account', 'moderator', 4, true],
        carl: ['account', 'attendee', 9, false],
        zoe: ['link', 'attendee', 9, false],
        guest: ['pin', 'attendee', 9, false],
        reload: ['pin', 'attendee', 9, false],
      });
      // Whoever is put out by their account is put out by their link, and the other way round.
      expect(tickets.carl.also).to.equal('invitee:carl@example.org');
      expect(tickets.zoe).not.to.have.property('also');
      expect(door.asked.at(-1)).to.deep.include({ key: 'pin', participantId: tickets.guest.participantId });
      expect(door.asked.at(-2)?.participantId).to.equal(undefined);
    });

    it('when they said that they would not come', async () => {
      const { event, link } = await running();
      await server.house.database('attendees').where({ object_id: event.id }).update({ answer: 'DECLINED' });
      door.verdict = ({ declined, role }) =>
        declined && role === 'attendee' ? { kind: 'wait', reason: 'declined' } : { kind: 'enter' };
      const client = server.client();
      expect(await client.post(link('zoe@example.net'), {})).to.include({ waiting: true, lobby: 'declined' });
      expect(ticketOf(await (await monas()).post(link('mona@example.org'), {})).declined).to.equal(true);
      expect(ticketOf(await api.post(`/meetings/${event.meeting?.id}/join`, { name: 'Olga' }))).not.to.have.property(
        'declined',
      );
      await server.house.database('attendees').where({ object_id: event.id }).update({ answer: 'ACCEPTED' });
      expect(ticketOf(await client.post(link('zoe@example.net'), {}))).not.to.have.property('declined');
    });
  });

  describe('knows a second device of the same person', () => {
    const inside = newId<ParticipantId>();

    it('that goes on as the same participant when the other is gone', async () => {
      const { id } = await running();
      door.verdict = () => ({ kind: 'enter', inside: { id: inside, away: true } });
      const answer = await byId(api, id, { name: 'Olga' });
      expect(ticketOf(answer).participantId).to.equal(inside);
      expect(answer).not.to.have.property('elsewhere');
    });

    it('that may be there beside it, or take its place', async () => {
      const { id, link } = await running();
      door.verdict = () => ({ kind: 'enter', inside: { id: inside, away: false } });
      const both = await byId(await monas(), id, { name: 'Mona' });
      expect(both).to.include({ elsewhere: true });
      expect(ticketOf(both).participantId).not.to.equal(inside);
      const moved = await byId(await monas(), id, { name: 'Mona', device: 'move' } as object);
      expect(moved).not.to.have.property('elsewhere');
      expect(ticketOf(moved).participantId).to.equal(inside);
      const byLink = await (await monas()).post<JoinAnswer>(link('mona@example.org'), { device: 'move' });
      expect(ticketOf(byLink).participantId).to.equal(inside);
      const problem = await server.client().refused(422, 'POST', `/meetings/${id}/join`, { name: 'X', device: 'both' });
      expect(problem.errors?.map(({ path }) => path)).to.deep.equal(['device']);
    });
  });

  it('gives somebody who was admitted no PIN, no link and no key of anybody', async () => {
    const { id, event, pin } = await running();
    const seen: string[] = [];
    const client = server.client();
    const note = async (method: string, path: string, body?: unknown): Promise<{ body: unknown }> => {
      const answer = await client.call(method, path, body);
      seen.push(JSON.stringify([answer.status, [...answer.headers], answer.body]));
      return answer;
    };
    await note('GET', `/meetings/${id}`);
    const ticket = waitTicketOf((await note('POST', `/meetings/${id}/join`, { name: 'Gus' })).body as JoinAnswer);
    const stream = await listen(ticket);
    await door.knockOf('Gus');
    await note('POST', '/wait/messages', { ticket, text: 'Hello', clientId: 'abcdefgh' });
    door.admit('Gus');
    await stream.until('admitted');
    await note('POST', '/wait/enter', { ticket });
    await note('POST', `/meetings/${id}/join`, { name: 'Gus' });
    const insideDoor = (await note('GET', `/meetings/${id}`)).body;
    expect(insideDoor).to.include({ needsPin: false, title: 'Review' });
    await note('GET', `/events/${event.id}`);
    const all = seen.join('\n') + stream.text();
    const { keys } = server.house;
    const secrets = [
      pin,
      keys.start(id, 1),
      ...['zoe@example.net', 'mona@example.org', 'carl@example.org'].map((address) => keys.join(id, address, 1)),
      '/start/',
      'zoe@example.net',
      'mona@example.org',
      'olga@example.org',
      olga.id,
    ];
    for (const secret of secrets) expect(all.includes(secret), secret).to.equal(false);
    for (const sealed of all.matchAll(/[\w-]{100,}/g))
      expect(Buffer.from(sealed[0], 'base64url').includes(pin)).to.equal(false);
  });

  it('refuses hostile bodies one by one, and none of them reaches a moderator', async () => {
    const { id } = await running();
    const client = server.client();
    const ticket = waitTicketOf(await byId(client, id, { name: 'Gus' }));
    await listen(ticket);
    const place = await door.knockOf('Gus');
    const good = { ticket, text: 'Hello', clientId: 'abcdefgh' };
    const hostile: Array<readonly [path: string, body: unknown]> = [
      ...[
        { ...good, text: '' },
        { ...good, text: '   ' },
        { ...good, text: '\u200b\u2060' },
        { ...good, text: 'x'.repeat(501) },
        { ...good, text: 'a\u0000b' },
        { ...good, text: 'a\nevent: admitted\ndata: {}\n\n' },
        { ...good, text: ['Hello'] },
        { ...good, text: { toString: 'x' } },
        { ...good, text: null },
        { ...good, clientId: 'short' },
        { ...good, clientId: 'x'.repeat(41) },
        { ...good, clientId: '../../../etc' },
        { ...good, clientId: 5 },
        { ...good, from: 'Olga' },
        { ...good, by: 'Olga', role: 'organizer' },
        { ...good, ticket: '' },
        { ...good, ticket: 'x'.repeat(3_001) },
        { ...good, ticket: [ticket] },
        { text: 'Hello', clientId: 'abcdefgh' },
        [good],
        'null',
        '{"ticket":',
      ].map((body) => ['/wait/messages', body] as const),
      ['/wait/enter', {}],
      ['/wait/enter', { ticket, name: 'Olga' }],
      ['/wait/enter', { ticket: { $ne: '' } }],
      ['/wait/enter', { ticket, role: 'organizer' }],
    ];
    expect(hostile.length).to.be.at.least(25);
    for (const [path, body] of hostile) {
      const { status } = await client.call('POST', path, body);
      expect(status, JSON.stringify(body)).to.be.within(400, 422);
    }
    const bytes = Buffer.from(ticket, 'base64url');
    for (let index = 0; index < bytes.length; index += 97) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      const forged = changed.toString('base64url');
      expect((await client.call('POST', '/wait/messages', { ...good, ticket: forged })).status).to.equal(204);
      await client.refused(403, 'POST', '/wait/enter', { ticket: forged });
    }
    await client.post('/wait/messages', { ...good, text: 'The good one' });
    while (place.words.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(place.words.map(({ text }) => text)).to.deep.equal(['The good one']);
  });

  it('does not take one kind of ticket for another', async () => {
    const { id, pin } = await running();
    const client = server.client();
    const answer = await byId(client, id, { name: 'Gus', pin });
    const entry = 'ticket' in answer ? answer.ticket : '';
    const cookie = client.cookie().split('=')[1] ?? '';
    for (const ticket of [entry, cookie])
      await new ApiClient(server.url).refused(403, 'POST', '/wait/enter', { ticket });
  });
});
