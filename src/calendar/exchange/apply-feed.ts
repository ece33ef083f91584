import type { Account } from '../../accounts/account.ts';
import type { Clock } from '../../base/clock.ts';
import { type CalendarId, type EventId, newId } from '../../base/ids.ts';
import { createBreather } from '../../platform/breathe.ts';
import type { Transaction, UnitOfWork } from '../../platform/database.ts';
import type { Calendar } from '../calendar.ts';
import { NOBODY_HERE } from '../event.ts';
import type { EventStore } from '../event-store.ts';
import type { EventWriter } from '../event-writer.ts';
import type { ExchangeStore, KnownObject } from './exchange-store.ts';
import { fingerprintOf } from './fingerprint.ts';
import { TRANSACTION_MS } from './limits.ts';
import { peopleAsWritten } from './people-as-written.ts';
import type { ReadFileObject } from './read-file-object.ts';

type Readable = Extract<ReadFileObject, { ok: true }>;

/** How much of a calendar an outside feed changed. */
export interface FeedDifference {
  readonly put: number;
  readonly removed: number;
}

type FedCalendar = Pick<Calendar, 'id' | 'timeZone'>;

/**
 * Makes a calendar hold what a feed says: writes what is new or different, removes what is gone, and leaves the rest as it is, so
 * that programs that follow the calendar see the difference alone. An event that can no longer be read stays as it was.
 */
export type ApplyFeed = (
  owner: Account,
  calendar: FedCalendar,
  objects: readonly ReadFileObject[],
) => Promise<FeedDifference>;

const LOOK_UPS_AT_ONCE = 200;

type Write = (transaction: Transaction) => Promise<void>;

/** As many as fit into the time of a transaction, one at least: a series of a thousand dates takes as long as a hundred events. */
const writeSome = async (transaction: Transaction, writes: readonly Write[], from: number): Promise<number> => {
  const untilMs = performance.now() + TRANSACTION_MS;
  let done = from;
  do {
    await writes[done]?.(transaction);
    done += 1;
  } while (done < writes.length && performance.now() < untilMs);
  return done;
};

export const createApplyFeed = ({
  unitOfWork,
  events,
  objects: store,
  writer,
  clock,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly events: EventStore;
  readonly objects: ExchangeStore;
  readonly writer: EventWriter;
  readonly clock: Clock;
}): ApplyFeed => {
  const putOf =
    (
      owner: Account,
      { id: calendarId, timeZone: homeZone = owner.timeZone }: FedCalendar,
      { item, raw, read }: Readable,
      known: KnownObject | undefined,
    ): Write =>
    async (transaction) => {
      const { main, overrides } = read.object;
      await writer.store(transaction, {
        ...(known ? { id: known.id } : { id: newId<EventId>(), isNew: true }),
        calendarId,
        ownerId: owner.id,
        organizerId: NOBODY_HERE,
        uri: known?.uri ?? `${newId<EventId>()}.ics`,
        uid: item.uid,
        raw,
        sequence: Math.max(...[main, ...overrides].map((event) => event?.sequence ?? 0)),
        createdMs: known?.createdMs ?? clock.nowMs(),
        read,
        people: peopleAsWritten(read.object, owner, homeZone),
      });
    };

  const findPuts = async (owner: Account, calendar: FedCalendar, list: readonly Readable[]): Promise<Write[]> => {
    const puts: Write[] = [];
    const breathe = createBreather();
    for (let start = 0; start < list.length; start += LOOK_UPS_AT_ONCE) {
      const some = list.slice(start, start + LOOK_UPS_AT_ONCE);
      const known = await store.findKnown(
        calendar.id,
        some.map(({ item }) => item.uid),
      );
      for (const object of some) {
        const there = known.get(object.item.uid);
        if (there === undefined || fingerprintOf(there.raw) !== object.fingerprint)
          puts.push(putOf(owner, calendar, object, there));
        await breathe();
      }
    }
    return puts;
  };

  const findRemovals = async (calendarId: CalendarId, uids: ReadonlySet<string>): Promise<Write[]> => {
    const removals: Write[] = [];
    for await (const some of store.listUids(calendarId)) {
      for (const { id, uid } of some)
        if (!uids.has(uid))
          removals.push(async (transaction) => {
            const event = await events.findById(id, transaction);
            if (event) await writer.remove(transaction, event);
          });
    }
    return removals;
  };

  return async (owner, calendar, objects) => {
    const puts = await findPuts(
      owner,
      calendar,
      objects.filter((object) => object.ok),
    );
    const removals = await findRemovals(calendar.id, new Set(objects.map(({ item }) => item.uid)));
    const writes = [...puts, ...removals];
    const breathe = createBreather();
    for (let done = 0; done < writes.length; ) {
      done = await unitOfWork((transaction) => writeSome(transaction, writes, done));
      await breathe();
    }
    return { put: puts.length, removed: removals.length };
  };
};
