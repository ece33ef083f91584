/**
 * A recording whose server is killed with SIGKILL fifty times at random moments while somebody speaks: how much of what a listener had
 * heard before each kill is not in the log, and whether the whole plays. Options: `--kills=50`; `--quick` is five.
 */
import { execFileSync } from 'node:child_process';
import { killWhileRecording } from '../test/room/recording-kills.ts';
import { percentile } from './percentile.ts';

const KILLS = process.argv.includes('--quick')
  ? 5
  : Number(process.argv.find((word) => word.startsWith('--kills='))?.split('=')[1] ?? 50);
const MOST_MISSING_MS = 3_000;

const outcome = await killWhileRecording(KILLS, () => 200 + Math.random() * 3_000);
const missing = outcome.kills.map(({ missingMs }) => missingMs);
const most = Math.max(...missing);
execFileSync('opusinfo', ['-q', outcome.audioPath]);
execFileSync('ffmpeg', ['-v', 'error', '-xerror', '-i', outcome.audioPath, '-f', 'null', '-']);
console.log(
  `${KILLS} kills: missing median ${percentile(missing, 0.5)} ms, most ${most} ms (aim ${MOST_MISSING_MS}); ` +
    `back after ${(
      percentile(
        outcome.kills.map(({ awayMs }) => awayMs),
        0.5,
      ) / 1_000
    ).toFixed(1)} s (median, the start of the process in it); ` +
    `${(outcome.durationMs / 1_000).toFixed(1)} s play of ${(outcome.lastedMs / 1_000).toFixed(1)} s`,
);
if (most > MOST_MISSING_MS || Math.abs(outcome.durationMs - outcome.lastedMs) > MOST_MISSING_MS) process.exitCode = 1;
outcome.dispose();
