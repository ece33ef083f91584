import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { projectRoot } from '../../src/app/project-root.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys, type HeadlessWaiter, knock, newBrowser, waitAtDoor } from '../kit/headless-door.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const ZOE = { email: 'zoe@example.org', password: 'another horse battery', name: 'Zoé' } as const;

const addAccount = (running: RunningApp): void => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx/esm', 'src/main.ts', 'account', 'add', ZOE.email, '--name', ZOE.name],
    {
      cwd: projectRoot(),
      input: ZOE.password,
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: running.dataDirectory, PUBLIC_URL: running.url },
    },
  );
  if (status !== 0) throw new Error(stderr);
};

const signIn = async (
  { page }: Person,
  url: string,
  who: { readonly email: string; readonly password: string },
): Promise<void> => {
  await page.goto(`${url}/sign-in`);
  await page.locator('input[name=email]').fill(who.email);
  await page.locator('input[name=password]').fill(who.password);
  await page.keyboard.press('Enter');
  await page.locator('.create').waitFor();
};

/** Somebody's line in the list. */
const lineOf = (page: Page, name: string): Locator => page.locator('.people__list > li').filter({ hasText: name });
const toast = (page: Page, text: string): Locator => page.locator('.toast').filter({ hasText: text });

/** Waits until the focus is on what the selector says. */
const focused = (page: Page, selector: string): Promise<void> => page.locator(`${selector}:focus`).waitFor();

/** Opens somebody's menu as the keyboard does, and answers what it offers. */
const openMenu = async (page: Page, name: string): Promise<readonly string[]> => {
  await page.getByRole('button', { name: `Actions for ${name}` }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menu', { name: `Actions for ${name}` }).waitFor();
  return page.getByRole('menuitem').allInnerTexts();
};

const choose = async (page: Page, name: string, action: string): Promise<void> => {
  await openMenu(page, name);
  await page.getByRole('menuitem', { name: action }).focus();
  await page.keyboard.press('Enter');
};

describe('moderation, on the screen and by keyboard alone', function () {
  this.timeout(60_000);
  let running: RunningApp;
  let olga: Person;
  let zoe: Person;
  let paul: HeadlessClient;
  let meeting: { readonly id: string; readonly pin: string };

  const enterHeadless = async (name: string): Promise<HeadlessClient> => {
    const { ticket } = await enterByKeys(newBrowser(running.url), { meeting: meeting.id, name, pin: meeting.pin });
    return enterRoom(running.url, { ticket });
  };
  const wait = async (name: string): Promise<HeadlessWaiter> => {
    const api = newBrowser(running.url);
    const { body } = await knock(api, { meeting: meeting.id, name });
    if (!('waiting' in body)) throw new Error(JSON.stringify(body));
    return waitAtDoor(api, body.waitTicket);
  };

  before(async () => {
    running = await startApp();
    // First: while it runs nothing here answers, and a connection that is kept would be closed by the server.
    addAccount(running);
    const admin = await running.admin();
    await admin.patch('/account', { language: 'en', name: 'Olga' });
    const own = newBrowser(running.url);
    await own.post('/session', { email: ZOE.email, password: ZOE.password });
    await own.patch('/account', { language: 'en' });
    meeting = await admin.post('/meetings', {});
    [olga, zoe] = await Promise.all([openPerson(), openPerson()]);
    await signIn(olga, running.url, ADMIN);
    await olga.page.goto(`${running.url}/m/${meeting.id}`);
    await olga.page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await olga.page.getByText('The group chat is ready').waitFor();
    await signIn(zoe, running.url, ZOE);
    await zoe.page.goto(`${running.url}/m/${meeting.id}`);
    await zoe.page.getByLabel('Your name').fill(ZOE.name);
    await zoe.page.getByLabel('PIN').fill(meeting.pin);
    await zoe.page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await zoe.page.getByText('The group chat is ready').waitFor();
    paul = await enterHeadless('Paul');
    await lineOf(olga.page, 'Paul').waitFor();
  });
  after(async () => {
    paul?.close();
    await Promise.all([olga?.close(), zoe?.close()]);
    await running?.dispose();
  });

  it('offers on each participant what one may do, and no more', async () => {
    expect(await openMenu(olga.page, 'Paul')).to.deep.equal([
      'Start a private conversation',
      'Volume of this person…',
      'Send back to the lobby',
      'Reject and keep out…',
    ]);
    await olga.page.keyboard.press('Escape');
    expect(await openMenu(olga.page, 'Zoé')).to.include.members(['Give moderator status', 'Hand the meeting over…']);
    await olga.page.keyboard.press('Escape');
    expect(await openMenu(zoe.page, 'Paul')).to.deep.equal(['Start a private conversation', 'Volume of this person…']);
    await zoe.page.keyboard.press('Escape');
    expect(await zoe.page.getByRole('button', { name: 'Moderate' }).count()).to.equal(0);
    expect(await openMenu(zoe.page, 'Zoé')).to.deep.equal(['Change my name…']);
    await zoe.page.keyboard.press('Escape');
  });

  it('a moderator mutes somebody, who is told by whom and unmutes themselves', async () => {
    await lineOf(olga.page, 'Zoé').getByText('Muted').waitFor({ state: 'detached' });
    await choose(olga.page, 'Zoé', 'Mute');
    await toast(zoe.page, 'Olga muted your microphone.').waitFor();
    await lineOf(olga.page, 'Zoé').getByText('Muted').waitFor();
    await toast(zoe.page, 'Olga muted your microphone.').getByRole('button', { name: 'Unmute' }).click();
    await lineOf(olga.page, 'Zoé').getByText('Muted').waitFor({ state: 'detached' });
  });

  it('mute everyone leaves one’s own microphone open', async () => {
    await paul.ask('microphone.set', { state: 'on' });
    await olga.page.getByRole('button', { name: 'Moderate' }).click();
    await olga.page.getByRole('menuitem', { name: /^Mute everyone/ }).click();
    await lineOf(olga.page, 'Zoé').getByText('Muted').waitFor();
    await lineOf(olga.page, 'Paul').getByText('Muted').waitFor();
    expect(await lineOf(olga.page, 'Olga').getByText('Muted').count()).to.equal(0);
  });

  it('hands are listed in the order in which they went up, and a moderator lowers one', async () => {
    await paul.ask('hand.set', { raised: true });
    await lineOf(zoe.page, 'Paul').getByText('Hand raised, number 1').waitFor();
    await zoe.page.locator('body').press('h');
    await lineOf(olga.page, 'Zoé').getByText('Hand raised, number 2').waitFor();
    await zoe.page.getByRole('button', { name: 'Hand', exact: true, pressed: true }).waitFor();
    await choose(olga.page, 'Paul', 'Lower the hand');
    await lineOf(olga.page, 'Zoé').getByText('Hand raised, number 1').waitFor();
    await choose(olga.page, 'Zoé', 'Lower the hand');
    await toast(zoe.page, 'A moderator lowered your hand.').waitFor();
    await zoe.page.getByRole('button', { name: 'Hand', exact: true, pressed: false }).waitFor();
  });

  it('moderator status is given and taken back; the screen of the other follows at once', async () => {
    await choose(olga.page, 'Zoé', 'Give moderator status');
    await toast(zoe.page, 'You are a moderator now.').waitFor();
    await zoe.page.getByRole('button', { name: 'Moderate' }).waitFor();
    expect(await openMenu(zoe.page, 'Paul')).to.include('Reject and keep out…');
    await zoe.page.keyboard.press('Escape');
    expect(await openMenu(zoe.page, 'Olga'), 'the organizer is out of reach').to.not.include('Reject and keep out…');
    await zoe.page.keyboard.press('Escape');
    await choose(olga.page, 'Zoé', 'Take moderator status back');
    await toast(zoe.page, 'You are no longer a moderator.').waitFor();
    await zoe.page.getByRole('button', { name: 'Moderate' }).waitFor({ state: 'detached' });
  });

  it('one is renamed for everybody', async () => {
    await choose(zoe.page, 'Zoé', 'Change my name…');
    await focused(zoe.page, 'input');
    await zoe.page.getByLabel('Name', { exact: true }).fill('Zoé B.');
    await zoe.page.keyboard.press('Enter');
    await lineOf(olga.page, 'Zoé B.').waitFor();
    await zoe.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('a new name is kept when the page is loaded anew', async () => {
    await zoe.page.reload();
    await zoe.page.getByRole('button', { name: 'Come back into the WebMeeting' }).waitFor();
    expect(await zoe.page.getByLabel('Your name').inputValue()).to.equal('Zoé B.');
    await zoe.page.getByRole('button', { name: 'Come back into the WebMeeting' }).click();
    await zoe.page.getByText('The group chat is ready').waitFor();
    await lineOf(olga.page, 'Zoé B.').waitFor();
  });

  it('a locked meeting: who knocks is seen, and one key admits all who wait', async () => {
    await olga.page.getByRole('button', { name: 'Moderate' }).click();
    await olga.page.getByRole('menuitem', { name: /^Lock the meeting/ }).click();
    await toast(zoe.page, 'The meeting is locked').waitFor();
    const waiters = await Promise.all([wait('Ana'), wait('Ben')]);
    await toast(olga.page, 'are waiting to come in.').waitFor();
    await olga.page.getByRole('heading', { name: 'Waiting (2)' }).waitFor();
    await Promise.all(waiters.map((waiter) => waiter.until('seen')));
    expect(await zoe.page.getByRole('heading', { name: /^Waiting/ }).count(), 'not for attendees').to.equal(0);
    // Not while one writes.
    await olga.page.locator('#chat textarea').press('a');
    expect(await olga.page.locator('#chat textarea').inputValue()).to.equal('a');
    await olga.page.locator('#chat textarea').fill('');
    await olga.page.locator('#people').press('a');
    await Promise.all(waiters.map((waiter) => waiter.until('admitted')));
    await olga.page.getByRole('heading', { name: /^Waiting/ }).waitFor({ state: 'detached' });
    await toast(olga.page, 'are waiting to come in.').waitFor({ state: 'detached' });
  });

  it('moderators write with somebody who waits, and decline with a word', async () => {
    const cleo = await wait('Cleo');
    await olga.page.getByRole('button', { name: 'More for Cleo, who waits' }).waitFor();
    // What tells of one lets that one in, and not who waits for longer.
    await toast(olga.page, 'Cleo is waiting to come in.').waitFor();
    const dora = await wait('Dora');
    await toast(olga.page, 'Dora is waiting to come in.').getByRole('button', { name: 'Admit', exact: true }).click();
    await dora.until('admitted');
    dora.leave();
    await olga.page.getByRole('heading', { name: 'Waiting (1)' }).waitFor();
    await cleo.write('It is me, from the bank');
    await olga.page.locator('.waiter__message', { hasText: 'It is me, from the bank' }).click();
    await olga.page.getByLabel('Message to Cleo').fill('Which bank?');
    await olga.page.keyboard.press('Enter');
    await cleo.until('message');
    expect(cleo.messages.at(-1)).to.include({ text: 'Which bank?' });
    await olga.page.keyboard.press('Escape');
    await olga.page.getByRole('button', { name: 'More for Cleo, who waits' }).click();
    await olga.page.getByRole('menuitem', { name: 'Decline…' }).click();
    await olga.page.getByLabel('A word to them (optional)').fill('Another time');
    await olga.page.keyboard.press('Enter');
    await cleo.until('declined');
    expect(cleo.word).to.equal('Another time');
    await olga.page.getByRole('heading', { name: /^Waiting/ }).waitFor({ state: 'detached' });
  });

  it('somebody is sent back to the lobby, and stands first in the list', async () => {
    await choose(olga.page, 'Paul', 'Send back to the lobby');
    await lineOf(olga.page, 'Paul').waitFor({ state: 'detached' });
    const { waitTicket } = await paul.next('you.wait');
    const again = await waitAtDoor(newBrowser(running.url), waitTicket);
    await olga.page.getByText('Was sent back to the lobby').waitFor();
    await olga.page.getByRole('button', { name: 'Admit Paul' }).press('Enter');
    await again.until('admitted');
    // The last who waited took the button with them: the focus stays among the people.
    await focused(olga.page, '.people__list');
    const entered = await again.enter();
    expect(entered.status).to.equal(200);
    paul = await enterRoom(running.url, { ticket: entered.body.ticket });
    await lineOf(olga.page, 'Paul').waitFor();
  });

  it('somebody is removed after a question that says what it means, and let back in', async () => {
    await choose(olga.page, 'Paul', 'Reject and keep out…');
    const dialog = olga.page.getByRole('dialog', { name: 'Remove Paul?' });
    await dialog.getByText('The meeting ends for them at once.').waitFor();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
    await lineOf(olga.page, 'Paul').waitFor({ state: 'detached' });
    await focused(olga.page, '.people__list');
    await paul.until('out', (client) => client.end !== undefined);
    await olga.page.getByRole('button', { name: 'Moderate' }).click();
    await olga.page.getByRole('menuitem', { name: 'People kept out (1)…' }).click();
    await olga.page.getByRole('button', { name: 'Let Paul back in' }).press('Enter');
    await olga.page.getByText('Nobody is kept out of this meeting.').waitFor();
    await focused(olga.page, 'dialog button');
    await olga.page.keyboard.press('Escape');
  });

  it('shortcuts of one letter are told by ?, and do nothing once they are switched off, which is kept', async () => {
    const { page } = olga;
    await page.locator('#people').press('?');
    await page.getByRole('dialog').getByText('Admit all who wait').waitFor();
    await page.getByRole('switch', { name: 'Shortcuts of one letter are on' }).press('Space');
    await page.keyboard.press('Escape');
    await page.locator('#people').press('h');
    await page.locator('#people').press('?');
    expect(await page.getByRole('dialog').count()).to.equal(0);
    expect(await page.evaluate<string[]>('Object.keys(localStorage)')).to.satisfy((keys: string[]) =>
      keys.some((key) => key.includes('shortcuts')),
    );
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await page.getByRole('switch', { name: 'Shortcuts of one letter are on' }).press('Space');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('button', { name: 'Hand', exact: true }).getAttribute('aria-pressed')).to.equal(
      'false',
    );
  });

  it('the organizer hands the meeting over before they leave', async () => {
    await olga.page.getByRole('button', { name: 'Hang up' }).press('Enter');
    await olga.page.getByRole('menuitem', { name: /^Leave the meeting/ }).press('Enter');
    const dialog = olga.page.getByRole('dialog', { name: 'Leave the meeting?' });
    await dialog.getByRole('radio', { name: /^Zoé B\./ }).waitFor();
    await dialog.getByRole('button', { name: 'Hand over and leave' }).press('Enter');
    await toast(zoe.page, 'You are the organizer now.').waitFor();
    await lineOf(zoe.page, 'Olga').waitFor({ state: 'detached' });
    await until(
      'the room is gone',
      () => olga.page.locator('.room').count(),
      (count) => count === 0,
    );
    expect(zoe.complaints.filter((line) => !line.includes('401'))).to.deep.equal([]);
  });
});
