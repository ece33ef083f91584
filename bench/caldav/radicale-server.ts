import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../test/kit/start-app.ts';
import { type DavServer, endProgram, startProgram } from './dav-server.ts';

/** Debian's radicale as its package comes, but for the folder and that it asks for no password. */
export const startRadicale = async (): Promise<DavServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-bench-radicale-'));
  const calendar = join(folder, 'collection-root', 'bench', 'work');
  mkdirSync(calendar, { recursive: true });
  writeFileSync(join(calendar, '.Radicale.props'), JSON.stringify({ tag: 'VCALENDAR' }));
  const port = await freePort();
  const child = await startProgram(
    '/usr/bin/radicale',
    [
      ...['--config', '', '--server-hosts', `127.0.0.1:${port}`, '--auth-type', 'none'],
      ...['--storage-filesystem-folder', folder, '--logging-level', 'error'],
    ],
    { port, environment: { LANG: 'C.UTF-8', TZ: 'UTC' } },
  );
  return {
    name: 'radicale',
    place: {
      origin: `http://127.0.0.1:${port}`,
      calendar: '/bench/work/',
      authorization: `Basic ${Buffer.from('bench:bench').toString('base64')}`,
    },
    async fill(events) {
      for (const { name, text } of events) writeFileSync(join(calendar, name), text);
    },
    async stop() {
      await endProgram(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
