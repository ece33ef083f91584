import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { createAccountStore } from '../../src/accounts/account-store.ts';
import { type AccountId, newId } from '../../src/base/ids.ts';
import type { EventBody, EventList } from '../../src/contract/http/event.ts';
import { openDatabase } from '../../src/platform/database.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeOutcome {
  violations: Array<{ id: string; nodes: Array<{ html: string }> }>;
}

/** Nothing that axe finds, and nothing that scrolls sideways. */
const expectAccessible = async (page: Page, what: string): Promise<void> => {
  await page.waitForTimeout(300);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeOutcome>(`axe.run(document, { runOnly: ${JSON.stringify(TAGS)} })`);
  expect(
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)),
    what,
  ).to.deep.equal([]);
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overflow, `${what}: scrolls sideways`).to.be.at.most(0);
};

const WIDE = { language: 'en', scheme: 'light', width: 1280 } as const;
const NARROW = { language: 'fr', scheme: 'dark', width: 360 } as const;
type Look = typeof WIDE | typeof NARROW;

/** A Monday. */
const DAY = '2037-03-02';

describe('the tools of the calendar', function () {
  this.timeout(120_000);
  let running: RunningApp;
  let api: ApiClient;
  let person: Person | undefined;

  /** An account made without its password being hashed: nobody signs in with it. */
  const addMona = async (): Promise<void> => {
    const database = await openDatabase({ file: join(running.dataDirectory, 'webmeeting.sqlite') });
    await createAccountStore(database).insert({
      id: newId<AccountId>(),
      email: 'mona@example.org',
      name: 'Mona',
      language: 'en',
      timeZone: 'Europe/Paris',
      admin: false,
      webMeeting: true,
      passwordHash: 'none',
      createdMs: Date.now(),
    });
    await database.destroy();
  };
  const schedule = (title: string, start: string, end: string, more: object = {}): Promise<EventBody> =>
    api.post<EventBody>('/events', { title, start, end, timeZone: 'Europe/Paris', notify: false, ...more });

  before(async () => {
    running = await startApp();
    api = await running.admin();
    await api.patch('/account', { timeZone: 'Europe/Paris', name: 'Olga' });
    await addMona();
    await schedule('Réunion d’équipe', `${DAY}T10:00`, `${DAY}T11:00`, {
      location: 'Salle 4',
      webMeeting: true,
      invitees: [{ email: 'zoe@example.net', name: 'Zoé' }],
    });
    await schedule('Équipe : bilan', '2037-04-06T14:00', '2037-04-06T15:00');
    await schedule('Old team meeting', '2020-03-02T10:00', '2020-03-02T11:00', { description: 'equipe' });
    await schedule('Tour', '2037-03-03', '2037-03-04', { allDay: true });
  });
  after(() => running?.dispose());
  afterEach(async () => {
    await person?.close();
    person = undefined;
  });

  const open = async (look: Look, path: string): Promise<Page> => {
    await api.patch('/account', { language: look.language });
    person = await openPerson({
      context: {
        locale: look.language === 'fr' ? 'fr-FR' : 'en-GB',
        colorScheme: look.scheme,
        viewport: { width: look.width, height: 800 },
        reducedMotion: 'reduce',
      },
    });
    const { page } = person;
    await page.goto(`${running.url}/sign-in`);
    await page.locator('input[name=email]').fill(ADMIN.email);
    await page.locator('input[name=password]').fill(ADMIN.password);
    await page.keyboard.press('Enter');
    await page.locator('.frame').waitFor();
    await page.goto(`${running.url}${path}`);
    await page.locator('.frame').waitFor();
    return page;
  };
  const titlesFound = (page: Page): Promise<string[]> => page.locator('.found__title').allInnerTexts();

  describe('search', () => {
    it('finds by any word without accents, the next first, and opens what is chosen on its day', async () => {
      const page = await open(WIDE, `/?view=week&date=${DAY}`);
      await page.getByText('Réunion d’équipe').first().waitFor();
      let asked = 0;
      page.on('request', (request) => {
        if (request.url().includes('/events/search')) asked += 1;
      });
      await page.keyboard.press('/');
      await page.keyboard.type('equipe', { delay: 20 });
      await page.locator('.found').first().waitFor();
      expect(await titlesFound(page)).to.deep.equal(['Réunion d’équipe', 'Équipe : bilan', 'Old team meeting']);
      expect(asked).to.equal(1);
      await expectAccessible(page, 'found');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('.popover', { hasText: 'Équipe : bilan' }).waitFor();
      expect(new URL(page.url()).searchParams.get('date')).to.equal('2037-04-06');
      expect(await page.locator('.search__input').inputValue()).to.equal('');
    });

    it('opens the very date of a series that is chosen', async () => {
      await schedule('Hebdo', '2037-03-05T16:00', '2037-03-05T17:00', { recurrence: 'FREQ=WEEKLY;COUNT=4' });
      const page = await open(WIDE, '/?view=month&date=2037-01-01');
      await page.locator('.search__input').fill('hebdo');
      await page.locator('.found').first().waitFor();
      await page.locator('.found').first().click();
      await page.locator('.popover', { hasText: 'Thursday, 5 March 2037' }).waitFor();
      expect(new URL(page.url()).searchParams.get('date')).to.equal('2037-03-05');
    });

    it('comes over the bar of a telephone, says what was not found, and gives the focus back', async () => {
      const page = await open(NARROW, `/?view=agenda&date=${DAY}`);
      await page.getByText('Réunion d’équipe').first().waitFor();
      await page.locator('.search-place__button').click();
      await page.keyboard.type('introuvable');
      await page.getByText('Rien trouvé pour').last().waitFor();
      await expectAccessible(page, 'nothing found');
      await page.keyboard.press('Escape');
      expect(await page.evaluate('document.activeElement.className')).to.include('search-place__button');
    });

    it('says when it could not ask, and asks again', async () => {
      const page = await open(WIDE, `/?view=week&date=${DAY}`);
      await page.route('**/events/search*', (route) => route.abort(), { times: 1 });
      await page.locator('.search__input').fill('tour');
      await page.locator('.search [role=alert] button').click();
      await page.locator('.found').first().waitFor();
      expect(await titlesFound(page)).to.deep.equal(['Tour']);
    });
  });

  describe('print', () => {
    it('puts the agenda of the view on white paper, without the screen around it', async () => {
      const page = await open({ ...NARROW, width: 1280 } as unknown as Look, `/?view=week&date=${DAY}`);
      await page.getByText('Réunion d’équipe').first().waitFor();
      await page.emulateMedia({ media: 'print' });
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await page.locator('#app').isVisible()).to.equal(false);
      const paper = page.locator('.paper');
      const text = await paper.innerText();
      const { meeting } = (await api.get<EventList>(`/events?from=${DAY}&to=${DAY}`)).events[0] ?? {};
      for (const words of [
        'Réunion d’équipe',
        '10:00',
        'Salle 4',
        '1 personne invitée',
        (meeting?.id ?? '').replace(/(\d{3})(?=\d)/g, '$1 '),
        meeting?.joinUrl ?? '',
        '(jour 2 sur 2)',
      ])
        expect(text).to.include(words);
      expect(text).not.to.include('bilan');
      const drawn = await page.evaluate<string[]>(`[
        getComputedStyle(document.querySelector('.paper')).color,
        getComputedStyle(document.documentElement).colorScheme,
        getComputedStyle(document.querySelector('.print__event')).breakInside,
      ]`);
      expect(drawn).to.deep.equal(['rgb(0, 0, 0)', 'light only', 'avoid']);
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await paper.count()).to.equal(0);
    });

    it('does so whichever way the page is printed', async () => {
      const page = await open(WIDE, `/?view=month&date=${DAY}`);
      await page.getByText('Réunion d’équipe').first().waitFor();
      await page.evaluate(`addEventListener('beforeprint', () => {
        globalThis.printed = document.querySelector('.paper').textContent;
      })`);
      const file = await page.pdf({ format: 'A4' });
      expect(file.subarray(0, 5).toString()).to.equal('%PDF-');
      expect(await page.evaluate<string>('printed')).to.include('Réunion d’équipe');
    });
  });

  describe('passwords for calendar programs', () => {
    const askDav = (password: string): Promise<Response> =>
      fetch(`${running.url}/dav/`, {
        method: 'PROPFIND',
        headers: {
          Authorization: `Basic ${Buffer.from(`${ADMIN.email}:${password}`).toString('base64')}`,
          Depth: '0',
        },
      });

    for (const look of [WIDE, NARROW]) {
      it(`are shown once, work, and are revoked (${look.language})`, async () => {
        const page = await open(look, '/account');
        await page.locator('input[name=app-password-name]').fill(`khal ${look.language}`);
        await page.keyboard.press('Enter');
        const password = (await page.locator('.app-password__key').innerText()).trim();
        expect(password.length).to.be.at.least(22);
        expect(await page.locator('.app-password').innerText())
          .to.include(`${running.url}/dav/`)
          .and.include(ADMIN.email);
        await expectAccessible(page, 'made');
        expect((await askDav(password)).status).to.equal(207);
        await page.reload();
        const row = page.locator('#devices li', { hasText: `khal ${look.language}` });
        await row.waitFor();
        expect(await page.locator('.app-password__key').count()).to.equal(0);
        await row.getByRole('button').click();
        await page.locator('dialog .button--danger').waitFor();
        await expectAccessible(page, 'revoking');
        await page.locator('dialog .button--danger').click();
        await row.waitFor({ state: 'detached' });
        expect((await askDav(password)).status).to.equal(401);
      });
    }
  });

  describe('when people are free', () => {
    const invite = async (page: Page, look: Look): Promise<void> => {
      await page.getByRole('button', { name: look.language === 'fr' ? 'Créer' : 'Create', exact: true }).click();
      await page.getByRole('menuitem').first().click();
      await page.locator('input[name=title]').fill(`Common ${look.language}`);
      await page.locator('input[name=invitees]').fill('mona@example.org, zoe@example.net');
      await page.keyboard.press('Enter');
    };
    const summary = (page: Page): Promise<string> => page.locator('.free-busy__summary').innerText();

    for (const look of [WIDE, NARROW]) {
      it(`is asked when it is opened, and the event goes where all are (${look.language})`, async () => {
        const page = await open(look, `/?view=day&date=${DAY}`);
        await page.getByText('Réunion d’équipe').first().waitFor();
        let asked = 0;
        page.on('request', (request) => {
          if (request.url().endsWith('/free-busy')) asked += 1;
        });
        await invite(page, look);
        expect(asked).to.equal(0);
        await page.locator('.free-busy__opener').click();
        const times = page.locator('.free-busy__time');
        await times.first().waitFor();
        expect(await page.locator('.lane').count()).to.equal(2);
        expect(await page.locator('.lane').first().innerText()).to.include('10:00');
        expect(await page.locator('.free-busy__panel').innerText()).to.include('zoe@example.net');
        await expectAccessible(page, 'free and busy');

        // The organizer has something at ten: said in words, wherever the keyboard puts the event.
        const band = page.locator('.band');
        const start = async (): Promise<number> => Number(await band.getAttribute('aria-valuenow'));
        while ((await start()) > 600) await band.press('ArrowLeft');
        while ((await start()) < 600) await band.press('ArrowRight');
        await until(
          'said',
          () => summary(page),
          (text) => text.includes('Olga'),
        );
        await band.press('PageUp');
        await until(
          'said',
          () => summary(page),
          (text) => !text.includes('Olga'),
        );
        if (look === WIDE) {
          // By the mouse: the band is dragged, and a press beside it puts the event there.
          const before = await start();
          const box = await band.boundingBox();
          if (!box) throw new Error('no band');
          const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
          await page.mouse.move(x, y);
          await page.mouse.down();
          await page.mouse.move(x + box.width, y, { steps: 5 });
          await page.mouse.up();
          expect(await start()).to.equal(before + 60);
          const lane = page.locator('.lane__day').nth(1);
          const free = await lane.boundingBox();
          if (!free) throw new Error('no lane');
          // Scrolled to before the press: the hours in sight depend on where the event stood, thus on the time of now.
          await lane.click({ position: { x: (free.width * 13.6) / 24, y: free.height / 2 } });
          expect(await start()).to.equal(13 * 60 + 30);
        }
        await times.first().click();
        expect(await start()).to.equal(480);
        await page.getByRole('button', { name: look.language === 'fr' ? 'Enregistrer' : 'Save' }).click();
        await page.locator('dialog[open]').waitFor({ state: 'detached' });
        const { events } = await api.get<EventList>(`/events?from=${DAY}&to=${DAY}`);
        const made = events.find(({ title }) => title === `Common ${look.language}`);
        expect(made?.start).to.equal(`${DAY}T08:00:00`);
        // The next look begins with a free day.
        await api.delete(`/events/${made?.id}?notify=false`);
      });
    }
  });
});
