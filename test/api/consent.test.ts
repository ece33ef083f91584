import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { MeetingId } from '../../src/base/ids.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import { type Door, doorSchema, type JoinAnswer, type MeetingBody } from '../../src/contract/http/meeting.ts';
import type { EntryTicket } from '../../src/meetings/entry-ticket.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type EventStream, openEventStream } from '../kit/event-stream.ts';
import { createFakeRoomDoor, type FakeRoomDoor } from '../kit/fake-room-door.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

describe('consent to being recorded', () => {
  let server: MeetingServer;
  let door: FakeRoomDoor;
  let api: ApiClient;
  let mona: Account;
  let streams: EventStream[];

  before(async () => {
    server = await startMeetingServer();
    api = await server.signIn(await server.house.addAccount('olga@example.org', { name: 'Olga' }));
    mona = await server.house.addAccount('mona@example.org', { name: 'Mona' });
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

  const plan = async (recordingConsent = true) => {
    const event = await api.post<EventBody>('/events', {
      title: 'Review',
      start: '2027-03-01T10:00',
      end: '2027-03-01T11:00',
      webMeeting: true,
      meetingSettings: { recordingConsent },
      invitees: [
        { email: 'zoe@example.net', name: 'Zoé' },
        { email: 'mona@example.org', role: 'moderator' },
      ],
    });
    const id = event.meeting?.id as MeetingId;
    return {
      event,
      id,
      pin: event.meeting?.pin ?? '',
      link: `/join/${server.house.keys.join(id, 'zoe@example.net', 1)}`,
    };
  };
  const running = async (recordingConsent = true) => {
    const planned = await plan(recordingConsent);
    await api.post(`/events/${planned.event.id}/start`);
    return planned;
  };
  const doorOf = async (client: ApiClient, path: string): Promise<Door> => {
    const answer = await client.get<Door>(path);
    expect(doorSchema.safeParse(answer).error).to.equal(undefined);
    return answer;
  };
  const ticketOf = (answer: JoinAnswer): EntryTicket => {
    const ticket = 'ticket' in answer ? server.house.entryTickets.redeem(answer.ticket) : undefined;
    if (!ticket) throw new Error(`no ticket in ${JSON.stringify(answer)}`);
    return ticket;
  };
  const waitTicketOf = (answer: JoinAnswer): string => {
    if (!('waitTicket' in answer)) throw new Error('they did not have to wait');
    return answer.waitTicket;
  };
  const listen = async (answer: JoinAnswer): Promise<string> => {
    const ticket = waitTicketOf(answer);
    const stream = await openEventStream(`${server.url}/api/v1/wait?ticket=${encodeURIComponent(ticket)}`);
    streams.push(stream);
    await stream.until('retry:');
    return ticket;
  };
  const needsConsent = async (client: ApiClient, path: string, body: object): Promise<void> => {
    expect((await client.refused(403, 'POST', path, body)).code).to.equal('consent-required');
  };

  it('is asked at the door by a link, and kept in the ticket with its time', async () => {
    const { link } = await running();
    const zoe = server.client();
    expect((await doorOf(zoe, link)).asksConsent).to.equal(true);
    await needsConsent(zoe, link, { name: 'Zoé' });
    const beforeMs = server.house.clock.nowMs();
    const { consentedMs } = ticketOf(await zoe.post(link, { name: 'Zoé', consent: true }));
    expect(consentedMs).to.be.within(beforeMs, server.house.clock.nowMs());
  });

  it('is kept over a reload: neither the door nor the join asks again', async () => {
    const { id, link } = await running();
    const zoe = server.client();
    const first = ticketOf(await zoe.post(link, { name: 'Zoé', consent: true }));
    expect(await doorOf(zoe, `/meetings/${id}`)).not.to.have.property('asksConsent');
    const again = ticketOf(await zoe.post(`/meetings/${id}/join`, { name: 'Zoé' }));
    expect(again).to.include({ participantId: first.participantId, consentedMs: first.consentedMs });
  });

  it('is asked of moderators, and never of the organizer', async () => {
    const { id, event } = await running();
    expect(await doorOf(api, `/meetings/${id}`)).not.to.have.property('asksConsent');
    expect(ticketOf(await api.post(`/meetings/${id}/join`, { name: 'Olga' }))).not.to.have.property('consentedMs');
    const start = (await api.get<EventBody>(`/events/${event.id}`)).meeting?.startUrl?.split('/').at(-1);
    expect(await doorOf(api, `/start/${start}`)).not.to.have.property('asksConsent');
    const monas = await server.signIn(mona);
    expect((await doorOf(monas, `/meetings/${id}`)).asksConsent).to.equal(true);
    expect((await doorOf(monas, `/start/${start}`)).asksConsent).to.equal(true);
    await needsConsent(monas, `/meetings/${id}/join`, { name: 'Mona' });
    ticketOf(await monas.post(`/meetings/${id}/join`, { name: 'Mona', consent: true }));
  });

  it('is not asked in a meeting that does not want it', async () => {
    const { id, pin, link } = await running(false);
    expect(await doorOf(server.client(), link)).not.to.have.property('asksConsent');
    ticketOf(await server.client().post(link, { name: 'Zoé' }));
    ticketOf(await server.client().post(`/meetings/${id}/join`, { name: 'Gus', pin }));
  });

  it('is asked before the meeting begins as well', async () => {
    const { link, id, pin } = await plan();
    await needsConsent(server.client(), link, { name: 'Zoé' });
    await needsConsent(server.client(), `/meetings/${id}/join`, { name: 'Gus', pin });
    expect(await server.client().post(link, { name: 'Zoé', consent: true })).to.include({ waiting: true });
  });

  it('follows the setting of the meeting from the next join on', async () => {
    const { id, link } = await running(false);
    await api.patch<MeetingBody>(`/meetings/${id}`, { settings: { recordingConsent: true } });
    await needsConsent(server.client(), link, { name: 'Zoé' });
  });

  it('is nothing that bare digits tell: unknown, running and coming meetings answer alike', async () => {
    const ids = [(await running()).id, (await plan()).id, (await running(false)).id, '123456789'];
    for (const id of ids) {
      expect(await doorOf(server.client(), `/meetings/${id}`)).to.deep.equal({ needsPin: true });
      for (const body of [{ name: 'Gus' }, { name: 'Gus', pin: '000001' }, { name: 'Gus', consent: true }]) {
        const { status, body: answer } = await server.client().call<JoinAnswer>('POST', `/meetings/${id}/join`, body);
        expect(status).to.equal(200);
        expect(Object.keys(answer)).to.have.members(['waiting', 'startsAt', 'waitTicket']);
        expect(waitTicketOf(answer).length).to.equal(
          waitTicketOf(await server.client().post('/meetings/987654321/join', { name: 'Gus' })).length,
        );
      }
    }
  });

  it('is asked after the right PIN', async () => {
    const { id, pin } = await running();
    const gus = server.client();
    await needsConsent(gus, `/meetings/${id}/join`, { name: 'Gus', pin });
    const { consentedMs } = ticketOf(await gus.post(`/meetings/${id}/join`, { name: 'Gus', pin, consent: true }));
    expect(consentedMs).to.be.a('number');
  });

  it('given before a knock is kept until a moderator opens', async () => {
    const { id, link } = await running();
    door.verdict = ({ key }) => (key === 'admitted' ? { kind: 'enter' } : { kind: 'wait', reason: 'locked' });
    await needsConsent(server.client(), link, { name: 'Zoé' });
    const tickets = [
      await listen(await server.client().post(link, { name: 'Zoé', consent: true })),
      await listen(await server.client().post(`/meetings/${id}/join`, { name: 'Gus', consent: true })),
    ];
    for (const name of ['Zoé', 'Gus']) {
      await door.knockOf(name);
      door.admit(name);
    }
    for (const ticket of tickets) {
      const entered = ticketOf(await server.client().post('/wait/enter', { ticket }));
      expect(entered.consentedMs).to.be.a('number');
    }
  });

  it('is asked of somebody who was let in without it, and of nobody else who waits', async () => {
    const { id } = await running();
    door.verdict = ({ key }) => (key === 'admitted' ? { kind: 'enter' } : { kind: 'wait', reason: 'no-key' });
    const gus = server.client();
    const ticket = await listen(await gus.post(`/meetings/${id}/join`, { name: 'Gus' }));
    await door.knockOf('Gus');
    expect((await gus.refused(403, 'POST', '/wait/enter', { ticket })).code).to.equal('must-wait');
    expect((await gus.refused(403, 'POST', '/wait/enter', { ticket, consent: true })).code).to.equal('must-wait');
    door.admit('Gus');
    await needsConsent(gus, '/wait/enter', { ticket });
    expect(ticketOf(await gus.post('/wait/enter', { ticket, consent: true })).consentedMs).to.be.a('number');
    expect(ticketOf(await gus.post(`/meetings/${id}/join`, { name: 'Gus' })).consentedMs).to.be.a('number');
  });

  it('is given by true and by nothing else', async () => {
    const { id, link } = await running();
    for (const consent of [false, 'true', 1, null]) {
      await server.client().refused(422, 'POST', link, { name: 'Zoé', consent });
      await server.client().refused(422, 'POST', `/meetings/${id}/join`, { name: 'Gus', consent });
    }
  });
});
