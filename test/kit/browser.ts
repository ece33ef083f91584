import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { tapSound } from './heard-sound.ts';
import { writeToneFile } from './tone-file.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
];

/** Noise suppression takes a steady tone for noise: what the microphone plays must reach the page as it is. */
const RAW_MICROPHONE = `{
  const devices = navigator.mediaDevices;
  if (devices) {
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = (wanted) => {
      const given = typeof wanted.audio === 'object' ? wanted.audio : {};
      return ask({ ...wanted, audio: { ...given, noiseSuppression: false, echoCancellation: false, autoGainControl: false } });
    };
  }
}`;

export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Whatever the page complained about: uncaught errors, refused by the content security policy, failed loads. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/** Somebody with a Chromium of their own, whose microphone plays a tone. */
export const openPerson = async ({
  toneHz,
  context: contextOptions = {},
}: {
  readonly toneHz?: number;
  readonly context?: BrowserContextOptions;
} = {}): Promise<Person> => {
  const args = [...FLAGS];
  if (toneHz !== undefined) {
    const file = join(mkdtempSync(join(tmpdir(), 'webmeeting-tone-')), 'tone.wav');
    writeToneFile(file, toneHz);
    args.push(`--use-file-for-fake-audio-capture=${file}`);
  }
  const browser: Browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1280, height: 800 },
    permissions: ['microphone', 'clipboard-read', 'clipboard-write'],
    ...contextOptions,
  });
  const complaints: string[] = [];
  context.on('weberror', (event) => complaints.push(String(event.error())));
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await context.addInitScript({ content: RAW_MICROPHONE });
  const page = await context.newPage();
  await tapSound(page);
  page.setDefaultTimeout(15_000);
  return { page, context, complaints, close: () => browser.close() };
};

/** Asks until `look` answers something true; says what it saw last when that never comes. */
export const until = async <T>(
  what: string,
  look: () => Promise<T>,
  isThere: (seen: T) => boolean,
  patienceMs = 15_000,
): Promise<T> => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (isThere(seen)) return seen;
    if (Date.now() > deadline)
      throw new Error(`${what}: not within ${patienceMs} ms; last seen ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
