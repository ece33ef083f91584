import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import type { PhoneSettings } from '../../src/contract/http/phone.ts';
import type { PromptBody, PromptList } from '../../src/contract/http/prompt.ts';
import type { MeetingSettings } from '../../src/contract/http/settings.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const signIn = async (page: Page, url: string, { email, password } = ADMIN as { email: string; password: string }) => {
  await page.goto(`${url}/admin/telephone`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
};

describe('the telephone page of administrators', function () {
  this.timeout(120_000);
  let running: RunningApp;
  let admin: ApiClient;
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-telephone-'));

  before(async () => {
    running = await startApp();
    admin = await running.admin();
    for (const [name, seconds] of [
      ['greeting.mp3', 2],
      ['long.mp3', 70],
    ])
      execFileSync('ffmpeg', [
        '-loglevel',
        'error',
        '-y',
        '-f',
        'lavfi',
        '-i',
        `sine=440:d=${seconds}`,
        join(folder, String(name)),
      ]);
    writeFileSync(join(folder, 'words.mp3'), 'no sound at all');
  });
  after(async () => {
    await running.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('in English', () => {
    let person: Person;
    let page: Page;
    const rowOf = (name: string): Locator => page.locator(`[data-prompt="${name}"]`);
    const open = async (name: string): Promise<Locator> => {
      await rowOf(name)
        .getByRole('button', { name: /^Change/ })
        .click();
      return page.getByRole('dialog');
    };
    const promptOf = async (name: string, language: string): Promise<PromptBody | undefined> =>
      (await admin.get<PromptList>('/admin/prompts')).prompts.find(
        (prompt) => prompt.name === name && prompt.language === language,
      );

    before(async () => {
      person = await openPerson();
      page = person.page;
      await signIn(page, running.url);
      await rowOf('welcome').waitFor();
    });
    after(() => person?.close());

    it('says that the telephone is off, and what speaks', async () => {
      await page.getByText('Set SIP_PORT').waitFor();
      await page.getByText('espeak-ng speaks').waitFor();
    });

    it('shows each prompt with its words, in the language that is chosen', async () => {
      expect(await page.locator('[data-prompt]').count()).to.equal(
        (await admin.get<PromptList>('/admin/prompts')).prompts.length / 2,
      );
      await rowOf('participants-1').getByText('There is one other person in the conference.').waitFor();
      await page.getByRole('button', { name: 'Français', exact: true }).click();
      await rowOf('participants-1').getByText('Il y a une autre personne dans la conférence.').waitFor();
      await page.getByRole('button', { name: 'English', exact: true }).click();
    });

    it('plays a prompt, and stops it', async () => {
      await rowOf('help').getByRole('button', { name: /^Play/ }).click();
      await rowOf('help').getByRole('button', { name: /^Stop/ }).click();
      await rowOf('help').getByRole('button', { name: /^Play/ }).waitFor();
      // A short one stops by itself.
      await rowOf('muted').getByRole('button', { name: /^Play/ }).click();
      await rowOf('muted').getByRole('button', { name: /^Stop/ }).waitFor();
      await rowOf('muted').getByRole('button', { name: /^Play/ }).waitFor();
    });

    it('has words tried, then used', async () => {
      const dialog = await open('welcome');
      await dialog.getByLabel('Words').fill('');
      await dialog.getByRole('button', { name: 'Use these words' }).click();
      await dialog.getByText('Write what is to be said.').waitFor();
      await dialog.getByLabel('Words').fill('Welcome to Example.');
      await dialog.getByRole('button', { name: 'Listen' }).click();
      await until(
        'it has been played',
        () => dialog.getByRole('button', { name: 'Listen' }).getAttribute('aria-busy'),
        (busy) => busy === null,
      );
      expect((await promptOf('welcome', 'en'))?.origin).to.equal('shipped');
      await dialog.getByRole('button', { name: 'Use these words' }).click();
      await dialog.waitFor({ state: 'detached' });
      await rowOf('welcome').getByText('Welcome to Example.').waitFor();
      await rowOf('welcome').getByText('Your text').waitFor();
      expect(await promptOf('welcome', 'en')).to.include({ origin: 'text', kept: true, text: 'Welcome to Example.' });
      expect((await promptOf('welcome', 'fr'))?.origin).to.equal('shipped');
    });

    it('takes a sound file', async () => {
      const dialog = await open('goodbye');
      await dialog.locator('input[type=file]').setInputFiles(join(folder, 'greeting.mp3'));
      await dialog.waitFor({ state: 'detached' });
      await rowOf('goodbye').getByText('File: greeting.mp3').waitFor();
      await rowOf('goodbye').getByText('Your file').waitFor();
      await page.getByText('2 of your own').waitFor();
      expect((await promptOf('goodbye', 'en'))?.lengthMs).to.be.closeTo(2_000, 100);
    });

    it('says in words why a file is refused', async () => {
      const dialog = await open('goodbye');
      await dialog.locator('input[type=file]').setInputFiles(join(folder, 'words.mp3'));
      await dialog.getByText('This is not a sound file that can be read.').waitFor();
      await dialog.locator('input[type=file]').setInputFiles(join(folder, 'long.mp3'));
      await dialog.getByText('This is too long: at most 1 minute.').waitFor();
      await page.keyboard.press('Escape');
    });

    it('goes back to the shipped one', async () => {
      const dialog = await open('goodbye');
      await dialog.getByRole('button', { name: 'Back to the shipped one' }).click();
      await dialog.waitFor({ state: 'detached' });
      await rowOf('goodbye').getByText('Thank you for calling. Goodbye.').waitFor();
      expect((await promptOf('goodbye', 'en'))?.origin).to.equal('shipped');
    });

    it('keeps the numbers of the meetings', async () => {
      await page.getByRole('button', { name: 'Add a number' }).click();
      const line = page.locator('.phone-number').last();
      await line.getByLabel('Country').fill('fr');
      await line.getByLabel('Number').fill('0123');
      await page.getByRole('button', { name: 'Save the numbers' }).click();
      await line.getByText('Such as +33 1 23 45 67 89.').waitFor();
      await line.getByLabel('Number').fill('+33 1 23 45 67 89');
      await page.getByRole('button', { name: 'Save the numbers' }).click();
      await page.getByText('The numbers are saved.').waitFor();
      expect((await admin.get<MeetingSettings>('/admin/settings')).phoneNumbers).to.deep.equal([
        { country: 'FR', number: '+33 1 23 45 67 89' },
      ]);
    });

    it('lets calls out be set, and names what cannot be taken', async () => {
      const part = page.locator('form', { hasText: 'Calls out' });
      await part.getByLabel('Let the server call people').click();
      await part.getByLabel('Allowed countries').fill('fr, be xx');
      await part.getByLabel('Calls at once', { exact: true }).fill('0');
      await part.getByRole('button', { name: 'Save', exact: true }).click();
      await part.getByText('These are no country codes: XX').waitFor();
      await part.getByText('A whole number from 1 to 1000.').waitFor();
      await part.getByLabel('Allowed countries').fill('fr, be');
      await part.getByText('Allowed: France and Belgium').waitFor();
      await part.getByLabel('Calls at once', { exact: true }).fill('5');
      await part.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('The telephone settings are saved.').waitFor();
      const { callsOut } = await admin.get<PhoneSettings>('/admin/phone-settings');
      expect(callsOut).to.deep.include({ enabled: true, countries: ['FR', 'BE'], atOnce: 5 });
    });

    it('complains about nothing', () => {
      // The browser notes what the server refused: to somebody who had not signed in yet, and files that are no sound.
      expect(person.complaints.filter((line) => !/status of (?:401|422)/.test(line))).to.deep.equal([]);
    });
  });

  for (const { language, colorScheme, width } of [
    { language: 'fr', colorScheme: 'dark', width: 320 },
    { language: 'en', colorScheme: 'light', width: 1280 },
  ] as const) {
    it(`can be read and used by everybody: ${language}, ${colorScheme}, ${width} px`, async () => {
      await admin.patch('/account', { language });
      const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
      const viewport = { width, height: 800 };
      const person = await openPerson({ context: { locale, colorScheme, viewport, reducedMotion: 'reduce' } });
      try {
        const { page } = person;
        const check = async (): Promise<void> => {
          await page.waitForTimeout(400);
          expect(await findings(page)).to.deep.equal([]);
          expect(
            await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
          ).to.equal(0);
        };
        await signIn(page, running.url);
        await page.locator('[data-prompt="welcome"]').waitFor();
        await check();
        await page.locator('[data-prompt="welcome"] button').last().click();
        await page.getByRole('dialog').waitFor();
        await check();
      } finally {
        await person.close();
      }
    });
  }

  it('is not there for others', async () => {
    const paul = { email: 'paul@example.org', password: 'correct horse battery' };
    await addAccountTo(running.dataDirectory, { ...paul, name: 'Paul' });
    const person = await openPerson();
    try {
      await signIn(person.page, running.url, paul);
      await person.page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      expect(await person.page.locator('[data-prompt]').count()).to.equal(0);
    } finally {
      await person.close();
    }
  });
});
