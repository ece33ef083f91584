import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openPerson, type Person } from '../kit/browser.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

describe('the event editor', function () {
  this.timeout(60_000);
  let running: RunningApp;
  let person: Person;
  let page: Page;

  before(async () => {
    running = await startApp();
    await (await running.admin()).patch('/account', { language: 'en' });
    person = await openPerson();
    page = person.page;
    await page.goto(`${running.url}/sign-in`);
    await page.locator('input[name=email]').fill(ADMIN.email);
    await page.locator('input[name=password]').fill(ADMIN.password);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Create', exact: true }).waitFor();
  });
  after(async () => {
    await person?.close();
    await running?.dispose();
  });

  const openNew = async (title: string): Promise<void> => {
    await page.goto(`${running.url}/?view=day&date=2027-03-01`);
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Event/ }).click();
    await page.locator('input[name=title]').fill(title);
  };
  it('saves nothing while a date or a time that was typed is none', async () => {
    await openNew('Unread');
    const time = page.getByLabel('Start time');
    const before = await time.inputValue();
    await time.fill('25:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForTimeout(500);
    expect(await page.locator('dialog[open]').count()).to.equal(1);
    expect(await time.inputValue()).to.equal('25:00');
    await time.fill(before);
    await page.getByLabel('End date').fill('31/02/2027');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForTimeout(500);
    expect(await page.getByLabel('End date').inputValue()).to.equal('31/02/2027');
    await page.getByLabel('End date').fill('2199-12-31');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  });

  it('marks the invitee who was refused, and nobody else once they are taken out', async () => {
    await openNew('Refused');
    const invitees = page.getByRole('textbox', { name: 'Invitees' });
    for (const address of [ADMIN.email, 'zoe@example.net']) {
      await invitees.fill(address);
      await invitees.press('Enter');
    }
    await page.getByRole('button', { name: 'Save' }).click();
    const marked = page.locator('.chip--problem');
    await marked.waitFor();
    expect(await marked.count()).to.equal(1);
    await marked.locator('.chip__remove').click();
    await marked.waitFor({ state: 'detached', timeout: 2_000 });
  });

  it('makes one event however fast Save is pressed', async () => {
    await openNew('Twice');
    await page.getByRole('button', { name: 'Save' }).dblclick();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    const api = await running.admin();
    const { events } = await api.get<{ events: Array<{ title: string }> }>('/events?from=2027-03-01&to=2027-03-02');
    expect(events.filter(({ title }) => title === 'Twice')).to.have.lengthOf(1);
  });

  it('gives the focus back to its event when the changes are given up, and to the day once the event is deleted', async () => {
    await openNew('Focused');
    await page.getByRole('button', { name: 'Save' }).click();
    const event = page.getByRole('button', { name: /^Focused/ });
    await event.click();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('input[name=title]').fill('Given up');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Discard the changes' }).click();
    await page.locator('[data-event]:focus').waitFor({ state: 'attached' });
    await event.click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'Delete the event' }).click();
    await page.locator('[data-date="2027-03-01"]:focus').waitFor({ state: 'attached' });
  });

  it('keeps its head in sight: nothing but its middle scrolls', async () => {
    await openNew('Tall');
    const spare = await page.locator('dialog[open]').evaluate((dialog) => dialog.scrollHeight - dialog.clientHeight);
    expect(spare).to.equal(0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Discard the changes' }).click();
  });

  it('asks once before it deletes, and closes with the event', async () => {
    await openNew('Gone');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Gone/ }).first().click();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('.editor__delete').click();
    await page.locator('dialog[open]').nth(1).waitFor();
    expect(await page.locator('dialog[open]').count()).to.equal(2);
    await page.locator('dialog[open] .button--danger').last().click();
    await page.locator('dialog[open]').first().waitFor({ state: 'detached', timeout: 3_000 });
  });

  it('leaves the language of an invitee who was only typed in to their account', async () => {
    await openNew('Language');
    const invitees = page.getByRole('textbox', { name: 'Invitees' });
    await invitees.fill('zoe@example.net');
    await invitees.press('Enter');
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/events'));
    await page.getByRole('button', { name: 'Save' }).click();
    const body = (await sent).postDataJSON() as { invitees: object[] };
    expect(body.invitees).to.deep.equal([{ email: 'zoe@example.net', role: 'attendee' }]);
  });
});
