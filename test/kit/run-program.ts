import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/app/project-root.ts';
import { freePort } from './start-app.ts';

export interface RunningProgram {
  readonly url: string;
  readonly dataDirectory: string;
  readonly pid: number;
  readonly output: () => string;
  readonly errors: () => string;
  /** Sends the signal and resolves with the exit code, or null when the signal ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });

/** Runs the built program as a process of its own, as `npm start` does; resolves when it says that it is ready. */
export const runProgram = async (environment: Readonly<Record<string, string>> = {}): Promise<RunningProgram> => {
  const port = environment['PORT'] ?? String(await freePort());
  const dataDirectory = environment['DATA_DIR'] ?? mkdtempSync(join(tmpdir(), 'webmeeting-program-'));
  const child = spawn(process.execPath, [join(projectRoot(), 'dist', 'src', 'main.js'), 'serve'], {
    env: { PATH: process.env['PATH'] ?? '', PORT: port, DATA_DIR: dataDirectory, DRAIN_SECONDS: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test that fails must not leave its server behind.
  process.once('exit', () => child.kill('SIGKILL'));
  child.unref();
  let output = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('"msg":"ready"')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${errors}`)));
  });
  return {
    url: `http://localhost:${port}`,
    dataDirectory,
    pid: child.pid ?? 0,
    output: () => output,
    errors: () => errors,
    end: (signal) => {
      child.ref();
      child.kill(signal);
      return ended(child);
    },
  };
};

/** Runs the command line to its end. */
export const runCommand = async (
  args: readonly string[],
  {
    input = '',
    environment = {},
  }: { readonly input?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<{ status: number | null; output: string; errors: string }> => {
  const child = spawn(process.execPath, [join(projectRoot(), 'bin', 'webmeeting.js'), ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdin.end(input);
  return { status: await ended(child), output, errors };
};
