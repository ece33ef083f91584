import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../src/app/project-root.ts';
import type { DeputyBody } from '../../src/contract/http/deputy.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const CAROL = { email: 'carol@example.org', password: 'another horse battery' } as const;
const DAY_MS = 86_400_000;
const day = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
/** A pair of hours, a day ago. */
const BEGAN_MS = Date.parse(`${day(-1)}T09:00:00Z`);
const minute = (minutes: number): number => BEGAN_MS + minutes * 60_000;

const signIn = async (page: Page): Promise<void> => {
  await page.locator('input[name=email]').fill(ADMIN.email);
  await page.locator('input[name=password]').fill(ADMIN.password);
  await page.keyboard.press('Enter');
};

describe('who runs a meeting, and who was there, through the screens', function () {
  this.timeout(120_000);
  let catcher: MailCatcher;
  let running: RunningApp;
  let api: ApiClient;
  let olga: Person;
  let event: EventBody;

  /** What the rooms would have written of a meeting yesterday. */
  const seed = (): void => {
    const database = new Database(join(running.dataDirectory, 'webmeeting.sqlite'));
    const put = (table: string, row: Record<string, unknown>): void => {
      const names = Object.keys(row);
      database
        .prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => '?').join()})`)
        .run(...Object.values(row));
    };
    put('sessions', {
      ...{ id: 's1', meeting_id: event.meeting?.id, recurrence_id: `${day(-1)}T10:00:00`, started_ms: minute(0) },
      ...{ ended_ms: minute(65), end_reason: 'ended' },
    });
    const people = [
      ['Olga', 'organizer', 'web', 'account:o', [[0, 65]]],
      [
        'Zoé Martin',
        'attendee',
        'web',
        'invitee:zoe@example.net',
        [
          [2, 20],
          [25, 65],
        ],
      ],
      ['=HYPERLINK("https://evil.example")', 'attendee', 'web', 'guest:x', [[5, 6]]],
      ['+33 6 12 34 56 78', 'attendee', 'phone', 'guest:y', [[10, 60]]],
    ] as const;
    for (const [index, [name, role, via, person, stays]] of people.entries()) {
      put('participants', {
        ...{ id: `p${index}`, session_id: 's1', number: index + 1, name, role, via, person, resume_hash: `h${index}` },
        ...{ joined_ms: minute(stays[0][0]), left_ms: minute(65) },
      });
      for (const [from, to] of stays)
        put('attendance', { session_id: 's1', participant_id: `p${index}`, from_ms: minute(from), to_ms: minute(to) });
    }
    for (const [index, text] of ['Bonjour à tous', '<b>Two\nlines</b>'].entries())
      put('chat_messages', {
        ...{ id: `m${index}`, session_id: 's1', sequence: index + 1, participant_id: 'p1', sender_name: 'Zoé Martin' },
        ...{ client_id: `c${index}`, text, sent_ms: minute(3 + index) },
      });
    database.close();
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
      ...{ title: 'Revue d’équipe', start: `${day(-8)}T10:00`, end: `${day(-8)}T11:00`, timeZone: 'Europe/Paris' },
      ...{ webMeeting: true, recurrence: 'FREQ=DAILY;COUNT=60' },
      invitees: [{ email: 'zoe@example.net', name: 'Zoé' }, { email: CAROL.email }],
    });
    seed();
    olga = await openPerson();
  });

  after(async () => {
    await olga?.close();
    await running?.dispose();
    await catcher?.close();
  });

  it('the link of the organizer’s mail leads to handing one date over, by keyboard; who was asked gets a mail', async () => {
    await until(
      'the organizer’s mail',
      async () => catcher.sentTo(ADMIN.email).length,
      (count) => count > 0,
    );
    const text = catcher.sentTo(ADMIN.email)[0]?.parsed.text ?? '';
    const link = new RegExp(`${running.url}/\\?event=\\S+handOver=1`).exec(text)?.[0];
    if (link === undefined) throw new Error(`no link in ${text}`);
    const { page } = olga;
    await page.goto(link);
    await signIn(page);
    const dialog = page.getByRole('dialog', { name: /Who runs/ });
    await dialog.getByRole('group', { name: 'For which dates' }).waitFor();
    expect(await dialog.getByText(CAROL.email).count()).to.equal(1);
    expect(await dialog.getByText('zoe@example.net').count(), 'without an account').to.equal(0);
    // Opened and read: nothing has changed.
    expect((await api.get<DeputyBody>(`/meetings/${event.meeting?.id}/deputy`)).forDate).to.equal(null);
    expect(await findings(page)).to.deep.equal([]);
    await dialog.getByRole('radio', { name: /Carol/ }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByText('Carol runs the meeting and gets a mail.').waitFor();
    await until(
      'the deputy’s mail',
      async () => catcher.sentTo(CAROL.email).map(({ parsed }) => parsed.subject),
      (subjects) => subjects.some((subject) => subject?.includes('You run this meeting')),
    );
    await page.goto(link);
    await dialog.getByText('Carol runs it in your place.').waitFor();
    await dialog.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('You run it yourself again. Carol gets a mail.').waitFor();
    expect((await api.get<DeputyBody>(`/meetings/${event.meeting?.id}/deputy`)).forDate).to.equal(null);
  });

  it('past meetings show who was there and what was written, and can be saved', async () => {
    const { page } = olga;
    await page.goto(`${running.url}/?event=${event.id}`);
    await page.getByRole('button', { name: 'Past meetings' }).click();
    const dialog = page.getByRole('dialog', { name: /Past meetings of/ });
    const row = dialog.getByRole('row', { name: /Zoé Martin/ });
    await row.waitFor();
    const print = dialog.getByRole('link', { name: 'Print, or save as PDF' });
    expect(await print.getAttribute('href')).to.contain('/papers/attendance.html?');
    const cells = await row.getByRole('cell').allInnerTexts();
    expect(cells.map((text) => text.replace(/\s*–\s*/g, '–'))).to.deep.equal(['10:02–10:20\n10:25–11:05', '58 min']);
    await dialog.getByRole('button', { name: 'Chat: 2 messages' }).click();
    await dialog.getByText('<b>Two').waitFor();
    expect(await findings(page)).to.deep.equal([]);

    const saved = async (name: string): Promise<{ file: string; text: string }> => {
      const download = page.waitForEvent('download');
      await dialog.getByRole('link', { name }).click();
      const done = await download;
      return { file: done.suggestedFilename(), text: readFileSync(await done.path(), 'utf8') };
    };
    const list = await saved('Save the list (CSV)');
    expect(list.file).to.equal(`revue-d-equipe-${day(-1)}-attendance.csv`);
    const lines = list.text.split('\r\n');
    expect(lines[2]).to.match(/^"Zoé Martin","[^"]*","attendee","(?:yes|no)","[^"]*","yes","web",/);
    expect(lines[2]).to.contain(`"${day(-1)} 10:02:00","${day(-1)} 10:20:00","1080","3480"`);
    expect(list.text).to.contain(`"'=HYPERLINK(""https://evil.example"")"`).and.contain(`"'+33 6 12 34 56 78"`);
    const chat = await saved('Save the chat');
    expect(chat.text).to.equal(
      `[${day(-1)} 10:03:00] Zoé Martin: Bonjour à tous\n[${day(-1)} 10:04:00] Zoé Martin: <b>Two\n    lines</b>\n`,
    );
  });

  it('both pass axe and stay within 320 px, in French and in the dark', async () => {
    const { page } = olga;
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await api.patch('/account', { language: 'fr' });
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`${running.url}/?event=${event.id}`);
    await page.getByRole('button', { name: 'Réunions passées' }).click();
    await page.getByRole('row', { name: /Zoé Martin/ }).waitFor();
    const isWide = (): Promise<boolean> =>
      page.evaluate(
        '[...document.querySelectorAll("dialog .dialog__body, html")].some((one) => one.scrollWidth > one.clientWidth)',
      );
    expect(await isWide()).to.equal(false);
    expect(await findings(page)).to.deep.equal([]);
    await page.goto(`${running.url}/?event=${event.id}&handOver=1`);
    await page.getByRole('radio', { name: /Carol/ }).waitFor();
    expect(await isWide()).to.equal(false);
    expect(await findings(page)).to.deep.equal([]);
  });
});
