import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../src/app/project-root.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const CAROL = { email: 'carol@example.org', password: 'another horse battery' } as const;
const DAY_MS = 86_400_000;
/** A Tuesday of next week or the one after: nothing of it is over, and all of it is in one view. */
const dayAhead = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const DAY = dayAhead(8);
const NEXT_DAY = dayAhead(9);

const signIn = async (page: Page, { email, password }: { email: string; password: string }): Promise<void> => {
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
};

describe('answers, through the screens', function () {
  this.timeout(120_000);
  let catcher: MailCatcher;
  let running: RunningApp;
  let api: ApiClient;
  let organizer: Person;
  let guest: Person;
  let event: EventBody;
  let link = '';

  const answerOf = async (email: string): Promise<string | undefined> => {
    const { invitees } = await api.get<EventBody>(`/events/${event.id}`);
    return invitees.find((invitee) => invitee.email === email)?.answer;
  };

  before(async () => {
    catcher = await catchMails();
    running = await startApp({ environment: { SMTP_URL: catcher.url } });
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx/esm', 'src/main.ts', 'account', 'add', CAROL.email, '--name', 'Carol'],
      {
        cwd: projectRoot(),
        input: CAROL.password,
        encoding: 'utf8',
        env: { ...process.env, DATA_DIR: running.dataDirectory, PUBLIC_URL: running.url },
      },
    );
    if (status !== 0) throw new Error(stderr);
    api = await running.admin();
    await api.patch('/account', { name: 'Olga', language: 'en', timeZone: 'Europe/Paris' });
    event = await api.post<EventBody>('/events', {
      ...{ title: 'Review', start: `${DAY}T10:00`, end: `${DAY}T11:00`, timeZone: 'Europe/Paris', webMeeting: true },
      invitees: [{ email: 'zoe@example.net', name: 'Zoé', language: 'en' }, { email: CAROL.email }],
    });
    [organizer, guest] = await Promise.all([openPerson(), openPerson()]);
    await until(
      'the invitation',
      async () => catcher.sentTo('zoe@example.net').length,
      (count) => count > 0,
    );
    const [mail] = catcher.sentTo('zoe@example.net');
    link = new RegExp(`${running.url}/rsvp/[A-Za-z0-9_-]+`).exec(mail?.parsed.text ?? '')?.[0] ?? '';
  });

  after(async () => {
    await Promise.all([organizer?.close(), guest?.close()]);
    await running?.dispose();
    await catcher?.close();
  });

  it('opening the link of a mail, twice and with an answer in it, changes nothing', async () => {
    const { page } = guest;
    for (const _ of [1, 2]) {
      await page.goto(`${link}?answer=DECLINED`);
      await page.getByRole('heading', { name: 'Review' }).waitFor();
      await page.getByText('Nothing is sent yet.', { exact: false }).waitFor();
    }
    expect(await answerOf('zoe@example.net')).to.equal('NEEDS-ACTION');
  });

  it('the link of a mail opens the event’s details, after sign-in too', async () => {
    const { page } = organizer;
    await page.goto(`${running.url}/?event=${event.id}`);
    await signIn(page, ADMIN);
    await page.getByRole('dialog', { name: 'Review' }).waitFor();
    await page.getByText('2 without an answer').waitFor();
  });

  it('an answer by the keyboard is confirmed, and the organizer sees it without doing anything', async () => {
    const { page } = guest;
    await page.goto(`${link}?answer=ACCEPTED`);
    await page.getByRole('button', { name: 'Accept' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Olga sees that you come.', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: 'Accept' }).getAttribute('aria-pressed')).to.equal('true');
    expect(await answerOf('zoe@example.net')).to.equal('ACCEPTED');
    await organizer.page.getByText('1 accepted').waitFor({ timeout: 5_000 });
    expect(guest.complaints, 'nothing that the page’s own policy refuses').to.deep.equal([]);
  });

  it('after the server was away the organizer’s page hears again, and shows what it missed', async () => {
    const { dataDirectory, url } = running;
    await running.stop();
    running = await startApp({
      dataDirectory,
      port: Number(new URL(url).port),
      environment: { SMTP_URL: catcher.url },
    });
    await guest.page.getByRole('button', { name: 'Decline' }).click();
    await guest.page.getByText('Olga sees that you do not come.', { exact: false }).waitFor();
    await organizer.page.getByText('1 declined').waitFor({ timeout: 20_000 });
  });

  /** One of the folded parts of the page. */
  const unfold = async (page: Page, name: string): Promise<void> => {
    const part = page.locator('details', { hasText: name });
    if ((await part.getAttribute('open')) === null) await part.locator('summary').click();
  };

  it('words, needs and another time go with an answer; the organizer takes the time in one click', async () => {
    const { page } = guest;
    const quiet = organizer.complaints.length;
    await unfold(page, 'Write a message');
    await page.getByLabel('Message to Olga').fill('My train is late.');
    await unfold(page, 'What I need to take part');
    await page.getByLabel('I need captions', { exact: false }).check();
    await unfold(page, 'Propose another time');
    await page.getByLabel('Start date').fill(NEXT_DAY);
    await page.getByLabel('Start time').fill('15:00');
    expect(await page.getByLabel('End time').inputValue(), 'the end follows').to.equal('16:00');
    await page.getByRole('button', { name: 'Maybe' }).click();
    await page.getByText('Your other time went with it.', { exact: false }).waitFor();

    const details = organizer.page.getByRole('dialog', { name: 'Review' });
    await details.getByText('My train is late.').first().waitFor({ timeout: 5_000 });
    await details.getByText('needs captions').waitFor();
    await details.getByRole('button', { name: /^Accept: Zoé proposes/ }).click();
    await until(
      'the event at its new time',
      async () => (await api.get<EventBody>(`/events/${event.id}`)).start,
      (start) => start.startsWith(`${NEXT_DAY}T15:00`),
    );
    expect(await answerOf('zoe@example.net'), 'who proposed it comes').to.equal('ACCEPTED');
    expect(organizer.complaints.slice(quiet)).to.deep.equal([]);
  });

  it('the organizer reads how the mail to each fared, and sends it again', async () => {
    const { page } = organizer;
    await page.goto(`${running.url}/?event=${event.id}`);
    await page.getByRole('button', { name: 'All answers and mails' }).click();
    const window = page.getByRole('dialog', { name: 'Answers to “Review”' });
    await window
      .getByText(/Mail handed over|The mail is on its way/)
      .first()
      .waitFor();
    const before = catcher.sentTo('zoe@example.net').length;
    await window.getByRole('button', { name: 'Send again: Zoé' }).click();
    await until(
      'one more mail',
      async () => catcher.sentTo('zoe@example.net').length,
      (count) => count > before,
    );
    expect(await findings(page)).to.deep.equal([]);
  });

  it('the page of an answer and the details pass axe, wide and narrow, light and dark', async () => {
    const { page } = guest;
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [320, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(link);
      await page.getByRole('heading', { name: 'Review' }).waitFor();
      const folded = page.locator('details:not([open]) > summary');
      while ((await folded.count()) > 0) await folded.first().click();
      expect(await findings(page), `${width} ${colorScheme}`).to.deep.equal([]);
      const wide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
      expect(wide, 'nothing to scroll sideways').to.equal(false);
    }
    await organizer.page.emulateMedia({ reducedMotion: 'reduce' });
    await organizer.page.goto(`${running.url}/?event=${event.id}`);
    await organizer.page.getByRole('button', { name: 'All answers and mails' }).waitFor();
    expect(await findings(organizer.page)).to.deep.equal([]);
  });

  it('a link that nobody knows says so, and what to do', async () => {
    const { page } = guest;
    await page.goto(`${running.url}/rsvp/${'x'.repeat(22)}`);
    await page.getByRole('heading', { name: 'This link leads nowhere' }).waitFor();
  });

  it('without a connection nothing that was written is lost, and the answer says that it was not sent', async () => {
    const { page, context } = guest;
    await page.goto(link);
    await page.getByRole('heading', { name: 'Review' }).waitFor();
    await unfold(page, 'Write a message');
    await page.getByLabel('Message to Olga').fill('Still here');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByText('Your answer was not sent.').waitFor();
    await context.setOffline(false);
    expect(await page.getByLabel('Message to Olga').inputValue()).to.equal('Still here');
    expect(await answerOf('zoe@example.net')).to.equal('ACCEPTED');
  });

  it('an invitee with an account answers in the calendar: shown at once, and taken back when it is refused', async () => {
    const { page } = organizer;
    await page.context().clearCookies();
    await page.goto(`${running.url}/invitations`);
    await signIn(page, CAROL);
    const card = page.locator('.invitation', { hasText: 'Review' });
    // Her account began in the server's first language.
    const buttons = card.locator('.answers__one');
    await page.route('**/events/*/answer', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.abort();
    });
    await buttons.nth(2).click();
    await until(
      'the answer at once',
      () => buttons.nth(2).getAttribute('aria-pressed'),
      (is) => is === 'true',
      600,
    );
    await page.locator('.toast--problem').waitFor();
    expect(await buttons.nth(2).getAttribute('aria-pressed')).to.equal('false');
    await page.unroute('**/events/*/answer');
    await buttons.nth(1).click();
    await until(
      'the answer',
      () => answerOf(CAROL.email),
      (answer) => answer === 'TENTATIVE',
    );
    expect(await buttons.nth(1).getAttribute('aria-pressed')).to.equal('true');
  });

  it('in the window of an answer no word is broken on a phone, in French too', async () => {
    const { page } = organizer;
    await page.setViewportSize({ width: 320, height: 640 });
    await page.locator('.invitation', { hasText: 'Review' }).locator('[aria-haspopup=dialog]').click();
    const buttons = page.locator('dialog[open] .answers__one');
    await buttons.first().waitFor();
    expect(await buttons.allInnerTexts()).to.deep.equal(['Accepter', 'Peut-être', 'Refuser']);
    const cut = await page.evaluate<
      string[]
    >(`[...document.querySelectorAll('dialog[open] .answers__one')].filter((button) => {
      const range = document.createRange();
      range.selectNodeContents(button.lastChild);
      const [words, edge] = [range.getBoundingClientRect(), button.getBoundingClientRect()];
      return range.getClientRects().length > 1 || words.left < edge.left || words.right > edge.right;
    }).map((button) => button.textContent)`);
    expect(cut).to.deep.equal([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('the editor says who would get which mail, with the names, before anything is sent', async () => {
    const { page } = organizer;
    await page.context().clearCookies();
    await page.goto(`${running.url}/?event=${event.id}`);
    await signIn(page, ADMIN);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('.mail-sentence', { hasText: 'No mail will be sent.' }).waitFor();
    await page.locator('input[name=title]').fill('Review of the plan');
    await page.locator('.mail-sentence', { hasText: '2 people get an update by mail.' }).waitFor();
    await page.getByText('Who?').click();
    await page.locator('.mail-sentence', { hasText: 'Zoé, ' }).waitFor();
    await page.getByLabel('Hide the invitees from each other').check();
    await page.getByLabel(/^Send mails/).uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    const saved = await api.get<EventBody>(`/events/${event.id}`);
    expect([saved.title, saved.hideInvitees]).to.deep.equal(['Review of the plan', true]);
    await guest.page.goto(link);
    await guest.page.getByRole('heading', { name: 'Review of the plan' }).waitFor();
    expect(await guest.page.getByText('Who else is invited').count(), 'the others are hidden').to.equal(0);
  });

  it('an event is handed over by the link of a reminder: the colleague organizes it from then on', async () => {
    const { page } = organizer;
    await page.goto(`${running.url}/?event=${event.id}&handOver=1`);
    await page.getByRole('button', { name: 'Make a colleague the organizer instead…' }).click();
    const address = page.getByLabel('Your colleague’s mail address');
    await address.fill('nobody@example.org');
    await page.getByRole('button', { name: 'Hand over', exact: true }).click();
    await page.getByText('Nobody with this address has an account here.').waitFor();
    await address.fill(CAROL.email);
    await page.getByRole('button', { name: 'Hand over', exact: true }).click();
    await page.getByText(`${CAROL.email} organizes it now.`).waitFor();
    await guest.page.goto(link);
    await guest.page.getByText('Carol invites you').waitFor();
  });
});
