import puppeteer, { type Browser, type KeyInput, type Page } from 'puppeteer-core';
import type { HeardSound } from './heard-sound.ts';
import { SOUND_TAP } from './heard-sound.ts';
import { silentLoudspeaker } from './silent-loudspeaker.ts';

const PROGRAM = '/usr/bin/firefox-esr';
const START_MS = 40_000;
const ANSWER_MS = 10_000;

/** Devices that ask nobody, and sound that plays without a click. */
const PREFERENCES = {
  'media.navigator.permission.disabled': true,
  'media.navigator.streams.fake': true,
  'media.getdisplaymedia.enabled': true,
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  'dom.disable_open_during_load': false,
  'intl.accept_languages': 'en-GB,en',
  'app.update.auto': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** In the page: the middle of the button or field of that name, or null while it is not there, is disabled, or is covered. */
const FIND = `(name, kind) => {
  const fields = 'input, textarea, select, [role=textbox], [contenteditable]';
  const buttons = 'button, a[href], [role=button], [role=menuitem], [role=tab]';
  const clean = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const nameOf = (element) => {
    const by = element.getAttribute('aria-labelledby');
    if (by) return clean(by.split(' ').map((id) => document.getElementById(id)?.textContent).join(' '));
    return clean(element.getAttribute('aria-label') ?? (kind === 'field' ? element.labels?.[0]?.textContent : element.textContent));
  };
  for (const element of document.querySelectorAll(kind === 'field' ? fields : buttons)) {
    const said = nameOf(element);
    if (!(kind === 'field' ? said.startsWith(name) : said === name) || element.disabled) continue;
    element.scrollIntoView({ block: 'nearest' });
    const { left, top, width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0) continue;
    const place = { x: left + width / 2, y: top + height / 2 };
    const hit = document.elementFromPoint(place.x, place.y);
    if (hit && (element.contains(hit) || hit.contains(element))) return place;
  }
  return null;
}`;

/** Somebody with a Firefox of their own. */
export interface FirefoxPerson {
  /** For what is not here; every call of it may hang, so put `inTime` around it. */
  readonly page: Page;
  /** Whatever the page complained about: uncaught errors and lines of the console that are errors. */
  readonly complaints: readonly string[];
  /** The value of an expression in the page; of a promise what it keeps. Asked again once when no answer comes. */
  ask<Answer = unknown>(expression: string): Promise<Answer>;
  /** Opens an address. */
  open(url: string): Promise<void>;
  /** Clicks the button, link or menu item of that name; `name` as the page says it, in whole. */
  click(name: string): Promise<void>;
  /** Types into the field of that label; the label may say more behind it. */
  fill(label: string, text: string): Promise<void>;
  /** Presses keys one after the other: `'Enter'`, `'a'`. */
  press(...keys: readonly string[]): Promise<void>;
  /** Waits until the words are seen on the page. */
  sees(words: string, patienceMs?: number): Promise<void>;
  /** What the page played in the last third of a second; see `heard-sound.ts`. */
  hears(tonesHz: readonly number[]): Promise<HeardSound>;
  close(): Promise<void>;
}

/** Rejects when it takes longer: calls of the browser now and then never come back. */
export const inTime = <Value>(what: string, promise: Promise<Value>, timeoutMs = ANSWER_MS): Promise<Value> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what}: no answer of Firefox in ${timeoutMs} ms`)), timeoutMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });

const launch = async (preferences: Readonly<Record<string, unknown>>): Promise<Browser> => {
  const browser = puppeteer.launch({
    browser: 'firefox',
    executablePath: PROGRAM,
    headless: true,
    timeout: START_MS,
    env: { ...process.env, ...(await silentLoudspeaker()) },
    extraPrefsFirefox: { ...PREFERENCES, ...preferences },
  });
  return inTime('its start', browser, START_MS + ANSWER_MS);
};

/** Ends that very process when it does not end by itself. */
const end = async (browser: Browser): Promise<void> => {
  const child = browser.process();
  await inTime('its end', browser.close()).catch(() => {});
  if (child && child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
};

/** Starts a Firefox of Debian whose microphone plays a steady tone; once more when it does not start. */
export const openFirefox = async ({
  toneHz = 1_000,
  width = 1280,
  height = 800,
  preferences = {},
}: {
  readonly toneHz?: number;
  readonly width?: number;
  readonly height?: number;
  readonly preferences?: Readonly<Record<string, unknown>>;
} = {}): Promise<FirefoxPerson> => {
  const wanted = { 'media.navigator.audio.fake_frequency': toneHz, ...preferences };
  const browser = await launch(wanted).catch(() => launch(wanted));
  const child = browser.process();
  const kill = (): void => {
    child?.kill('SIGKILL');
  };
  process.once('exit', kill);
  const close = async (): Promise<void> => {
    await end(browser);
    process.off('exit', kill);
  };
  try {
    const page = await inTime('a page', browser.newPage());
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.setDefaultTimeout(15_000);
    await inTime('a size', page.setViewport({ width, height }));
    await inTime('a script', page.evaluateOnNewDocument(SOUND_TAP));
    const ask = async <Answer>(expression: string): Promise<Answer> => {
      const once = (): Promise<Answer> => inTime(expression, page.evaluate(expression) as Promise<Answer>);
      return once().catch((error: unknown) => {
        if (error instanceof Error && error.message.includes('no answer of Firefox')) return once();
        throw error;
      });
    };
    /** Waits for it to be there, and clicks its middle as a hand does. */
    const clickAt = async (name: string, kind: 'button' | 'field', patienceMs = 15_000): Promise<void> => {
      const find = `(${FIND})(${JSON.stringify(name)}, ${JSON.stringify(kind)})`;
      for (const endMs = Date.now() + patienceMs; ; ) {
        const place = await ask<{ x: number; y: number } | null>(find);
        if (place) {
          await inTime(`click ${name}`, page.mouse.click(place.x, place.y));
          return;
        }
        if (Date.now() > endMs)
          throw new Error(`no ${kind} "${name}", but: ${await ask<string>('document.body.innerText')}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    return {
      page,
      complaints,
      ask,
      async open(url) {
        await inTime(url, page.goto(url, { waitUntil: 'load' }), 30_000);
      },
      async click(name) {
        await clickAt(name, 'button');
      },
      async fill(label, text) {
        await clickAt(label, 'field');
        await inTime('the field', page.evaluate('document.activeElement.select?.()'));
        await inTime(`fill ${label}`, page.keyboard.type(text), 20_000);
      },
      async press(...keys) {
        for (const key of keys) await inTime(`press ${key}`, page.keyboard.press(key as KeyInput));
      },
      async sees(words, patienceMs = 15_000) {
        const look = `document.body.innerText.includes(${JSON.stringify(words)})`;
        for (const endMs = Date.now() + patienceMs; !(await ask<boolean>(look)); ) {
          if (Date.now() > endMs)
            throw new Error(`"${words}" is not seen, but: ${await ask<string>('document.body.innerText')}`);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      },
      hears: (tonesHz) =>
        ask(
          `globalThis.heardSound ? heardSound(${JSON.stringify(tonesHz)}) : { loudness: 0, tones: ${JSON.stringify(tonesHz.map(() => 0))} }`,
        ),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
