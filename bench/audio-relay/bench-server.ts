import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a server under test is asked over the process channel, and what it answers. */
export interface ServerQuestions {
  /** Tickets for so many people; none for servers that need none. */
  tickets: { readonly ask: number; readonly answer: readonly string[] };
  /** CPU time that this process has used, in microseconds. */
  cpu: { readonly ask: null; readonly answer: number };
  /** Measures the event loop from now on. */
  watchLoop: { readonly ask: null; readonly answer: null };
  /** How late the event loop was since `watchLoop`, and for how long the process was ready but had no processor. Milliseconds. */
  loop: {
    readonly ask: null;
    readonly answer: { readonly p50: number; readonly p99: number; readonly max: number; readonly waited: number };
  };
  /** A session cookie of the administrator. */
  cookie: { readonly ask: null; readonly answer: string };
}
export interface Question {
  readonly name: keyof ServerQuestions;
  readonly ask: unknown;
}

type Answers = {
  readonly [Name in keyof ServerQuestions]?: (
    ask: ServerQuestions[Name]['ask'],
  ) => ServerQuestions[Name]['answer'] | Promise<ServerQuestions[Name]['answer']>;
};

const MILLISECOND_NS = 1e6;
/** How often the loop is looked at; it is part of every delay that is recorded. */
const RESOLUTION_MS = 1;

/** Time that the main thread was ready to run and others ran: what the machine takes away. Zero where Linux does not tell. */
const waitedMs = (): number => {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / MILLISECOND_NS;
  } catch {
    return 0;
  }
};

/** Tells where the server is and answers questions from then on. Ends soon after its parent. */
export const serveBench = (url: string, own: Answers = {}): void => {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let waitedBefore = 0;
  const answers: Answers = {
    tickets: () => [],
    cpu() {
      const { user, system } = process.cpuUsage();
      return user + system;
    },
    watchLoop() {
      delay.enable();
      delay.reset();
      waitedBefore = waitedMs();
      return null;
    },
    loop() {
      delay.disable();
      const ms = (nanoseconds: number): number => Math.max(0, nanoseconds / MILLISECOND_NS - RESOLUTION_MS);
      return {
        p50: ms(delay.percentile(50)),
        p99: ms(delay.percentile(99)),
        max: ms(delay.max),
        waited: waitedMs() - waitedBefore,
      };
    },
    ...own,
  };
  process.on('message', ({ name, ask }: Question) => {
    const answer = answers[name] as ((ask: unknown) => unknown) | undefined;
    void Promise.resolve(answer?.(ask)).then((value) => process.send?.({ answer: value }));
  });
  process.on('disconnect', () => setTimeout(() => process.exit(), 2_000));
  process.send?.({ url });
};
