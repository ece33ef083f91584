import type { EventTime } from './event-draft.ts';
import { parameterIn, valueIn, writtenParameter } from './property-text.ts';
import { DAY_MS, dateText, localText, type ReadDuration, type ReadTime, readDigits, wallOf } from './read-time.ts';
import { sameZone, type WrittenZones } from './written-zones.ts';
import { type ZoneClock, zoneClock } from './zone-offsets.ts';

/** How a time stands in a line: RFC 5545 3.3.4 and the three forms of 3.3.5. */
export type TimeForm =
  | { readonly kind: 'date' | 'utc' | 'floating' }
  | {
      readonly kind: 'zone';
      /** As written, `TZID="Romance Standard Time"`. */
      readonly parameter: string;
      /** IANA. */
      readonly timeZone: string;
    };

/** `2027-03-01T10:00:00` as a line of that form has it. */
export const formatWritten = (form: TimeForm, at: string): string => {
  const digits = at.replace(/[-:]/g, '');
  if (form.kind === 'date') return digits.slice(0, 8);
  const time = digits.length === 8 ? `${digits}T000000` : digits;
  return form.kind === 'utc' ? `${time}Z` : time;
};

/** The parameter that says the form; '' where none is needed. */
export const formParameter = (form: TimeForm): string => {
  if (form.kind === 'zone') return form.parameter;
  return form.kind === 'date' ? 'VALUE=DATE' : '';
};

const formOf = (text: string, utc: boolean, zones: WrittenZones): TimeForm => {
  if (utc) return { kind: 'utc' };
  const timeZone = zones.zoneOf(parameterIn(text, 'TZID'));
  return timeZone === '' ? { kind: 'floating' } : { kind: 'zone', parameter: writtenParameter(text, 'TZID'), timeZone };
};

export interface WrittenTime {
  readonly form: TimeForm;
  /** `2027-03-01T10:00:00`, or `2027-03-01`. */
  readonly at: string;
}

/** The time that a token of a line says; of a PERIOD its start. */
export const readToken = (text: string, token: string, zones: WrittenZones): WrittenTime | undefined => {
  const digits = readDigits((token.split('/', 1)[0] ?? '').trim());
  if (digits === undefined) return undefined;
  const isDay = !digits.timed || parameterIn(text, 'VALUE').toUpperCase() === 'DATE';
  if (isDay) return { form: { kind: 'date' }, at: dateText(digits.wallMs) };
  return { form: formOf(text, digits.utc, zones), at: localText(digits.wallMs) };
};

/** The time of a line with one value: DTSTART, DTEND, RECURRENCE-ID. */
export const readTimeLine = (text: string, zones: WrittenZones): WrittenTime | undefined =>
  readToken(text, valueIn(text), zones);

export const addDays = (date: string, days: number): string => dateText(wallOf(date) + days * DAY_MS);

/** True for a recurrenceId that is a date of that form: anything else names no date of the series. */
export const namesDate = (form: TimeForm, recurrenceId: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?$/.test(recurrenceId)) return false;
  const digits = readDigits(recurrenceId.replace(/[-:]/g, ''));
  return digits !== undefined && digits.timed === (form.kind !== 'date');
};

const clockOf = (form: TimeForm): ZoneClock | undefined => {
  if (form.kind === 'utc') return zoneClock('UTC');
  return form.kind === 'zone' ? zoneClock(form.timeZone) : undefined;
};

/** The moment of a time; floating times and days are read in UTC. */
export const momentMs = ({ form, at }: WrittenTime): number => clockOf(form)?.momentOf(wallOf(at)) ?? wallOf(at);

/** What clocks of that form show at the moment. */
export const wallTextAt = (ms: number, form: TimeForm): string => localText(clockOf(form)?.wallOf(ms) ?? ms);

export const sameClock = (one: TimeForm, other: TimeForm): boolean =>
  one.kind === other.kind && (one.kind !== 'zone' || other.kind !== 'zone' || sameZone(one.timeZone, other.timeZone));

export const asReadTime = ({ form, at }: WrittenTime): ReadTime => {
  if (form.kind === 'date') return { kind: 'date', wallMs: wallOf(at) };
  const timeZone = form.kind === 'zone' ? form.timeZone : '';
  return { kind: 'time', wallMs: wallOf(at), timeZone: form.kind === 'utc' ? 'UTC' : timeZone };
};

const isUtc = (timeZone: string): boolean => timeZone === 'UTC' || timeZone === 'Etc/UTC';

/** The form in which the object would write that time: its own TZID for the zone where it has one. */
export const formFor = (time: EventTime, zones: WrittenZones): TimeForm => {
  if ('date' in time) return { kind: 'date' };
  if (time.timeZone === '') return { kind: 'floating' };
  if (isUtc(time.timeZone)) return { kind: 'utc' };
  return { kind: 'zone', parameter: zones.parameterFor(time.timeZone), timeZone: time.timeZone };
};

export const textOf = (time: EventTime): string => ('date' in time ? time.date : time.local);

/** True when the written time says what `time` says, however it is written. */
export const saysTime = (written: WrittenTime, time: EventTime, zones: WrittenZones): boolean => {
  const form = formFor(time, zones);
  if (written.at !== textOf(time)) return false;
  if (written.form.kind === 'zone' && form.kind === 'utc') return isUtc(written.form.timeZone);
  return sameClock(written.form, form);
};

/** RFC 5545 3.3.6: days of a duration are by the calendar, the rest by the clock that never changes. */
export const addDuration = ({ form, at }: WrittenTime, { days, exactMs }: ReadDuration): WrittenTime => {
  const wall = wallOf(at) + days * DAY_MS;
  if (form.kind === 'date') return { form, at: dateText(wall + exactMs) };
  return { form, at: wallTextAt(momentMs({ form, at: localText(wall) }) + exactMs, form) };
};

/** The end of an event that begins at `moved` instead of `start`: as many days later, or exactly as long (RFC 5545 3.8.5.3). */
export const shiftEnd = (start: WrittenTime, end: WrittenTime, moved: WrittenTime): WrittenTime => {
  if (end.form.kind === 'date')
    return { form: end.form, at: dateText(wallOf(moved.at) + wallOf(end.at) - wallOf(start.at)) };
  return { form: end.form, at: wallTextAt(momentMs(moved) + momentMs(end) - momentMs(start), end.form) };
};
