import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ServerQuestions } from './bench-server.ts';

export const SYSTEMS = ['product', 'bare', 'emit'] as const;
export type System = (typeof SYSTEMS)[number];

/** A server under test, in a process of its own. */
export interface ServerProcess {
  readonly system: System;
  /** `http://…` or `ws://…`. */
  readonly url: string;
  ask<Name extends keyof ServerQuestions>(
    name: Name,
    ask: ServerQuestions[Name]['ask'],
  ): Promise<ServerQuestions[Name]['answer']>;
  stop(): void;
}

/** A program of util-linux; where it is missing, or not allowed, the figures are as good as the machine is quiet. */
const SCHEDULER = 'chrt';

/** This process and those it starts from now on run before all others of the machine; only root may. */
export const goFirst = (): boolean => {
  try {
    execFileSync(SCHEDULER, ['--rr', '--pid', '1', String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

export const startServer = async (system: System): Promise<ServerProcess> => {
  const file = fileURLToPath(new URL(`./${system}-server.ts`, import.meta.url));
  const child: ChildProcess = fork(file, { execArgv: ['--import', 'tsx/esm'] });
  // One question at a time.
  const next = <Message>(): Promise<Message> =>
    new Promise((resolve, reject) => {
      const onExit = (code: number | null): void => reject(new Error(`the server ${system} has ended: ${code}`));
      child.once('exit', onExit);
      child.once('message', (message) => {
        child.off('exit', onExit);
        resolve(message as Message);
      });
    });
  const { url } = await next<{ url: string }>();
  return {
    system,
    url,
    async ask(name, ask) {
      const answered = next<{ answer: ServerQuestions[typeof name]['answer'] }>();
      child.send({ name, ask });
      return (await answered).answer;
    },
    stop: () => child.disconnect(),
  };
};
