import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/app/project-root.ts';

export interface SippSettings {
  /** A file of `test/kit/sip-scenarios`, without its ending. */
  readonly scenario: string;
  readonly server: { readonly host: string; readonly port: number };
  /** Whom it calls. */
  readonly user: string;
  readonly transport?: 'udp' | 'tcp';
  /** Calls in all, at once, and begun in a second. */
  readonly calls?: number;
  readonly atOnce?: number;
  readonly perSecond?: number;
  readonly address?: string;
  readonly timeoutMs?: number;
}

export interface SippResult {
  /** 0: every call went as the scenario says. */
  readonly status: number | null;
  /** What it complains about. */
  readonly errors: string;
}

/** Two more than the port of sound are taken as well (video), in steps so that processes do not meet. */
let nextMediaPort = 31_000 + (process.pid % 50) * 40;
const MEDIA_STEP = 10;
const PORT_TRIES = 4;
const TRANSPORTS = { udp: 'u1', tcp: 't1' } as const;

/** What every run is told: whom to call by which scenario, and ports of sound that no other run has. */
export const sippArguments = ({
  scenario,
  server,
  user,
  transport = 'udp',
  address = '127.0.0.1',
}: Pick<SippSettings, 'scenario' | 'server' | 'user' | 'transport' | 'address'>): string[] => {
  nextMediaPort += MEDIA_STEP;
  return [
    ...[`${server.host}:${server.port}`, '-sf', join(projectRoot(), 'test/kit/sip-scenarios', `${scenario}.xml`)],
    ...['-s', user, '-t', TRANSPORTS[transport], '-i', address, '-mi', address, '-mp', String(nextMediaPort)],
    '-nostdin',
  ];
};

/** Runs Debian's sipp over a scenario to its end; once more with other ports of sound where those were taken. */
export const runSipp = async (settings: SippSettings): Promise<SippResult> => {
  for (let tries = 1; ; tries += 1) {
    const result = await runOnce(settings);
    if (tries === PORT_TRIES || !result.errors.includes('Unable to bind')) return result;
  }
};

const runOnce = async (settings: SippSettings): Promise<SippResult> => {
  const { calls = 1, atOnce = calls, perSecond = 10, timeoutMs = 20_000 } = settings;
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-sipp-'));
  const errorFile = join(folder, 'errors');
  const child = spawn(
    'sipp',
    [
      ...sippArguments(settings),
      ...['-m', String(calls), '-l', String(atOnce), '-r', String(perSecond)],
      ...['-timeout', `${Math.ceil(timeoutMs / 1_000)}s`, '-timeout_error'],
      ...['-trace_err', '-error_file', errorFile],
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  const deadline = setTimeout(() => child.kill('SIGKILL'), timeoutMs + 2_000);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  clearTimeout(deadline);
  const errors = existsSync(errorFile) ? readFileSync(errorFile, 'utf8') : '';
  rmSync(folder, { recursive: true, force: true });
  return { status, errors };
};
