import { expect } from 'chai';
import type { MeetingId } from '../../src/base/ids.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { JoinAnswer, MeetingBody } from '../../src/contract/http/meeting.ts';
import { createMeetingKeys } from '../../src/meetings/meeting-keys.ts';
import { openKeyring } from '../../src/platform/keyring.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { connectHeadless, type HeadlessClient } from '../kit/headless-client.ts';
import { type HeadlessWaiter, knock, waitAtDoor } from '../kit/headless-door.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

/** The HTTP edge before real rooms: what a moderator does is what the one at the door is told. */
describe('the lobby before a real room', () => {
  let running: RunningApp;
  let api: ApiClient;
  let meeting: MeetingBody;
  let organizer: HeadlessClient;
  let waiters: HeadlessWaiter[];
  let inside: HeadlessClient[];

  before(async () => {
    running = await startApp();
    api = await running.admin();
  });
  after(() => running.dispose());
  beforeEach(async () => {
    waiters = [];
    inside = [];
    meeting = await api.post<MeetingBody>('/meetings', {});
    organizer = await enter(await join(api, { name: 'Olga' }));
  });
  afterEach(() => {
    for (const waiter of waiters) waiter.leave();
    for (const client of inside) client.close();
  });

  const join = async (client: ApiClient, keys: { name: string; pin?: string | undefined }): Promise<JoinAnswer> =>
    (await knock(client, { meeting: meeting.id, name: keys.name, ...(keys.pin && { pin: keys.pin }) })).body;
  const enter = async (answer: JoinAnswer): Promise<HeadlessClient> => {
    if (!('ticket' in answer)) throw new Error(`not let in: ${JSON.stringify(answer)}`);
    const client = connectHeadless(running.url, { ticket: answer.ticket });
    inside.push(client);
    await client.next('welcome');
    return client;
  };
  const wait = async (client: ApiClient, answer: JoinAnswer): Promise<HeadlessWaiter> => {
    if (!('waitTicket' in answer)) throw new Error('they did not have to wait');
    const waiter = await waitAtDoor(client, answer.waitTicket);
    waiters.push(waiter);
    return waiter;
  };

  it('lets somebody in by a moderator’s word, who had nothing but the ID', async () => {
    const client = running.client();
    const waiter = await wait(client, await join(client, { name: 'Gus' }));
    const { id, reason, name } = await organizer.next('lobby.waiting');
    expect({ name, reason }).to.deep.equal({ name: 'Gus', reason: 'no-key' });
    expect(await organizer.ask('lobby.see', { ids: [id] })).to.equal('ok');
    await waiter.until('seen');
    expect(await waiter.write('It is me', 'message-1')).to.equal(204);
    await organizer.until('their words', ({ heard }) => JSON.stringify(heard).includes('It is me'));
    const words = { id, text: 'One moment', clientId: 'message-2' };
    expect(await organizer.ask('lobby.write', words)).to.equal('ok');
    await waiter.until('message');
    expect(waiter.messages.map(({ text }) => text)).to.deep.equal(['One moment']);
    expect((await waiter.enter()).status).to.equal(403);
    expect(await organizer.ask('lobby.admit', { ids: [id] })).to.equal('ok');
    await waiter.until('admitted');
    const gus = await enter((await waiter.enter()).body);
    expect(gus.view.welcome?.you.name).to.equal('Gus');
    expect(JSON.stringify(gus.heard).includes(meeting.pin ?? 'no PIN')).to.equal(false);
  });

  it('tells those with the PIN of a locked room why they wait, and lets them in when it is opened', async () => {
    expect(await organizer.ask('meeting.set', { locked: true })).to.equal('ok');
    const client = running.client();
    const answer = await join(client, { name: 'Pia', pin: meeting.pin });
    expect(answer).to.include({ waiting: true, lobby: 'locked' });
    const waiter = await wait(client, answer);
    await organizer.next('lobby.waiting');
    expect(await organizer.ask('meeting.set', { locked: false })).to.equal('ok');
    await waiter.until('admitted');
    await enter((await waiter.enter()).body);
  });

  it('keeps a person out who was removed: the cookie says why, the PIN leads to the lobby', async () => {
    const client = running.client();
    const pia = await enter(await join(client, { name: 'Pia', pin: meeting.pin }));
    const id = pia.view.welcome?.you.id ?? '';
    expect(await organizer.ask('participant.remove', { id })).to.equal('ok');
    const problem = await client.refused(403, 'POST', `/meetings/${meeting.id}/join`, { name: 'Pia' });
    expect(problem.code).to.equal('removed-from-meeting');
    expect(await join(client, { name: 'Pia', pin: meeting.pin })).to.include({ lobby: 'after-removal' });
  });

  it('asks the second device of an account, and moves it', async () => {
    const both = await join(await running.admin(), { name: 'Olga' });
    expect(both).to.include({ elsewhere: true });
    const second = await running.admin();
    const moved = (await knock(second, { meeting: meeting.id, name: 'Olga' }, { device: 'move' })).body;
    expect(moved).not.to.have.property('elsewhere');
    const here = await enter(moved);
    expect(here.view.welcome?.you.id).to.equal(organizer.view.welcome?.you.id);
  });

  it('asks who is in by their link whether another browser with it is theirs', async () => {
    const event = await api.post<EventBody>('/events', {
      title: 'Review',
      start: '2037-03-02T10:00',
      end: '2037-03-02T11:00',
      webMeeting: true,
      notify: false,
      invitees: [{ email: 'zoe@example.net', name: 'Zoé' }],
    });
    await api.post(`/events/${event.id}/start`, {});
    const keys = createMeetingKeys({ keyring: openKeyring(running.dataDirectory) });
    const link = { link: keys.join(event.meeting?.id as MeetingId, 'zoe@example.net', 1) };
    const first = await enter((await knock(running.client(), link)).body);
    const firstId = first.view.welcome?.you.id;

    const elsewhere = async (): Promise<{ client: ApiClient; waiter: HeadlessWaiter; id: string }> => {
      const client = running.client();
      const { body } = await knock(client, link);
      expect(body).to.include({ waiting: true, lobby: 'already-inside' });
      const waiter = await wait(client, body);
      return { client, waiter, id: (await first.next('device.knocked')).id };
    };
    const refused = await elsewhere();
    expect(await first.ask('device.answer', { id: refused.id, answer: 'no' })).to.equal('ok');
    await refused.waiter.until('declined');
    expect((await refused.waiter.enter()).status).to.equal(403);

    const beside = await elsewhere();
    expect(await first.ask('device.answer', { id: beside.id, answer: 'both' })).to.equal('ok');
    await beside.waiter.until('admitted');
    const second = await enter((await beside.waiter.enter()).body);
    expect(second.view.welcome?.you.id).not.to.equal(firstId);
    await second.leave();

    const instead = await elsewhere();
    expect(await first.ask('device.answer', { id: instead.id, answer: 'move' })).to.equal('ok');
    await instead.waiter.until('admitted');
    const moved = await enter((await instead.waiter.enter()).body);
    expect(moved.view.welcome?.you.name).to.equal('Zoé');
    await first.next('you.moved');
    // And after a reload of that page.
    expect((await knock(instead.client, link)).body).to.have.property('ticket');
  });
});
