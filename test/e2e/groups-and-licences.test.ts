import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import type { GroupList, MemberList } from '../../src/contract/http/group.ts';
import type { LicenceList } from '../../src/contract/http/licence.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import { rightsWithout, setRightsOf } from '../kit/set-rights.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const ZOE = { email: 'zoe@example.org', password: 'another horse battery' };

const signIn = async (page: Page, address: string, { email, password }: { email: string; password: string }) => {
  await page.goto(address);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
};

describe('groups and licences in the console', function () {
  this.timeout(60_000);
  let running: RunningApp;
  let admin: ApiClient;
  let person: Person;
  let page: Page;
  const dialog = (): Locator => page.getByRole('dialog');
  const press = (name: string | RegExp, within: Page | Locator = page): Promise<void> =>
    within.getByRole('button', { name }).first().click();

  before(async () => {
    running = await startApp();
    admin = await running.admin();
    await admin.patch('/account', { language: 'en' });
    await addAccountTo(running.dataDirectory, { ...ZOE, name: 'Zoé Martin' });
    await setRightsOf(running.dataDirectory, ZOE.email, ['webmeeting']);
    person = await openPerson({ context: { reducedMotion: 'reduce' } });
    page = person.page;
    await signIn(page, `${running.url}/admin/groups`, ADMIN);
  });
  after(async () => {
    await person?.close();
    await running?.dispose();
  });

  it('a group is made, given a right, filled by an address, emptied and deleted', async () => {
    await page.getByText('There is no group yet.').waitFor();
    await press('New group');
    await press('Create', dialog());
    await dialog().getByText('Give the group a name.').waitFor();
    await dialog().getByLabel('Name').fill('Studio');
    await dialog().getByLabel('Recording').check();
    await press('Create', dialog());
    await page.getByRole('heading', { level: 1, name: 'Studio' }).waitFor();

    const address = page.getByLabel('Add somebody by their address');
    await address.fill('nobody@example.org');
    await press('Add');
    await page.getByText('No account has this address.').waitFor();
    await address.fill('mart');
    await page.locator(`datalist option[value="${ZOE.email}"]`).waitFor({ state: 'attached' });
    await address.fill(ZOE.email);
    await press('Add');
    await press('Remove Zoé Martin from the group');
    await page.getByText('Nobody is in this group yet.').waitFor();
    await address.fill(ZOE.email);
    await press('Add');
    await page.getByRole('button', { name: 'Remove Zoé Martin from the group' }).waitFor();

    await press('All groups');
    await page.getByRole('link', { name: /Studio.*1 member/ }).waitFor();
    expect(await findings(page)).to.deep.equal([]);
    const { groups } = await admin.get<GroupList>('/admin/groups');
    expect(groups).to.have.length(1);
    expect(groups[0]).to.deep.include({ name: 'Studio', rights: ['record'], members: 1 });
  });

  it('says which seats are missing, and changes nothing', async () => {
    await admin.call('PUT', '/admin/licences/documents', { type: 'seats', seats: 1 });
    await page.getByRole('link', { name: /Studio/ }).click();
    await page.getByLabel('Documents', { exact: false }).check();
    await press('Save');
    await page.getByText('No seat is left of: Documents. Nothing was changed.').waitFor();
    expect(await findings(page)).to.deep.equal([]);
    const { groups } = await admin.get<GroupList>('/admin/groups');
    expect(groups[0]?.rights).to.deep.equal(['record']);
  });

  it('a licence is changed with a word on what fewer seats mean, and shows who holds it', async () => {
    await page.goto(`${running.url}/admin/licences`);
    await page.getByText('1 of 1 seats').waitFor();
    await press('Change the licence of Recording');
    await dialog().getByLabel('Seats', { exact: false }).first().check();
    await dialog().getByRole('textbox', { name: 'Seats' }).fill('1');
    await dialog()
      .getByText(/2 accounts hold it/)
      .waitFor();
    await dialog().getByLabel('Reference').fill('PO-4711');
    await press('Save', dialog());
    await page.getByText(/Recording: 2 accounts hold it, with seats for 1/).waitFor();
    expect(await findings(page)).to.deep.equal([]);
    await press('Who holds a seat of Recording');
    await dialog().getByLabel('Search by name or address').fill('mart');
    await dialog().getByText('Studio').waitFor();
    await until(
      'the one who was looked for',
      () => dialog().locator('li').count(),
      (count) => count === 1,
    );
    expect(await findings(page)).to.deep.equal([]);
    await press('Close', dialog());
    const { licences } = await admin.get<LicenceList>('/admin/licences');
    expect(licences.find(({ service }) => service === 'record')).to.include({
      ...{ type: 'seats', seats: 1, seatsUsed: 2, state: 'over', reference: 'PO-4711' },
    });
  });

  it('a subscription ends with the last day that was chosen', async () => {
    await press('Change the licence of CalDAV');
    await dialog().getByLabel('Subscription').check();
    await press('Save', dialog());
    await dialog().getByText('Choose a day.').waitFor();
    await dialog().getByLabel('Last day').fill('2099-12-31');
    await press('Save', dialog());
    await page.getByText(/Until .*31 Dec 2099/).waitFor();
  });

  it('what one may not do is not offered', async () => {
    const other = await openPerson();
    try {
      await signIn(other.page, `${running.url}/account`, ZOE);
      const documents = other.page.getByRole('link', { name: 'Documents' });
      const devices = other.page.locator('#devices');
      await other.page.locator('.screen--account').waitFor();
      expect([await documents.count(), await devices.count()]).to.deep.equal([0, 0]);
      await other.page.goto(`${running.url}/documents`);
      await other.page.getByText('Your account does not have the right to this.').waitFor();

      await admin.call('PUT', '/admin/licences/documents', { type: 'unlimited' });
      await setRightsOf(running.dataDirectory, ZOE.email, rightsWithout('admin'));
      await other.page.goto(`${running.url}/account`);
      await documents.first().waitFor();
      await devices.waitFor();
    } finally {
      await other.close();
    }
  });

  it('a group is deleted, and its members lose what it gave them', async () => {
    const { groups } = await admin.get<GroupList>('/admin/groups');
    const { members } = await admin.get<MemberList>(`/admin/groups/${groups[0]?.id}/members`);
    expect(members).to.have.length(1);
    await page.goto(`${running.url}/admin/groups?group=${groups[0]?.id}`);
    await press('Delete group');
    await press('Delete group', dialog());
    await page.getByText('There is no group yet.').waitFor();
    const { licences } = await admin.get<LicenceList>('/admin/licences');
    expect(licences.find(({ service }) => service === 'record')?.seatsUsed).to.equal(2);
  });
});
