import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/app/config.ts';
import { openData } from '../src/app/open-data.ts';
import { systemClock } from '../src/base/clock.ts';
import { silentLog } from '../src/base/log.ts';
import { openKeyring } from '../src/platform/keyring.ts';
import { freePort, startApp } from '../test/kit/start-app.ts';
import { makeOlderData } from './running/many-events.ts';

const EVENTS = process.argv.includes('--quick') ? 10_000 : 100_000;

const timed = async (work: () => Promise<void>): Promise<string> => {
  const beganMs = performance.now();
  await work();
  return ((performance.now() - beganMs) / 1_000).toFixed(1);
};

const folder = mkdtempSync(join(tmpdir(), 'webmeeting-bench-'));
try {
  await makeOlderData(folder, EVENTS);
  openKeyring(folder);
  const megabytes = statSync(join(folder, 'webmeeting.sqlite')).size / 1e6;
  const upgrade = await timed(async () => {
    const { database } = await openData(readConfig({ DATA_DIR: folder }), systemClock, silentLog);
    await database.destroy();
  });
  console.log(
    `upgrade: ${EVENTS} events, ${megabytes.toFixed(0)} MB: ${upgrade} s, the backup before with it (to reach: 60)`,
  );
  const port = await freePort();
  let stop: () => Promise<void> = async () => {};
  const ready = await timed(async () => {
    ({ stop } = await startApp({ dataDirectory: folder, port }));
  });
  console.log(`upgrade: the next start with ${EVENTS} events is ready after ${ready} s (to reach: 2)`);
  await stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
