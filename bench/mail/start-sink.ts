import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../src/app/project-root.ts';

export interface SinkCount {
  readonly mails: number;
  readonly bytes: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface Sink {
  readonly url: string;
  count(): Promise<SinkCount>;
  /** What it counted once so many mails have come. */
  waitFor(mails: number, timeoutMs: number): Promise<SinkCount>;
  close(): void;
}

const LOOK_EVERY_MS = 50;

export const startSink = async (): Promise<Sink> => {
  const child = fork(join(projectRoot(), 'bench', 'mail', 'sink.ts'), { execArgv: ['--import', 'tsx/esm'] });
  const [{ port }] = await once(child, 'message');
  const count = async (): Promise<SinkCount> => {
    const answered = once(child, 'message');
    child.send('count');
    const [counted] = await answered;
    return counted;
  };
  return {
    url: `smtp://127.0.0.1:${port}`,
    count,
    async waitFor(mails, timeoutMs) {
      for (const endMs = Date.now() + timeoutMs; Date.now() < endMs; ) {
        const counted = await count();
        if (counted.mails >= mails) return counted;
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
      throw new Error(`${(await count()).mails} of ${mails} mails came`);
    },
    close: () => child.kill(),
  };
};
