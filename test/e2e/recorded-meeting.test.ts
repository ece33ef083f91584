import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RecordingPage, RecordingSummary, RecordingTimeline } from '../../src/contract/http/recording.ts';
import { ApiClient } from '../kit/api-client.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { heardSound } from '../kit/heard-sound.ts';
import { catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { untilRecording } from '../kit/recorded-meeting.ts';
import { type RunningProgram, runProgram } from '../kit/run-program.ts';
import { ADMIN, freePort } from '../kit/start-app.ts';

/** How much later than it began a test that listens may notice a tone, and how soon a closed microphone is quiet. */
const NOTICED_MS = 2_000;
/** How far a lane may be off what was heard. */
const OFF_MS = 400;
/** What a killed server may lose. */
const LOST_MS = 3_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** When, on the server's clock, a position of the sound was. */
const wallOf = ({ clock }: RecordingTimeline, atMs: number): number => {
  const [position, wall] = clock.findLast(([from]) => from <= atMs) ?? clock[0] ?? [0, 0];
  return wall + (atMs - position);
};

interface Turn {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

describe('a recorded meeting of three browsers whose server is killed', function () {
  this.timeout(240_000);
  let catcher: MailCatcher;
  let program: RunningProgram;
  let environment: Record<string, string>;
  let api: ApiClient;
  let meetingId: string;
  let olga: Person;
  let zoe: Person;
  let max: Person;
  let made: RecordingPage;
  const turns: Turn[] = [];
  let killedMs = 0;

  before(async () => {
    catcher = await catchMails();
    environment = {
      PORT: String(await freePort()),
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      SMTP_URL: catcher.url,
    };
    program = await runProgram(environment);
    environment['DATA_DIR'] = program.dataDirectory;
    api = new ApiClient(program.url);
    await api.post('/session', ADMIN);
    await api.patch('/account', { language: 'en', name: 'Olga' });
    const meeting = await api.post<{ id: string; pin: string }>('/meetings', { title: 'Budget' });
    meetingId = meeting.id;
    [olga, zoe, max] = (await Promise.all([660, 440, 880].map((toneHz) => openPerson({ toneHz })))) as [
      Person,
      Person,
      Person,
    ];
    await olga.page.goto(`${program.url}/sign-in`);
    await olga.page.locator('input[name=email]').fill(ADMIN.email);
    await olga.page.locator('input[name=password]').fill(ADMIN.password);
    await olga.page.keyboard.press('Enter');
    await olga.page.waitForURL((url) => url.pathname === '/');
    await olga.page.goto(`${program.url}/m/${meetingId}`);
    await olga.page.getByRole('button', { name: /Join the WebMeeting|Start now/ }).click();
    await olga.page.getByText('The group chat is ready').waitFor();
    for (const [person, name] of [
      [zoe, 'Zoe'],
      [max, 'Max'],
    ] as const) {
      const { page } = person;
      await page.goto(`${program.url}/m/${meetingId}`);
      await page.getByLabel(/PIN/).fill(meeting.pin);
      await page.getByLabel('Your name').fill(name);
      await page.getByRole('button', { name: 'Join the WebMeeting' }).click();
      await page.getByText('The group chat is ready').waitFor();
    }
    for (const person of [olga, zoe, max]) await microphone(person, false);
  });

  after(async () => {
    await Promise.all([olga, zoe, max].map((person) => person?.close()));
    await program?.end('SIGKILL');
    await catcher?.close();
    if (program) rmSync(program.dataDirectory, { recursive: true, force: true });
  });

  const microphone = async ({ page }: Person, open: boolean): Promise<void> => {
    const button = page.getByRole('button', { name: 'Microphone', exact: true });
    if ((await button.getAttribute('aria-pressed')) === String(open)) return;
    await button.click();
    await until(
      'the microphone',
      () => button.getAttribute('aria-pressed'),
      (pressed) => pressed === String(open),
    );
  };
  /** Opens the microphone; answers when its tone was heard by somebody else. */
  const heardFrom = async (person: Person, toneHz: number, listener: Person): Promise<number> => {
    await microphone(person, true);
    await until(
      `${toneHz} Hz`,
      () => heardSound(listener.page, [toneHz]),
      ({ tones }) => (tones[0] ?? 0) > 0.1,
    );
    return Date.now();
  };
  const speak = async (person: Person, name: string, toneHz: number, listener: Person): Promise<void> => {
    const fromMs = await heardFrom(person, toneHz, listener);
    await pause(3_000);
    turns.push({ name, fromMs, toMs: Date.now() });
    await microphone(person, false);
  };
  const wallSpans = (name: string): Array<readonly [number, number]> => {
    const { timeline } = made;
    if (timeline === undefined) throw new Error('not rendered');
    const speaker = timeline.speakers.find((one) => one.name === name);
    return (speaker?.spans ?? []).map(([from, to]) => [wallOf(timeline, from), wallOf(timeline, to)] as const);
  };

  it('is recorded by its organizer, and goes on being recorded after the server was killed', async () => {
    await olga.page.getByRole('button', { name: 'Record audio' }).click();
    await zoe.page
      .getByText(/being recorded|Recording/i)
      .first()
      .waitFor();
    await speak(olga, 'Olga', 660, zoe);
    const zoeFromMs = await heardFrom(zoe, 440, olga);
    await pause(3_000);
    await program.end('SIGKILL');
    killedMs = Date.now();
    turns.push({ name: 'Zoe', fromMs: zoeFromMs, toMs: killedMs });
    program = await runProgram(environment);
    for (const { page } of [olga, zoe, max])
      await until(
        'everyone back',
        () => page.getByText('Reconnecting…').count(),
        (count) => count === 0,
        30_000,
      );
    await microphone(zoe, false);
    await speak(max, 'Max', 880, olga);
    await max.page.getByRole('textbox', { name: 'Message to everyone' }).fill('Agreed');
    await max.page.keyboard.press('Enter');
    await olga.page.getByRole('log').getByText('Agreed').waitFor();
  });

  it('ends with the meeting, and becomes a recording with everybody in their place', async () => {
    await olga.page.getByRole('button', { name: 'Hang up' }).click();
    await olga.page.getByRole('menuitem', { name: /End for everyone/ }).click();
    await olga.page.getByRole('dialog').getByRole('button', { name: /End/ }).click();
    await zoe.page.getByText('The meeting has ended').first().waitFor();
    const { recordings } = await api.get<{ recordings: RecordingSummary[] }>(`/recordings?meeting=${meetingId}`);
    expect(recordings).to.have.length(1);
    made = await untilRecording(api, recordings[0]?.id ?? '', ({ state }) => state === 'ready', 60_000);
    expect(made.why).to.equal('ended');
    expect(made.timeline?.speakers.map(({ name }) => name)).to.deep.equal(['Olga', 'Zoe', 'Max']);
    for (const { name, fromMs, toMs } of turns) {
      const spans = wallSpans(name).filter(([from]) => name !== 'Zoe' || from < killedMs);
      expect(spans[0]?.[0], `${name} begins`).to.be.within(fromMs - NOTICED_MS, fromMs + OFF_MS);
      const lost = name === 'Zoe' ? LOST_MS : OFF_MS;
      expect(spans.at(-1)?.[1], `${name} ends`).to.be.within(toMs - lost, toMs + NOTICED_MS);
    }
    expect(made.timeline?.gaps.map(({ reason }) => reason)).to.deep.equal(['restart']);
    expect(made.chat.map(({ name, text }) => [name, text])).to.deep.equal([['Max', 'Agreed']]);
  });

  it('shows its three lanes where they belong, and plays', async () => {
    const { page } = olga;
    await page.goto(`${program.url}/recordings/${made.id}`);
    await page.locator('.lane__track').nth(2).waitFor();
    const { timeline } = made;
    if (timeline === undefined) throw new Error('not rendered');
    for (const [index, { name, spans }] of timeline.speakers.entries()) {
      const drawn = await page
        .locator('.lane__track')
        .nth(index)
        .evaluate((track) => {
          const path = (
            track as unknown as { querySelector(what: string): { getBBox(): { x: number; width: number } } }
          ).querySelector('path');
          const { width } = (
            track as unknown as { getBoundingClientRect(): { width: number } }
          ).getBoundingClientRect();
          const box = path.getBBox();
          return { from: box.x / width, to: (box.x + box.width) / width };
        });
      expect(drawn.from, name).to.be.closeTo((spans[0]?.[0] ?? 0) / timeline.durationMs, 0.02);
      expect(drawn.to, name).to.be.closeTo((spans.at(-1)?.[1] ?? 0) / timeline.durationMs, 0.02);
    }
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await until(
      'the sound runs',
      () => page.evaluate('document.querySelector("audio")?.currentTime ?? 0') as Promise<number>,
      (seconds) => seconds > 0.5,
    );
    expect(
      olga.complaints.filter((text) => /content security|error/i.test(text) && !/WebSocket|ERR_/.test(text)),
    ).to.deep.equal([]);
    if (process.env['PICTURES'] !== undefined)
      await page.screenshot({ path: join(process.env['PICTURES'], 'recording.png') });
  });

  it('lies with the attendance and the chat in the Documents, which a file manager reads over WebDAV', async () => {
    const { password } = await api.post<{ password: string }>('/app-passwords', { name: 'files' });
    const authorization = `Basic ${Buffer.from(`${ADMIN.email}:${password}`).toString('base64')}`;
    const ask = (method: string, path: string): Promise<Response> =>
      fetch(`${program.url}${path}`, { method, headers: { Authorization: authorization, Depth: '1' } });
    const namesIn = async (path: string): Promise<string[]> => {
      const text = await (await ask('PROPFIND', path)).text();
      const hrefs = [...text.matchAll(/<(?:\w+:)?href>([^<]+)<\/(?:\w+:)?href>/g)].map(([, href = '']) => href);
      return hrefs.filter((href) => new URL(href, program.url).pathname !== path);
    };
    const [meetings = ''] = await namesIn('/dav/documents/');
    const [folder = ''] = await namesIn(new URL(meetings, program.url).pathname);
    const files = await until(
      'the papers',
      () => namesIn(new URL(folder, program.url).pathname),
      (names) => names.length >= 4,
      30_000,
    );
    const names = files.map((href) => decodeURIComponent(href.split('/').at(-1) ?? '')).sort();
    expect(names).to.deep.equal(['Attendance.csv', 'Attendance.html', 'Chat.txt', 'Recording 1.ogg']);
    const sound = await ask('GET', new URL(files.find((href) => href.endsWith('.ogg')) ?? '', program.url).pathname);
    const file = join(program.dataDirectory, 'fetched.ogg');
    writeFileSync(file, Buffer.from(await sound.arrayBuffer()));
    const told = execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file]);
    expect(Number(told) * 1_000).to.be.closeTo(made.durationMs ?? 0, 100);
  });

  it('is told to the organizer in one mail, with the link to it', async () => {
    await until(
      'the mail',
      async () => catcher.sentTo(ADMIN.email).length,
      (count) => count > 0,
      30_000,
    );
    const [mail, ...more] = catcher.sentTo(ADMIN.email);
    expect(more).to.deep.equal([]);
    expect(mail?.parsed.text).to.include(`/recordings/${made.id}`);
  });
});
