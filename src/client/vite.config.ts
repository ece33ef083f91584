import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Three pages: the calendar of those who sign in; the room, and the answer to an invitation, which guests load and which must stay small. */
export default defineConfig({
  root: path('.'),
  publicDir: path('../../public'),
  appType: 'mpa',
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
    rolldownOptions: { input: { index: path('./index.html'), room: path('./room.html'), rsvp: path('./rsvp.html') } },
  },
  worker: { format: 'es' },
});
