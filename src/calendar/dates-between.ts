import type { Account } from '../accounts/account.ts';
import type { AccessibleCalendar } from './calendar.ts';
import type { StoredEvent } from './event.ts';
import { factsOfObject } from './event-facts.ts';
import type { EventStore, ListedDate } from './event-store.ts';
import { lenientTimes } from './event-times.ts';
import type { ObjectReader } from './object-reader.ts';

/** The dates of events: from the list that is kept of them, and beyond it worked out. */
export interface DatesBetween {
  /** Dates with an instant in [fromMs, toMs), by start. */
  list(
    account: Pick<Account, 'id' | 'timeZone'>,
    calendars: readonly AccessibleCalendar[],
    fromMs: number,
    toMs: number,
  ): Promise<ListedDate[]>;
  has(account: Pick<Account, 'id' | 'timeZone'>, event: StoredEvent, recurrenceId: string): Promise<boolean>;
}

const DAY_MS = 86_400_000;

export const createDatesBetween = ({
  events,
  reader,
}: {
  readonly events: EventStore;
  readonly reader: ObjectReader;
}): DatesBetween => {
  const expand = async (
    account: Pick<Account, 'id' | 'timeZone'>,
    event: StoredEvent,
    fromMs: number,
    toMs: number,
  ): Promise<ListedDate[]> => {
    const read = await reader.expand(event.raw, account.timeZone, account.id, fromMs, toMs);
    // What was stored could be read; what takes too long far from today is not shown there.
    if (!read.ok) return [];
    return read.value.instances
      .filter(({ startMs, endMs }) => startMs < toMs && (endMs > fromMs || startMs >= fromMs))
      .map(({ recurrenceId, startMs, endMs }) => ({ event, recurrenceId, startMs, endMs }));
  };
  return {
    async list(account, calendars, fromMs, toMs) {
      const query = { calendarIds: calendars.map(({ id }) => id), fromMs, toMs };
      const listed = await events.listDates(query);
      const beyond = await events.listBeyondWindow(query);
      if (beyond.length === 0) return listed;
      const known = new Set(listed.map(({ event, recurrenceId }) => `${event.id} ${recurrenceId}`));
      const further: ListedDate[] = [];
      for (const event of beyond)
        for (const date of await expand(account, event, fromMs, toMs))
          if (!known.has(`${event.id} ${date.recurrenceId}`)) further.push(date);
      return [...listed, ...further].toSorted((one, other) => one.startMs - other.startMs);
    },
    async has(account, event, recurrenceId) {
      if (await events.findDate([event.id], recurrenceId)) return true;
      const { main, dates } = factsOfObject(event);
      if (dates.some((date) => date.recurrenceId === recurrenceId)) return true;
      if ((recurrenceId.length === 10) !== main.allDay) return false;
      const timeZone = main.timeZone ?? account.timeZone;
      const { startMs } = lenientTimes({ start: recurrenceId, end: recurrenceId, timeZone, allDay: main.allDay });
      const near = await expand(account, event, startMs - DAY_MS, startMs + 2 * DAY_MS);
      return near.some((date) => date.recurrenceId === recurrenceId);
    },
  };
};
