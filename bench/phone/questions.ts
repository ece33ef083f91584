import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What may be asked, and what is answered. */
type Asked<Names extends PropertyKey> = {
  readonly [Name in Names]: { readonly ask: unknown; readonly answer: unknown };
};

/** A part of this benchmark in a process of its own, which answers one question at a time. */
export interface BenchProcess<Questions extends Asked<keyof Questions>> {
  readonly pid: number;
  ask<Name extends keyof Questions & string>(
    name: Name,
    ask: Questions[Name]['ask'],
  ): Promise<Questions[Name]['answer']>;
  stop(): void;
}

export const startProcess = <Questions extends Asked<keyof Questions>>(file: string): BenchProcess<Questions> => {
  const child: ChildProcess = fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ['--import', 'tsx/esm'],
  });
  return {
    pid: child.pid ?? 0,
    ask: (name, ask) =>
      new Promise((resolve, reject) => {
        const ended = (): void => reject(new Error(`${file} has ended`));
        child.once('exit', ended);
        child.once('message', (answer) => {
          child.off('exit', ended);
          resolve((answer as { answer: Questions[typeof name]['answer'] }).answer);
        });
        child.send({ name, ask });
      }),
    stop: () => child.disconnect(),
  };
};

/** The other side of `startProcess`. */
export const answerQuestions = <Questions extends Asked<keyof Questions>>(
  answers: {
    readonly [Name in keyof Questions]: (ask: Questions[Name]['ask']) => Promise<Questions[Name]['answer']>;
  },
): void => {
  process.on('message', ({ name, ask }: { name: keyof Questions; ask: never }) => {
    void answers[name](ask).then((answer) => process.send?.({ answer }));
  });
  process.on('disconnect', () => process.exit());
};
