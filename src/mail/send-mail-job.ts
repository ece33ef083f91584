import { createJob, type Job } from '../platform/job.ts';
import { keptSinceMs, RETENTION_DEFAULTS } from '../platform/retention.ts';
import { createBell } from './bell.ts';
import { createDueMails } from './due-mails.ts';
import { AT_ONCE } from './mail-transport.ts';
import type { OutboxEntry } from './outbox-mail.ts';
import { createRecipientDomains } from './recipient-domains.ts';
import { LONGEST_DELAY_MS, UNREACHABLE_PAUSE_MS } from './retry-schedule.ts';
import { createSendMail, type SendMailDeps, type SentMail } from './send-mail.ts';

const HOUR_MS = 60 * 60_000;
/** While a mail is under way, others may become due. */
const LOOK_EVERY_MS = 5_000;
/** What a dialogue under way may still take when the server stops. */
const STOP_GRACE_MS = 5_000;

export interface SendMailJob extends Job {
  /** What the job does when it wakes: sends all that is due, and answers when it wants to run again, in milliseconds. */
  run(): Promise<number | undefined>;
}

/**
 * Sends what is due, on all connections at once: whichever is free takes the next mail whose domain is open. Each mail is leased first,
 * so that it is in one pair of hands; who dies with it leaves the lease behind, and the next start lets go of it. Twice sent is only
 * what the mail server took without our hearing of it.
 */
export const createSendMailJob = (deps: SendMailDeps): SendMailJob => {
  const { store, transport, clock, log, readRetention = async () => RETENTION_DEFAULTS } = deps;
  const domains = createRecipientDomains();
  const due = createDueMails({ store, domains, clock });
  const bell = createBell();
  let stopping = false;
  let abandoned = false;
  let leasesReleased = false;
  let tidiedMs = 0;
  /** False: nobody knows, so one mail tries. */
  let reachable = true;
  let pausedUntilMs = 0;
  const sendMail = createSendMail(deps, { domains, isAbandoned: () => abandoned });

  const tidy = async (): Promise<void> => {
    if (!leasesReleased) await store.releaseLeases();
    leasesReleased = true;
    const nowMs = clock.nowMs();
    if (tidiedMs <= nowMs && nowMs < tidiedMs + HOUR_MS) return;
    tidiedMs = nowMs;
    await store.bringForward(nowMs, nowMs + LONGEST_DELAY_MS);
    await store.forgetContents(keptSinceMs(nowMs, (await readRetention()).sentMails));
  };
  /** A pause that would last longer than one can was begun before the clock was set back. */
  const isPaused = (): boolean =>
    pausedUntilMs > clock.nowMs() && pausedUntilMs <= clock.nowMs() + UNREACHABLE_PAUSE_MS;
  const mayBegin = (): boolean => !stopping && !isPaused();

  const sendAllDue = async (): Promise<void> => {
    let sending = 0;
    let inHand = 0;
    const bugs: unknown[] = [];
    /** Resolves when its connection is free. */
    const send = async (mail: OutboxEntry): Promise<SentMail> => {
      sending += 1;
      try {
        const sent = await sendMail(mail);
        if (sent.outcome === 'unreachable') pausedUntilMs = clock.nowMs() + UNREACHABLE_PAUSE_MS;
        if (sent.outcome !== 'untried') reachable = sent.outcome !== 'unreachable';
        return sent;
      } finally {
        sending -= 1;
        bell.ring();
      }
    };
    const begin = async (mail: OutboxEntry): Promise<void> => {
      inHand += 1;
      try {
        await (await send(mail)).kept;
      } catch (error) {
        bugs.push(error);
      }
      due.done(mail);
      inHand -= 1;
      bell.ring();
    };
    const beginAll = async (): Promise<number> => {
      let begun = 0;
      while (bugs.length === 0 && sending < (reachable ? AT_ONCE : 1) && mayBegin()) {
        const mail = await due.take();
        if (mail === undefined) break;
        begun += 1;
        void begin(mail);
      }
      return begun;
    };
    due.look();
    while (!abandoned) {
      const alone = inHand === 0;
      if ((await beginAll()) === 0 && alone) break;
      if (inHand > 0 && !(await bell.wait(LOOK_EVERY_MS))) due.look();
    }
    if (bugs.length > 0) throw bugs[0];
  };

  const nextRunMs = async (): Promise<number> => {
    const nowMs = clock.nowMs();
    if (isPaused()) return pausedUntilMs - nowMs;
    const nextMs = abandoned ? undefined : await store.nextDueMs([...domains.closed(nowMs)]);
    const next = Math.min(nextMs ?? Number.POSITIVE_INFINITY, domains.nextOpenMs(nowMs) ?? Number.POSITIVE_INFINITY);
    return Math.min(HOUR_MS, Math.max(0, next - nowMs));
  };

  const run = async (): Promise<number | undefined> => {
    await tidy();
    await sendAllDue();
    return nextRunMs();
  };

  const job = createJob({ name: 'send mail', run, log });
  return {
    run,
    start() {
      stopping = false;
      abandoned = false;
      job.start();
    },
    wake() {
      due.look();
      bell.ring();
      job.wake();
    },
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
      bell.ring();
      transport.close();
    },
  };
};
