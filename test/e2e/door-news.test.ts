import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person } from '../kit/browser.ts';
import { catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const DAY_MS = 86_400_000;
const dayAfter = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

describe('after the mail: what doors, room and console say', function () {
  this.timeout(90_000);
  let running: RunningApp;
  let catcher: MailCatcher;
  let api: ApiClient;
  let guest: Person;
  let organizer: Person;

  before(async () => {
    catcher = await catchMails();
    running = await startApp({
      environment: { SMTP_URL: catcher.url, MAIL_FROM: 'meet@example.org' },
      overrides: { quietMs: 50 },
    });
    api = await running.admin();
    await api.patch('/account', { language: 'en', name: 'Ada' });
    [guest, organizer] = await Promise.all([openPerson(), openPerson()]);
    await organizer.context.addCookies(
      api
        .cookie()
        .split('; ')
        .map((pair) => {
          const [name = '', value = ''] = pair.split('=');
          return { name, value, url: running.url };
        }),
    );
  });
  after(async () => {
    await Promise.all([guest?.close(), organizer?.close()]);
    await running?.dispose();
    await catcher?.close();
  });

  /** An event that Zoé was told of by mail, and the link in it. */
  const invite = async (title: string): Promise<{ event: EventBody; link: string }> => {
    const before = catcher.mails.length;
    const event = await api.post<EventBody>('/events', {
      title,
      start: `${dayAfter(3)}T10:00`,
      end: `${dayAfter(3)}T11:00`,
      timeZone: 'Europe/Paris',
      webMeeting: true,
      invitees: [{ email: 'zoe@example.com', name: 'Zoé' }],
    });
    await catcher.waitFor(before + 2, 20_000);
    const text = catcher.sentTo('zoe@example.com').at(-1)?.parsed.text ?? '';
    return { event, link: `${running.url}/j/${/\/j\/([\w-]{22})/.exec(text)?.[1]}` };
  };
  const downloaded = async (words: RegExp): Promise<string> => {
    const [download] = await Promise.all([
      guest.page.waitForEvent('download'),
      guest.page.getByRole('link', { name: words }).click(),
    ]);
    expect(download.suggestedFilename()).to.equal('invite.ics');
    return readFile(await download.path(), 'utf8');
  };

  it('the door says that the meeting was moved, and gives the corrected event', async () => {
    const { event, link } = await invite('Moved');
    await api.patch(`/events/${event.id}`, {
      start: `${dayAfter(5)}T15:00`,
      end: `${dayAfter(5)}T16:00`,
      notify: false,
    });
    const { page } = guest;
    await page.goto(link);
    await page.getByText('Moved.').waitFor();
    expect(await page.locator('.door-changes s').innerText()).to.include('10:00');
    expect(await page.locator('.door-facts').first().innerText()).to.include('15:00');
    expect(await findings(page)).to.deep.equal([]);
    const file = await downloaded(/Add the corrected event/);
    expect(file)
      .to.include('METHOD:REQUEST')
      .and.include(`DTSTART:${dayAfter(5).replaceAll('-', '')}T140000Z`);
    // The way in is still the biggest button.
    await page.getByRole('button', { name: 'Join the WebMeeting' }).waitFor();
  });

  it('the door says that the meeting was cancelled, and takes the event out of the calendar', async () => {
    const { event, link } = await invite('Gone');
    const { page } = guest;
    await page.goto(link);
    await page.getByRole('button', { name: 'Join the WebMeeting' }).waitFor();
    await api.delete(`/events/${event.id}`);
    // Who stands at the door already hears it when they knock.
    await page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await page.getByRole('heading', { name: 'This meeting was cancelled' }).waitFor();
    expect(await page.locator('main').innerText())
      .to.include('Ada cancelled it')
      .and.include('Gone');
    expect(await findings(page)).to.deep.equal([]);
    expect(await downloaded(/Take the event out/)).to.include('METHOD:CANCEL');
  });

  it('ID and PIN say as much, a wrong PIN nothing', async () => {
    const { event } = await invite('By PIN');
    const { id, pin = '' } = event.meeting ?? { id: '' };
    await api.delete(`/events/${event.id}`);
    const { page } = guest;
    const knock = async (digits: string): Promise<void> => {
      await page.goto(`${running.url}/m/${id}`);
      await page.locator('input[name=name]').fill('Gus');
      await page.locator('input[name=pin]').fill(digits);
      await page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    };
    await knock(String((Number(pin) + 1) % 1_000_000).padStart(6, '0'));
    await page.getByRole('heading', { name: 'Please wait' }).waitFor();
    expect(await page.locator('main').innerText()).to.not.include('By PIN');
    await knock(pin);
    await page.getByRole('heading', { name: 'This meeting was cancelled' }).waitFor();
    expect(await page.locator('main').innerText()).to.include('By PIN');
  });

  it('the organizer invites more people from the room, by mail', async () => {
    const { event } = await invite('Room');
    const { page } = organizer;
    await page.goto(`${running.url}/m/${event.meeting?.id}`);
    await page.getByRole('button', { name: 'Start now' }).click();
    await page.getByRole('button', { name: 'Invite by mail…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('textbox', { name: 'To', exact: true })
      .fill('Ann <ann@example.net>, bob@example.net; nobody');
    await page.keyboard.press('Enter');
    await dialog.getByText('This is no mail address: nobody').waitFor();
    await dialog.getByRole('textbox', { name: 'To', exact: true }).fill('');
    await dialog.getByLabel('Your message').fill('Come in, we are waiting.');
    expect(await findings(page)).to.deep.equal([]);
    await dialog.getByRole('button', { name: 'Send to 2 people' }).click();
    await page.getByText('The invitation is on its way to 2 people.').waitFor();
    const [mail] = await catcher.waitFor(catcher.mails.length, 1).then(async () => {
      while (catcher.sentTo('ann@example.net').length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      return catcher.sentTo('ann@example.net');
    });
    expect(mail?.parsed.text).to.include('Come in, we are waiting.').and.include(`/m/${event.meeting?.id}`);
    expect(mail?.parsed.from?.text).to.include('Ada');
    // A mail that was begun is not thrown away by a slip.
    await page.getByRole('button', { name: 'Invite by mail…' }).click();
    await dialog.getByLabel('Your message').fill('Draft');
    await page.keyboard.press('Escape');
    await dialog.getByText('Throw this mail away?').waitFor();
    await dialog.getByRole('button', { name: 'Throw away' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('who is not signed in finds the invitation to copy, and no mail to write', async () => {
    const { event, link } = await invite('Guests');
    await api.post(`/events/${event.id}/start`, {});
    const { page } = guest;
    await page.goto(link);
    await page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await page.getByRole('button', { name: 'Meeting information' }).click();
    await page.getByRole('button', { name: 'Copy the invitation' }).last().waitFor();
    expect(await page.getByRole('button', { name: /by mail/ }).count()).to.equal(0);
  });

  it('an administrator has a mail judged by the ICS check, pasted or as a file', async () => {
    const { page } = organizer;
    await page.goto(`${running.url}/admin/mails`);
    await page.getByRole('link', { name: 'ICS check' }).click();
    const own = catcher.sentTo('zoe@example.com')[0]?.mime ?? Buffer.alloc(0);
    await page.locator('input[type=file]').setInputFiles({ name: 'ours.eml', mimeType: 'message/rfc822', buffer: own });
    await page.getByText('Nothing to complain about').waitFor();
    await page.getByRole('button', { name: 'Check another one' }).click();
    await page.locator('button:focus', { hasText: 'Choose a file' }).waitFor();
    await page.getByLabel('Text of the calendar or of the mail').fill('BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByText('There is nothing in it').waitFor();
    await page.getByText('PRODID is missing').waitFor();
    expect(await findings(page)).to.deep.equal([]);
  });

  it('the mail settings keep what is right and mark what is not', async () => {
    const { page } = organizer;
    await page.goto(`${running.url}/admin/mail-settings`);
    const domains = page.getByLabel('Domains that may invite the meeting address');
    await domains.fill('example.org\nwrong_domain');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This is no domain: wrong_domain').waitFor();
    expect(await findings(page)).to.deep.equal([]);
    await domains.fill('example.org');
    await page.getByLabel('Mail administrators what needs attention').uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The mail settings are saved.').waitFor();
    expect(await api.get('/admin/mail-settings')).to.deep.include({
      hostingDomains: ['example.org'],
      attentionMails: false,
    });
    await page.goto(`${running.url}/admin/inbox`);
    await page.getByText('No mail has come in yet.').waitFor();
    expect(await findings(page)).to.deep.equal([]);
  });

  it('nothing was refused by the content security policy, and nothing broke', () => {
    const known = /40[14]|410|422/;
    for (const { complaints } of [guest, organizer])
      expect(complaints.filter((one) => !known.test(one))).to.deep.equal([]);
  });
});
