import { expect } from 'chai';
import { parseAudioFrame } from '../../src/audio/audio-frame.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { until } from '../kit/browser.ts';
import { connectHeadless, enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { type EntryKeys, enterByKeys, knock, newBrowser, waitAtDoor } from '../kit/headless-door.ts';
import { catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const FRAME_MS = 20;
/** The longest that anything of somebody who was put out may still be under way. */
const SILENT_AFTER_MS = 200;

const idOf = (client: HeadlessClient): string => client.view.welcome?.you.id ?? '';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Meeting {
  readonly id: string;
  readonly pin: string;
}

describe('somebody who was put out of a meeting', function () {
  this.timeout(60_000);
  let running: RunningApp;
  let meeting: Meeting;
  let olga: HeadlessClient;
  const opened: HeadlessClient[] = [];
  let catcher: MailCatcher;
  before(async () => {
    catcher = await catchMails();
    running = await startApp({ environment: { SMTP_URL: catcher.url, MAIL_FROM: 'meet@example.org' } });
  });
  after(async () => {
    await running.dispose();
    await catcher.close();
  });
  const ticketOf = async (api: ApiClient, keys: EntryKeys): Promise<{ ticket: string }> => {
    const { ticket } = await enterByKeys(api, keys);
    return { ticket };
  };

  beforeEach(async () => {
    const admin = await running.admin();
    meeting = await admin.post<Meeting>('/meetings', {});
    const { ticket } = await enterByKeys(admin, { meeting: meeting.id, name: 'Olga' });
    olga = await enterRoom(running.url, { ticket });
    opened.push(olga);
  });
  afterEach(async () => {
    await olga.command('session.end').catch(() => {});
    for (const client of opened.splice(0)) client.close();
  });

  const join = async (name: string, api = newBrowser(running.url)): Promise<HeadlessClient> => {
    const { ticket } = await enterByKeys(api, { meeting: meeting.id, name, pin: meeting.pin });
    const client = await enterRoom(running.url, { ticket });
    opened.push(client);
    return client;
  };
  const refusalOf = async (auth: object): Promise<string | undefined> => {
    const client = connectHeadless(running.url, auth);
    opened.push(client);
    await client.until('a refusal', ({ refusal, entries }) => refusal !== undefined || entries > 0);
    return client.refusal?.code;
  };

  it('is heard by nobody, and hears nobody, 200 ms later', async () => {
    const [ann, max] = [await join('Ann'), await join('Max')];
    for (const client of [ann, max]) await client.command('microphone.set', { state: 'on' });
    const annNumber = ann.view.me.number;
    const voices = setInterval(() => {
      for (const client of [ann, max]) client.speak();
    }, FRAME_MS);
    try {
      const hearsAnn = (client: HeadlessClient): number =>
        client.frames.filter((frame) => parseAudioFrame(frame)?.participant === annNumber).length;
      for (let tries = 0; tries < 200 && (hearsAnn(olga) < 20 || ann.framesHeard < 20); tries += 1)
        await pause(FRAME_MS);
      expect(hearsAnn(olga)).to.be.above(10);
      expect(ann.framesHeard).to.be.above(10);
      expect(await olga.ask('participant.remove', { id: idOf(ann) })).to.equal('ok');
      await pause(SILENT_AFTER_MS);
      const [heard, heardBy] = [ann.framesHeard, hearsAnn(olga) + hearsAnn(max)];
      const before = olga.framesHeard;
      for (let tries = 0; tries < 200 && olga.framesHeard < before + 25; tries += 1) await pause(FRAME_MS);
      expect(olga.framesHeard, 'the others go on').to.be.above(before);
      expect(hearsAnn(olga) + hearsAnn(max)).to.equal(heardBy);
      expect(ann.framesHeard).to.equal(heard);
      expect(ann.end).to.equal('closed');
    } finally {
      clearInterval(voices);
    }
  });

  it('does not come back by the resume token, by the cookie of the browser, or by a ticket that was given out before', async () => {
    const browser = newBrowser(running.url);
    const ann = await join('Ann', browser);
    // Given out before, as by a page that is loaded anew; good for a minute.
    const spare = await enterByKeys(browser, { meeting: meeting.id, name: 'Ann', pin: meeting.pin });
    const stranger = await enterByKeys(newBrowser(running.url), {
      meeting: meeting.id,
      name: 'Ann again',
      pin: meeting.pin,
    });
    expect(await olga.ask('participant.remove', { id: idOf(ann) })).to.equal('ok');

    expect(await refusalOf({ resume: ann.resumeToken })).to.be.oneOf(['link-revoked', 'removed-from-meeting']);
    expect(await refusalOf({ ticket: spare.ticket })).to.be.oneOf(['removed-from-meeting', 'must-wait']);
    // By the PIN too, as somebody whom nobody knows: the PIN leads to the lobby from now on.
    expect(await refusalOf({ ticket: stranger.ticket })).to.equal('must-wait');
    const answer = await knock(browser, { meeting: meeting.id, name: 'Ann' });
    expect(answer.status).to.be.oneOf([200, 403, 409, 410]);
    expect(answer.body).not.to.have.property('ticket');
    expect(olga.view.names()).to.deep.equal([olga.view.me.name]);
  });

  it('and knows the PIN waits for a moderator, as everyone does now who has nothing else', async () => {
    const ann = await join('Ann');
    expect(await olga.ask('participant.remove', { id: idOf(ann) })).to.equal('ok');
    const other = newBrowser(running.url);
    const { status, body } = await knock(other, { meeting: meeting.id, name: 'Bob', pin: meeting.pin });
    expect(status).to.equal(200);
    expect(body).to.include({ waiting: true });
    if (!('waiting' in body)) return;
    const waiter = await waitAtDoor(other, body.waitTicket);
    await olga.until('the knock', ({ view }) => [...view.lobby.values()].some(({ name }) => name === 'Bob'));
    const [one] = [...olga.view.lobby.values()];
    expect(one?.reason).to.equal('after-removal');
    expect(await olga.ask('lobby.admit', { ids: [one?.id] })).to.equal('ok');
    await waiter.until('admitted');
    const entered = await waiter.enter();
    expect(entered.status).to.equal(200);
    const bob = await enterRoom(running.url, { ticket: entered.body.ticket });
    opened.push(bob);
    expect(olga.view.names()).to.include('Bob');
    waiter.leave();
  });

  it('by their own link finds it dead in every browser for this session, and good again when let back', async () => {
    const event = await (await running.admin()).post<EventBody>('/events', {
      title: 'With links',
      start: '2099-03-01T10:00',
      end: '2099-03-01T11:00',
      timeZone: 'UTC',
      webMeeting: true,
      invitees: [{ email: 'ann@example.net' }],
    });
    await catcher.waitFor(1, 20_000);
    await until(
      'the invitation',
      async () => catcher.sentTo('ann@example.net').length,
      (count) => count > 0,
    );
    const link = /\/j\/([\w-]{22})/.exec(catcher.sentTo('ann@example.net')[0]?.parsed.text ?? '')?.[1] ?? '';
    const admin = await running.admin();
    await admin.post(`/start/${event.meeting?.startUrl?.split('/').at(-1)}`);
    const host = await enterRoom(
      running.url,
      await ticketOf(admin, { meeting: event.meeting?.id ?? '', name: 'Olga' }),
    );
    const browser = newBrowser(running.url);
    const ann = await enterRoom(running.url, await ticketOf(browser, { link, name: 'Ann' }));
    opened.push(host, ann);
    const other = newBrowser(running.url);
    const elsewhere = await knock(other, { link, name: 'Not Ann' });
    expect(elsewhere.body, 'somebody else with the same link waits').to.include({ waiting: true });

    expect(await host.ask('participant.remove', { id: idOf(ann) })).to.equal('ok');
    for (const api of [browser, other, newBrowser(running.url)]) {
      const { status, body } = await knock(api, { link, name: 'Ann' });
      expect([status, (body as unknown as { code: string }).code]).to.deep.equal([403, 'removed-from-meeting']);
    }
    expect(host.view.removed.map(({ name }) => name)).to.deep.equal(['Ann']);
    expect(await host.ask('participant.let-back', { id: host.view.removed[0]?.id })).to.equal('ok');
    const back = await enterRoom(running.url, await ticketOf(browser, { link, name: 'Ann' }));
    opened.push(back);
    expect(host.view.names()).to.deep.equal([host.view.me.name, 'Ann'].sort());
    await host.command('session.end');
  });

  it('before: nothing that a lobby or a guest is told holds the PIN or another key', async () => {
    const browser = newBrowser(running.url);
    const { body } = await knock(browser, { meeting: meeting.id, name: 'Bob' });
    expect(body).to.include({ waiting: true });
    if (!('waiting' in body)) return;
    const waiter = await waitAtDoor(browser, body.waitTicket);
    await olga.until('the knock', ({ view }) => view.lobby.size === 1);
    const [one] = [...olga.view.lobby.values()];
    await olga.command('lobby.admit', { ids: [one?.id] });
    await waiter.until('admitted');
    const entered = await waiter.enter();
    const bob = await enterRoom(running.url, { ticket: entered.body.ticket });
    opened.push(bob);
    await olga.say('hello');
    await bob.until('hello', ({ view }) => view.texts().includes('hello'));
    const told = JSON.stringify([body, entered.body, bob.heard, waiter.said, waiter.messages]);
    expect(told).not.to.include(meeting.pin);
    expect(told).not.to.include(olga.resumeToken);
    expect(bob.view.welcome?.meeting).not.to.have.property('pin');
    expect(bob.view.welcome).not.to.have.any.keys('lobby', 'removed', 'qualities');
    waiter.leave();
  });
});
