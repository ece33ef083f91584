import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../test/kit/start-app.ts';
import { type DavServer, endProgram, startProgram } from './dav-server.ts';

/** Debian's xandikos as its package comes: every calendar is a git repository. */
export const startXandikos = async (): Promise<DavServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-bench-xandikos-'));
  const port = await freePort();
  const child = await startProgram(
    '/usr/bin/xandikos',
    ['--directory', folder, '--defaults', '--listen-address', '127.0.0.1', '--port', `${port}`],
    { port, environment: { LANG: 'C.UTF-8', TZ: 'UTC', HOME: folder } },
  );
  const calendar = join(folder, 'user', 'calendars', 'calendar');
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-C', calendar, '-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args], {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'] ?? '', HOME: folder },
    });
  return {
    name: 'xandikos',
    place: { origin: `http://127.0.0.1:${port}`, calendar: '/user/calendars/calendar/', authorization: 'Basic Og==' },
    async fill(events) {
      for (const { name, text } of events) writeFileSync(join(calendar, name), text);
      git('add', '--all');
      git('commit', '--quiet', '--message', 'fill');
    },
    async stop() {
      await endProgram(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
