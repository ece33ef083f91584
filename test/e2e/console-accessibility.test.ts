import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/app/project-root.ts';
import { ApiClient } from '../kit/api-client.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { CONSOLE_DIALOGS, type ConsoleDialog } from '../kit/console-dialogs.ts';
import { openFirefox } from '../kit/firefox.ts';
import { type FurnishedHouse, startFurnishedHouse } from '../kit/furnished-house.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys } from '../kit/headless-door.ts';
import { ADMIN } from '../kit/start-app.ts';

interface Look {
  readonly language: 'fr' | 'en';
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  readonly byAxe: boolean;
}

/** Each language, scheme and width is looked at by axe once; narrow pages are held against both languages. */
const LOOKS: readonly Look[] = [
  { language: 'en', scheme: 'light', width: 1280, byAxe: true },
  { language: 'fr', scheme: 'dark', width: 320, byAxe: true },
  { language: 'en', scheme: 'light', width: 320, byAxe: false },
];

/** As the client has them in `ADMIN_PAGES`, which only a bundler can import. */
const CONSOLE = [
  ...readFileSync(join(projectRoot(), 'src/client/calendar/admin/admin-pages.tsx'), 'utf8').matchAll(
    /^ {2}'(\/admin[^']*)': lazyPart/gm,
  ),
].map(([, path = '']) => path);
const MANUALS = ['participant', 'organizer', 'administrator', 'accessibility'] as const;

const START_MS = Date.parse('2027-03-02T08:55:00Z');

/** In the page: buttons of the open dialog that are not seen whole, by their words. */
const CUT_OFF = `[...document.querySelectorAll('dialog[open]')].slice(-1).flatMap((dialog) => {
  const frame = dialog.getBoundingClientRect();
  return [...dialog.querySelectorAll('button, .button')].filter((button) => {
    const { left, right, bottom, width } = button.getBoundingClientRect();
    const isFixed = button.closest('.dialog__head, .dialog__foot, .side-sheet__head') !== null;
    return (
      width > 0 &&
      (left < frame.left || right > frame.right || button.scrollWidth > button.clientWidth + 1 ||
        (isFixed && bottom > innerHeight))
    );
  }).map((button) => 'cut off: ' + (button.textContent || button.ariaLabel));
})`;
const SIDEWAYS = `[...document.querySelectorAll('html, dialog[open], dialog[open] .dialog__body, dialog[open] .side-sheet__body')]
  .some((part) => part.scrollWidth > part.clientWidth)`;

/** In the page: where its title begins, and whether the link to it is seen in the column of the console, where there is one. */
const FRAME = `(() => {
  const link = document.querySelector('.frame__side [aria-current]')?.getBoundingClientRect();
  return {
    edge: document.querySelector('h1').getBoundingClientRect().left,
    isSeen: link === undefined || (link.top >= 0 && link.bottom <= innerHeight),
  };
})()`;

/** Nobody is signed in when the page first asks. */
const isExpected = (complaint: string): boolean => complaint.includes('401');

describe('accessibility of the console, the account, the API and the manuals', function () {
  this.timeout(120_000);
  let house: FurnishedHouse;
  let guest: HeadlessClient;

  before(async () => {
    expect(CONSOLE).to.include('/admin').and.to.have.length.above(15);
    house = await startFurnishedHouse('en', START_MS);
    await house.api.post('/admin/webhooks', {
      ...{ name: 'Reception', form: 'json', url: 'https://reception.example.org/hooks' },
      events: ['meeting.started'],
    });
    await house.api.post(`/events/${house.board.id}/start`);
    const { ticket } = await enterByKeys(new ApiClient(house.url), { link: house.linkOf('zoe.martin'), name: 'Zoé' });
    guest = await enterRoom(house.url, { ticket });
  });
  after(async () => {
    guest?.close();
    await house?.dispose();
  });

  for (const { language, scheme, width, byAxe } of LOOKS)
    describe(`${language}, ${scheme}, ${width} px`, () => {
      let person: Person;
      /** Where the titles of the console begin. */
      const edges = new Set<number>();

      /** What is wrong with the page at this address, each finding in one line. */
      const problemsOf = async (path: string): Promise<string[]> => {
        const { page, complaints } = person;
        const before = complaints.length;
        await page.goto(`${house.url}${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
        const found = byAxe ? await findings(page) : [];
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        if (overflow > 0) found.push(`scrolls sideways by ${overflow} px`);
        if (path.startsWith('/admin')) {
          const { edge, isSeen } = await page.evaluate<{ edge: number; isSeen: boolean }>(FRAME);
          edges.add(edge);
          if (!isSeen) found.push('its link is out of sight');
        }
        const lang = await page.evaluate<string>('document.documentElement.lang');
        if (lang !== language) found.push(`is said to be in "${lang}"`);
        found.push(...complaints.slice(before).filter((complaint) => !isExpected(complaint)));
        return found.map((one) => `${path}: ${one}`);
      };
      const problemsOfAll = async (paths: readonly string[]): Promise<string[]> => {
        const found = [];
        for (const path of paths) found.push(...(await problemsOf(path)));
        return found;
      };

      before(async () => {
        await house.api.patch('/account', { language });
        person = await openPerson({
          context: {
            locale: language === 'fr' ? 'fr-FR' : 'en-GB',
            colorScheme: scheme,
            viewport: { width, height: 800 },
            reducedMotion: 'reduce',
          },
        });
      });
      after(() => person?.close());

      it('pages that ask nobody to sign in', async () => {
        const manuals = MANUALS.map((name) => `/help/${language}/${name}`);
        expect(await problemsOfAll(['/forgotten', '/privacy', '/api', ...manuals])).to.deep.equal([]);
      });

      it('the account, and every page of the console', async () => {
        const { page } = person;
        await page.goto(`${house.url}/sign-in`);
        await page.locator('input[name=email]').fill(ADMIN.email);
        await page.locator('input[name=password]').fill(ADMIN.password);
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: 'Bertrand Fèvre' }).waitFor();
        expect(await problemsOfAll(['/account', ...CONSOLE])).to.deep.equal([]);
        expect([...edges]).to.have.length(1);
      });

      if (width === 320)
        it('every dialog of the console', async () => {
          const { page } = person;
          /** To the page without a dialog; it is not loaded again when it is there already. */
          const goTo = async (path: string): Promise<void> => {
            if (page.url() !== `${house.url}${path}`) await page.goto(`${house.url}${path}`);
            while ((await page.locator('dialog[open]').count()) > 0) await page.keyboard.press('Escape');
          };
          const problemsIn = async ({ name, path, open }: ConsoleDialog): Promise<string[]> => {
            await goTo(path);
            await open(page);
            await page.locator('dialog[open]').last().waitFor();
            await page.locator('dialog [aria-busy=true]').first().waitFor({ state: 'detached' });
            const found = byAxe ? await findings(page, 'dialog[open]') : [];
            found.push(...(await page.evaluate<string[]>(CUT_OFF)));
            if (await page.evaluate<boolean>(SIDEWAYS)) found.push('scrolls sideways');
            return found.map((one) => `${name}: ${one}`);
          };
          const found = [];
          for (const dialog of CONSOLE_DIALOGS) found.push(...(await problemsIn(dialog)));
          expect(found).to.deep.equal([]);
        });
    });

  it('each page of the console opens in Firefox, without a complaint', async () => {
    const { ask, click, close, complaints, fill, open, sees } = await openFirefox();
    try {
      await house.api.patch('/account', { language: 'en' });
      await open(`${house.url}/admin`);
      // The card is whole, and moves no more.
      await sees('Example identity');
      await fill('Mail address', ADMIN.email);
      await fill('Password', ADMIN.password);
      await click('Sign in');
      for (const path of CONSOLE) {
        const press = `(() => {
          const link = document.querySelector('.admin-nav a[href="${path}"]');
          link?.click();
          return link !== null;
        })()`;
        await until(`a link to ${path}`, () => ask<boolean>(press), Boolean);
        await until(
          path,
          () =>
            ask<string>(
              `document.querySelector('main [aria-busy=true]') ? '' : location.pathname + ' ' + (document.querySelector('h1')?.textContent ?? '')`,
            ),
          (seen) => seen.startsWith(`${path} `) && !seen.endsWith(' '),
        );
      }
      expect(complaints.filter((complaint) => !isExpected(complaint))).to.deep.equal([]);
    } finally {
      await close();
    }
  });
});
