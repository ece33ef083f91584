import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { tapSound } from '../../kit/heard-sound.ts';
import { writeToneFile } from '../../kit/tone-file.ts';

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

interface PageOptions {
  /** What the microphone plays; without it Chromium's beeps. */
  readonly toneHz?: number;
  readonly flags?: readonly string[];
  /** Runs in the page before its own scripts: makes another browser of it. */
  readonly script?: string;
  /** Behind the `#` of the page's address. */
  readonly hash?: string;
}

/** Pages with nothing but a room link in them, in real browsers whose microphones play tones. */
export interface SoundLab {
  /** The laboratory's page in a browser of its own. */
  openPage(options?: PageOptions): Promise<Page>;
  closePages(): Promise<void>;
  readonly url: string;
  stop(): Promise<void>;
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

export const startSoundLab = async (): Promise<SoundLab> => {
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-sound-'));
  const pages = join(folder, 'pages');
  await build({
    root: fileURLToPath(new URL('./page', import.meta.url)),
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: { outDir: pages, emptyOutDir: true, assetsInlineLimit: 0 },
    worker: { format: 'es' },
  });
  const server = await serveFolder(pages);
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const browsers: Browser[] = [];
  const closePages = async (): Promise<void> => {
    await Promise.all(browsers.splice(0).map((browser) => browser.close()));
  };

  return {
    url,
    openPage: async ({
      toneHz,
      flags = ['--autoplay-policy=no-user-gesture-required'],
      script = '',
      hash = '',
    } = {}) => {
      const args = [...FLAGS, ...flags];
      if (toneHz) {
        const file = join(folder, `tone-${toneHz}.wav`);
        writeToneFile(file, toneHz);
        args.push(`--use-file-for-fake-audio-capture=${file}`);
      }
      const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
      browsers.push(browser);
      const page = await browser.newPage();
      await tapSound(page);
      await page.addInitScript({ content: script });
      await page.goto(hash ? `${url}#${encodeURIComponent(hash)}` : url);
      return page;
    },
    closePages,
    stop: async () => {
      await closePages();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
