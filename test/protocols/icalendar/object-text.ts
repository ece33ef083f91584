import type { CalendarObject } from '../../../src/protocols/icalendar/calendar-object.ts';
import { type ExpandOptions, type Expansion, expandObject } from '../../../src/protocols/icalendar/expand-object.ts';
import { extractObject } from '../../../src/protocols/icalendar/extract-object.ts';

/** The lines of one VEVENT with UID and DTSTAMP. */
export const event = (...lines: string[]): string[] => [
  'BEGIN:VEVENT',
  'UID:series-1',
  'DTSTAMP:20260101T000000Z',
  ...lines,
  'END:VEVENT',
];

export const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');

export const extracted = (raw: string): CalendarObject => {
  const object = extractObject(raw);
  if (!object.ok) throw new Error(`${object.code} in line ${object.line}`);
  return object.value;
};

export const YEAR_2027: ExpandOptions = {
  fromMs: Date.UTC(2027, 0, 1),
  toMs: Date.UTC(2028, 0, 1),
  homeZone: 'Europe/Paris',
};

export const expanded = (raw: string, options: Partial<ExpandOptions> = {}): Expansion => {
  const expansion = expandObject(extracted(raw), { ...YEAR_2027, ...options });
  if (!expansion.ok) throw new Error(expansion.code);
  return expansion.value;
};

export const iso = (momentMs: number | null): string | null =>
  momentMs === null ? null : new Date(momentMs).toISOString().replace(':00.000Z', 'Z');

/** `recurrenceId start end` of each instance, in UTC. */
export const instances = (raw: string, options: Partial<ExpandOptions> = {}): string[] =>
  expanded(raw, options).instances.map(
    ({ recurrenceId, startMs, endMs }) => `${recurrenceId} ${iso(startMs)} ${iso(endMs)}`,
  );
