import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import type { ReadRetention } from '../platform/retention.ts';
import { createGroupCommit } from './group-commit.ts';
import { DeliveryProblem, type MailTransport } from './mail-transport.ts';
import type { OutboxEntry } from './outbox-mail.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { RecipientDomains } from './recipient-domains.ts';
import { isGivenUp, retryDelayMs, UNREACHABLE_PAUSE_MS } from './retry-schedule.ts';

/** Longer than the longest dialogue with a mail server that still answers. */
const LEASE_MS = 20 * 60_000;
const AFTER_ERROR_MS = 1_000;
/** When who must hear of a failure cannot. */
const UNHEARD_PAUSE_MS = 15 * 60_000;

/** Who hears of mails that are given up. */
export interface MailFailures {
  /** In the transaction that keeps it: all or nothing. */
  failed(transaction: Transaction, mail: OutboxEntry): Promise<void>;
  /** After its commit. */
  committed(): void;
}

export interface SendMailDeps {
  readonly store: OutboxStore;
  readonly unitOfWork: UnitOfWork;
  readonly transport: MailTransport;
  readonly clock: Clock;
  readonly log: Log;
  readonly failures?: MailFailures;
  /** For how long what stood in mails is kept after they left. */
  readonly readRetention?: ReadRetention;
}

/** What is known of the mail server afterwards; `untried`: nothing new. */
type SendOutcome = 'answered' | 'unreachable' | 'untried';

export interface SentMail {
  readonly outcome: SendOutcome;
  /** Resolves once it is kept what became of the mail; its connection is free before. */
  readonly kept: Promise<void>;
}

interface Surroundings {
  readonly domains: RecipientDomains;
  /** The server has stopped: nothing may be written any more. */
  isAbandoned(): boolean;
}

/** Sends one mail and keeps what became of it, or its next attempt. */
export const createSendMail = (
  { store, unitOfWork, transport, clock, log, failures }: SendMailDeps,
  { domains, isAbandoned }: Surroundings,
): ((mail: OutboxEntry) => Promise<SentMail>) => {
  const keep = createGroupCommit(unitOfWork);

  /** The server has the mail: forgetting it for a trouble of ours would send it twice. */
  const keepLeft = async (id: string, state: 'sent' | 'kept', words: string): Promise<void> => {
    while (!isAbandoned()) {
      try {
        await keep((transaction) => store.setLeft(id, state, clock.nowMs(), words, transaction));
        return;
      } catch (error) {
        log.error({ err: error, mail: id }, 'it cannot be kept that a mail left; trying again');
        await sleep(AFTER_ERROR_MS);
      }
    }
  };

  const giveUp = async (mail: OutboxEntry, attempts: number, problem: DeliveryProblem): Promise<void> => {
    const attempt = { attempts, lastError: problem.message, lastWords: problem.words };
    const leftMs = clock.nowMs();
    const failed: OutboxEntry = { ...mail, ...attempt, state: 'failed', leftMs };
    try {
      await unitOfWork(async (transaction) => {
        await store.setFailed(transaction, mail.id, attempt, leftMs);
        await failures?.failed(transaction, failed);
      });
    } catch (error) {
      log.error({ err: error, mail: mail.id }, 'a mail cannot be given up; it will be tried again');
      await store.setRetry(mail.id, attempt, clock.nowMs() + UNHEARD_PAUSE_MS);
      return;
    }
    failures?.committed();
    log.error({ mail: mail.id, attempts, verdict: problem.verdict }, 'a mail cannot be delivered');
  };

  const putBack = async (mail: OutboxEntry, problem: DeliveryProblem): Promise<void> => {
    const { verdict, message, words } = problem;
    const reached = verdict !== 'unreachable';
    const attempts = mail.attempts + (reached ? 1 : 0);
    const delayMs = reached ? retryDelayMs(attempts) : UNREACHABLE_PAUSE_MS;
    const dueMs = clock.nowMs() + delayMs;
    if (verdict === 'refused' || isGivenUp(dueMs - mail.sinceMs)) {
      await giveUp(mail, attempts, problem);
      return;
    }
    const attempt = { attempts, lastError: message, lastWords: words };
    await keep((transaction) => store.setRetry(mail.id, attempt, dueMs, transaction));
    // The answer may name the recipient: it goes to the console, never to the log.
    log.warn({ mail: mail.id, attempts, verdict }, 'a mail will be tried again');
  };

  const learn = (domain: string, { verdict, message }: DeliveryProblem): void => {
    if (verdict === 'domain') domains.pause(domain, clock.nowMs(), message);
    else if (verdict !== 'unreachable') domains.answered(domain);
  };

  const untried: SentMail = { outcome: 'untried', kept: Promise.resolve() };

  const send = async (listed: OutboxEntry): Promise<SentMail> => {
    const nowMs = clock.nowMs();
    if (isAbandoned()) return untried;
    const leased = await keep(async (transaction) => {
      const held = await store.lease(listed.id, nowMs, nowMs + LEASE_MS, transaction);
      const mime = held && (await store.readMime(listed.id, transaction));
      return mime && { mail: { ...listed, ...held }, mime };
    });
    if (leased === undefined) return untried;
    const { mail, mime } = leased;
    const trouble = domains.troubleOf(mail.domain);
    // Behind others of a domain that nobody answers for, its own turn may have come too late.
    if (trouble !== undefined && isGivenUp(nowMs - mail.sinceMs))
      return { outcome: 'untried', kept: giveUp(mail, mail.attempts, new DeliveryProblem('domain', trouble)) };
    try {
      const { state, words } = await transport.send({ ...mail, mime });
      domains.answered(mail.domain);
      return { outcome: 'answered', kept: keepLeft(mail.id, state, words) };
    } catch (error) {
      if (isAbandoned()) return untried;
      if (!(error instanceof DeliveryProblem)) throw error;
      learn(mail.domain, error);
      return { outcome: error.verdict === 'unreachable' ? 'unreachable' : 'answered', kept: putBack(mail, error) };
    }
  };

  return async (mail) => {
    domains.begin(mail.domain);
    try {
      return await send(mail);
    } finally {
      domains.end(mail.domain);
    }
  };
};
