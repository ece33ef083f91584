import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person } from '../kit/browser.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys, type HeadlessWaiter, knock, newBrowser, waitAtDoor } from '../kit/headless-door.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

interface Look {
  readonly language: 'fr' | 'en';
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  readonly forcedColors?: 'active';
}

const LOOKS: readonly Look[] = [
  { language: 'en', scheme: 'light', width: 1280 },
  { language: 'fr', scheme: 'dark', width: 1280 },
  { language: 'fr', scheme: 'light', width: 320 },
  { language: 'en', scheme: 'dark', width: 320 },
  { language: 'en', scheme: 'dark', width: 1280, forcedColors: 'active' },
];

const WORDS = {
  en: {
    join: 'Join the WebMeeting',
    ready: 'The group chat is ready',
    people: /^Participants/,
    screen: /^Screen/,
    actions: 'Actions for Paul',
    remove: /^Reject/,
    volume: /^Volume/,
    ownActions: 'Actions for Olga',
    rename: /^Change my name/,
    moderate: 'Moderate',
    more: 'More for Ana, who waits',
    write: /^Write/,
    decline: /^Decline/,
    hangUp: 'Hang up',
    leave: /^Leave/,
    moreTools: 'More',
  },
  fr: {
    join: 'Rejoindre le WebMeeting',
    ready: 'Le chat groupe est prêt',
    people: /^Participants/,
    screen: /^Écran/,
    actions: 'Actions pour Paul',
    remove: /^Rejeter/,
    volume: /^Volume/,
    ownActions: 'Actions pour Olga',
    rename: /^Changer mon nom/,
    moderate: 'Modérer',
    more: 'Autres actions pour Ana, en attente',
    write: /^Lui écrire/,
    decline: /^Refuser/,
    hangUp: 'Raccrocher',
    leave: /^Quitter/,
    moreTools: 'Plus',
  },
} as const;

/** What can be pressed and is smaller than it has to be, in CSS pixels; what stands in a line of text aside. */
const tooSmall = (page: Page, pixels: number): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('.room button, .room input')]
    .filter((one) => one.checkVisibility() && !one.closest('.unseen'))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.width < ${pixels} || box.height < ${pixels}))
    .map(([one, box]) => one.outerHTML.slice(0, 90) + ' ' + Math.round(box.width) + 'x' + Math.round(box.height))`);

describe('accessibility of people, lobby and moderation', function () {
  this.timeout(120_000);
  let running: RunningApp;
  let meeting: { readonly id: string; readonly pin: string };
  let paul: HeadlessClient;
  let waiters: readonly HeadlessWaiter[];

  const wait = async (name: string): Promise<HeadlessWaiter> => {
    const api = newBrowser(running.url);
    const { body } = await knock(api, { meeting: meeting.id, name });
    if (!('waiting' in body)) throw new Error(JSON.stringify(body));
    return waitAtDoor(api, body.waitTicket);
  };

  before(async () => {
    running = await startApp();
    const admin = await running.admin();
    await admin.patch('/account', { language: 'en', name: 'Olga' });
    meeting = await admin.post('/meetings', {});
    const keys = { meeting: meeting.id, name: 'Paul', pin: meeting.pin };
    const { ticket } = await enterByKeys(newBrowser(running.url), keys);
    paul = await enterRoom(running.url, { ticket });
    await paul.ask('hand.set', { raised: true });
    waiters = await Promise.all([wait('Ana'), wait('Konstantin Alexandrowitsch von Hohenlohe')]);
    await waiters[0]?.write('It is me, from the bank');
  });
  after(async () => {
    for (const waiter of waiters ?? []) waiter.leave();
    paul?.close();
    await running?.dispose();
  });

  for (const look of LOOKS) {
    const { language, scheme, width, forcedColors } = look;
    const words = WORDS[language];
    const narrow = width < 720;

    describe(`${language}, ${scheme}, ${width} px${forcedColors === undefined ? '' : ', forced colours'}`, () => {
      let person: Person;
      let page: Page;
      const check = async (what: string): Promise<void> => {
        // Motion would be caught half-way: colours in between are nobody's contrast.
        await page.waitForTimeout(300);
        expect(await findings(page), what).to.deep.equal([]);
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(overflow, `${what}: scrolls sideways`).to.be.at.most(0);
        expect(await tooSmall(page, narrow ? 32 : 24), `${what}: targets`).to.deep.equal([]);
      };
      const window = async (what: string, opener: string, item: RegExp): Promise<void> => {
        await page.getByRole('button', { name: opener, exact: true }).click();
        await page.getByRole('menuitem', { name: item }).click();
        await page.getByRole('dialog').waitFor();
        await check(what);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      };

      before(async () => {
        person = await openPerson({
          context: {
            locale: language === 'fr' ? 'fr-FR' : 'en-GB',
            colorScheme: scheme,
            viewport: { width, height: 800 },
            hasTouch: narrow,
            reducedMotion: 'reduce',
            ...(forcedColors && { forcedColors }),
          },
        });
        page = person.page;
        await (await running.admin()).patch('/account', { language });
        await page.goto(`${running.url}/sign-in`);
        await page.locator('input[name=email]').fill(ADMIN.email);
        await page.locator('input[name=password]').fill(ADMIN.password);
        await page.keyboard.press('Enter');
        await page.locator('.create').first().waitFor({ state: 'attached' });
        await page.goto(`${running.url}/m/${meeting.id}`);
        await page.getByRole('button', { name: words.join }).click();
        await page.getByText(words.ready).waitFor();
      });
      after(() => person?.close());

      it('the list, those who wait, and the menus', async () => {
        if (narrow) {
          await check('room');
          await page.getByRole('tab', { name: words.screen }).click();
          await check('no screen');
          await page.getByRole('tab', { name: words.people }).click();
          await page.getByRole('button', { name: words.moreTools, exact: true }).click();
          await check('more');
          await page.keyboard.press('Escape');
        }
        await page.getByText('It is me, from the bank').waitFor();
        await check('people');
        await page.getByRole('button', { name: words.actions }).click();
        await check('menu of a person');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: words.moderate, exact: true }).click();
        await check('moderate');
        await page.keyboard.press('Escape');
      });

      it('the windows about people', async () => {
        await window('remove', words.actions, words.remove);
        await window('volume', words.actions, words.volume);
        await window('rename', words.ownActions, words.rename);
        await window('messages', words.more, words.write);
        await window('decline', words.more, words.decline);
        await window('leave', words.hangUp, words.leave);
      });
    });
  }
});
