import { expect } from 'chai';
import type { MeetingId } from '../../src/base/ids.ts';
import type { JoinAnswer } from '../../src/contract/http/meeting.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { createFakeRoomDoor } from '../kit/fake-room-door.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

describe('the limits of the lobby', () => {
  let server: MeetingServer;
  let id: MeetingId;
  let pin: string;

  beforeEach(async () => {
    server = await startMeetingServer();
    server.house.lateRoomDoor.connect(createFakeRoomDoor());
    const olga = await server.house.addAccount('olga@example.org', { name: 'Olga' });
    const meeting = await (await server.signIn(olga)).post<{ id: MeetingId; pin: string }>('/meetings', {});
    ({ id, pin } = meeting);
  });
  afterEach(() => server.close());

  const from = (address: string): ApiClient => {
    const client = server.client();
    client.headers = { 'X-Forwarded-For': address };
    return client;
  };
  const knock = async (address: string, meetingId: string, body: object = {}): Promise<number> =>
    (await from(address).call('POST', `/meetings/${meetingId}/join`, { name: 'Gus', ...body })).status;
  const count = (answers: readonly number[], status: number): number =>
    answers.filter((answer) => answer === status).length;

  it('let two hundred people behind one address come in by PIN, and as many knock', async function () {
    this.timeout(60_000);
    // All at once, as when the meeting starts for which they wait.
    for (const body of [{ pin }, {}]) {
      const answers = await Promise.all(Array.from({ length: 200 }, () => knock('198.51.100.7', id, body)));
      expect(count(answers, 200)).to.equal(200);
    }
  });

  it('stop a flood of knocks from one network, an IPv6 /64 as one, and leave guesses at the PIN their own', async function () {
    this.timeout(60_000);
    const answers: number[] = [];
    for (let index = 0; index < 320; index += 1) answers.push(await knock(`2001:db8:1:2::${index.toString(16)}`, id));
    expect([count(answers, 200), count(answers, 429)]).to.deep.equal([250, 70]);
    expect(await knock('2001:db8:1:3::1', id)).to.equal(200);
    expect(await knock('2001:db8:1:2::1', id, { pin })).to.equal(200);
    const wrong = String((Number(pin) + 1) % 1_000_000).padStart(6, '0');
    const guesses: number[] = [];
    for (let index = 0; index < 7; index += 1) guesses.push(await knock('192.0.2.1', id, { pin: wrong }));
    expect(guesses).to.deep.equal([200, 200, 200, 200, 200, 429, 429]);
    expect(await knock('192.0.2.1', id)).to.equal(200);
  });

  it('count words by ticket and network, for tickets that were made up too', async () => {
    const send = async (address: string, ticket: string): Promise<number> =>
      (await from(address).call('POST', '/wait/messages', { ticket, text: 'Hi', clientId: 'abcdefgh' })).status;
    const answer = await from('192.0.2.9').post<JoinAnswer>(`/meetings/${id}/join`, { name: 'Gus' });
    const ticket = 'waitTicket' in answer ? answer.waitTicket : '';
    for (const one of [ticket, 'A'.repeat(ticket.length)]) {
      const answers: number[] = [];
      for (let index = 0; index < 12; index += 1) answers.push(await send('192.0.2.9', one));
      expect(answers).to.deep.equal([...Array.from({ length: 10 }, () => 204), 429, 429]);
    }
    const many: number[] = [];
    for (let index = 0; index < 310; index += 1)
      many.push(await send(`2001:db8::${index.toString(16)}`, `made-up-${index}`));
    expect([count(many, 204), count(many, 429)]).to.deep.equal([300, 10]);
  });

  it('count tries to enter, and let a class in at once', async () => {
    const tryIn = async (address: string, ticket: string): Promise<number> =>
      (await from(address).call('POST', '/wait/enter', { ticket })).status;
    const same = await Promise.all(Array.from({ length: 25 }, () => tryIn('192.0.2.10', 'made-up')));
    expect([count(same, 403), count(same, 429)]).to.deep.equal([20, 5]);
    const class200 = await Promise.all(Array.from({ length: 200 }, (_, index) => tryIn('192.0.2.11', `t${index}`)));
    expect(count(class200, 403)).to.equal(200);
  });
});
