/**
 * Many calls, one after the other and many at once, by sipp to the built program's echo test: how many are answered, what they cost,
 * and what is left behind. As the aim has it, `--long`: 10,000 calls, 40 at once, 2 a second, for 83 minutes.
 *
 * Options: `--calls=500 --at-once=40 --per-second=5`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/app/project-root.ts';
import type { PhoneStatus } from '../src/contract/http/phone.ts';
import { ApiClient } from '../test/kit/api-client.ts';
import { runProgram } from '../test/kit/run-program.ts';
import { freePort } from '../test/kit/start-app.ts';

const LONG = process.argv.includes('--long');
const option = (name: string, usual: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const CALLS = option('calls', LONG ? 10_000 : 500);
const AT_ONCE = option('at-once', 40);
const PER_SECOND = option('per-second', LONG ? 2 : 5);
const ANSWERED_TARGET = 99.9;
/** Of a call that has ended, until everything of it is gone: RFC 3261 timers take half a minute. */
const REST_MS = 40_000;
const PASSWORD = 'a long password';

interface Outcome {
  readonly good: number;
  readonly bad: number;
}

/** The last line of sipp's statistics, by the names of its columns. */
const readStatistics = (text: string): Outcome => {
  const lines = text.trim().split('\n');
  const [names = [], last = []] = [lines[0], lines.at(-1)].map((line) => (line ?? '').split(';'));
  const count = (name: string): number => Number(last[names.indexOf(name)] ?? Number.NaN);
  return { good: count('SuccessfulCall(C)'), bad: count('FailedCall(C)') };
};

const callThem = async (port: number): Promise<Outcome> => {
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-calls-'));
  const statistics = join(folder, 'statistics');
  try {
    const child = spawn(
      'sipp',
      [
        ...[`127.0.0.1:${port}`, '-sf', join(projectRoot(), 'test/kit/sip-scenarios/held-call.xml'), '-s', 'echo'],
        ...['-i', '127.0.0.1', '-mi', '127.0.0.1', '-mp', String(await freePort()), '-nostdin'],
        ...['-m', String(CALLS), '-l', String(AT_ONCE), '-r', String(PER_SECOND)],
        ...['-d', String(Math.round((AT_ONCE / PER_SECOND) * 1_000))],
        ...['-trace_stat', '-stf', statistics, '-fd', '5s'],
      ],
      { cwd: folder, stdio: 'ignore' },
    );
    await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    return readStatistics(readFileSync(statistics, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Open files and sockets, resident memory, and processor time so far. */
const vitalsOf = (pid: number) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return {
    files: readdirSync(`/proc/${pid}/fd`).length,
    mb: Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024,
    // Hundredths of a second, in user and in system.
    cpuMs: (Number(fields[11]) + Number(fields[12])) * 10,
  };
};

export const run = async (): Promise<void> => {
  const port = await freePort();
  const program = await runProgram({
    SIP_PORT: String(port),
    RTP_PORTS: '42000-42399',
    ADMIN_EMAIL: 'admin@example.org',
    ADMIN_PASSWORD: PASSWORD,
  });
  try {
    const admin = new ApiClient(program.url);
    await admin.post('/session', { email: 'admin@example.org', password: PASSWORD });
    const before = vitalsOf(program.pid);
    const { good, bad } = await callThem(port);
    const busy = vitalsOf(program.pid);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    const after = vitalsOf(program.pid);
    const { calls, media } = await admin.get<PhoneStatus>('/admin/phone-status');
    const answered = (100 * good) / (good + bad);
    const left = { calls, legs: media['legs'] ?? -1, sockets: media['socketsOpen'] ?? -1 };
    console.log(
      `phone-calls: ${good + bad} calls, ${AT_ONCE} at once, ${PER_SECOND} a second: ${answered.toFixed(2)} % answered (to reach: ${ANSWERED_TARGET}); ` +
        `${((busy.cpuMs - before.cpuMs) / (good + bad)).toFixed(1)} ms of processor each; memory ${before.mb.toFixed(0)} MB before, ${busy.mb.toFixed(0)} at the end, ${after.mb.toFixed(0)} after ${REST_MS / 1_000} s; ` +
        `left: ${left.calls} calls, ${left.legs} legs, ${left.sockets} sockets; open files ${before.files} before, ${after.files} after`,
    );
    if (!(answered >= ANSWERED_TARGET) || left.calls + left.legs + left.sockets > 0) process.exitCode = 1;
  } finally {
    await program.end('SIGTERM');
  }
};

if (import.meta.url === `file://${process.argv[1]}`) {
  await run();
  process.exit();
}
