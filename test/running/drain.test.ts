import { expect } from 'chai';
import { createDrain } from '../../src/app/drain.ts';
import { silentLog } from '../../src/base/log.ts';
import type { JoinAnswer, MeetingBody } from '../../src/contract/http/meeting.ts';
import type { LiveRoom } from '../../src/room/live-room.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { connectHeadless } from '../kit/headless-client.ts';
import { waitAtDoor } from '../kit/headless-door.ts';
import { until } from '../kit/own-process.ts';
import { openScriptedPhone } from '../kit/scripted-phone.ts';
import { headerOf } from '../kit/sip-text.ts';
import { freePortPair, type RunningApp, startApp } from '../kit/start-app.ts';

const enter = async (running: RunningApp, by: ApiClient, id: string, pin?: string) => {
  const joined = await by.post<JoinAnswer>(`/meetings/${id}/join`, { name: 'Olga', ...(pin !== undefined && { pin }) });
  return connectHeadless(running.url, { ticket: 'ticket' in joined ? joined.ticket : '' });
};

describe('a server that is told to stop', () => {
  let running: RunningApp;
  let admin: ApiClient;
  beforeEach(async () => {
    running = await startApp({ environment: { DRAIN_SECONDS: '30' } });
    admin = await running.admin();
  });
  afterEach(() => running.dispose());

  const readiness = async () => {
    const response = await fetch(`${running.url}/readyz`);
    return { status: response.status, text: (await response.text()).trim() };
  };

  it('does not wait when nobody is in', async () => {
    await running.app.drain();
    expect(await readiness()).to.deep.equal({ status: 503, text: 'stopping' });
  });

  it('tells those in rooms until when, begins no other meeting, and goes on when the last has left', async () => {
    const { id, pin } = await admin.post<MeetingBody>('/meetings', {});
    const first = await enter(running, admin, id);
    await first.next('welcome');
    let drained = false;
    const draining = running.app.drain().then(() => {
      drained = true;
    });
    const { at } = await first.next('server.restarts');
    expect(Date.parse(at) - Date.now()).to.be.within(20_000, 30_000);
    expect((await readiness()).status).to.equal(503);

    const refused = await admin.call('POST', '/meetings', {});
    expect(refused.status).to.equal(503);
    expect(refused.headers.get('retry-after')).to.equal('30');
    // The meeting that runs goes on: somebody else comes in.
    const second = await enter(running, running.client(), id, pin);
    await second.next('welcome');

    await first.leave();
    first.close();
    expect(drained).to.equal(false);
    await second.leave();
    second.close();
    await draining;
  });
}).timeout(20_000);

describe('the time that those in rooms are given', () => {
  const roomWith = (count: number): LiveRoom => {
    const participants = new Map(Array.from({ length: count }, (_, index) => [index, { connectionId: 'here' }]));
    return { sessionId: 'one', state: () => ({ participants }) } as unknown as LiveRoom;
  };

  it('ends, whoever is still in', async () => {
    let nowMs = 0;
    const told: string[] = [];
    let refused = 0;
    const drain = createDrain({
      rooms: async () => {
        nowMs += 11_000; // each look is that much later
        return [roomWith(3)];
      },
      audience: { tell: (_session, event) => void told.push(event) },
      longestMs: 60_000,
      refuseStarts: () => {
        refused += 1;
      },
      tellCallers: () => false,
      clock: { nowMs: () => nowMs },
      monotonicMs: () => nowMs,
      log: silentLog,
    });
    expect(drain.isDraining()).to.equal(false);
    await Promise.all([drain.begin(), drain.begin()]);
    expect(drain.isDraining()).to.equal(true);
    expect(refused).to.equal(1);
    expect(told.length, 'told again for those who come later').to.be.within(3, 6);
    expect(new Set(told)).to.deep.equal(new Set(['server.restarts']));
  });

  it('is no longer when the machine’s clock is set back meanwhile', async () => {
    let looks = 0;
    const drain = createDrain({
      rooms: async () => {
        looks += 1;
        if (looks > 5) throw new Error('it waits for the clock');
        return [roomWith(1)];
      },
      audience: { tell: () => {} },
      longestMs: 60_000,
      refuseStarts: () => {},
      tellCallers: () => false,
      clock: { nowMs: () => 86_400_000 * (10 - looks) },
      monotonicMs: () => looks * 30_000,
      log: silentLog,
    });
    await drain.begin();
    expect(looks).to.be.at.most(3);
  });

  it('is none at all with DRAIN_SECONDS=0', async () => {
    const drain = createDrain({
      rooms: async () => [roomWith(1)],
      audience: { tell: () => expect.fail('there is no time to tell') },
      longestMs: 0,
      refuseStarts: () => {},
      tellCallers: () => expect.fail('there is no time to tell'),
      clock: { nowMs: () => 5 },
      log: silentLog,
    });
    await drain.begin();
  });

  it('lasts until callers who wait at the door have heard the word, when nobody is in', async () => {
    let looks = 0;
    const drain = createDrain({
      rooms: async () => [],
      audience: { tell: () => expect.fail('nobody is in') },
      longestMs: 60_000,
      refuseStarts: () => {},
      tellCallers: () => {
        looks += 1;
        return looks < 3;
      },
      clock: { nowMs: () => 5 },
      log: silentLog,
    });
    await drain.begin();
    expect(looks).to.equal(3);
  });
});

describe('a server that is too slow for those who are in', () => {
  it('sends newcomers away for a while, whatever way they come, and tells it', async () => {
    let overloaded = false;
    const sipPort = await freePortPair();
    const running = await startApp({
      environment: { SIP_PORT: String(sipPort), SIP_DOMAIN: 'example.org' },
      overrides: {
        loop: {
          start: () => {},
          stop: () => {},
          lagMs: () => 300,
          isOverloaded: () => overloaded,
          limit: () =>
            overloaded ? { code: 'event-loop', level: 'critical', values: { lagMs: 300, forSeconds: 10 } } : undefined,
        },
      },
    });
    const phone = await openScriptedPhone({ server: { host: '127.0.0.1', port: sipPort }, domain: 'example.org' });
    try {
      const admin = await running.admin();
      const { id } = await admin.post<MeetingBody>('/meetings', {});
      const join = () => admin.call('POST', `/meetings/${id}/join`, { name: 'Olga' });
      const first = await enter(running, admin, id);
      await first.next('welcome');
      const guest = running.client();
      const knocked = await guest.post<JoinAnswer>(`/meetings/${id}/join`, { name: 'Gus' });
      const waiter = await waitAtDoor(guest, 'waitTicket' in knocked ? knocked.waitTicket : '');
      const { id: waiting } = await first.next('lobby.waiting');
      expect(await first.ask('lobby.admit', { ids: [waiting] })).to.equal('ok');
      await waiter.until('admitted');

      overloaded = true;
      for (const refused of [await join(), await waiter.enter(), await admin.call('POST', '/meetings', {})]) {
        expect(refused.status).to.equal(503);
        expect(refused.headers.get('retry-after')).to.equal('15');
      }
      const call = await phone.invite('conference');
      const answer = await call.final;
      expect(answer.status).to.equal(503);
      expect(headerOf(answer, 'retry-after')).to.equal('15');
      expect((await fetch(`${running.url}/readyz`)).status, 'those who are in are served').to.equal(200);
      const page = async (): Promise<string> => (await fetch(`${running.url}/metrics`)).text();
      await until(async () => (await page()).includes('webmeeting_overloaded 1'));
      expect(await page())
        .to.include('webmeeting_joins_refused_overload_total 4')
        .and.include('webmeeting_limit_level{limit="event-loop"} 2')
        .and.include('webmeeting_eventloop_lag_seconds 0.3');

      overloaded = false;
      expect((await join()).status).to.equal(200);
      expect((await waiter.enter()).status, 'the moderator’s word still counts').to.equal(200);
      await (await phone.call('conference')).bye();
      waiter.leave();
      first.close();
    } finally {
      await phone.close();
      await running.dispose();
    }
  });
}).timeout(20_000);
