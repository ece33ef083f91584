import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import type { AccountId, EventId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import type { ReadEventFacts } from '../../calendar/read-event-facts.ts';
import { createJob, type Job } from '../../platform/job.ts';
import type { SendNotices } from '../notices/send-notices.ts';
import type { MailIdentity } from '../read-situation.ts';
import type { DateMailStore } from './date-mail-store.ts';
import type { DueNoteStore } from './due-note-store.ts';
import { type NotedEvent, type NoteSituation, type NoteStep, planNoteMails } from './plan-note-mails.ts';

export interface NoteMailJob extends Job {
  /** What the job does when it wakes; answers when it wants to run again, in milliseconds; undefined: when there is a new note. */
  run(): Promise<number | undefined>;
}

const RETRY_MS = 60_000;

/**
 * Mails organizers what came back from the people of their events: proposals and mails that did not arrive each by their own, all
 * else together in a digest.
 */
export const createNoteMailJob = ({
  stores: { notes, dateMails, accounts, events },
  readFacts,
  sendNotices,
  mail,
  work: { clock, log },
}: {
  readonly stores: {
    readonly notes: DueNoteStore;
    readonly dateMails: DateMailStore;
    readonly accounts: AccountStore;
    readonly events: EventStore;
  };
  readonly readFacts: ReadEventFacts;
  readonly sendNotices: SendNotices;
  readonly mail: MailIdentity & { readonly publicUrl: string };
  readonly work: { readonly clock: Clock; readonly log: Log };
}): NoteMailJob => {
  const readNoted = async (ids: readonly EventId[], organizerId: AccountId, nowMs: number) => {
    const next = await events.nextDates(ids, nowMs);
    const noted = new Map<EventId, NotedEvent>();
    for (const id of ids) {
      const facts = await readFacts(id);
      if (facts?.organizerId === organizerId) noted.set(id, { facts, next: next.get(id)?.[0] ?? '' });
    }
    return noted;
  };

  const take = async (step: NoteStep, organizerId: AccountId): Promise<void> => {
    const ids = step.notes.map(({ id }) => id);
    await sendNotices(step.does === 'mail' ? [step.notice] : [], async (transaction) => {
      if (step.does === 'wait') {
        await notes.postpone(transaction, ids, step.untilMs);
        return true;
      }
      // False undoes it all: the next look plans anew.
      if (!(await notes.setTold(transaction, ids))) throw new ChangedMeanwhile();
      if (step.does === 'mail' && step.digest) await dateMails.noteDigest(transaction, organizerId, clock.nowMs());
      return true;
    });
  };

  const tell = async (organizerId: AccountId): Promise<void> => {
    const pending = await notes.listPending(organizerId);
    const nowMs = clock.nowMs();
    const organizer = await accounts.findById(organizerId);
    if (organizer === undefined) {
      await take({ does: 'drop', notes: pending }, organizerId);
      return;
    }
    const situation: NoteSituation = {
      organizer,
      events: await readNoted([...new Set(pending.map(({ eventId }) => eventId))], organizerId, nowMs),
      lastDigestMs: await dateMails.lastDigestMs(organizerId),
      nowMs,
      mail,
    };
    for (const step of planNoteMails(situation, pending)) await take(step, organizerId);
  };

  const run = async (): Promise<number | undefined> => {
    let failed = false;
    for (const organizerId of await notes.listDueOrganizers(clock.nowMs())) {
      try {
        await tell(organizerId);
      } catch (error) {
        failed = true;
        if (!(error instanceof ChangedMeanwhile))
          log.error({ err: error }, 'news of an event could not be mailed and will be tried again');
      }
    }
    const nextMs = await notes.nextDueMs();
    if (nextMs === undefined) return undefined;
    return Math.max(failed ? RETRY_MS : 0, nextMs - clock.nowMs());
  };

  return { run, ...createJob({ name: 'mail news of events', run, log }) };
};

/** What a mail says has been told or decided since it was read. */
class ChangedMeanwhile extends Error {}
