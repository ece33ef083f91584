import { createHash } from 'node:crypto';
import { foldLines } from '../../protocols/icalendar/fold-lines.ts';
import { utcToZoned } from '../../protocols/icalendar/zoned-time.ts';
import { calendarHead } from './merge-objects.ts';

/** Some time that is taken. */
export interface BusyDate {
  readonly objectId: string;
  readonly recurrenceId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly allDay: boolean;
}

export interface BusyCalendarOptions {
  /** The word for all of them. */
  readonly label: string;
  /** The zone of whole days. */
  readonly homeZone: string;
  /** Secret: names in the feed lead back to no event. */
  readonly salt: string;
  readonly head: readonly string[];
}

const utc = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
const day = (ms: number, zone: string): string => utcToZoned(ms, zone).slice(0, 10).replaceAll('-', '');

const busyLines = (date: BusyDate, { label, homeZone, salt }: BusyCalendarOptions): string[] => {
  const name = createHash('sha256')
    .update(JSON.stringify([salt, date.objectId, date.recurrenceId]))
    .digest('base64url');
  const times = date.allDay
    ? [`DTSTART;VALUE=DATE:${day(date.startMs, homeZone)}`, `DTEND;VALUE=DATE:${day(date.endMs, homeZone)}`]
    : [`DTSTART:${utc(date.startMs)}`, `DTEND:${utc(date.endMs)}`];
  // When it was written says something too: DTSTAMP, which must be there, is the same for all.
  return ['BEGIN:VEVENT', `UID:${name}`, 'DTSTAMP:20000101T000000Z', ...times, `SUMMARY:${label}`, 'END:VEVENT'];
};

/** When somebody is busy, and nothing else: no titles, no people, no rules, no names of events. */
export const busyCalendar = (dates: Iterable<BusyDate>, options: BusyCalendarOptions): string => {
  const events: string[] = [];
  for (const date of dates) events.push(foldLines(busyLines(date, options)));
  return [calendarHead(options.label, options.head), ...events, 'END:VCALENDAR\r\n'].join('');
};
