import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Locator, Page, Route } from 'playwright-core';
import { projectRoot } from '../../src/app/project-root.ts';
import type { CalendarBody } from '../../src/contract/http/calendar.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const FILE = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Example//EN',
  'BEGIN:VEVENT',
  'UID:choir@example.org',
  'DTSTAMP:20270101T000000Z',
  'DTSTART;TZID=Europe/Paris:20270303T190000',
  'DTEND;TZID=Europe/Paris:20270303T210000',
  'RRULE:FREQ=WEEKLY',
  'SUMMARY:Choir',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:broken@example.org',
  'DTSTAMP:20270101T000000Z',
  'DTSTART:the day after tomorrow',
  'SUMMARY:Broken',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const ZOE = { email: 'zoe@example.org', password: 'another horse battery' } as const;

/** As the administrator does it, while the server runs. */
const addAccount = (running: RunningApp, email: string, password: string): void => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx/esm', 'src/main.ts', 'account', 'add', email, '--name', 'Zoé'],
    {
      cwd: projectRoot(),
      input: password,
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: running.dataDirectory, PUBLIC_URL: running.url },
    },
  );
  if (status !== 0) throw new Error(stderr);
};

const signIn = async (
  page: Page,
  url: string,
  who: { readonly email: string; readonly password: string },
): Promise<void> => {
  await page.goto(`${url}/sign-in`);
  await page.locator('input[name=email]').fill(who.email);
  await page.locator('input[name=password]').fill(who.password);
  await page.keyboard.press('Enter');
  await page.locator('.create').waitFor();
};

describe('the list of calendars', function () {
  this.timeout(90_000);
  let running: RunningApp;
  let person: Person;
  let page: Page;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'webmeeting-import-'));
    running = await startApp();
    await (await running.admin()).patch('/account', { language: 'en', timeZone: 'Europe/Paris' });
    person = await openPerson();
    page = person.page;
    await signIn(page, running.url, ADMIN);
    await page.goto(`${running.url}/?view=month&date=2027-03-01`);
  });
  after(async () => {
    await person?.close();
    await running?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const stored = async (): Promise<readonly CalendarBody[]> =>
    (await (await running.admin()).get<{ calendars: CalendarBody[] }>('/calendars')).calendars;
  const one = async (name: string): Promise<CalendarBody | undefined> =>
    (await stored()).find((calendar) => calendar.name === name);
  const window = (): Locator => page.locator('dialog[open]').last();
  const closed = async (): Promise<void> => {
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  };
  const choose = async (name: string, item: string): Promise<void> => {
    await page.getByRole('button', { name: `Options of ${name}` }).click();
    await page.getByRole('menuitem', { name: new RegExp(`^${item}`) }).click();
  };
  const event = (title: string): Locator => page.getByRole('button', { name: new RegExp(`^${title}`) });

  it('takes a new calendar, with a name and a colour', async () => {
    await page.getByRole('button', { name: 'Add a calendar' }).click();
    await page.getByRole('menuitem', { name: 'New calendar' }).click();
    await page.getByLabel('Name').fill('Team');
    await page.getByRole('radio', { name: 'Purple' }).check();
    await window().getByRole('button', { name: 'Create' }).click();
    await page.getByRole('checkbox', { name: 'Show Team' }).waitFor();
    expect((await one('Team'))?.color).to.equal('#8747c9');
  });

  it('puts an event into the calendar that is chosen, and hides it with that', async () => {
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Event/ }).click();
    await page.locator('input[name=title]').fill('Retro');
    // Not over midnight, whenever this runs: such an event is drawn otherwise.
    await page.getByLabel('Start time').fill('10:00');
    await page.getByLabel('Start time').press('Tab');
    await page.locator('select[name=calendar]').selectOption({ label: 'Team' });
    await page.getByRole('button', { name: 'Save' }).click();
    await closed();
    await event('Retro').waitFor();
    await page.getByRole('checkbox', { name: 'Show Team' }).uncheck();
    await event('Retro').waitFor({ state: 'detached' });
    await until(
      'the choice is stored',
      () => one('Team'),
      (team) => team?.shown === false,
    );
    await page.reload();
    expect(await page.getByRole('checkbox', { name: 'Show Team' }).isChecked()).to.equal(false);
    await page.getByRole('checkbox', { name: 'Show Team' }).check();
    await event('Retro').waitFor();
  });

  it('shows an event in the colour of its calendar, at once when that changes', async () => {
    const colorOf = (): Promise<string> =>
      page.evaluate<string>(
        `getComputedStyle(document.querySelector('[aria-label^="Retro"]').parentElement.querySelector('.event__dot')).backgroundColor`,
      );
    const before = await colorOf();
    await choose('Team', 'Name and colour');
    await page.getByRole('radio', { name: 'Red' }).check();
    await window().getByRole('button', { name: 'Save' }).click();
    await closed();
    await until('the new colour', colorOf, (color) => color !== before);
  });

  it('moves a calendar up', async () => {
    await choose('Team', 'Move up');
    await page.getByText('“Team” is now number 1.').waitFor();
    const shown = await page.getByRole('region', { name: 'My calendars' }).getByRole('checkbox').all();
    expect(await shown[0]?.getAttribute('aria-label')).to.equal('Show Team');
    const [first] = [...(await stored())].sort((a, b) => a.position - b.position);
    expect(first?.name).to.equal('Team');
  });

  it('says of each secret address what it shows; a revoked one is dead', async () => {
    await choose('Team', 'Secret addresses');
    await page.getByText(/Shows when you are busy, and nothing else/).waitFor();
    await page.getByRole('button', { name: 'Create the address' }).last().click();
    const address = await page.locator('.copy-line__text').innerText();
    const answer = await fetch(address);
    expect(answer.status).to.equal(200);
    expect(await answer.text())
      .to.include('BEGIN:VCALENDAR')
      .and.not.include('Retro');
    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('alert').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('The address no longer works.').waitFor();
    expect((await fetch(address)).status).to.equal(404);
    await window().getByRole('button', { name: 'Close' }).last().click();
  });

  it('tells the address for other programs', async () => {
    await choose('Team', 'Use in another program');
    expect(await page.locator('.copy-line__text').innerText()).to.equal((await one('Team'))?.davUrl);
    await window().getByRole('button', { name: 'Close' }).last().click();
  });

  it('shares with accounts alone', async () => {
    await choose('Team', 'Share');
    await page.getByLabel('Mail address').fill('nobody@example.net');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Nobody has an account with this address here.').waitFor();
    await window().getByRole('button', { name: 'Close' }).last().click();
  });

  it('shows a shared calendar to whom it is shared with, and lets them do no more than was said', async () => {
    addAccount(running, ZOE.email, ZOE.password);
    const hers = running.client();
    await hers.post('/session', ZOE);
    await hers.patch('/account', { language: 'en' });
    await choose('Team', 'Share');
    await page.getByLabel('Mail address').fill(ZOE.email);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: 'Stop sharing with Zoé' }).waitFor();
    await window().getByRole('button', { name: 'Close' }).last().click();
    const zoe = await openPerson();
    try {
      await signIn(zoe.page, running.url, ZOE);
      await zoe.page.goto(`${running.url}/?view=month&date=2027-03-01`);
      await zoe.page.getByRole('checkbox', { name: 'Show Team' }).waitFor();
      await zoe.page.getByText(/read only/).waitFor();
      await zoe.page.getByRole('button', { name: /^Retro/ }).click();
      await zoe.page.getByRole('dialog', { name: 'Retro' }).waitFor();
      expect(await zoe.page.getByRole('button', { name: 'Edit', exact: true }).count()).to.equal(0);
    } finally {
      await zoe.close();
    }
  });

  it('shows what a file would do, event by event, before it imports', async () => {
    const file = join(folder, 'choir.ics');
    writeFileSync(file, FILE);
    await choose('Team', 'Import');
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('1 event will be added').waitFor();
    expect(await page.getByRole('row', { name: /Choir/ }).innerText()).to.match(
      /^4\s.*Wed, 3 Mar 2027, 19:00, repeats/,
    );
    expect(await page.getByRole('row', { name: /Broken/ }).innerText()).to.match(
      /Refused\s+One of its dates or times[^.]*\. See line\s\d+\./,
    );
    expect(await event('Choir').count()).to.equal(0);
    await page.getByRole('button', { name: 'Import one event' }).click();
    await page.getByText('One event is imported. No mail was sent.').waitFor();
    await event('Choir').first().waitFor();
  });

  it('says how many events go with a calendar that is deleted', async () => {
    await choose('Team', 'Delete');
    await page.getByText('Its 2 events are deleted with it.').waitFor();
    await page.getByText(/This cannot be undone/).waitFor();
    await page.getByRole('button', { name: 'Delete the calendar' }).click();
    await page.getByText('“Team” is deleted.').waitFor();
    await event('Retro').waitFor({ state: 'detached' });
    expect(await one('Team')).to.equal(undefined);
  });

  it('says why an address cannot be subscribed to', async () => {
    await page.getByRole('button', { name: 'Add a calendar' }).click();
    await page.getByRole('menuitem', { name: 'Subscribe by address' }).click();
    await page.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9/secret.ics');
    await window().getByRole('button', { name: 'Subscribe' }).click();
    await page.getByText(/^This cannot be subscribed to:/).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  it('makes one calendar, also when its second step had to be tried again', async () => {
    await page.getByRole('button', { name: 'Add a calendar' }).click();
    await page.getByRole('menuitem', { name: 'New calendar' }).click();
    await page.getByLabel('Name').fill('Club');
    await page.getByRole('checkbox', { name: /^Every event/ }).check();
    const fails = async (route: Route): Promise<void> => {
      const refused = { status: 409, contentType: 'application/problem+json', json: { status: 409, code: 'conflict' } };
      await (route.request().method() === 'PATCH' ? route.fulfill(refused) : route.fallback());
    };
    await page.route('**/api/v1/calendars/*', fails);
    await window().getByRole('button', { name: 'Create' }).click();
    await window().getByRole('alert').waitFor();
    await page.unroute('**/api/v1/calendars/*', fails);
    await window().getByRole('button', { name: 'Create' }).click();
    await closed();
    const made = (await stored()).filter(({ name }) => name === 'Club');
    expect(made.map(({ everyEventMeets }) => everyEventMeets)).to.deep.equal([true]);
  });

  it('says that an account holds no more calendars', async () => {
    const full = { status: 413, contentType: 'application/problem+json', json: { status: 413, code: 'too-large' } };
    await page.route('**/api/v1/calendars', (route) => route.fulfill(full), { times: 1 });
    await page.getByRole('button', { name: 'Add a calendar' }).click();
    await page.getByRole('menuitem', { name: 'New calendar' }).click();
    await page.getByLabel('Name').fill('One more');
    await window().getByRole('button', { name: 'Create' }).click();
    await page.getByText(/^You have as many calendars as an account can hold\./).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  it('was shown without a complaint of the browser', () => {
    expect(person.complaints.filter((text) => !/401|409|413|422/.test(text))).to.deep.equal([]);
  });
});
