import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import { createJob, type Job } from '../platform/job.ts';
import type { ReplyAddressStore } from './answers/reply-address-store.ts';
import type { ReplyAddresses } from './answers/reply-addresses.ts';
import type { Composer } from './composer.ts';
import type { InvitationStore } from './invitation-store.ts';
import { type PlannedInvitation, planInvitations } from './plan-invitations.ts';
import type { ReadSituation } from './read-situation.ts';
import type { InvitationNotice } from './told-invitation.ts';

const NOTICES_AT_ONCE = 20;
const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;

export interface InviteJobDeps {
  readonly store: InvitationStore;
  readonly readSituation: ReadSituation;
  readonly composer: Composer;
  readonly outbox: Outbox;
  readonly replyAddresses: ReplyAddresses;
  readonly replyStore: ReplyAddressStore;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
}

export interface InviteJob extends Job {
  /** What the job does when it wakes: tells all that is due, and answers when it wants to run again, in milliseconds. */
  run(): Promise<number | undefined>;
}

/**
 * Turns what is due into mails. Composing takes place before the transaction; inside it the mails enter the outbox, what everyone
 * was told is kept, and the notice goes: all or nothing, so that a kill at any point tells everybody once.
 */
export const createInviteJob = ({
  store,
  readSituation,
  composer,
  outbox,
  replyAddresses,
  replyStore,
  unitOfWork,
  clock,
  log,
}: InviteJobDeps): InviteJob => {
  let stopping = false;

  /** Before a mail leaves that bears them: what is answered is found by it. */
  const keepWaysToAnswer = async (
    transaction: Transaction,
    { uid, organizerId }: InvitationNotice,
    planned: readonly PlannedInvitation[],
  ): Promise<void> => {
    const readers = planned.filter(({ mail }) => mail.answerUrl !== undefined);
    const rows = readers.map(({ mail }) => replyAddresses.rowsFor(uid, organizerId, mail.recipient.address));
    await replyStore.keep(
      transaction,
      rows.map(({ reply }) => reply),
      rows.map(({ link }) => link),
    );
  };

  const tell = async (notice: InvitationNotice): Promise<void> => {
    const planned = await planInvitations(await readSituation(notice));
    const composed = planned.length === 0 ? [] : await composer.compose(planned.map(({ mail }) => mail));
    const kept = await unitOfWork(async (transaction) => {
      const now = await store.findNotice(notice.uid, transaction);
      // Changed since it was read: what was composed is old, and the notice is still due.
      if (now?.dueMs !== notice.dueMs) return false;
      for (const [index, mail] of composed.entries())
        await outbox.enqueue(transaction, { ...mail, orderKey: notice.uid, kind: planned[index]?.mail.kind ?? '' });
      for (const told of planned.flatMap(({ told }) => told)) await store.putTold(transaction, told);
      await keepWaysToAnswer(transaction, notice, planned);
      await store.removeNotice(transaction, notice.uid);
      return true;
    });
    if (!kept) return;
    outbox.committed();
    if (composed.length > 0) log.info({ mails: composed.length }, 'invitations are in the outbox');
  };

  /** One notice that cannot be composed keeps no other waiting. */
  const tellOrPostpone = async (notice: InvitationNotice): Promise<void> => {
    try {
      await tell(notice);
    } catch (error) {
      if (stopping) return;
      const pauseMs = Math.min(LONGEST_PAUSE_MS, MINUTE_MS * 2 ** notice.attempts);
      log.error(
        { err: error, attempts: notice.attempts + 1 },
        'invitations could not be composed and will be tried again',
      );
      await store.postponeNotice(notice, clock.nowMs() + pauseMs);
    }
  };

  const run = async (): Promise<number | undefined> => {
    while (!stopping) {
      const due = await store.listDueNotices(clock.nowMs(), NOTICES_AT_ONCE);
      if (due.length === 0) break;
      for (const notice of due) if (!stopping) await tellOrPostpone(notice);
    }
    const nextMs = await store.nextNoticeMs();
    return nextMs === undefined ? undefined : Math.max(0, nextMs - clock.nowMs());
  };

  const job = createJob({ name: 'invite', run, log });
  return {
    run,
    start: () => job.start(),
    wake: () => job.wake(),
    async stop() {
      stopping = true;
      await job.stop();
      await composer.stop();
    },
  };
};
