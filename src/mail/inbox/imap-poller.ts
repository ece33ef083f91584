import type { Log } from '../../base/log.ts';
import { readImapUrl } from './imap-address.ts';
import { createMailbox, type Mailbox, type MailKeeper } from './imap-mailbox.ts';

export type ImapProblem = 'refused' | 'unreachable';

/** Watches a mailbox for as long as the server runs. */
export interface ImapPoller {
  start(): void;
  /** Why the mailbox cannot be read now; undefined while it can, and before it was tried. */
  problem(): ImapProblem | undefined;
  stop(): Promise<void>;
}

export interface ImapPollerTimes {
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  readonly lookEveryMs: number;
}

const TIMES: ImapPollerTimes = { firstRetryMs: 1_000, longestRetryMs: 5 * 60_000, lookEveryMs: 60_000 };

/** What an error is called, without the server's words: they may name the account. */
const codeOf = (error: unknown): string => {
  const { code, serverResponseCode, authenticationFailed } = error as Record<string, unknown>;
  if (authenticationFailed === true) return 'the mailbox refuses user or password';
  const said = serverResponseCode ?? code;
  return typeof said === 'string' ? said : 'unknown';
};

export const createImapPoller = ({
  url,
  mailFrom,
  keeper,
  log,
  times = TIMES,
}: {
  readonly url: string;
  readonly mailFrom: string;
  readonly keeper: MailKeeper;
  readonly log: Log;
  readonly times?: ImapPollerTimes;
}): ImapPoller => {
  const address = readImapUrl(url);
  let stopping = false;
  let mailbox: Mailbox | undefined;
  let endPause = (): void => {};
  let running: Promise<void> | undefined;
  let problem: ImapProblem | undefined;

  const pause = (delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const watch = async (): Promise<void> => {
    let delayMs = times.firstRetryMs;
    while (!stopping) {
      mailbox = createMailbox({ address, mailFrom, keeper, lookEveryMs: times.lookEveryMs });
      try {
        await mailbox.run(() => {
          delayMs = times.firstRetryMs;
          problem = undefined;
          log.info({}, 'the mailbox is being watched');
        });
      } catch (error) {
        problem = (error as Record<string, unknown>)['authenticationFailed'] === true ? 'refused' : 'unreachable';
        if (!stopping) log.warn({ code: codeOf(error), retryMs: delayMs }, 'the mailbox cannot be read now');
      }
      mailbox.close();
      if (!stopping) await pause(delayMs);
      delayMs = Math.min(delayMs * 2, times.longestRetryMs);
    }
  };

  return {
    start() {
      stopping = false;
      running ??= watch();
    },
    problem: () => problem,
    async stop() {
      stopping = true;
      mailbox?.close();
      endPause();
      await running;
      running = undefined;
      problem = undefined;
    },
  };
};
