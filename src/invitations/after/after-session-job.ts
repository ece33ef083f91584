import { type Account, emailKey } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import type { SessionId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { ShareStore } from '../../documents/share-store.ts';
import type { KeepPapers } from '../../meetings/papers/keep-papers.ts';
import { makePapers } from '../../meetings/papers/make-papers.ts';
import type { ClosingSession, SessionClosingStore } from '../../meetings/papers/session-closing-store.ts';
import { createJob, type Job } from '../../platform/job.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { SendNotices } from '../notices/send-notices.ts';
import type { MailIdentity } from '../read-situation.ts';
import { createAfterShares } from './after-shares.ts';
import { type AfterMailParts, type PaperPlaces, planAfterMails } from './plan-after-mails.ts';
import type { ReadSessionSituation } from './read-session-situation.ts';
import { areRecordingsDone, leavesMail, leavesPapers, type SessionSituation } from './session-situation.ts';

export interface AfterSessionJob extends Job {
  /** What the job does when it wakes; answers when it wants to look again, in milliseconds. */
  run(): Promise<number>;
}

/** What the invitation says of how to write to those invited to a date, by address. */
export type ListKnown = (session: ClosingSession) => Promise<AfterMailParts['known']>;

/** By then the rooms have written what they had to write of a session that ended. */
const SETTLE_MS = 2_000;
/** Whoever waits this long for a recording is told without it. */
const RECORDING_WAIT_MS = 12 * 3_600_000;
const LOOK_MS = 5_000;
const IDLE_MS = 15_000;

/**
 * After each session, once: its papers into the organizer's documents, then one mail when its recordings are ready or failed. Every step
 * notes itself in the database, so that a killed server goes on where it was.
 */
export const createAfterSessionJob = ({
  store,
  readSituation,
  people: { accounts, listKnown },
  papers: { keepPapers, forgetFiles },
  mails: { sendNotices, shares, keyring, mail },
  work: { clock, log },
}: {
  readonly store: SessionClosingStore;
  readonly readSituation: ReadSessionSituation;
  readonly people: { readonly accounts: Pick<AccountStore, 'findByEmails'>; readonly listKnown: ListKnown };
  readonly papers: {
    readonly keepPapers: KeepPapers;
    /** Files of the room that no message to all has. */
    readonly forgetFiles: (session: SessionId, keepChat: boolean) => Promise<void>;
  };
  readonly mails: {
    readonly sendNotices: SendNotices;
    readonly shares: Pick<ShareStore, 'insert'>;
    readonly keyring: Keyring;
    readonly mail: MailIdentity & { readonly publicUrl: string };
  };
  readonly work: { readonly clock: Clock; readonly log: Log };
}): AfterSessionJob => {
  const sharesOf = createAfterShares(keyring);
  const keep = async (session: ClosingSession, situation: SessionSituation): Promise<string | undefined> => {
    if (session.papersMs !== undefined) return session.folderId;
    const { organizer, report, messages, event, settings } = situation;
    await forgetFiles(session.id, settings.keepChat);
    const made = leavesPapers(situation)
      ? makePapers({
          ...{ report, messages, nowMs: clock.nowMs() },
          title: { title: event.title, organizerName: organizer.name },
          reader: { language: organizer.language, timeZone: organizer.timeZone, seesAddresses: true },
        })
      : [];
    return keepPapers(session, { organizer, title: event.title, papers: made });
  };

  const placesOf = async (session: ClosingSession, folderId: string | undefined): Promise<PaperPlaces> => {
    const kept = await store.listPapers(session.id);
    const find = (ending: string): string | undefined =>
      kept.find(({ name, deleted }) => name.endsWith(ending) && !deleted)?.documentId;
    return { folderId, attendanceId: find('.html'), chatId: find('.txt') };
  };

  const accountsOf = async ({ report }: SessionSituation): Promise<Map<string, Account>> => {
    const addresses = report.people.flatMap(({ address }) => address ?? []);
    return new Map((await accounts.findByEmails(addresses)).map((account) => [emailKey(account.email), account]));
  };

  const tell = async (session: ClosingSession, situation: SessionSituation, places: PaperPlaces): Promise<void> => {
    const nowMs = clock.nowMs();
    const plan = leavesMail(situation)
      ? planAfterMails(situation, {
          ...{ mail, nowMs, places },
          accounts: await accountsOf(situation),
          known: await listKnown(session),
          shares: sharesOf(session.id),
        })
      : { notices: [], shares: [] };
    await sendNotices(plan.notices, async (transaction) => {
      if (!(await store.setMailed(transaction, session.id, nowMs))) return false;
      for (const share of plan.shares) await shares.insert(transaction, share);
      return true;
    });
    if (plan.notices.length > 0) log.info({ session: session.id, mails: plan.notices.length }, 'a meeting is reported');
  };

  const close = async (session: ClosingSession): Promise<void> => {
    const situation = await readSituation(session);
    if (situation === undefined) {
      await sendNotices([], (transaction) => store.setMailed(transaction, session.id, clock.nowMs()));
      return;
    }
    const folderId = await keep(session, situation);
    const waits = !areRecordingsDone(situation) && clock.nowMs() < session.endedMs + RECORDING_WAIT_MS;
    if (!waits) await tell(session, situation, await placesOf(session, folderId));
  };

  const run = async (): Promise<number> => {
    const open = await store.listOpen(clock.nowMs() - SETTLE_MS);
    for (const session of open) {
      try {
        await close(session);
      } catch (error) {
        log.error({ err: error, session: session.id }, 'a meeting could not be reported and will be tried again');
      }
    }
    return open.length > 0 ? LOOK_MS : IDLE_MS;
  };

  return { run, ...createJob({ name: 'report meetings', run, log }) };
};
