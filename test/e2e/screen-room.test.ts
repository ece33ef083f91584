import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../src/app/project-root.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const ZOE = { email: 'zoe@example.org', password: 'another horse battery', name: 'Zoé' } as const;

/** In place of the browser's choice of a screen: one in a single colour, that the test can end as the browser's own button does. */
const screenIn = (colour: string): string => `{
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const context = canvas.getContext('2d');
  const draw = () => {
    context.fillStyle = '${colour}';
    context.fillRect(0, 0, 640, 480);
  };
  draw();
  setInterval(draw, 100);
  if (navigator.mediaDevices)
    navigator.mediaDevices.getDisplayMedia = async () => {
      const stream = canvas.captureStream();
      globalThis.endCapture = () => {
        const [track] = stream.getVideoTracks();
        track.stop();
        track.dispatchEvent(new Event('ended'));
      };
      draw();
      return stream;
    };
}`;

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

/** Red, green and blue in the middle of the picture that somebody sees; null while there is none. */
const PICTURE = `(() => {
  const shown = document.querySelector('canvas.stage__picture:not(.stage__picture--none)');
  if (!shown || shown.width < 2) return null;
  const copy = Object.assign(document.createElement('canvas'), { width: shown.width, height: shown.height });
  const context = copy.getContext('2d');
  context.drawImage(shown, 0, 0);
  return [...context.getImageData(shown.width / 2, shown.height / 2, 1, 1).data.slice(0, 3)];
})()`;
const RED = [192, 0, 0] as const;
const BLUE = [0, 0, 192] as const;

const sees = (page: Page, colour: readonly number[]): Promise<unknown> =>
  until(
    `a picture of ${colour.join()}`,
    () => page.evaluate<readonly number[] | null>(PICTURE),
    (seen) => seen !== null && colour.every((part, index) => Math.abs((seen[index] ?? 999) - part) < 32),
    20_000,
  );

const share = (page: Page) => page.getByRole('button', { name: 'Share my screen' }).first();
const stop = (page: Page) => page.locator('.stage').getByRole('button', { name: 'Stop sharing' });

describe('the shared screen in the room', function () {
  this.timeout(120_000);
  let running: RunningApp;
  let bertrand: Person;
  let zoe: Person;
  let guest: Person;

  const enter = async ({ page }: Person, meeting: string, who: { email: string; password: string }): Promise<void> => {
    await page.goto(`${running.url}/sign-in`);
    await page.locator('input[name=email]').fill(who.email);
    await page.locator('input[name=password]').fill(who.password);
    await page.keyboard.press('Enter');
    await page.locator('.create').waitFor();
    await page.goto(`${running.url}/m/${meeting}`);
  };

  before(async () => {
    running = await startApp();
    addAccount(running);
    const admin = await running.admin();
    await admin.patch('/account', { language: 'en', name: 'Bertrand' });
    const own = running.client();
    await own.post('/session', { email: ZOE.email, password: ZOE.password });
    await own.patch('/account', { language: 'en' });
    const meeting = await admin.post<{ id: string; pin: string }>('/meetings', {});
    [bertrand, zoe, guest] = await Promise.all([openPerson(), openPerson(), openPerson()]);
    await bertrand.context.addInitScript({ content: screenIn('rgb(192, 0, 0)') });
    await zoe.context.addInitScript({ content: screenIn('rgb(0, 0, 192)') });

    await enter(bertrand, meeting.id, ADMIN);
    await bertrand.page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await share(bertrand.page).waitFor();
    await enter(zoe, meeting.id, ZOE);
    await zoe.page.getByLabel('Your name').fill(ZOE.name);
    await zoe.page.getByLabel('PIN').fill(meeting.pin);
    await zoe.page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await guest.page.goto(`${running.url}/m/${meeting.id}`);
    await guest.page.getByLabel('Your name').fill('Gaston');
    await guest.page.getByLabel('PIN').fill(meeting.pin);
    await guest.page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await guest.page.getByText('The group chat is ready').waitFor();
    await zoe.page.getByText('The group chat is ready').waitFor();
    await bertrand.page.getByRole('button', { name: 'Actions for Zoé' }).click();
    await bertrand.page.getByRole('menuitem', { name: 'Give moderator status' }).click();
    await share(zoe.page).waitFor();
  });
  after(async () => {
    await Promise.all([bertrand?.close(), zoe?.close(), guest?.close()]);
    await running?.dispose();
  });

  it('is shown to all as it is, and not offered to those who may not present', async () => {
    await share(bertrand.page).click();
    await sees(guest.page, RED);
    await sees(zoe.page, RED);
    await guest.page.getByText('Bertrand shares their screen').first().waitFor();
    expect(await share(guest.page).count()).to.equal(0);
    await stop(bertrand.page).waitFor();
    expect(await bertrand.page.locator('video.stage__preview').count()).to.equal(1);
  });

  it('is reached and moved by keyboard in its actual size', async () => {
    const { page } = guest;
    await page.getByRole('button', { name: 'Actual size' }).focus();
    await page.keyboard.press('Enter');
    const view = page.getByRole('region', { name: /actual size/ });
    await view.focus();
    await page.keyboard.press('ArrowDown');
    await until(
      'a scrolled picture',
      () => page.evaluate<number>(`document.querySelector('.stage__view--actual').scrollTop`),
      (top) => top > 0,
    );
    await page.getByRole('button', { name: 'Fit to the window' }).focus();
    await page.keyboard.press('Enter');
    await view.waitFor({ state: 'detached' });
  });

  it('pauses and goes on, and the others are told', async () => {
    await bertrand.page.getByRole('button', { name: 'Pause' }).click();
    await guest.page.getByText('Bertrand has paused.').waitFor();
    await sees(guest.page, RED);
    await bertrand.page.getByRole('button', { name: 'Go on' }).click();
    await guest.page.getByText('Bertrand has paused.').waitFor({ state: 'hidden' });
  });

  it('is handed over: asked, agreed, and in the place of the first', async () => {
    await bertrand.page.getByRole('button', { name: 'Hand over' }).click();
    await bertrand.page.getByRole('menuitem', { name: 'Zoé' }).click();
    await zoe.page.getByText('Bertrand hands the screen over to you').waitFor();
    await zoe.page.locator('.screen-offer').getByRole('button', { name: 'Share my screen' }).click();
    await sees(guest.page, BLUE);
    await sees(bertrand.page, BLUE);
    await bertrand.page.getByText('Zoé shares theirs now').waitFor();
  });

  it('is taken over only after a question', async () => {
    await share(bertrand.page).click();
    const question = bertrand.page.getByRole('dialog', { name: 'Take over from Zoé?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await sees(guest.page, BLUE);
    await share(bertrand.page).click();
    await question.getByRole('button', { name: 'Share my screen' }).click();
    await sees(guest.page, RED);
    await zoe.page.getByText('Bertrand shares theirs now').waitFor();
  });

  it('ends by the browser’s own button, and by another moderator', async () => {
    await bertrand.page.evaluate('endCapture()');
    await guest.page.locator('.stage').waitFor({ state: 'detached' });
    await share(bertrand.page).click();
    await sees(guest.page, RED);
    await zoe.page.getByRole('button', { name: 'End the sharing of Bertrand' }).click();
    await guest.page.locator('.stage').waitFor({ state: 'detached' });
    await bertrand.page.getByText('Your screen is no longer shared.').first().waitFor();
    await share(bertrand.page).waitFor();
  });

  it('ends with the presenter’s status, at once', async () => {
    await share(zoe.page).click();
    await sees(guest.page, BLUE);
    await bertrand.page.getByRole('button', { name: 'Actions for Zoé' }).click();
    await bertrand.page.getByRole('menuitem', { name: 'Take moderator status back' }).click();
    await guest.page.locator('.stage').waitFor({ state: 'detached' });
    await share(zoe.page).waitFor({ state: 'detached' });
  });

  it('does not outlive a reloaded page', async () => {
    await share(bertrand.page).click();
    await sees(guest.page, RED);
    await bertrand.page.reload();
    await bertrand.page.getByRole('button', { name: 'Come back into the WebMeeting' }).click();
    await share(bertrand.page).waitFor();
    await guest.page.locator('.stage').waitFor({ state: 'detached' });
    for (const { complaints } of [zoe, guest])
      expect(complaints.filter((line) => !line.includes('401'))).to.deep.equal([]);
  });
});
