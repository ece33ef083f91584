import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { createBreather } from '../platform/breathe.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { createJob, type Job } from '../platform/job.ts';
import type { AttendeeStore } from './attendee-store.ts';
import type { CalendarStore } from './calendar-store.ts';
import { searchOf } from './copy-share.ts';
import type { DeletedEventStore } from './deleted-event-store.ts';
import type { StoredEvent } from './event.ts';
import { factsOfObject } from './event-facts.ts';
import type { EventStore } from './event-store.ts';
import { listingWindow, type ObjectReader } from './object-reader.ts';

const DAY_MS = 86_400_000;
/** Dates are listed two years ahead; a week less than that is near enough to leave an object for another day. */
const SLACK_MS = 30 * DAY_MS;
const AT_ONCE = 50;
/** A year of changes: a program that was away for longer reads its calendars anew. */
const CHANGES_KEPT = 50_000;
const DELETED_KEPT_MS = DAY_MS;

/** Moves the window in which the dates of series are listed, and forgets what nobody can ask for any more. */
export const createListingJob = ({
  events,
  attendees,
  calendars,
  accounts,
  deleted,
  reader,
  unitOfWork,
  clock,
  log,
}: {
  readonly events: EventStore;
  readonly attendees: AttendeeStore;
  readonly calendars: CalendarStore;
  readonly accounts: AccountStore;
  readonly deleted: DeletedEventStore;
  readonly reader: ObjectReader;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
}): Job => {
  const extend = async (event: StoredEvent): Promise<void> => {
    const owner = await accounts.findById(event.ownerId);
    const calendar = await calendars.findById(event.calendarId);
    const homeZone = calendar?.timeZone ?? owner?.timeZone ?? 'UTC';
    const read = await reader.read(event.raw, homeZone, event.ownerId);
    const window = listingWindow(clock.nowMs());
    // What can no longer be worked out keeps the dates that it has.
    const [instances, reached] = read.ok ? [read.value.instances, read.value.window] : [undefined, window];
    await unitOfWork(async (transaction) => {
      if (instances)
        await events.replaceDates(transaction, event, instances, reached && { ...reached, toMs: window.toMs });
      else await events.noteWindow(transaction, event, window);
    });
  };

  /** What was stored by an earlier release is found by its words from now on. */
  const complete = async (event: StoredEvent): Promise<void> => {
    const facts = factsOfObject(event);
    const people = (await attendees.listOf([event.id])).get(event.id) ?? new Map();
    await unitOfWork((transaction) => events.putFacts(transaction, event, facts, searchOf(facts, people)));
  };

  return createJob({
    name: 'list the dates of series',
    log,
    run: async () => {
      const breathe = createBreather();
      for (;;) {
        const old = await events.listWithoutFacts(AT_ONCE);
        for (const event of old) {
          await complete(event);
          await breathe();
        }
        if (old.length < AT_ONCE) break;
      }
      const { toMs } = listingWindow(clock.nowMs());
      for (;;) {
        const due = await events.listToExtend(toMs - SLACK_MS, AT_ONCE);
        for (const event of due) await extend(event);
        if (due.length < AT_ONCE) break;
      }
      await deleted.removeBefore(clock.nowMs() - DELETED_KEPT_MS);
      await calendars.pruneChanges(CHANGES_KEPT);
      return DAY_MS;
    },
  });
};
