import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BackupFacts } from './archive-format.ts';
import type { BackupAnswer, BackupTask } from './backup-order.ts';
import { BackupProblem } from './backup-problem.ts';
import type { BackupOrder, MadeBackup } from './make-backup.ts';

const MEMORY_MB = 512;

const moduleOf = (): { readonly file: string; readonly execArgv: string[] } => {
  const memory = `--max-old-space-size=${MEMORY_MB}`;
  const file = fileURLToPath(new URL('./backup-process.ts', import.meta.url));
  // Run from source, as tests do, the process needs the loader that reads TypeScript.
  if (import.meta.url.endsWith('.ts')) return { file, execArgv: [memory, '--import', import.meta.resolve('tsx/esm')] };
  return { file: file.replace(/\.ts$/, '.js'), execArgv: [memory] };
};

const perform = (given: BackupTask, signal: AbortSignal): Promise<BackupAnswer> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new BackupProblem('failed', 'the server is stopping'));
      return;
    }
    const { file, execArgv } = moduleOf();
    // It needs none of the server's secrets; the passphrase comes by message, which no list of processes shows.
    const child = fork(file, { execArgv, env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const kill = (): void => {
      child.kill('SIGKILL');
    };
    let answer: BackupAnswer | undefined;
    signal.addEventListener('abort', kill, { once: true });
    child.on('message', (message: BackupAnswer) => {
      answer = message;
    });
    const end = (why: string): void => {
      signal.removeEventListener('abort', kill);
      if (answer !== undefined) resolve(answer);
      else reject(new BackupProblem('failed', `the process of the backup ended without an answer (${why})`));
    };
    child.once('error', (error) => end(error.message));
    child.once('close', (code, killedBy) => end(killedBy ?? `exit code ${code}`));
    child.send(given, (error) => {
      if (error) kill();
    });
  });

/** Makes and reads backups beside the server, with what is left of the processor. Both reject with `BackupProblem`. */
export interface BackupWork {
  make(order: BackupOrder, signal: AbortSignal): Promise<MadeBackup>;
  verify(file: string, passphrase: string | undefined, signal: AbortSignal): Promise<BackupFacts>;
}

export const backupWork: BackupWork = {
  async make(order, signal) {
    const answer = await perform({ task: 'make', order }, signal);
    if (answer.say === 'made') return answer.made;
    throw answer.say === 'failed' ? new BackupProblem(answer.code, answer.what) : new BackupProblem('failed');
  },
  async verify(file, passphrase, signal) {
    const given: BackupTask = { task: 'verify', file, ...(passphrase !== undefined && { passphrase }) };
    const answer = await perform(given, signal);
    if (answer.say === 'verified') return answer.facts;
    throw answer.say === 'failed' ? new BackupProblem(answer.code, answer.what) : new BackupProblem('failed');
  },
};
