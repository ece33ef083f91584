import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { type Person, until } from '../kit/browser.ts';
import { type ChatMeeting, startChatMeeting } from '../kit/chat-meeting.ts';
import type { HeadlessClient } from '../kit/headless-client.ts';

const field = (page: Page): Locator => page.locator('.composer__text');
const tab = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('tablist', { name: 'Conversations' }).getByRole('tab', { name });
const hasFocus = async (element: Locator): Promise<boolean> =>
  (await element.and(element.page().locator(':focus')).count()) === 1;
const write = async (page: Page, text: string): Promise<void> => {
  await field(page).fill(text);
  await field(page).press('Enter');
};
/** What stands in the conversation that is shown. */
const read = async (page: Page): Promise<string[]> =>
  (await page.locator('.message__text').allInnerTexts()).map((text) => text.trim());
const untilRead = (page: Page, wanted: readonly string[]): Promise<string[]> =>
  until(
    `${wanted.join(' | ')}`,
    () => read(page),
    (seen) => JSON.stringify(seen.slice(-wanted.length)) === JSON.stringify(wanted),
  );
const openPrivate = async (page: Page, name: string): Promise<void> => {
  await page.locator('.person').getByRole('button', { name }).first().click();
  await field(page)
    .and(page.getByLabel(`Private message to ${name}`))
    .waitFor();
};
const chooseFor = async (page: Page, text: string, item: string): Promise<void> => {
  const message = page.locator('.message', { hasText: text });
  await message.hover();
  await message.locator('.message__more').click();
  await page.getByRole('menuitem', { name: item }).click();
};

describe('the chat, in two browsers and a third who only listens', function () {
  this.timeout(120_000);
  let meeting: ChatMeeting;
  let ada: Person;
  let zoe: Person;
  let max: HeadlessClient;

  before(async () => {
    meeting = await startChatMeeting();
    ada = await meeting.organizer();
    zoe = await meeting.guest('Zoe');
    max = await meeting.headless('Max');
  });
  after(() => meeting?.close());

  it('a click on a name opens a private conversation that nobody else sees, and the answer comes back', async () => {
    await openPrivate(ada.page, 'Zoe');
    await ada.page.getByText('Only you and Zoe see this.').waitFor();
    expect(await hasFocus(field(ada.page))).to.equal(true);
    await write(ada.page, 'just between us');
    await untilRead(ada.page, ['just between us']);

    await tab(zoe.page, /Ada.*1 unread/).click();
    await untilRead(zoe.page, ['just between us']);
    await write(zoe.page, 'of course');
    await untilRead(ada.page, ['just between us', 'of course']);
    await write(zoe.page, 'and to nobody else');
    await untilRead(ada.page, ['and to nobody else']);

    await max.say('do I miss anything?');
    await tab(ada.page, /^All/).click();
    await untilRead(ada.page, ['do I miss anything?']);
    expect(await read(ada.page)).to.deep.equal(['do I miss anything?']);
    const told = JSON.stringify(max.heard);
    expect(told).not.to.match(/between us|of course|nobody else/);
  });

  it('marks what is unread in each conversation, with a number and in words, and in the page title', async () => {
    await openPrivate(ada.page, 'Zoe');
    await write(ada.page, 'one');
    await write(ada.page, 'two');
    await max.say('to all');
    // Of two, since the question before.
    await tab(zoe.page, /^All.*2 unread/).waitFor();
    await tab(zoe.page, /^All/).click();
    await tab(zoe.page, /Ada.*unread/).waitFor({ state: 'detached' });
    await write(ada.page, 'three');
    await tab(zoe.page, /Ada.*1 unread/).waitFor();
    await until(
      'the page title',
      () => zoe.page.title(),
      (title) => title.startsWith('(1)'),
    );
    await tab(zoe.page, /Ada/).click();
    expect(await zoe.page.locator('.parting--new ~ .message').first().innerText()).to.contain('three');
    await until(
      'the page title',
      () => zoe.page.title(),
      (title) => !title.startsWith('('),
    );
  });

  it('keeps what was begun in each conversation, closes with a cross and comes back with a message', async () => {
    const { page } = zoe;
    await field(page).fill('half a private');
    await page.keyboard.press('Escape');
    await page.getByLabel('Message to everyone').waitFor();
    expect(await field(page).inputValue()).to.equal('');
    expect(await hasFocus(field(page))).to.equal(true);
    await field(page).fill('half a public');
    await tab(page, /Ada/).click();
    expect(await field(page).inputValue()).to.equal('half a private');
    await page.getByRole('button', { name: 'Close the conversation with Ada' }).first().click();
    await tab(page, /Ada/).waitFor({ state: 'detached' });
    expect(await field(page).inputValue()).to.equal('half a public');
    await field(page).fill('');
    await write(ada.page, 'are you there?');
    await tab(page, /Ada.*1 unread/).click();
    expect(await field(page).inputValue()).to.equal('half a private');
    await field(page).fill('');
    await untilRead(page, ['three', 'are you there?']);
  });

  it('goes from tab to tab by arrows and leaves a private conversation by Escape', async () => {
    const { page } = zoe;
    await tab(page, /Ada/).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await tab(page, /^All/).getAttribute('aria-selected')).to.equal('true');
    expect(await hasFocus(tab(page, /^All/))).to.equal(true);
    await page.keyboard.press('End');
    expect(await tab(page, /Ada/).getAttribute('aria-selected')).to.equal('true');
    await page.keyboard.press('Escape');
    await page.getByLabel('Message to everyone').waitFor();
  });

  it('the author deletes their message everywhere; it stays as a line that says so', async () => {
    await tab(ada.page, /^All/).click();
    await write(zoe.page, 'a slip');
    await untilRead(ada.page, ['a slip']);
    await chooseFor(zoe.page, 'a slip', 'Delete…');
    await zoe.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await untilRead(zoe.page, ['You deleted this message.']);
    await untilRead(ada.page, ['Message deleted by its author.']);
    await zoe.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('who moderates deletes anybody’s message to all; who does not is offered only to copy it', async () => {
    await max.say('something rude');
    await untilRead(zoe.page, ['something rude']);
    await zoe.page.locator('.message', { hasText: 'something rude' }).hover();
    await zoe.page.locator('.message', { hasText: 'something rude' }).locator('.message__more').click();
    expect(await zoe.page.getByRole('menuitem').allInnerTexts()).to.deep.equal(['Copy the text']);
    await zoe.page.getByRole('menuitem').click();
    expect(await zoe.page.evaluate<string>('navigator.clipboard.readText()')).to.equal('something rude');
    await untilRead(ada.page, ['something rude']);
    await chooseFor(ada.page, 'something rude', 'Delete…');
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await untilRead(zoe.page, ['Message deleted by a moderator.']);
    await untilRead(ada.page, ['Message deleted by a moderator.']);
  });

  it('reaches the actions of every message by keyboard, with one stop for all', async () => {
    const { page } = ada;
    await write(page, 'by hand');
    await untilRead(page, ['by hand']);
    await field(page).focus();
    await page.keyboard.press('Shift+Tab');
    const named = (): Promise<string> =>
      page.evaluate<string>("document.activeElement?.getAttribute('aria-label') ?? ''");
    expect(await named()).to.match(/^More: message of You/);
    await page.keyboard.press('ArrowUp');
    expect(await named()).to.match(/^More: message of /);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Copy the text' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Delete this message?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await named()).to.match(/^More: message of You/);
  });

  it('a network that was cut fills the gap, in order, once, and what was written meanwhile leaves then', async () => {
    const zoeId = max.view.welcome?.participants.find(({ name }) => name === 'Zoe')?.id ?? '';
    const before = (await read(zoe.page)).length;
    meeting.network.cut();
    await until(
      'the cut',
      () => zoe.page.locator('.bar--waiting').count(),
      (count) => count > 0,
    );
    for (let number = 1; number <= 5; number += 1) await max.say(`missed ${number}`);
    await max.say('missed in private', zoeId);
    for (let number = 1; number <= 12; number += 1) await write(zoe.page, `from the tunnel ${number}`);
    await zoe.page.getByText('Will be sent when the connection is back.').first().waitFor();
    meeting.network.mend();
    const sent = Array.from({ length: 12 }, (_, index) => `from the tunnel ${index + 1}`);
    const missed = Array.from({ length: 5 }, (_, index) => `missed ${index + 1}`);
    await max.until(
      'all messages',
      ({ view }) => [...view.chat.values()].some(({ text }) => text.endsWith('tunnel 12')),
      30_000,
    );
    await untilRead(zoe.page, [...missed, ...sent]);
    expect(await read(zoe.page)).to.have.length(before + 17);
    const heard = max.heard
      .filter(({ name }) => name === 'chat.message')
      .map(({ body }) => (body as { text: string }).text)
      .filter((text) => text.startsWith('from the tunnel'));
    expect(heard).to.deep.equal(sent);
    await tab(zoe.page, /Max.*1 unread/).click();
    await untilRead(zoe.page, ['missed in private']);
    await zoe.page.keyboard.press('Escape');
  });

  it('after a reload history is there again, of all and private, and who comes late reads what was said to all', async () => {
    await zoe.page.reload();
    const join = zoe.page.getByRole('button', { name: /^(Join|Come back)/ });
    await field(zoe.page).or(join).first().waitFor();
    if (await join.isVisible()) await join.click();
    await field(zoe.page).waitFor();
    const late = await meeting.headless('Late');
    const all = (late.view.welcome?.chat ?? []).map(({ text }) => text).filter((text) => text !== '');
    expect(all.slice(-2)).to.deep.equal(['from the tunnel 11', 'from the tunnel 12']);
    expect(late.view.welcome?.privateChat).to.deep.equal([]);
    await untilRead(zoe.page, ['from the tunnel 11', 'from the tunnel 12']);
    await tab(zoe.page, /Ada/).click();
    await untilRead(zoe.page, ['three', 'are you there?']);
    await zoe.page.keyboard.press('Escape');
    late.close();
  });

  it('says calmly that somebody is gone, keeps what one writes to them, and goes on when they are back', async () => {
    const nora = await meeting.headless('Nora');
    await openPrivate(ada.page, 'Nora');
    await write(ada.page, 'hello Nora');
    await nora.next('chat.message');
    await nora.leave();
    await ada.page.getByText('Nora is not in the meeting any more.').waitFor();
    await write(ada.page, 'still there?');
    expect(await field(ada.page).inputValue()).to.equal('still there?');
    expect(await read(ada.page)).to.deep.equal(['hello Nora']);
    await ada.page.keyboard.press('Escape');
  });

  it('never takes the focus from who is writing, whatever arrives', async () => {
    const { page } = ada;
    await field(page).focus();
    await page.keyboard.type('I am wri');
    const adaId = max.view.welcome?.participants.find(({ name }) => name === 'Ada')?.id ?? '';
    await max.say('psst', adaId);
    const knocker = await meeting.headless('Knocker');
    await tab(page, /Max.*1 unread/).waitFor();
    await page.keyboard.type('ting');
    expect(await field(page).inputValue()).to.equal('I am writing');
    knocker.close();
    await field(page).fill('');
  });

  it('complains of nothing', () => {
    const own = (lines: readonly string[]): string[] =>
      lines.filter((line) => !/ERR_CONNECTION|WebSocket connection|Failed to load resource|ERR_EMPTY/.test(line));
    expect(own(ada.complaints)).to.deep.equal([]);
    expect(own(zoe.complaints)).to.deep.equal([]);
  });
});
