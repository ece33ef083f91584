import { rmSync } from 'node:fs';
import { request } from 'node:https';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { type HeardSound, heardSound } from '../kit/heard-sound.ts';
import { catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { type Nginx, startNginx } from '../kit/nginx.ts';
import { type RunningProgram, runProgram } from '../kit/run-program.ts';
import { freePort } from '../kit/start-app.ts';

const ORGANIZER_HZ = 660;
const GUEST_HZ = 440;

/** Loud and clear, and not one's own voice. */
const hears = (tone: 0 | 1) => (sound: HeardSound) =>
  (sound.tones[tone] ?? 0) > 0.1 && (sound.tones[1 - tone] ?? 1) < 0.01;
const listen = (page: Page) => () => heardSound(page, [GUEST_HZ, ORGANIZER_HZ]);

const say = async (page: Page, text: string): Promise<void> => {
  const box = page.getByRole('textbox', { name: 'Message to everyone' });
  await box.fill(text);
  await box.press('Enter');
};

const sees = (page: Page, text: string): Promise<void> =>
  page.getByRole('log').getByText(text, { exact: true }).waitFor();

/** The same as a browser's, whose certificate nobody signed. */
const anyCertificate = { context: { ignoreHTTPSErrors: true } };

const ask = (
  url: string,
  options: { readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body?: Buffer },
): Promise<{ readonly status: number | undefined; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const asking = request(
      url,
      { method: options.method, headers: options.headers, rejectUnauthorized: false },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode, text }));
      },
    );
    asking.once('error', reject);
    asking.end(options.body);
  });

describe('the main job, through the screens and a proxy with TLS', function () {
  this.timeout(120_000);
  let catcher: MailCatcher;
  let program: RunningProgram;
  let proxy: Nginx;
  let environment: Record<string, string>;
  let organizer: Person;
  let guest: Person;

  before(async () => {
    catcher = await catchMails();
    const port = await freePort();
    proxy = await startNginx({ upstreamPort: port });
    environment = {
      SMTP_URL: catcher.url,
      PORT: String(port),
      PUBLIC_URL: proxy.url,
      TRUST_PROXY: '127.0.0.1',
    };
    program = await runProgram(environment);
    [organizer, guest] = await Promise.all([
      openPerson({ toneHz: ORGANIZER_HZ, ...anyCertificate }),
      openPerson({ toneHz: GUEST_HZ, ...anyCertificate }),
    ]);
  });

  after(async () => {
    await Promise.all([organizer?.close(), guest?.close()]);
    await program?.end('SIGTERM');
    await proxy?.stop();
    await catcher?.close();
    if (program) rmSync(program.dataDirectory, { recursive: true, force: true });
  });

  it('the first account is made by the link in the terminal', async () => {
    const { page } = organizer;
    const link = /https:\S+\/set-up\/\S+/.exec(program.errors())?.[0] ?? '';
    await page.goto(link);
    await page.getByLabel('Mail address').fill('olga@example.org');
    await page.getByLabel('Your name').fill('Olga Organizer');
    await page.getByLabel('Password', { exact: true }).fill('a long enough one');
    await page.getByRole('button', { name: 'Create the account' }).click();
    await page.getByRole('button', { name: 'Create', exact: true }).waitFor();
    expect(new URL(page.url()).pathname).to.equal('/');
  });

  it('an event with WebMeeting and two invitees sends a bilingual invitation to each', async () => {
    const { page } = organizer;
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Schedule a WebMeeting' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Réunion <b>café</b>');
    const invitees = page.getByRole('textbox', { name: 'Invitees' });
    await invitees.fill('zoe@example.net');
    await invitees.press('Enter');
    await invitees.fill('bob@example.net');
    await invitees.press('Enter');
    await page.getByRole('button', { name: /^(Save|Save and send|Send)/ }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const shown = page.getByText('Réunion <b>café</b>').first();
    // Late on the last evening of a week the next half hour is in the week after.
    const isHere = await shown.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (!isHere) await page.getByRole('button', { name: 'Later', exact: true }).click();
    await shown.waitFor();
    await until(
      'three mails',
      async () => catcher.mails.flatMap(({ to }) => to),
      (to) => to.length >= 3,
    );
    expect(catcher.mails.flatMap(({ to }) => to).sort()).to.deep.equal([
      'bob@example.net',
      'olga@example.org',
      'zoe@example.net',
    ]);
    const [mail] = catcher.sentTo('zoe@example.net');
    expect(mail?.parsed.text).to.include('Join the WebMeeting').and.include('Rejoindre le WebMeeting');
    expect(mail?.parsed.html).to.include('Réunion &lt;b&gt;café&lt;/b&gt;');
    expect(mail?.calendar).to.include('METHOD:REQUEST');
  });

  it('the guest follows the link of the mail, gives a name and waits', async () => {
    const { page } = guest;
    const [mail] = catcher.sentTo('zoe@example.net');
    const link = new RegExp(`${proxy.url}/j/[A-Za-z0-9_-]{22}`).exec(mail?.parsed.text ?? '')?.[0] ?? '';
    await page.goto(link);
    await page.getByText('Réunion <b>café</b>').first().waitFor();
    await page.getByLabel('Your name').fill('Zoé <i>Z</i>');
    await page.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await page.getByText('You will come in by yourself', { exact: false }).first().waitFor();
    expect(new URL(page.url()).pathname, 'the token has left the address bar').to.match(/^\/(m\/\d{9}|j\/.*)$/);
  });

  it('Start now opens the room, and the guest comes in by herself', async () => {
    const { page } = organizer;
    await page
      .getByRole('button', { name: /^Réunion <b>café/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Start now' }).first().click();
    const join = page.getByRole('button', { name: /Join the WebMeeting|Start now/ });
    await until(
      'the door',
      async () => new URL(page.url()).pathname,
      (path) => path.startsWith('/m/'),
    );
    await join.click();
    await page.getByText('Welcome to the WebMeeting, Olga Organizer! The group chat is ready.').waitFor();
    await guest.page.getByText('Welcome to the WebMeeting, Zoé <i>Z</i>! The group chat is ready.').waitFor();
    expect(new URL(guest.page.url()).pathname).to.match(/^\/m\/\d{9}$/);
    await page.getByText('Zoé <i>Z</i>', { exact: true }).first().waitFor();
  });

  it('the two hear each other, each not oneself', async () => {
    await until('the organizer hears the guest', listen(organizer.page), hears(0));
    await until('the guest hears the organizer', listen(guest.page), hears(1));
  });

  it('muting silences, and unmuting brings the voice back', async () => {
    await guest.page.getByRole('button', { name: 'Microphone', exact: true }).click();
    await until('silence', listen(organizer.page), ({ loudness }) => loudness < 0.001);
    await organizer.page.getByText(/muted/i).first().waitFor();
    await guest.page.getByRole('button', { name: 'Microphone', exact: true }).click();
    await until('the guest again', listen(organizer.page), hears(0));
  });

  it('both see each other’s chat, as text', async () => {
    await say(organizer.page, 'Bonjour <img src=x onerror=alert(1)>');
    await say(guest.page, 'Hello https://example.org/a?b=c');
    for (const { page } of [organizer, guest]) {
      await sees(page, 'Bonjour <img src=x onerror=alert(1)>');
      const link = page.getByRole('log').getByRole('link', { name: 'https://example.org/a?b=c' });
      await link.waitFor();
      expect(await link.getAttribute('rel')).to.include('noopener');
    }
    expect(await organizer.page.locator('[role=log] img').count()).to.equal(0);
  });

  it('who reloads is the same person, with the history', async () => {
    const { page } = guest;
    await page.reload();
    const back = page.getByRole('button', { name: /Come back|Join the WebMeeting/ });
    await back.click();
    await sees(page, 'Bonjour <img src=x onerror=alert(1)>');
    expect(
      await organizer.page
        .getByRole('list', { name: /All attendees/ })
        .getByText('Zoé <i>Z</i>', { exact: true })
        .count(),
    ).to.equal(1);
  });

  it('a server that is killed and started again has everyone back, by themselves', async () => {
    const { dataDirectory } = program;
    await program.end('SIGKILL');
    program = await runProgram({ ...environment, DATA_DIR: dataDirectory });
    await say(organizer.page, 'Still here?');
    await sees(guest.page, 'Still here?');
    await until('the organizer hears the guest', listen(organizer.page), hears(0), 20_000);
  });

  it('the organizer ends the meeting for everyone', async () => {
    const { page } = organizer;
    await page.getByRole('button', { name: 'Hang up' }).click();
    await page.getByRole('menuitem', { name: /End for everyone/ }).click();
    // It is always asked; the question stands a moment after the click, so that whoever only looks may miss it.
    await page.getByRole('dialog').getByRole('button', { name: /End/ }).click();
    await guest.page.getByText('The meeting has ended').first().waitFor();
  });

  it('calendar programs, large files and the network of a device come through the proxy', async () => {
    const { page } = organizer;
    const api = (method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> =>
      page.evaluate(
        async ([method, path, body]) => {
          const answer = await fetch(`/api/v1${path}`, {
            method,
            ...(body !== '' && { body, headers: { 'content-type': 'application/json' } }),
          });
          return { status: answer.status, body: await answer.json() };
        },
        [method, path, body ? JSON.stringify(body) : ''] as const,
      );
    const { body: made } = await api('POST', '/app-passwords', { name: 'calendar program' });
    const { password } = made as { password: string };
    const authorization = `Basic ${Buffer.from(`olga@example.org:${password}`).toString('base64')}`;
    const found = await ask(`${proxy.url}/dav/`, {
      method: 'PROPFIND',
      headers: { authorization, depth: '0', 'content-type': 'application/xml' },
    });
    expect(found.status, found.text).to.equal(207);
    const stored = await ask(`${proxy.url}/dav/documents/large.bin`, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/octet-stream' },
      body: Buffer.alloc(30 * 1024 * 1024, 7),
    });
    expect(stored.status, stored.text).to.equal(201);
    const { body: devices } = await api('GET', '/account/sessions');
    const { sessions } = devices as { sessions: Array<{ current: boolean; network: string }> };
    expect(sessions.find(({ current }) => current)?.network).to.equal('127.0.0.1');
    const foreign = await ask(`${proxy.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(foreign.status).to.equal(403);
  });

  it('no page broke a rule of the content security policy or threw', () => {
    const complaints = [...organizer.complaints, ...guest.complaints].filter(
      (text) => !/status of 401|WebSocket connection|ERR_CONNECTION_REFUSED|Failed to load resource/.test(text),
    );
    expect(complaints).to.deep.equal([]);
  });
});
