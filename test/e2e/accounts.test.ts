import { expect } from 'chai';
import type { AdminAccountList } from '../../src/contract/http/admin-account.ts';
import { awaitMailsTo, tokenIn } from '../kit/account-mails.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person } from '../kit/browser.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

describe('accounts, from the invitation to the forgotten password', function () {
  this.timeout(120_000);
  let running: RunningApp;
  let api: ApiClient;
  let admin: Person;
  let zoe: Person;

  before(async () => {
    running = await startApp();
    api = await running.admin();
    await api.patch('/account', { language: 'en' });
    await api.post('/admin/groups', { name: 'Choir', rights: ['record'] });
    admin = await openPerson({ context: { reducedMotion: 'reduce' } });
    await admin.page.goto(`${running.url}/admin/accounts`);
    await admin.page.locator('input[name=email]').fill(ADMIN.email);
    await admin.page.locator('input[name=password]').fill(ADMIN.password);
    await admin.page.keyboard.press('Enter');
    zoe = await openPerson({ context: { reducedMotion: 'reduce' } });
  });
  after(async () => {
    await admin?.close();
    await zoe?.close();
    await running?.dispose();
  });

  let link = '';

  it('an administrator makes an account and passes its link on', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'New account' }).click();
    expect(await findings(page)).to.deep.equal([]);
    await page.getByLabel('Mail address').fill('zoe@example.org');
    await page.getByLabel('Name', { exact: true }).fill('Zoé Martin');
    await page.getByLabel('Copy an invitation link').check();
    await page.getByRole('button', { name: 'Make the link' }).click();
    link = await page.getByLabel('Link', { exact: true }).inputValue();
    expect(link).to.include('/set-password/');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Invited', { exact: true }).last().waitFor();
    expect(await findings(page)).to.deep.equal([]);
  });

  it('the person chooses a password by it, once, and signs in', async () => {
    const { page } = zoe;
    await page.goto(link);
    await page.getByText('Welcome, Zoé Martin').waitFor();
    expect(await findings(page)).to.deep.equal([]);
    await page.getByLabel('New password').fill('the first of my passwords');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.locator('input[name=email]').fill('zoe@example.org');
    await page.locator('input[name=password]').fill('the first of my passwords');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Zoé Martin' }).waitFor();
    await page.goto(link);
    await page.getByText('This link does not work any more').waitFor();
  });

  it('who forgot it asks for a link, and gets in again by the mail', async () => {
    await zoe.context.clearCookies();
    const { page } = zoe;
    await page.goto(`${running.url}/sign-in`);
    await page.locator('input[name=email]').fill('zoe@example.org');
    await page.getByRole('link', { name: 'Forgotten password?' }).click();
    expect(await page.getByLabel('Mail address').inputValue()).to.equal('zoe@example.org');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('Look into your mailbox').waitFor();
    const [mail] = await awaitMailsTo(api, 'zoe@example.org', 1);
    await page.goto(`${running.url}/set-password/${tokenIn(mail?.text ?? '')}`);
    await page.getByLabel('New password').fill('the second of my passwords');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('Your password is set').waitFor();
    await running.client().post('/session', { email: 'zoe@example.org', password: 'the second of my passwords' });
  });
  it('an administrator sees that mail, and is not offered the file that the link would be in', async () => {
    const { page } = admin;
    await page.goto(`${running.url}/admin/mails`);
    await page
      .getByRole('button', { name: /zoe@example.org/ })
      .last()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'As text' }).click();
    await dialog.getByText('/set-password/…').waitFor();
    expect(await dialog.getByRole('link', { name: 'Download .eml' }).count()).to.equal(0);
    await page.goto(`${running.url}/admin/accounts`);
  });

  it('an account is found as one types, and its rights and groups change in its sheet', async () => {
    const { page } = admin;
    await page.reload();
    await page.getByPlaceholder('Search by name or address').fill('mart');
    await page.getByText('1–1 of 1').waitFor();
    await page.getByRole('button', { name: 'Open Zoé Martin' }).click();
    await page.getByRole('checkbox', { name: 'Telephone' }).uncheck();
    await page.getByRole('button', { name: 'Put into a group' }).click();
    await page.getByRole('menuitem', { name: 'Choir' }).click();
    await page.getByText('by a group').waitFor();
    expect(await findings(page)).to.deep.equal([]);
    const { accounts } = await api.get<AdminAccountList>('/admin/accounts?search=zoe');
    expect(accounts[0]?.rights).to.not.include('telephone');
    expect(accounts[0]?.groups.map(({ name }) => name)).to.deep.equal(['Choir']);
    await page.getByRole('button', { name: 'Reset the password…' }).click();
    const dialog = page.getByRole('dialog', { name: 'A new password for Zoé Martin' });
    expect(
      await dialog.getByRole('checkbox', { name: 'Revoke API tokens and app passwords too' }).isChecked(),
    ).to.equal(true);
    expect(await findings(page)).to.deep.equal([]);
    await dialog.getByRole('button', { name: 'Copy the link' }).click();
    const link = await page.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
    await page.getByRole('button', { name: 'Done' }).click();
    const whose = await running.client().post('/password/link', { token: tokenIn(link) });
    expect(whose).to.include({ purpose: 'reset', revokesKeys: true });
    await zoe.page.goto(link);
    await zoe.page.getByText('your administrator has asked for it').waitFor();
    await page.keyboard.press('Escape');
  });

  it('a file shows its problems by line, and when they are mended everybody is in at once', async () => {
    const { page } = admin;
    await page.reload();
    await page.getByRole('button', { name: 'Import' }).click();
    await page
      .getByLabel('Or paste the lines')
      .fill('email;nom;groupes\nlea@example.org;Léa;Choir\nluc@example;Luc;Band');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('there is no group “Band”').waitFor();
    expect(await page.getByRole('button', { name: 'Make one account' }).isDisabled()).to.equal(true);
    expect(await findings(page)).to.deep.equal([]);
    await page.getByRole('button', { name: 'Back' }).click();
    await page
      .getByLabel('Or paste the lines')
      .fill('email;nom;groupes\nlea@example.org;Léa;Choir\nluc@example.org;Luc;');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('button', { name: 'Make 2 accounts' }).click();
    await page.getByRole('button', { name: 'Open Léa' }).waitFor();
    expect((await api.get<AdminAccountList>('/admin/accounts')).total).to.equal(4);
    expect(admin.complaints.filter((text) => !text.includes('401'))).to.deep.equal([]);
  });
});
