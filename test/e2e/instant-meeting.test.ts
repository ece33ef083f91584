import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { heardSound } from '../kit/heard-sound.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const GUEST_HZ = 440;

const signIn = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}/sign-in`);
  await page.locator('input[name=email]').fill(ADMIN.email);
  await page.locator('input[name=password]').fill(ADMIN.password);
  await page.keyboard.press('Enter');
  await until(
    'the calendar',
    async () => new URL(page.url()).pathname,
    (path) => path === '/',
  );
};

describe('an instant meeting, joined by ID and PIN', function () {
  this.timeout(90_000);
  let running: RunningApp;
  let organizer: Person;
  let guest: Person;
  let id = '';
  let pin = '';

  before(async () => {
    running = await startApp();
    await (await running.admin()).patch('/account', { language: 'en', name: 'Ada' });
    [organizer, guest] = await Promise.all([
      openPerson(),
      openPerson({ toneHz: GUEST_HZ, context: { locale: 'fr-FR', viewport: { width: 375, height: 740 } } }),
    ]);
  });

  after(async () => {
    await Promise.all([organizer?.close(), guest?.close()]);
    await running?.dispose();
  });

  it('one icon opens the meeting at once, and the room says what to pass on', async () => {
    const { page } = organizer;
    await signIn(page, running.url);
    await page.getByRole('button', { name: 'Start a WebMeeting now' }).click();
    await page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await page.getByText('Nobody else is here yet').waitFor();
    await page.getByRole('button', { name: 'Meeting information' }).click();
    const text = await page.getByRole('dialog').innerText();
    id = /\b(\d{3} \d{3} \d{3})\b/.exec(text)?.[1] ?? '';
    pin = /PIN\s+(\d{3} \d{3})/.exec(text)?.[1] ?? '';
    expect(id).to.match(/^[1-9]/);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Copy the invitation/ })
      .click();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied)
      .to.include(`${running.url}/m/${id.replaceAll(' ', '')}`)
      .and.include(id)
      .and.include(pin);
    await page.keyboard.press('Escape');
  });

  it('a wrong PIN leads to the page that waits, from where it can be corrected', async () => {
    const { page } = guest;
    await page.goto(`${running.url}/join`);
    await page.getByLabel('Identifiant de la réunion').fill(id);
    await page.keyboard.press('Enter');
    await page.getByLabel('Votre nom').fill('Bruno');
    await page.getByLabel('PIN').fill(pin === '000 000' ? '111 111' : '000 000');
    await page.getByRole('button', { name: 'Rejoindre le WebMeeting' }).click();
    await page.getByRole('button', { name: /Corriger/ }).click();
    await page.getByLabel('PIN').waitFor();
  });

  it('the right PIN brings in, and the organizer hears the guest’s 440 Hz', async () => {
    const { page } = guest;
    await page.getByLabel('PIN').fill(pin);
    await page.getByLabel('Votre nom').fill('Bruno');
    await page.getByRole('button', { name: 'Rejoindre le WebMeeting' }).click();
    await page.getByText('Bienvenue au WebMeeting Bruno').waitFor();
    await organizer.page
      .getByRole('list', { name: /All attendees/ })
      .getByText('Bruno', { exact: true })
      .waitFor();
    await until(
      '440 Hz',
      () => heardSound(organizer.page, [GUEST_HZ]),
      ({ tones: [tone = 0] }) => tone > 0.1,
    );
  });

  it('the guest never saw the PIN’s owner’s secrets: neither start link nor account', async () => {
    const answer = await guest.context.request.get(`${running.url}/api/v1/meetings/${id.replaceAll(' ', '')}`);
    expect(await answer.text())
      .to.not.include('/start/')
      .and.not.include(ADMIN.email);
  });
});
