import { spawn } from 'node:child_process';
import { homedir } from 'node:os';

export interface ProgramRun {
  readonly program: string;
  readonly parameters: readonly string[];
  /** Written to its standard input. */
  readonly input: Uint8Array | string;
  readonly atMostMs: number;
  /** More on standard output ends it. */
  readonly mostBytes: number;
  /** Ends it at once. */
  readonly signal?: AbortSignal;
}

export type ProgramOutcome =
  | { readonly ok: true; readonly output: Buffer }
  /** `missing`: there is no such program; `failed`: it ended badly, took too long or said too much. */
  | { readonly ok: false; readonly code: 'missing' | 'failed' };

/** Where programs are looked for; one that lies elsewhere is named by its whole path. */
const PATH = '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin:/opt/homebrew/bin:/snap/bin';

/** None of the server's own environment, which holds secrets. */
const environment = (): NodeJS.ProcessEnv => ({ PATH, HOME: homedir(), LANG: 'C.UTF-8' });

/** Runs a program without a shell and answers what it wrote. */
export const runProgram = ({
  program,
  parameters,
  input,
  atMostMs,
  mostBytes,
  signal,
}: ProgramRun): Promise<ProgramOutcome> =>
  new Promise((resolve) => {
    // A group of its own: what it runs itself, as a script does, is ended with it, and would keep its output open otherwise.
    const child = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'ignore'], env: environment(), detached: true });
    const parts: Buffer[] = [];
    let bytes = 0;
    const end = (outcome: ProgramOutcome): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', kill);
      resolve(outcome);
    };
    const kill = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended in this moment.
      }
    };
    const timer = setTimeout(kill, atMostMs);
    signal?.addEventListener('abort', kill, { once: true });
    if (signal?.aborted) kill();
    child.stdout.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > mostBytes) kill();
      else parts.push(part);
    });
    child.once('error', (error: NodeJS.ErrnoException) =>
      end({ ok: false, code: error.code === 'ENOENT' ? 'missing' : 'failed' }),
    );
    child.once('close', (code) =>
      end(
        code === 0 && bytes <= mostBytes ? { ok: true, output: Buffer.concat(parts) } : { ok: false, code: 'failed' },
      ),
    );
    // A program that ends before it has read everything: its exit tells the rest.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
