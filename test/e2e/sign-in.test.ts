import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';
import type { Locator, Page } from 'playwright-core';
import type { ApiClient } from '../kit/api-client.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person } from '../kit/browser.ts';
import { type OidcProvider, startOidcProvider } from '../kit/oidc-provider.ts';
import { ADMIN, freePort, type RunningApp, startApp } from '../kit/start-app.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';

const MINUTE_MS = 60_000;

describe('signing in, in a browser', function () {
  this.timeout(120_000);
  // The provider lives in real time, and what it says has to be of now.
  const clock = createTurnedClock(Date.now());
  let running: RunningApp;
  let provider: OidcProvider;
  let admin: ApiClient;
  let person: Person;
  let page: Page;

  before(async () => {
    const port = await freePort();
    const here = `http://localhost:${port}/sign-in`;
    provider = await startOidcProvider([`${here}/oidc/example/callback`], {
      signedOutUri: here,
      backchannelUri: `${here}/oidc/example/backchannel-logout`,
    });
    running = await startApp({ port, overrides: { clock } });
    admin = await running.admin();
    await admin.patch('/account', { language: 'en' });
    person = await openPerson({ context: { reducedMotion: 'reduce' } });
    page = person.page;
  });
  after(async () => {
    await person?.close();
    await provider?.stop();
    await running?.dispose();
  });

  const typePassword = async (place: Page | Locator, name = 'password', password: string = ADMIN.password) => {
    await place.locator(`input[name=${name}]`).fill(password);
    await page.keyboard.press('Enter');
  };
  const signIn = async (): Promise<void> => {
    await page.locator('input[name=email]').fill(ADMIN.email);
    await typePassword(page);
  };

  it('the console asks who is there over the page, goes on by itself, and nothing typed is lost', async () => {
    await page.goto(`${running.url}/admin/sign-in`);
    await signIn();
    await page.getByLabel('Networks in which providers may be').fill('127.0.0.0/8\n::1');
    clock.forward(20 * MINUTE_MS);
    await page.getByRole('button', { name: 'Save' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Is it still you?' });
    await typePassword(dialog, 'confirm-password', 'not this one');
    await dialog.getByText('This is not your password.').waitFor();
    expect(await findings(page)).to.deep.equal([]);
    await typePassword(dialog, 'confirm-password');
    await page.getByText('Saved.').waitFor();
    expect(await dialog.count()).to.equal(0);
    expect(await page.getByLabel('Networks in which providers may be').inputValue()).to.equal('127.0.0.0/8\n::1');
    const { policy } = await admin.get<{ policy: { networks: string[] } }>('/admin/sign-in-settings');
    expect(policy.networks).to.deep.equal(['127.0.0.0/8', '::1']);
  });

  it('a provider is added and tested in the console', async () => {
    await page.getByRole('button', { name: 'Add a provider' }).click();
    const dialog = page.getByRole('dialog', { name: 'New provider' });
    await dialog.getByLabel('Name', { exact: true }).fill('Example');
    await dialog.getByLabel('Issuer').fill(provider.issuer);
    await dialog.getByLabel('Client ID').fill(provider.clientId);
    await dialog.getByLabel('Client secret').fill(provider.clientSecret);
    await dialog.getByText(`${running.url}/sign-in/oidc/example/callback`).waitFor();
    await dialog.getByText(`${running.url}/sign-in/oidc/example/backchannel-logout`).waitFor();
    await dialog.getByRole('switch', { name: 'Sign out there too' }).check();
    await dialog.getByRole('button', { name: 'Test' }).click();
    await dialog.getByText('Everything that was tried worked.').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Edit Example' }).waitFor();
    expect(await findings(page)).to.deep.equal([]);
  });

  let secret = '';
  let recoveryCode = '';
  const codeNow = (): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.nowMs() });

  it('the second factor is switched on with a picture, a password and a first code', async () => {
    await page.goto(`${running.url}/account`);
    await page.getByRole('button', { name: 'Switch on' }).click();
    const dialog = page.getByRole('dialog', { name: 'Switch on the second factor' });
    await dialog.getByRole('img', { name: /^QR code/ }).waitFor();
    secret = (await dialog.locator('.factor__key code').innerText()).replaceAll(' ', '');
    await dialog.getByLabel('First code').fill(codeNow());
    await typePassword(dialog, 'factor-password');
    const codes = page.getByRole('dialog', { name: 'Your recovery codes' });
    await codes.locator('.recovery__codes li').first().waitFor();
    expect(await codes.locator('.recovery__codes li').count()).to.equal(10);
    recoveryCode = await codes.locator('.recovery__codes li').first().innerText();
    expect(await findings(page)).to.deep.equal([]);
    await codes.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 recovery codes left').waitFor();
  });

  it('signing in then asks for a code in a second step, and takes a recovery code in its place', async () => {
    await person.context.clearCookies();
    await page.goto(`${running.url}/account`);
    await signIn();
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.keyboard.press('Enter');
    await page.getByText('This code is not right').waitFor();
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(recoveryCode.toUpperCase());
    await page.keyboard.press('Enter');
    await page.getByText('9 recovery codes left').waitFor();
  });

  it('a button leads to the provider and back to where one wanted; what goes wrong there is said', async () => {
    await person.context.clearCookies();
    provider.signsIn = undefined;
    await page.goto(`${running.url}/invitations`);
    await page.getByRole('link', { name: 'Example' }).click();
    await page.getByText('Perhaps you cancelled there.').waitFor();
    provider.people = [{ sub: 'zoe', email: 'zoe@example.org', email_verified: true, name: 'Zoé' }];
    provider.signsIn = 'zoe';
    await page.getByRole('link', { name: 'Example' }).click();
    await page.waitForURL(`${running.url}/invitations`);
    const zoe = running.client();
    zoe.headers = {
      Cookie: (await person.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; '),
    };
    await zoe.patch('/account', { language: 'en' });
    await page.goto(`${running.url}/account`);
    await page.getByText('You sign in by another service. Your password is changed there.').waitFor();
    await page.getByText('with Example').waitFor();
  });

  it('signing out goes on to the provider, and from there back', async () => {
    await page.goto(`${running.url}/`);
    await page.getByRole('button', { name: 'Zoé' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(`${provider.issuer}/session/end**`);
    await page.getByRole('button', { name: /^Yes/ }).click();
    await page.waitForURL(`${running.url}/sign-in`);
    await page.locator('input[name=email]').waitFor();
  });

  it('nothing was refused by the content security policy', () => {
    expect(person.complaints.filter((text) => !/Failed to load resource/.test(text))).to.deep.equal([]);
  });
});
