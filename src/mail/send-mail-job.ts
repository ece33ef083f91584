import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { createJob, type Job } from '../platform/job.ts';
import { DeliveryProblem, type MailTransport } from './mail-transport.ts';
import type { DueMail } from './outbox-mail.ts';
import type { OutboxStore } from './outbox-store.ts';
import { retryDelayMs } from './retry-schedule.ts';

/** As many at once as the transport has connections. */
const AT_ONCE = 4;
/** Longer than the longest dialogue with a mail server that still answers. */
const LEASE_MS = 10 * 60_000;
const UNREACHABLE_PAUSE_MS = 60_000;
const CONTENT_KEPT_MS = 30 * 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;
/** What a dialogue under way may still take when the server stops. */
const STOP_GRACE_MS = 5_000;

interface SendMailDeps {
  readonly store: OutboxStore;
  readonly transport: MailTransport;
  readonly clock: Clock;
  readonly log: Log;
}

export interface SendMailJob extends Job {
  /** What the job does when it wakes: sends all that is due, and answers when it wants to run again, in milliseconds. */
  run(): Promise<number | undefined>;
}

type Outcome = 'done' | 'unreachable';

const giveBack = async (
  { store, clock, log }: SendMailDeps,
  mail: DueMail,
  problem: DeliveryProblem,
): Promise<Outcome> => {
  const attempts = mail.attempts + 1;
  const delayMs = problem.verdict === 'refused' ? undefined : retryDelayMs(attempts);
  // The answer may name the recipient: it goes to the console, never to the log.
  const fields = { mail: mail.id, attempts, verdict: problem.verdict };
  if (delayMs === undefined) {
    await store.setFailed(mail.id, attempts, clock.nowMs(), problem.message);
    log.error(fields, 'a mail cannot be delivered');
  } else {
    await store.setRetry(mail.id, { attempts, dueMs: clock.nowMs() + delayMs, lastError: problem.message });
    log.warn(fields, 'a mail will be tried again');
  }
  return problem.verdict === 'unreachable' ? 'unreachable' : 'done';
};

/**
 * Sends what is due. Each mail is leased first, so that it is in one pair of hands; who dies with it leaves the lease behind, and
 * the next start lets go of it. Twice sent is only what the mail server took without our hearing of it.
 */
export const createSendMailJob = (deps: SendMailDeps): SendMailJob => {
  const { store, transport, clock, log } = deps;
  let stopping = false;
  let abandoned = false;
  let leasesReleased = false;
  let forgetAtMs = 0;

  const sendOne = async (mail: DueMail): Promise<Outcome> => {
    const nowMs = clock.nowMs();
    if (stopping || !(await store.lease(mail.id, nowMs, nowMs + LEASE_MS))) return 'done';
    try {
      const { state } = await transport.send(mail);
      if (!abandoned) await store.setLeft(mail.id, state, clock.nowMs());
      return 'done';
    } catch (error) {
      if (abandoned) return 'done';
      if (!(error instanceof DeliveryProblem)) throw error;
      return giveBack(deps, mail, error);
    }
  };

  const tidy = async (): Promise<void> => {
    if (!leasesReleased) await store.releaseLeases();
    leasesReleased = true;
    if (clock.nowMs() < forgetAtMs) return;
    forgetAtMs = clock.nowMs() + HOUR_MS;
    await store.forgetContents(clock.nowMs() - CONTENT_KEPT_MS);
  };

  const run = async (): Promise<number | undefined> => {
    await tidy();
    while (!stopping) {
      const due = await store.listDue(clock.nowMs(), AT_ONCE);
      if (due.length === 0) break;
      const outcomes = await Promise.allSettled(due.map(sendOne));
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
      if (outcomes.some((outcome) => outcome.status === 'fulfilled' && outcome.value === 'unreachable'))
        return UNREACHABLE_PAUSE_MS;
    }
    const nextMs = abandoned ? undefined : await store.nextDueMs();
    return nextMs === undefined ? HOUR_MS : Math.min(HOUR_MS, Math.max(0, nextMs - clock.nowMs()));
  };

  const job = createJob({ name: 'send mail', run, log });
  return {
    run,
    start: () => job.start(),
    wake: () => job.wake(),
    async stop() {
      stopping = true;
      const stopped = job.stop();
      let timer: NodeJS.Timeout | undefined;
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, STOP_GRACE_MS);
      });
      await Promise.race([stopped, grace]);
      clearTimeout(timer);
      abandoned = true;
      transport.close();
    },
  };
};
