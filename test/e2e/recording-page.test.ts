import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../src/app/project-root.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { type FirefoxPerson, openFirefox } from '../kit/firefox.ts';
import { recordingFixture } from '../kit/recording-fixture.ts';
import { type RecordingServer, startRecordingServer } from '../kit/recording-server.ts';

const MINUTES = 4;

/** Four minutes of a tone, as recordings are kept. */
const writeOgg = (file: string): void => {
  const { status, stderr } = spawnSync(
    'ffmpeg',
    [
      '-y',
      '-loglevel',
      'error',
      '-f',
      'lavfi',
      '-i',
      `sine=frequency=440:duration=${MINUTES * 60}`,
      '-c:a',
      'libopus',
      '-b:a',
      '24k',
      file,
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
};

const isPlaying = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(`{ const a = document.querySelector('audio'); !a.paused && a.readyState > 2 }`);
const positionOf = (page: Page): Promise<number> =>
  page.evaluate<number>(`document.querySelector('audio').currentTime`);
const near = (wanted: number) => (seen: number) => Math.abs(seen - wanted) < 1.5;

describe('the page of a recording', function () {
  this.timeout(120_000);
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-recording-'));
  const ready = recordingFixture({ minutes: MINUTES });
  const unready = { ...ready, chapters: [], chat: [] };
  delete (unready as Partial<typeof ready>).timeline;
  delete (unready as Partial<typeof ready>).audioUrl;
  let server: RecordingServer;
  let person: Person;
  let page: Page;
  const open = async (path: string): Promise<void> => {
    await page.goto('about:blank');
    await page.goto(`${server.url}/recordings/${path}`);
  };
  const play = () => page.getByRole('button', { name: 'Play', exact: true });
  const slider = () => page.getByRole('slider', { name: 'Position' });

  before(async () => {
    const audioFile = join(directory, 'tone.ogg');
    writeOgg(audioFile);
    server = await startRecordingServer({ clientDirectory: join(projectRoot(), 'dist', 'client'), audioFile });
    person = await openPerson();
    ({ page } = person);
  });
  beforeEach(() => {
    server.recordings.clear();
    server.recordings.set('rec-1', ready);
  });
  after(async () => {
    await person?.close();
    await server?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('says what was recorded, plays it from the moment in the address, and pauses', async () => {
    await open('rec-1#t=30');
    await page.getByRole('heading', { name: 'Comité de pilotage' }).waitFor();
    await page.getByText('Organizer: Bertrand Fèvre').waitFor();
    expect(await page.title()).to.equal('Comité de pilotage – recording');
    await play().click();
    await until('sound', () => isPlaying(page), Boolean);
    await until(
      'the moment',
      () => positionOf(page),
      (seconds) => seconds > 30.2 && seconds < 60,
    );
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await play().waitFor();
    expect(await isPlaying(page)).to.equal(false);
  });

  it('a press on somebody’s lane goes to where those words begin, and the arrows beside the name to the next ones', async () => {
    await open('rec-1#t=0');
    const [, zoe] = ready.timeline?.speakers ?? [];
    const [, second, third] = zoe?.spans ?? [];
    if (!second || !third) throw new Error('the fixture is too quiet');
    const track = page.locator('.lane__track[data-speaker="2"]');
    const box = await track.boundingBox();
    if (!box) throw new Error('no lane');
    const middle = (second[0] + second[1]) / 2 / (MINUTES * 60_000);
    await page.mouse.click(box.x + box.width * middle, box.y + box.height / 2);
    await until('the words', () => positionOf(page), near(second[0] / 1000));
    await page.getByRole('button', { name: 'Next time Zoé Martin speaks' }).click();
    await until('the next words', () => positionOf(page), near(third[0] / 1000));
    await page
      .getByText('Speaking: ', { exact: false })
      .and(page.getByText('Zoé Martin', { exact: false }))
      .waitFor();
  });

  it('the waveform is pressed and dragged, and is a slider for the keyboard that says where one is', async () => {
    await open('rec-1#t=0');
    const box = await slider().boundingBox();
    if (!box) throw new Error('no waveform');
    await page.mouse.move(box.x + 10, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 4, box.y + 20, { steps: 4 });
    await page.mouse.move(box.x + box.width / 2, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await until('the middle', () => positionOf(page), near(MINUTES * 30));
    await slider().focus();
    await page.keyboard.press('ArrowRight');
    await until('ten seconds on', () => positionOf(page), near(MINUTES * 30 + 10));
    expect(await slider().getAttribute('aria-valuetext')).to.match(/^2 minutes (?:9|10) seconds of 4 minutes/);
    await page.keyboard.press('PageUp');
    await until('thirty seconds on', () => positionOf(page), near(MINUTES * 30 + 40));
    await page.keyboard.press('Home');
    await until('the start', () => positionOf(page), near(0));
  });

  it('is heard by keyboard alone, unless single keys are switched off', async () => {
    await open('rec-1#t=60');
    await slider().waitFor();
    await page.keyboard.press('k');
    await until('sound', () => isPlaying(page), Boolean);
    await page.keyboard.press('k');
    await play().waitFor();
    await page.keyboard.press('5');
    await until('the middle', () => positionOf(page), near(MINUTES * 30));
    await page.keyboard.press('j');
    await until('30 seconds back', () => positionOf(page), near(MINUTES * 30 - 30));
    await page.keyboard.press('n');
    await until('the next chapter', () => positionOf(page), near(MINUTES * 60 * 0.55));
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await keys.getByRole('switch').click();
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
    await page.keyboard.press('5');
    await page.keyboard.press('ArrowLeft');
    await until('ten seconds back, no more', () => positionOf(page), near(MINUTES * 60 * 0.55 - 10));
    await page.evaluate('localStorage.clear()');
  });

  it('chapters and messages go to their moment; the current ones are marked, and a search finds them', async () => {
    await open('rec-1#t=0');
    const chapter = page.locator('.moment', { hasText: 'Next steps' });
    await chapter.click();
    await until('the chapter', () => positionOf(page), near(MINUTES * 60 * 0.7));
    expect(await chapter.getAttribute('aria-current')).to.equal('true');
    const marked = page.locator('.line[aria-current]');
    await until(
      'one marked message',
      () => marked.count(),
      (count) => count === 1,
    );
    await page.locator('.line').nth(2).getByRole('button').click();
    await until('the message', () => positionOf(page), near((2.5 / 14) * MINUTES * 60));
    await page.getByText('Paused for 2 mins').waitFor();
    await page.getByRole('searchbox').fill('TUNNEL');
    await until(
      'what was found',
      () => page.locator('.line').count(),
      (count) => count === 2,
    );
    await page.getByText('Nothing found', { exact: false }).waitFor();
  });

  it('the chat follows until one scrolls it, and again when asked', async () => {
    server.recordings.set('rec-1', recordingFixture({ minutes: MINUTES, chat: 120 }));
    await open('rec-1#t=120');
    const list = page.getByRole('list', { name: 'Chat' });
    const top = () => list.evaluate((element) => (element as unknown as { scrollTop: number }).scrollTop);
    await until('the list where the sound is', top, (pixels) => pixels > 200);
    await list.hover();
    await page.mouse.wheel(0, -5_000);
    const follow = page.getByRole('button', { name: 'Follow along' });
    await follow.waitFor();
    await page.keyboard.press('9');
    await until('the jump', () => positionOf(page), near(MINUTES * 54));
    expect(await top()).to.be.lessThan(200);
    await follow.click();
    await until('the list where the sound is', top, (pixels) => pixels > 200);
  });

  it('goes on where one stopped, as fast as before, and gives a link to the moment', async () => {
    await page.evaluate('localStorage.clear()');
    await open('rec-1');
    await slider().waitFor();
    await page.keyboard.press('5');
    await page.getByRole('button', { name: 'Speed: 1×' }).click();
    await page.getByRole('menuitemradio', { name: '1.5×' }).click();
    await page.getByRole('button', { name: 'Copy a link to 2:00' }).click();
    await page.getByText('Link to 2:00 copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).to.equal(`${server.url}/recordings/rec-1#t=120`);
    await open('rec-1');
    await page.getByText('Goes on where you stopped, at 2:00.').waitFor();
    await page.getByRole('button', { name: 'Speed: 1.5×' }).waitFor();
    await until('the moment', () => positionOf(page), near(120));
    await page.getByRole('button', { name: 'Play from the start' }).click();
    await until(
      'the start',
      () => positionOf(page),
      (seconds) => seconds < 20,
    );
    await page.evaluate('localStorage.clear()');
  });

  it('moves on by itself from its recording to its sound', async () => {
    server.recordings.set('rec-1', { ...unready, state: 'recording' });
    await open('rec-1');
    await page.getByRole('heading', { name: 'This is being recorded right now' }).waitFor();
    server.recordings.set('rec-1', { ...unready, state: 'rendering', progress: 0.438 });
    await page.getByText('43% done').waitFor();
    server.recordings.set('rec-1', ready);
    await play().waitFor();
  });

  it('what failed is tried again by its organizer alone', async () => {
    server.recordings.set('rec-1', { ...unready, state: 'failed', mine: false });
    await open('rec-1');
    await page.getByText('Bertrand Fèvre can try again', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).to.equal(0);
    server.recordings.set('rec-1', { ...unready, state: 'failed' });
    await open('rec-1');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('0% done').waitFor();
    expect(server.asked).to.include('POST /recordings/rec-1/retry');
  });

  it('says in a sentence why there is nothing to hear', async () => {
    await open('nowhere');
    await page.getByRole('heading', { name: 'This recording is not here' }).waitFor();
    await open('private');
    await page.getByRole('heading', { name: 'This recording is not shared with you' }).waitFor();
    await open('signed-out#t=5');
    const way = page.getByRole('link', { name: 'Sign in' });
    expect(await way.getAttribute('href')).to.equal('/sign-in?next=%2Frecordings%2Fsigned-out%23t%3D5');
    const { timeline } = ready;
    if (!timeline) throw new Error('no timeline');
    server.recordings.set('quiet', {
      ...ready,
      id: 'quiet',
      timeline: { ...timeline, speakers: [] },
      chapters: [],
      chat: [],
    });
    await open('quiet');
    await page.getByText('Nobody spoke in this recording.').waitFor();
    await page.getByText('Nothing was written while this was recorded.').waitFor();
  });

  it('other forms are asked for and come by themselves; it is shared by a link and deleted after a question', async () => {
    await open('rec-1');
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    const downloads = page.getByRole('dialog', { name: 'Download' });
    expect(await downloads.getByRole('link', { name: 'Download Sound (Ogg Opus)' }).getAttribute('href')).to.equal(
      ready.audioUrl,
    );
    await downloads.getByRole('button', { name: 'Prepare MP3' }).click();
    await downloads.getByText('Being prepared', { exact: false }).waitFor();
    server.recordings.set('rec-1', { ...ready, outputs: [{ kind: 'mp3', state: 'ready', documentId: 'doc-2' }] });
    const mp3 = downloads.getByRole('link', { name: 'Download MP3' });
    await mp3.waitFor();
    expect(await mp3.getAttribute('href')).to.equal('/api/v1/documents/doc-2/content');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Share' }).click();
    const sharing = page.getByRole('dialog', { name: 'Share “Comité de pilotage”' });
    await sharing.getByRole('button', { name: 'Create a link' }).click();
    await sharing.getByRole('button', { name: 'Copy the link' }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).to.equal(server.shares[0]?.url);
    expect(server.shares[0]?.expiresAt).to.be.a('string');
    await sharing.getByLabel('Mail address').fill('zoe@example.net');
    await sharing.getByRole('button', { name: 'Add' }).click();
    await sharing.getByText('zoe@example.net', { exact: true }).waitFor();
    await sharing.getByRole('switch', { name: 'Those who were there', exact: false }).click();
    await until(
      'three shares',
      async () => server.shares.map(({ kind }) => kind).join(' '),
      (kinds) => kinds === 'link person session',
    );
    expect(await findings(page)).to.deep.equal([]);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'The recording is in the bin' }).waitFor();
    expect(server.recordings.has('rec-1')).to.equal(false);
  });

  it('sound that does not come is said, and comes when one tries again', async () => {
    await page.route('**/audio', (route) => route.abort());
    await open('rec-1#t=90');
    await page.getByText('The sound stopped coming.', { exact: false }).waitFor();
    await page.unroute('**/audio');
    await page.getByRole('button', { name: 'Try again' }).click();
    await until('sound', () => isPlaying(page), Boolean);
    expect(await positionOf(page)).to.be.within(90, 120);
    await page.getByText('The sound stopped coming.', { exact: false }).waitFor({ state: 'detached' });
  });

  it('an hour of ten thousand words is drawn at once and stays light', async () => {
    server.recordings.set('hour', recordingFixture({ id: 'hour', minutes: 65, spansPerSpeaker: 2_600, chat: 300 }));
    await open('hour');
    await slider().waitFor();
    expect(await page.evaluate<number>(`document.querySelectorAll('.timeline *').length`)).to.be.lessThan(400);
    await page.getByRole('button', { name: 'Enlarge the timeline' }).click();
    await until(
      'a wider axis',
      () =>
        page.evaluate<number>(
          `{ const s = document.querySelector('.timeline__scroller'); s.scrollWidth / s.clientWidth }`,
        ),
      (times) => times > 1.5,
    );
  });

  for (const [language, scheme, width] of [
    ['fr-FR', 'light', 1280],
    ['en-GB', 'dark', 320],
    ['fr-FR', 'dark', 320],
    ['en-GB', 'light', 1280],
  ] as const) {
    it(`is whole and accessible: ${language}, ${scheme}, ${width} pixels`, async () => {
      const phone = width === 320;
      const visitor = await person.page
        .context()
        .browser()
        ?.newContext({
          locale: language,
          colorScheme: scheme,
          viewport: { width, height: phone ? 640 : 900 },
          hasTouch: phone,
          isMobile: phone,
        });
      if (!visitor) throw new Error('no browser');
      try {
        const own = await visitor.newPage();
        await own.goto(`${server.url}/recordings/rec-1`);
        await own.getByRole('slider', { name: 'Position' }).waitFor();
        expect(await own.evaluate('document.documentElement.scrollWidth <= innerWidth')).to.equal(true);
        expect(await findings(own)).to.deep.equal([]);
        if (!phone) return;
        await own.getByRole('tab', { name: language === 'fr-FR' ? 'Conversation' : 'Chat' }).click();
        await own.locator('.line').first().waitFor();
        const small = await own.evaluate<string[]>(
          `[...document.querySelectorAll('main button:not([tabindex="-1"])')].filter((b) => b.offsetHeight > 0 && b.offsetHeight < 44 && !b.closest('.moment--gap')).map((b) => b.outerHTML.slice(0, 120))`,
        );
        expect(small).to.deep.equal([]);
      } finally {
        await visitor.close();
      }
    });
  }

  it('Firefox plays it and jumps in it', async () => {
    const firefox: FirefoxPerson = await openFirefox();
    try {
      await firefox.open(`${server.url}/recordings/rec-1#t=100`);
      await firefox.click('Play');
      const at = () => firefox.ask<number>(`document.querySelector('audio').currentTime`);
      await until('sound from the moment on', at, (seconds) => seconds > 100.2 && seconds < 140);
      await firefox.click('Ahead 30 seconds');
      await until('thirty seconds on', at, (seconds) => seconds > 130 && seconds < 170);
      expect(firefox.complaints).to.deep.equal([]);
    } finally {
      await firefox.close();
    }
  });

  it('nothing broke a rule of the content security policy', () => {
    expect(person.complaints.filter((text) => !/status of 40[134]|ERR_FAILED/.test(text))).to.deep.equal([]);
  });
});
