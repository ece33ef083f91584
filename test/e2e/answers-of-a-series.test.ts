import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const DAY_MS = 86_400_000;
const dayAhead = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

describe('answers to a series, through the page of a link', function () {
  this.timeout(120_000);
  let catcher: MailCatcher;
  let running: RunningApp;
  let api: ApiClient;
  let guest: Person;
  let page: Page;
  let series: EventBody;

  const linkOf = async (address: string): Promise<string> => {
    const mails = await until(
      `the mail to ${address}`,
      async () => catcher.sentTo(address),
      (sent) => sent.length > 0,
      60_000,
    );
    return new RegExp(`${running.url}/rsvp/[A-Za-z0-9_-]+`).exec(mails.at(-1)?.parsed.text ?? '')?.[0] ?? '';
  };

  /** The answer of somebody on each of the next three dates. */
  const answersOf = async (address: string): Promise<(string | undefined)[]> => {
    const { events } = await api.get<{ events: EventBody[] }>(`/events?from=${dayAhead(1)}&to=${dayAhead(22)}`);
    return events
      .toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
      .slice(0, 3)
      .map(({ invitees }) => invitees.find(({ email }) => email === address)?.answer);
  };

  before(async () => {
    catcher = await catchMails();
    running = await startApp({ environment: { SMTP_URL: catcher.url } });
    api = await running.admin();
    await api.patch('/account', { name: 'Olga', language: 'en', timeZone: 'America/New_York' });
    series = await api.post<EventBody>('/events', {
      ...{ title: 'Weekly', start: `${dayAhead(2)}T10:00`, end: `${dayAhead(2)}T11:00`, timeZone: 'America/New_York' },
      recurrence: 'FREQ=WEEKLY',
      invitees: [{ email: 'zoe@example.net', name: 'Zoé' }, { email: 'bob@example.net' }],
    });
    guest = await openPerson();
    page = guest.page;
    await page.goto(await linkOf('zoe@example.net'));
    await page.getByRole('heading', { name: 'Weekly' }).waitFor();
  });

  after(async () => {
    await guest?.close();
    await running?.dispose();
    await catcher?.close();
  });

  it('says the rule in words, the next dates, and the organizer’s hour beside one’s own', async () => {
    await page.getByText(/Every (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/).waitFor();
    await page.getByText(/^Next: .+, .+, .+$/).waitFor();
    await page.getByText(/^For Olga: 10:00–11:00, Eastern (Standard|Daylight) Time \(UTC[-−][45]\)/).waitFor();
  });

  it('answers for all dates, then for one of them otherwise; each date shows what holds for it', async () => {
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('Olga sees that you come.', { exact: false }).waitFor();
    await page.getByLabel('One date only').check();
    const dates = page.getByRole('group', { name: 'The next dates' }).getByRole('radio');
    await dates.nth(1).check();
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByText(/This is for .+ alone\./).waitFor();
    expect(await answersOf('zoe@example.net')).to.deep.equal(['ACCEPTED', 'DECLINED', 'ACCEPTED']);
    await page.reload();
    await page.getByLabel('One date only').check();
    await dates.nth(1).check();
    expect(await page.getByRole('button', { name: 'Decline' }).getAttribute('aria-pressed')).to.equal('true');
  });

  it('somebody else is sent: they get an invitation with a link of their own', async () => {
    await page.getByLabel('All dates').check();
    await page.getByText('Send somebody else').click();
    await page.getByRole('button', { name: 'Send them in my place' }).click();
    await page.getByText('One plain mail address, like name@example.org.').waitFor();
    await page.getByLabel('Their name').fill('Dan');
    await page.getByLabel('Their mail address').fill('dan@example.net');
    await page.getByRole('button', { name: 'Send them in my place' }).click();
    await page.getByText('Dan gets an invitation in your place', { exact: false }).waitFor();
    expect(await page.getByLabel('Their mail address').inputValue(), 'nobody is sent twice').to.equal('');
    const link = await linkOf('dan@example.net');
    await page.goto(link);
    await page.getByText('For Dan <dan@example.net>').waitFor();
  });

  it('says the day, and the zones by their names, as a French reader in India does', async () => {
    await api.post<EventBody>('/events', {
      ...{ title: 'Vœux', start: '2030-01-01T10:00', end: '2030-01-01T11:00', timeZone: 'America/New_York' },
      invitees: [{ email: 'anil@example.net', language: 'fr' }],
    });
    const context = { locale: 'fr-FR', timezoneId: 'Asia/Kolkata', viewport: { width: 320, height: 640 } };
    const reader = await openPerson({ context });
    try {
      await reader.page.goto(await linkOf('anil@example.net'));
      await reader.page.getByText(/^mardi 1er janvier 2030$/i).waitFor();
      await reader.page.getByText(/^votre fuseau horaire.: heure de l’Inde \(UTC\+5:30\)$/).waitFor();
      await reader.page.getByText(/^Pour Olga.: 10:00.–.11:00, heure normale de l’Est .+ \(UTC−5\)$/).waitFor();
    } finally {
      await reader.close();
    }
  });

  it('tells who was taken off the list, and that the series was cancelled, by whom; nothing can be sent then', async () => {
    const link = await linkOf('bob@example.net');
    await api.patch(`/events/${series.id}`, {
      invitees: [{ email: 'zoe@example.net', name: 'Zoé' }],
      scope: 'all',
      notify: false,
    });
    await page.goto(link);
    await page.getByText('You are no longer invited', { exact: false }).waitFor();
    await api.delete(`/events/${series.id}?scope=all`);
    await page.goto(await linkOf('zoe@example.net'));
    await page.getByText('Olga cancelled it.', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: 'Accept' }).count()).to.equal(0);
  });
});
