/**
 * Recordings: how many times faster than real time one hour with four speakers is rendered on one core, beside the same frames decoded
 * and encoded by the same codec and nothing else; whether memory stays flat with length; where tones are after an hour.
 * Processor time, not time: the machine may have other work. `--quick`: ten minutes in place of hours.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/app/project-root.ts';
import { type Manner, writeLongLog } from './recording/long-log.ts';
import { tonesOffMs } from './recording/tones-after-an-hour.ts';

const QUICK = process.argv.includes('--quick');
const SPEAKERS = 4;
const HOUR_SECONDS = QUICK ? 600 : 3_600;
const SHORT_SECONDS = QUICK ? 120 : 600;
const LONG_SECONDS = QUICK ? 900 : 7_200;
const AIM = 40;
const MANNERS: Record<Manner, string> = { turns: 'a conversation', all: 'all at once' };

interface Measured {
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

const directory = mkdtempSync(join(tmpdir(), 'webmeeting-bench-recording-'));

const measure = (what: 'render' | 'bare', log: string): Measured => {
  const file = join('bench', 'recording', 'measure-render.ts');
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx/esm', file, what, log], {
    cwd: projectRoot(),
    encoding: 'utf8',
  });
  try {
    return JSON.parse(stdout) as Measured;
  } catch {
    throw new Error(`no figures: ${stderr}`);
  }
};

const writeLog = (seconds: number, manner: Manner): { readonly path: string; readonly frames: number } => {
  const path = join(directory, `${manner}-${seconds}.log`);
  return { path, frames: writeLongLog(path, seconds, SPEAKERS, manner) };
};

const compare = (manner: Manner): void => {
  const { path, frames } = writeLog(HOUR_SECONDS, manner);
  // In turns, so that other work of the machine falls on both.
  const first = measure('bare', path);
  const ours = measure('render', path);
  const second = measure('bare', path);
  const bareSeconds = (first.cpuSeconds + second.cpuSeconds) / 2;
  console.log(
    `recording: ${HOUR_SECONDS / 60} minutes, ${SPEAKERS} speakers, ${MANNERS[manner]} (${frames} frames): ` +
      `rendered ${(HOUR_SECONDS / ours.cpuSeconds).toFixed(0)} times faster than real time (to reach: ${AIM}), ` +
      `${ours.cpuSeconds.toFixed(1)} s of processor; the codec alone ${bareSeconds.toFixed(1)} s: ` +
      `${(ours.cpuSeconds / bareSeconds).toFixed(2)} times it; peak memory ${ours.peakMb.toFixed(0)} MB`,
  );
  rmSync(path);
};

const compareMemory = (): void => {
  const [short, long] = [SHORT_SECONDS, LONG_SECONDS].map((seconds) => {
    const { path } = writeLog(seconds, 'turns');
    const { peakMb } = measure('render', path);
    rmSync(path);
    return `${seconds / 60} minutes: ${peakMb.toFixed(0)} MB`;
  });
  console.log(`recording: peak memory of the rendering process, ${short}, ${long}`);
};

try {
  console.log(`load of the machine: ${loadavg()[0]?.toFixed(1)}`);
  for (const manner of ['turns', 'all'] as const) compare(manner);
  compareMemory();
  const { worstMs, tones } = await tonesOffMs(HOUR_SECONDS);
  console.log(
    `recording: ${tones} tones over ${HOUR_SECONDS / 60} minutes, clocks 200 to 500 ppm apart, jitter and stalls: ` +
      `the worst is ${worstMs.toFixed(0)} ms from its place, 30 of them the network's (to reach: 50)`,
  );
} finally {
  rmSync(directory, { recursive: true });
}
