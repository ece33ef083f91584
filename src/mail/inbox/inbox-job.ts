import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { createJob, type Job } from '../../platform/job.ts';
import { keptSinceMs, RETENTION_DEFAULTS, type ReadRetention } from '../../platform/retention.ts';
import type { Authenticity } from './authenticity.ts';
import { toldByHead } from './header-lines.ts';
import type { Settlement, WaitingMail } from './incoming-entry.ts';
import type { HandleIncoming } from './incoming-mail.ts';
import type { IncomingStore } from './incoming-store.ts';
import type { MailReader } from './read-mail.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** After each attempt that failed; after the last one the mail is set aside. Half a day in all. */
const RETRY_MS = [10 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, 6 * HOUR_MS];

export interface InboxJob extends Job {
  /** What the job does when it wakes: handles all that is due, and answers when it wants to run again, in milliseconds. */
  run(): Promise<number | undefined>;
}

/** How a mail is read: whose it may be, and whose word counts. */
export interface ReadingOptions {
  readonly mailFrom: string;
  readonly loopMark: string;
  readonly authservId: string;
}

interface InboxJobDeps {
  readonly store: IncomingStore;
  readonly reader: MailReader;
  readonly authenticity: Authenticity;
  readonly reading: ReadingOptions;
  readonly handle: HandleIncoming;
  readonly clock: Clock;
  readonly log: Log;
  /** For how long what stood in mails is kept. */
  readonly readRetention?: ReadRetention;
}

/** The handler threw. */
class HandlingFailed extends Error {
  readonly told: Pick<Settlement, 'sender' | 'subject'>;

  constructor(told: Pick<Settlement, 'sender' | 'subject'>, cause: unknown) {
    super('A mail could not be handled', { cause });
    this.told = told;
  }
}

/** One waiting mail after the other, in the order in which they came: reads it, has it handled, and keeps the verdict. */
export const createInboxJob = (deps: InboxJobDeps): InboxJob => {
  const {
    store,
    reader,
    authenticity,
    reading,
    handle,
    clock,
    log,
    readRetention = async () => RETENTION_DEFAULTS,
  } = deps;
  let stopping = false;
  let forgetAtMs = 0;

  const judge = async (mail: WaitingMail): Promise<Settlement> => {
    const answer = await reader.read({ ...reading, mime: mail.mime, nullSender: mail.envelopeFrom === '' });
    if (!answer.ok) return { ...toldByHead(mail.mime), state: 'set-aside', reason: answer.code };
    const { statedAuthentic: _, ...read } = answer.value;
    const told = { sender: read.from?.address ?? mail.envelopeFrom, subject: read.subject };
    const authentic = await authenticity.isAuthentic(mail, answer.value);
    const { id, receivedMs, recipients, envelopeFrom } = mail;
    try {
      const verdict = await handle({ ...read, id, receivedMs, recipients, envelopeFrom, authentic });
      return { ...told, ...verdict };
    } catch (error) {
      throw new HandlingFailed(told, error);
    }
  };

  const giveBack = async (mail: WaitingMail, error: unknown): Promise<void> => {
    const attempts = mail.attempts + 1;
    const delayMs = RETRY_MS[attempts - 1];
    log.error({ err: error, mail: mail.id, attempts }, 'a mail that came in could not be handled');
    if (delayMs !== undefined) await store.setRetry(mail.id, clock.nowMs() + delayMs);
    else {
      const told = error instanceof HandlingFailed ? error.told : {};
      await store.settle(mail.id, { ...told, state: 'set-aside', reason: 'failed' }, clock.nowMs());
    }
  };

  const handleOne = async (mail: WaitingMail): Promise<void> => {
    // One that takes the whole server down each time comes to its end, too.
    if (mail.attempts > RETRY_MS.length) {
      await store.settle(mail.id, { state: 'set-aside', reason: 'failed' }, clock.nowMs());
      return;
    }
    await store.countAttempt(mail.id);
    try {
      const settlement = await judge(mail);
      await store.settle(mail.id, settlement, clock.nowMs());
      log.info({ mail: mail.id, state: settlement.state, reason: settlement.reason }, 'a mail came in');
    } catch (error) {
      if (!stopping) await giveBack(mail, error);
    }
  };

  const tidy = async (): Promise<void> => {
    const nowMs = clock.nowMs();
    if (nowMs < forgetAtMs) return;
    forgetAtMs = nowMs + HOUR_MS;
    const { receivedMails, setAsideMails } = await readRetention();
    await store.forgetContents(keptSinceMs(nowMs, receivedMails), keptSinceMs(nowMs, setAsideMails));
  };

  const run = async (): Promise<number | undefined> => {
    await tidy();
    while (!stopping) {
      const mail = await store.nextDue(clock.nowMs());
      if (mail === undefined) break;
      await handleOne(mail);
    }
    const nextMs = await store.nextDueMs();
    return nextMs === undefined ? HOUR_MS : Math.min(HOUR_MS, Math.max(0, nextMs - clock.nowMs()));
  };

  const job = createJob({ name: 'inbox', run, log });
  return {
    run,
    start() {
      stopping = false;
      reader.start();
      authenticity.start();
      job.start();
    },
    wake: () => job.wake(),
    async stop() {
      stopping = true;
      // What is being read or checked is given up, and waits for the next start; the handler is waited for.
      await Promise.all([reader.stop(), authenticity.stop()]);
      await job.stop();
    },
  };
};
