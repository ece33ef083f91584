import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readConfig } from '../src/app/config.ts';
import { openData } from '../src/app/open-data.ts';
import { systemClock } from '../src/base/clock.ts';
import { silentLog } from '../src/base/log.ts';
import { backupWork } from '../src/platform/backup/start-backup.ts';
import { openKeyring } from '../src/platform/keyring.ts';
import { median } from './median.ts';
import { makeOlderData } from './running/many-events.ts';

const QUICK = process.argv.includes('--quick');
const EVENTS = QUICK ? 2_000 : 100_000;
const RECORDINGS = QUICK ? 2 : 20;
const RECORDING_BYTES = 20 * 1024 * 1024;
const ROUNDS = QUICK ? 2 : 3;
const CALM_MOST_MS = QUICK ? 3_000 : 10_000;

const folder = mkdtempSync(join(tmpdir(), 'webmeeting-bench-'));
try {
  await makeOlderData(folder, EVENTS);
  openKeyring(folder);
  mkdirSync(join(folder, 'recordings'));
  for (let index = 0; index < RECORDINGS; index += 1)
    writeFileSync(join(folder, 'recordings', `${index}.log`), Buffer.alloc(RECORDING_BYTES, index));
  const { database } = await openData(readConfig({ DATA_DIR: folder }), systemClock, silentLog);

  /** As rooms do: something each 20 ms, and a row is written now and then. */
  const during = async (work: () => Promise<unknown>): Promise<number> => {
    const loop = monitorEventLoopDelay({ resolution: 1 });
    let working = true;
    let writes = 0;
    const ticking = (async () => {
      while (working) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        writes += 1;
        await database('settings')
          .insert({ name: 'bench', value: String(writes) })
          .onConflict('name')
          .merge();
      }
    })();
    // What the round before left to do is none of this one's.
    await new Promise((resolve) => setTimeout(resolve, 200));
    loop.enable();
    await work();
    loop.disable();
    working = false;
    await ticking;
    return loop.percentile(99) / 1e6;
  };

  const without: number[] = [];
  const withBackup: number[] = [];
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const file = join(folder, 'backups', `round-${round}.tar`);
    const order = { dataDirectory: folder, file, product: 'bench', nowMs: Date.now() };
    const beganMs = performance.now();
    withBackup.push(await during(() => backupWork.make(order, new AbortController().signal)));
    const tookMs = performance.now() - beganMs;
    seconds.push(tookMs / 1_000);
    without.push(await during(() => new Promise((resolve) => setTimeout(resolve, Math.min(tookMs, CALM_MOST_MS)))));
    rmSync(file);
  }
  await database.destroy();
  const [calm, busy] = [median(without), median(withBackup)];
  console.log(`backup: ${EVENTS} events and ${RECORDINGS} recordings of 20 MiB in ${median(seconds).toFixed(1)} s`);
  console.log(
    `backup: the event loop's p99 is ${busy.toFixed(1)} ms with and ${calm.toFixed(1)} ms without: ${(busy - calm).toFixed(1)} ms more (to reach: 20), ratio ${(busy / calm).toFixed(2)}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
