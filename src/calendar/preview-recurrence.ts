import type { Account } from '../accounts/account.ts';
import { DomainError } from '../base/errors.ts';
import type { RecurrencePreview, RecurrenceWanted } from '../contract/http/recurrence.ts';
import { buildObject } from '../protocols/icalendar/build-event.ts';
import type { Instance } from '../protocols/icalendar/expand-object.ts';
import { utcToZoned } from '../protocols/icalendar/zoned-time.ts';
import { type EventTimes, eventTimes } from './event-times.ts';
import type { ObjectReader } from './object-reader.ts';
import type { ReadWritten } from './read-written.ts';
import { recurrenceOf } from './recurrence-of.ts';

/** What the dates of a series would be, and what they mean for people in other zones. Refuses by field, as scheduling does. */
export type PreviewRecurrence = (account: Account, wanted: RecurrenceWanted) => Promise<RecurrencePreview>;

const SHOWN = 6;
const YEAR_MS = 366 * 86_400_000;
const FOREVER_MS = Date.UTC(2200, 0, 1);

const clockIn = (ms: number, timeZone: string): string => utcToZoned(ms, timeZone).slice(11, 16);

/** The first date within a year that is at another time of day there than the dates before it. */
const shiftIn = (timeZone: string, dates: readonly Instance[]): RecurrencePreview['shifts'] => {
  const [first] = dates;
  if (!first) return [];
  const before = clockIn(first.startMs, timeZone);
  const shifted = dates.find(
    ({ startMs }) => startMs < first.startMs + YEAR_MS && clockIn(startMs, timeZone) !== before,
  );
  if (!shifted) return [];
  const date = utcToZoned(shifted.startMs, timeZone).slice(0, 10);
  return [{ timeZone, date, before, after: clockIn(shifted.startMs, timeZone) }];
};

const NOBODY = { name: '', address: 'nobody@example.invalid' };

const objectOf = (times: EventTimes, recurrence: ReturnType<typeof recurrenceOf>): string => {
  const { start, end, timeZone, allDay } = times;
  const time = (text: string) => (allDay ? { date: text } : { local: text, timeZone });
  return buildObject(
    {
      uid: 'preview',
      sequence: 0,
      dtstampMs: 0,
      summary: '',
      start: time(start),
      end: time(end),
      organizer: NOBODY,
      attendees: [],
      status: 'CONFIRMED',
      ...(recurrence && { rrule: recurrence.rule, rdates: recurrence.extraDates, exdates: recurrence.excludedDates }),
    },
    [],
  );
};

export const createPreviewRecurrence =
  ({ reader, readWritten }: { readonly reader: ObjectReader; readonly readWritten: ReadWritten }): PreviewRecurrence =>
  async (account, wanted) => {
    const times = eventTimes({ ...wanted, timeZone: wanted.timeZone ?? account.timeZone });
    const raw = objectOf(times, recurrenceOf(wanted, times));
    const read = await readWritten(raw, times.timeZone, account.id);
    const isWhole = read.window === undefined;
    const near = isWhole
      ? read
      : await reader
          .expand(raw, times.timeZone, account.id, times.startMs, read.endMs ?? times.startMs + 3 * YEAR_MS)
          .then((answer) => {
            if (!answer.ok) throw new DomainError('invalid-input');
            return answer.value;
          });
    const shown = near.instances.slice(0, wanted.count ?? SHOWN);
    const local = (ms: number): string => utcToZoned(ms, times.timeZone);
    const isCounted = read.endMs !== null && read.endMs < FOREVER_MS && near.instances.length > 0;
    const last = near.instances.at(-1);
    const isComplete = isCounted && last !== undefined && last.endMs === read.endMs;
    return {
      dates: shown.map(({ recurrenceId, startMs, endMs }) => ({
        recurrenceId,
        start: times.allDay ? local(startMs).slice(0, 10) : local(startMs),
        end: times.allDay ? local(endMs - 1).slice(0, 10) : local(endMs),
        startsAt: new Date(startMs).toISOString(),
        endsAt: new Date(endMs).toISOString(),
      })),
      total: isComplete ? near.instances.length : null,
      endsAt: read.endMs === null ? null : new Date(read.endMs).toISOString(),
      shifts: times.allDay ? [] : [...new Set(wanted.zones ?? [])].flatMap((zone) => shiftIn(zone, near.instances)),
    };
  };
