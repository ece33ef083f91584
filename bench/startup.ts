import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/app/project-root.ts';
import { median } from './median.ts';

const RUNS = 5;
const IDLE_MS = 5_000;

const residentMb = (pid: number): number => {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
};

/** Starts the built program on a fresh data folder (schema included); answers when it was ready and what it then holds. */
const once = async (port: number): Promise<{ readyMs: number; idleMb: number }> => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'webmeeting-bench-'));
  const startedMs = performance.now();
  const child = spawn(process.execPath, [join(projectRoot(), 'dist', 'src', 'main.js'), 'serve'], {
    env: { PATH: process.env['PATH'] ?? '', PORT: String(port), DATA_DIR: dataDirectory },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('"msg":"ready"') && resolve());
      child.once('exit', (code) => reject(new Error(`the program ended with ${code}; is it built?`)));
    });
    const readyMs = performance.now() - startedMs;
    await fetch(`http://localhost:${port}/sign-in`);
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    return { readyMs, idleMb: residentMb(child.pid ?? 0) };
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
    rmSync(dataDirectory, { recursive: true, force: true });
  }
};

export const run = async (): Promise<void> => {
  const results: Awaited<ReturnType<typeof once>>[] = [];
  for (let count = 0; count < RUNS; count += 1) results.push(await once(39_100 + count));
  console.log(
    `startup: ready after ${median(results.map(({ readyMs }) => readyMs)).toFixed(0)} ms (to reach: 2000), median of ${RUNS}`,
  );
  console.log(
    `startup: ${median(results.map(({ idleMb }) => idleMb)).toFixed(0)} MB resident when idle (to reach: 150)`,
  );
};

if (import.meta.url === `file://${process.argv[1]}`) await run();
