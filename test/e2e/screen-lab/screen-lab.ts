import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { openFirefox } from '../../kit/firefox.ts';
import { heardSound, tapSound } from '../../kit/heard-sound.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

const serveFolder = (folder: string): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const path = normalize(request.url === '/' ? '/index.html' : (request.url ?? '/'));
      try {
        const content = readFileSync(join(folder, path));
        response.setHeader('Content-Type', CONTENT_TYPES[extname(path)] ?? 'application/octet-stream');
        // As strict as the product: workers and worklets must come as files of our own.
        response.setHeader('Content-Security-Policy', "default-src 'self'; connect-src *; img-src data:");
        response.end(content);
      } catch {
        response.writeHead(404).end();
      }
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });

/** The laboratory's page in a browser of its own; see its page.js. */
export interface LabPage {
  /** The value of an expression, `lab` being the laboratory; of a promise what it keeps. */
  ask<Answer = unknown>(expression: string): Promise<Answer>;
  /** Asks until it is so; says what was seen last when that never comes. */
  until<Answer>(expression: string, isSo: (seen: Answer) => boolean): Promise<Answer>;
  /** How loud tones are in what the page plays. */
  hears(tonesHz: readonly number[]): Promise<{ readonly tones: readonly number[] }>;
  close(): Promise<void>;
}

const PATIENCE_MS = 12_000;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--auto-select-desktop-capture-source=Entire screen',
];

const labPage = (parts: Pick<LabPage, 'hears' | 'close'> & { evaluate(script: string): Promise<unknown> }): LabPage => {
  const ask = async <Answer>(expression: string): Promise<Answer> =>
    (await parts.evaluate(`(async (lab) => (${expression}))(globalThis.laboratory)`)) as Answer;
  return {
    ask,
    async until<Answer>(expression: string, isSo: (seen: Answer) => boolean) {
      for (const endMs = Date.now() + PATIENCE_MS; ; ) {
        const seen = await ask<Answer>(expression);
        if (isSo(seen)) return seen;
        if (Date.now() > endMs) {
          const diary = await ask('lab.diary()');
          throw new Error(`${expression} is ${JSON.stringify(seen)}; ${JSON.stringify(diary)}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    hears: parts.hears,
    close: parts.close,
  };
};

/** Pages with nothing but the link of a shared screen in them, in real browsers. */
export const startScreenLab = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-screen-'));
  const root = fileURLToPath(new URL('./page', import.meta.url));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0 },
    worker: { format: 'es' },
  });
  const server = await serveFolder(folder);
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const open: LabPage[] = [];
  const kept = (page: LabPage): LabPage => {
    open.push(page);
    return page;
  };
  return {
    /** `script` runs before the page's own: makes another browser of it. */
    async openChromium({ script = '' } = {}): Promise<LabPage> {
      const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
      const page = await browser.newPage();
      await tapSound(page);
      await page.addInitScript({ content: script });
      await page.goto(url);
      return kept(
        labPage({
          evaluate: (expression) => page.evaluate(expression),
          hears: (tonesHz) => heardSound(page, [...tonesHz]),
          close: () => browser.close(),
        }),
      );
    },
    async openFirefox(): Promise<LabPage> {
      const firefox = await openFirefox();
      await firefox.open(url);
      return kept(labPage({ evaluate: (expression) => firefox.ask(expression), ...firefox }));
    },
    async closePages(): Promise<void> {
      await Promise.all(open.splice(0).map((page) => page.close()));
    },
    async stop(): Promise<void> {
      await Promise.all(open.splice(0).map((page) => page.close()));
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
export type ScreenLab = Awaited<ReturnType<typeof startScreenLab>>;
