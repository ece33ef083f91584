import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Rendered, RenderMessage, RenderOrder } from './render-order.ts';

/** A rendering came to nothing. */
export class RenderFailed extends Error {
  override readonly name = 'RenderFailed';
  /** Trying again would end the same. */
  readonly hopeless: boolean;
  constructor(problem: string, hopeless = false) {
    super(problem);
    this.hopeless = hopeless;
  }
}

export interface StartRenderOptions {
  /** 0 to 1, twice a second. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** It tells how far it is twice a second: without a word for so long, it hangs. */
const SILENT_MS = 120_000;
const MEMORY_MB = 256;
const ERROR_TEXT_CHARS = 4_000;

const moduleOf = (): { readonly file: string; readonly execArgv: string[] } => {
  const memory = `--max-old-space-size=${MEMORY_MB}`;
  const file = fileURLToPath(new URL('./render-process.ts', import.meta.url));
  // Run from source, as tests do, the process needs the loader that reads TypeScript.
  if (import.meta.url.endsWith('.ts')) return { file, execArgv: [memory, '--import', import.meta.resolve('tsx/esm')] };
  return { file: file.replace(/\.ts$/, '.js'), execArgv: [memory] };
};

/** Renders in a process of its own. Rejects with `RenderFailed`; aborted, the process has ended when it does. */
export const startRender = (order: RenderOrder, { onProgress, signal }: StartRenderOptions): Promise<Rendered> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new RenderFailed('The server is stopping'));
      return;
    }
    const { file, execArgv } = moduleOf();
    // It needs none of the server's secrets.
    const child = fork(file, { execArgv, env: {}, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let answer: Exclude<RenderMessage, { say: 'progress' }> | undefined;
    let errors = '';
    const kill = (): void => {
      child.kill('SIGKILL');
    };
    let silence = setTimeout(kill, SILENT_MS);
    signal.addEventListener('abort', kill, { once: true });

    child.stderr?.on('data', (text: Buffer) => {
      errors = (errors + text.toString()).slice(-ERROR_TEXT_CHARS);
    });
    child.on('message', (message: RenderMessage) => {
      clearTimeout(silence);
      silence = setTimeout(kill, SILENT_MS);
      if (message.say === 'progress') onProgress(message.share);
      else answer = message;
    });
    const end = (why: string): void => {
      clearTimeout(silence);
      signal.removeEventListener('abort', kill);
      if (answer?.say === 'done') resolve(answer.rendered);
      else if (answer?.say === 'failed') reject(new RenderFailed(answer.problem, answer.hopeless));
      else reject(new RenderFailed(`The rendering process ended without an answer: ${why}\n${errors}`));
    };
    child.once('error', (error) => end(error.message));
    child.once('close', (code, killedBy) => end(killedBy ?? `exit code ${code}`));
    child.send(order, (error) => {
      if (error) kill();
    });
  });
