import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A running meeting, which its host has not entered yet. */
export interface OpenedMeeting {
  readonly id: string;
  readonly pin: string;
  readonly hostTicket: string;
}

export interface Vitals {
  readonly rssBytes: number;
  /** Since its start. */
  readonly cpuMs: number;
  /** How late the event loop was since it was asked last; the resolution of 5 ms is in it. */
  readonly loopP99Ms: number;
  readonly loopMostMs: number;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** What the process is asked, and answers. */
export interface AppAnswers {
  readonly meetings: readonly OpenedMeeting[];
  readonly people: readonly Credentials[];
  readonly vitals: Vitals;
}
export interface AppQuestion {
  readonly name: keyof AppAnswers;
  readonly count: number;
}

/** The whole server in a process of its own. */
export interface OwnApp {
  readonly url: string;
  readonly pid: number;
  /** New meetings that are running. */
  meetings(count: number): Promise<readonly OpenedMeeting[]>;
  /** New accounts. */
  people(count: number): Promise<readonly Credentials[]>;
  vitals(): Promise<Vitals>;
  stop(): Promise<void>;
}

export const startOwnApp = async (): Promise<OwnApp> => {
  const file = fileURLToPath(new URL('./app-process.ts', import.meta.url));
  const child: ChildProcess = fork(file, { execArgv: ['--import', 'tsx/esm'] });
  // One question at a time.
  const next = <Answer>(): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const onExit = (code: number | null): void => reject(new Error(`the server has ended: ${code}`));
      child.once('exit', onExit);
      child.once('message', (message) => {
        child.off('exit', onExit);
        resolve((message as { answer: Answer }).answer);
      });
    });
  const ask = <Name extends keyof AppAnswers>(name: Name, count = 0): Promise<AppAnswers[Name]> => {
    const answered = next<AppAnswers[Name]>();
    child.send({ name, count } satisfies AppQuestion);
    return answered;
  };
  return {
    url: await next<string>(),
    pid: child.pid ?? 0,
    meetings: (count) => ask('meetings', count),
    people: (count) => ask('people', count),
    vitals: () => ask('vitals'),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
};
