import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The worker as a script of the old kind: a frame without an origin can start no other. Throws when the library is built otherwise. */
const classicWorker = (source: string): string => {
  const module = /export\s*\{\s*WorkerMessageHandler\s*\};?\s*$/;
  if (!module.test(source)) throw new Error('pdfjs-dist: its worker does not end as expected');
  return `(()=>{"use strict";${source.replace(module, '').replaceAll('import.meta.url', '""')}})();\n`;
};

/**
 * What the drawing of PDFs fetches by name: its worker, letters of Asia, the fonts that every PDF may count on, decoders of pictures.
 * Their folder is named after the version, since they are kept by browsers for a year.
 */
const pdfParts = (): Plugin => ({
  name: 'pdf-parts',
  closeBundle: () => {
    const library = path('../../node_modules/pdfjs-dist/');
    const { version } = JSON.parse(readFileSync(`${library}package.json`, 'utf8')) as { readonly version: string };
    const place = path(`../../dist/client/assets/pdfjs-${version}/`);
    for (const part of ['cmaps', 'standard_fonts', 'wasm'])
      cpSync(`${library}${part}`, `${place}${part}`, { recursive: true });
    writeFileSync(
      `${place}worker.js`,
      classicWorker(readFileSync(`${library}legacy/build/pdf.worker.min.mjs`, 'utf8').trimEnd()),
    );
  },
});

/**
 * The calendar of those who sign in; the room, the answer to an invitation, a recording and what is shared by a link, which guests load
 * and which must stay small; and the frame that draws PDFs.
 */
export default defineConfig({
  root: path('.'),
  publicDir: path('../../public'),
  appType: 'mpa',
  plugins: [pdfParts()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: path('../../dist/client'),
    emptyOutDir: true,
    // light-dark() and nested CSS come as they are written.
    target: ['chrome123', 'firefox128', 'safari17.5'],
    cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
    // No data: addresses, the Content-Security-Policy allows none.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: {
        index: path('./index.html'),
        room: path('./room.html'),
        rsvp: path('./rsvp.html'),
        recording: path('./recording.html'),
        share: path('./share.html'),
        api: path('./api.html'),
        pdf: path('./pdf.html'),
      },
    },
  },
  worker: { format: 'es' },
});
