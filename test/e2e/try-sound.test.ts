import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { heardSound } from '../kit/heard-sound.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const OWN_HZ = 660;
const HEARD = 0.05;

/** Keeps every track that the page was given, to see which are live. */
const KEEP_TRACKS = `{
  const devices = navigator.mediaDevices;
  const ask = devices.getUserMedia.bind(devices);
  globalThis.givenTracks = [];
  devices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    globalThis.givenTracks.push(...stream.getTracks());
    return stream;
  };
}`;
const liveTracks = (page: Page): Promise<number> =>
  page.evaluate('globalThis.givenTracks.filter(({ readyState }) => readyState === "live").length');

describe('microphone and loudspeaker, tried without a meeting', function () {
  this.timeout(120_000);
  let running: RunningApp;
  let person: Person;
  let page: Page;

  const toneHeard = async (): Promise<number> => (await heardSound(page, [OWN_HZ])).tones[0] ?? 0;
  const open = async (locale = 'en-GB', width = 1280): Promise<void> => {
    person = await openPerson({ toneHz: OWN_HZ, context: { locale, viewport: { width, height: 900 } } });
    page = person.page;
    await page.addInitScript({ content: KEEP_TRACKS });
    await page.goto(`${running.url}/join`);
  };

  before(async () => {
    running = await startApp();
  });
  afterEach(() => person.close());
  after(() => running?.dispose());

  it('show the level, give one’s voice back through the server, and are let go when folded', async () => {
    await open();
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    const fold = page.getByText('Test my microphone and loudspeaker');
    await fold.waitFor();
    // Nobody who only types an ID is listened to.
    expect(await liveTracks(page)).to.equal(0);
    await fold.click();
    const level = page.getByRole('meter', { name: 'Level of your microphone' });
    await until(
      'the level',
      async () => Number(await level.getAttribute('aria-valuenow')),
      (now) => now > 30,
    );
    expect(await toneHeard()).to.be.below(HEARD);
    await page.getByRole('button', { name: 'Hear yourself' }).click();
    await page.getByText(/^Your voice comes back: \d+ ms\.$/).waitFor();
    await until('oneself', toneHeard, (tone) => tone > HEARD);
    expect(sockets.filter((url) => url.includes('/socket.io/'))).to.have.length(1);

    await fold.click();
    await until(
      'the microphone is closed',
      () => liveTracks(page),
      (live) => live === 0,
    );
    await until('silence', toneHeard, (tone) => tone < HEARD);
    expect(new URL(page.url()).pathname).to.equal('/join');
    expect(person.complaints).to.deep.equal([]);
  });

  for (const [locale, width] of [
    ['fr-FR', 320],
    ['en-GB', 390],
    ['fr-FR', 1280],
  ] as const)
    it(`are accessible, and fit: ${locale}, ${width} px`, async () => {
      await open(locale, width);
      await page.getByText(/^Test my microphone|^Tester mon micro/).click();
      await page.getByRole('meter').waitFor();
      if (width < 720) await page.getByText(/^Devices and sound test|^Appareils/).click();
      await page.getByRole('button', { name: /^Hear yourself|^S’écouter/ }).waitFor();
      const shots = process.env['SHOTS'];
      if (shots) await page.screenshot({ path: `${shots}/try-sound-${locale}-${width}.png`, fullPage: true });
      expect(await findings(page)).to.deep.equal([]);
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow, 'scrolls sideways').to.be.at.most(0);
    });
});
