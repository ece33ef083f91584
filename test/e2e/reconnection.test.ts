import { rmSync } from 'node:fs';
import { expect } from 'chai';
import type { CDPSession, Page } from 'playwright-core';
import type { ParticipantBody } from '../../src/contract/room/room-state.ts';
import { ApiClient } from '../kit/api-client.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { type FickleNetwork, startFickleNetwork } from '../kit/fickle-network.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys, newBrowser } from '../kit/headless-door.ts';
import { type RunningProgram, runProgram } from '../kit/run-program.ts';
import { ADMIN, freePort } from '../kit/start-app.ts';

/** How soon somebody is back once their network is. */
const BACK_WITHIN_MS = 10_000;
/** For the machine on which browser, server and test share two cores. */
const SLACK_MS = 4_000;
const CALM_WORDS = /The connection is lost\. Reconnecting…/;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('somebody whose connection breaks', function () {
  this.timeout(180_000);
  let program: RunningProgram;
  let network: FickleNetwork;
  let environment: Readonly<Record<string, string>>;
  let olga: Person;
  let cdp: CDPSession;
  /** Somebody else in the room, on a network of their own that never breaks: sees what the others see. */
  let max: HeadlessClient;
  let asBefore: ParticipantBody;
  let told = 0;

  before(async () => {
    const port = String(await freePort());
    network = await startFickleNetwork(`http://127.0.0.1:${port}`);
    environment = {
      PORT: port,
      PUBLIC_URL: network.url,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
    };
    program = await runProgram(environment);
    environment = { ...environment, DATA_DIR: program.dataDirectory };
    const admin = new ApiClient(network.url);
    await admin.post('/session', ADMIN);
    await admin.patch('/account', { language: 'en', name: 'Olga' });
    const meeting = await admin.post<{ id: string; pin: string }>('/meetings', {});
    olga = await openPerson();
    const { page } = olga;
    await page.goto(`${network.url}/sign-in`);
    await page.locator('input[name=email]').fill(ADMIN.email);
    await page.locator('input[name=password]').fill(ADMIN.password);
    await page.keyboard.press('Enter');
    await until(
      'the calendar',
      async () => new URL(page.url()).pathname,
      (path) => path === '/',
    );
    await page.goto(`${network.url}/m/${meeting.id}`);
    await page.getByRole('button', { name: /Join the WebMeeting|Start now/ }).click();
    await page.getByText('The group chat is ready').waitFor();
    cdp = await olga.context.newCDPSession(page);

    const { ticket } = await enterByKeys(newBrowser(network.url), {
      meeting: meeting.id,
      name: 'Max',
      pin: meeting.pin,
    });
    max = await enterRoom(program.url, { ticket }, { comesBack: true, origin: network.url });
    await page.getByText('Max', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Hand', exact: true }).click();
    await max.until('the hand', ({ view }) => view.person('Olga').handSince !== undefined);
    asBefore = max.view.person('Olga');
    expect(asBefore.role).to.equal('organizer');
  });

  after(async () => {
    max?.close();
    await olga?.close();
    network?.close();
    await program?.end('SIGKILL');
    if (program) rmSync(program.dataDirectory, { recursive: true, force: true });
  });

  const seesCalmWords = (page: Page): Promise<void> => page.getByText(CALM_WORDS).first().waitFor({ timeout: 30_000 });

  /** Words to all and to Olga alone, while she is away. */
  const talkMeanwhile = async (): Promise<readonly [string, string]> => {
    told += 1;
    const words = [`to all, number ${told}`, `to you alone, number ${told}`] as const;
    await max.say(words[0]);
    await max.say(words[1], asBefore.id);
    return words;
  };

  /** She is back, in time, as who she was, and has missed nothing. */
  const isBack = async ([toAll, toHer]: readonly [string, string], sinceMs: number): Promise<void> => {
    const { page } = olga;
    const messages = page.getByRole('log');
    await messages.getByText(toAll, { exact: true }).waitFor({ timeout: BACK_WITHIN_MS + SLACK_MS });
    const tookMs = Date.now() - sinceMs;
    await max.until('her return', ({ view }) => view.person('Olga').connected, 20_000);
    const now = max.view.person('Olga');
    const { id, number, role, handSince, joinedAt } = asBefore;
    expect(now).to.include({ id, number, role, handSince, joinedAt });
    expect(max.view.names(), 'no ghost').to.deep.equal(['Max', 'Olga']);
    expect(tookMs).to.be.below(BACK_WITHIN_MS + SLACK_MS);
    expect(await page.getByText(CALM_WORDS).count(), 'the words are gone').to.equal(0);
    const list = page.getByRole('list', { name: /All attendees/ });
    expect(await list.getByText('Max', { exact: true }).count()).to.equal(1);
    await page.getByRole('button', { name: 'Hand', exact: true, pressed: true }).waitFor();
    // The private conversation, as well.
    await openConversation();
    await page.getByText(toHer, { exact: true }).first().waitFor();
    await page.getByRole('tab', { name: /^(All|Everyone)/ }).click();
  };
  const openConversation = async (): Promise<void> => {
    const { page } = olga;
    await page.getByRole('tab', { name: /Max/ }).first().click();
  };

  it('has no network for eight seconds: the screen says so calmly, and then all is as before', async () => {
    network.cut();
    await seesCalmWords(olga.page);
    await max.until('her absence', ({ view }) => !view.person('Olga').connected);
    const words = await talkMeanwhile();
    await pause(8_000);
    network.mend();
    await isBack(words, Date.now());
  });

  it('goes from one network to another, while the old one swallows everything', async () => {
    network.stop();
    const words = await talkMeanwhile();
    // As every browser tells pages and workers when the machine has got another network.
    for (const worker of olga.page.workers()) await worker.evaluate(`self.dispatchEvent(new Event('online'))`);
    await isBack(words, Date.now());
    network.flow();
  });

  it('closes the laptop for half a minute and opens it again', async () => {
    await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
    network.stop();
    await max.until('her absence', ({ view }) => !view.person('Olga').connected, 30_000);
    const words = await talkMeanwhile();
    // What the server has given up is reset when the laptop speaks to it again.
    network.cut();
    network.mend();
    await cdp.send('Page.setWebLifecycleState', { state: 'active' });
    await isBack(words, Date.now());
  });

  it('is in a meeting whose server is killed and started again', async () => {
    await program.end('SIGKILL');
    await seesCalmWords(olga.page);
    program = await runProgram(environment);
    const readyMs = Date.now();
    await max.until('his own return', ({ end }) => end === undefined, 20_000);
    await isBack(await talkMeanwhile(), readyMs);
  });

  it('is in a meeting whose server is stopped in order and started again', async () => {
    expect(await program.end('SIGTERM')).to.equal(0);
    await seesCalmWords(olga.page);
    program = await runProgram(environment);
    const readyMs = Date.now();
    await max.until('his own return', ({ end }) => end === undefined, 20_000);
    await isBack(await talkMeanwhile(), readyMs);
  });

  it('loads the page anew', async () => {
    const { page } = olga;
    await page.reload();
    const words = await talkMeanwhile();
    const sinceMs = Date.now();
    const back = page.getByRole('button', { name: /Come back|Join the WebMeeting|Start now/ });
    await back.click({ timeout: 20_000 });
    await isBack(words, sinceMs);
  });

  it('and nothing was said twice, lost or out of order for the one who stayed', () => {
    expect(max.view.texts()).to.deep.equal(Array.from({ length: told }, (_, index) => `to all, number ${index + 1}`));
    expect([max.view.doubled, max.view.outOfOrder]).to.deep.equal([0, 0]);
  });
});
