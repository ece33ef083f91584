import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

interface Listed {
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly recurrence: string;
  readonly changed: boolean;
}

describe('a series in the calendar', function () {
  this.timeout(90_000);
  let running: RunningApp;
  let person: Person;
  let page: Page;

  before(async () => {
    running = await startApp();
    await (await running.admin()).patch('/account', { language: 'en', timeZone: 'Europe/Paris' });
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

  const stored = async (title: string): Promise<Listed[]> => {
    const api = await running.admin();
    const { events } = await api.get<{ events: Listed[] }>('/events?from=2027-03-01&to=2027-07-31');
    return events.filter((event) => event.title === title).sort((a, b) => (a.start < b.start ? -1 : 1));
  };
  const startsOf = async (title: string): Promise<string[]> =>
    (await stored(title)).map(({ start }) => start.slice(0, 16));

  const openNew = async (title: string, item: RegExp): Promise<void> => {
    await page.goto(`${running.url}/?view=month&date=2027-03-01`);
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await page.locator('input[name=title]').fill(title);
    await page.getByLabel('Start time').fill('10:00');
    await page.getByLabel('Start time').press('Tab');
  };
  const save = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  };
  /** `day` as its button says it, such as "28 May": a month shows days of its neighbours too. */
  const openDate = async (title: string, month: string, day: string): Promise<void> => {
    await page.goto(`${running.url}/?view=month&date=${month}-01`);
    await page.getByRole('button', { name: new RegExp(`^${title}, \\w+,? ${day} 2027`) }).click();
  };

  it('is made of plain words: the last Friday of every month, with its next dates', async () => {
    await openNew('Steering', /^Schedule a WebMeeting/);
    await page.getByLabel('Repeats', { exact: true }).selectOption({ label: 'Custom…' });
    await page.getByLabel('Unit').selectOption({ label: 'month' });
    await page.getByLabel('Day', { exact: true }).selectOption({ label: 'on a day of the week' });
    await page.getByLabel('Which').selectOption({ label: 'last' });
    await page.getByLabel('Day of the week').selectOption({ label: 'Friday' });
    await page.getByLabel('Ends').selectOption({ label: 'On a date' });
    await page.getByLabel('Last day').fill('2027-12-31');
    await page.getByLabel('Last day').press('Tab');
    await page.getByText('Every last Friday of the month until 31 December 2027.').waitFor();
    const dates = page.getByRole('list', { name: 'Next dates' }).getByRole('listitem');
    await until(
      'the next dates',
      () => dates.allInnerTexts(),
      (seen) => seen.join().startsWith('Fri, 26 Mar 2027,Fri, 30 Apr 2027,Fri, 28 May 2027'),
    );
    await page.getByText('10 dates in all, the last on Fri, 31 Dec 2027').waitFor();
    await save();
    expect(await startsOf('Steering')).to.deep.equal([
      '2027-03-26T10:00',
      '2027-04-30T10:00',
      '2027-05-28T10:00',
      '2027-06-25T10:00',
      '2027-07-30T10:00',
    ]);
    expect((await stored('Steering'))[0]?.recurrence).to.equal('FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231T225959Z');
  });

  it('moves one date alone, which is marked then', async () => {
    await openDate('Steering', '2027-04', '30 April');
    await page.getByText('Every last Friday of the month until 31 December 2027').waitFor();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByLabel('Start date').fill('2027-04-29');
    await page.getByLabel('Start date').press('Tab');
    await page.getByRole('button', { name: 'Save' }).click();
    const asked = page.getByRole('radio', { name: 'This date only' });
    expect(await asked.isChecked()).to.equal(true);
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    expect((await startsOf('Steering')).slice(0, 3)).to.deep.equal([
      '2027-03-26T10:00',
      '2027-04-29T10:00',
      '2027-05-28T10:00',
    ]);
    await page.getByRole('button', { name: /^Steering, Thursday.* 29 April 2027.*changed date of a series/ }).waitFor();
  });

  it('loses one date, and has it back with Ctrl+Z', async () => {
    await openDate('Steering', '2027-05', '28 May');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('radio', { name: 'This date only' }).waitFor();
    await page.locator('dialog[open] .button--danger').click();
    await page.getByText('The date is deleted.').waitFor();
    expect(await startsOf('Steering')).to.not.include('2027-05-28T10:00');
    await page.keyboard.press('Control+z');
    await page.getByText('The event is back.').waitFor();
    expect(await startsOf('Steering')).to.include('2027-05-28T10:00');
    await page
      .getByRole('button', { name: /^Steering/ })
      .first()
      .waitFor();
  });

  it('starts the meeting of one date', async () => {
    await openDate('Steering', '2027-06', '25 June');
    await page.getByRole('button', { name: 'Start now' }).click();
    await page.waitForURL(/\/m\/\d{9}/);
  });

  it('moves this date and all later ones by keyboard, told to assistive technology', async () => {
    await openNew('Stand-up', /^Event/);
    await page.getByLabel('Repeats', { exact: true }).selectOption({ label: 'Every Monday' });
    await save();
    await page.goto(`${running.url}/?view=week&date=2027-03-08`);
    const button = page.getByRole('button', { name: /^Stand-up/ }).first();
    await button.waitFor();
    await button.focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowRight');
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await page.getByText('Would be Tue 9 Mar, 10:15–11:30.').waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'This date only' }).press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText(/^Moved to Tue 9 Mar/).waitFor();
    const dates = await stored('Stand-up');
    expect(dates.slice(0, 3).map(({ start, end }) => `${start.slice(0, 16)}/${end.slice(11, 16)}`)).to.deep.equal([
      '2027-03-01T10:00/11:00',
      '2027-03-09T10:15/11:30',
      '2027-03-16T10:15/11:30',
    ]);
  });

  it('stretches with the mouse, by the lower edge', async () => {
    await openNew('Workshop', /^Event/);
    await save();
    await page.goto(`${running.url}/?view=day&date=2027-03-01`);
    const event = page.locator('.event--column', { hasText: 'Workshop' });
    await event.hover();
    const box = await event.boundingBox();
    if (!box) throw new Error('the event is not drawn');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height - 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height + 20, { steps: 5 });
    await page.mouse.move(box.x + box.width / 2, box.y + box.height + 50, { steps: 5 });
    await page.mouse.up();
    await page.getByText(/^Moved to Mon 1 Mar/).waitFor();
    expect((await stored('Workshop'))[0]?.end.slice(11, 16)).to.equal('12:00');
  });

  it('keeps a rule of another program as it is, and says it in words', async () => {
    const api = await running.admin();
    await api.post('/events', {
      title: 'Harvest',
      start: '2027-05-18T10:00',
      end: '2027-05-18T11:00',
      timeZone: 'Europe/Paris',
      recurrence: 'FREQ=YEARLY;BYWEEKNO=20',
    });
    await openDate('Harvest', '2027-05', '18 May');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByText('This rule was made in another program.').waitFor();
    await page.getByText('Every year on Tuesday of week 20.').waitFor();
    await page.locator('input[name=title]').fill('Harvest home');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('radio', { name: 'All dates of the series' }).check();
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    expect((await stored('Harvest home'))[0]?.recurrence).to.equal('FREQ=YEARLY;BYWEEKNO=20');
  });

  it('keeps single dates that another program added', async () => {
    const api = await running.admin();
    await api.post('/events', {
      title: 'Rounds',
      start: '2027-03-02T16:00',
      end: '2027-03-02T17:00',
      timeZone: 'Europe/Paris',
      extraDates: ['2027-03-03T16:00', '2027-03-05T17:00'],
    });
    await openDate('Rounds', '2027-03', '3 March');
    await page.getByText('On 2 March 2027, 3 March 2027 and 5 March 2027').waitFor();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('input[name=title]').fill('Ward rounds');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('radio', { name: 'All dates of the series' }).check();
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    expect(await startsOf('Ward rounds')).to.deep.equal(['2027-03-02T16:00', '2027-03-03T16:00', '2027-03-05T17:00']);
  });

  it('says beside the rule why the server does not take it', async () => {
    await openNew('Forever', /^Event/);
    await page.getByLabel('Repeats', { exact: true }).selectOption({ label: 'Every day' });
    await page.getByLabel('Ends').selectOption({ label: 'After a number of dates' });
    await page.getByLabel('Number of dates').fill('9999');
    await page.getByText('A whole number from 1 to 3,650.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByLabel('Number of dates').and(page.locator(':focus')).count()).to.equal(1);
    expect(await stored('Forever')).to.deep.equal([]);
  });

  it('warns where the clocks of an invitee are changed on another day', async () => {
    await openNew('Across', /^Event/);
    const invitees = page.getByRole('textbox', { name: 'Invitees' });
    await invitees.fill('sam@example.net');
    await invitees.press('Enter');
    await page.getByRole('button', { name: 'Edit sam@example.net' }).click();
    await page
      .getByRole('dialog', { name: 'sam@example.net' })
      .getByLabel('Time zone')
      .selectOption('America/New_York');
    await page.keyboard.press('Escape');
    await page.getByText('For sam@example.net it is 04:00–05:00, in New York.').waitFor();
    await page.getByLabel('Repeats', { exact: true }).selectOption({ label: 'Every Monday' });
    // Between 14 and 28 March 2027 New York has summer time and Paris has not.
    await page.getByText('From Mon, 15 Mar 2027 it is at 05:00 instead of 04:00 for people in New York.').waitFor();
  });

  it('was shown without a complaint of the browser', () => {
    expect(person.complaints.filter((text) => !/401/.test(text))).to.deep.equal([]);
  });
});
