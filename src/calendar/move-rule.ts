import { utcToZoned } from '../protocols/icalendar/zoned-time.ts';
import { type EventTimes, lenientTimes } from './event-times.ts';
import { daysBetween, moveWall, wallDifference } from './wall-clock.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const weekdayOf = (date: string): number => (new Date(`${date.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
const nthOf = (date: string): number => Math.ceil(Number(date.slice(8, 10)) / 7);

const partsOf = (rule: string): Map<string, string> =>
  new Map(
    rule.split(';').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at).toUpperCase(), part.slice(at + 1)] as const;
    }),
  );

const textOf = (parts: ReadonlyMap<string, string>): string =>
  [...parts].map(([name, value]) => `${name}=${value}`).join(';');

const shiftDay = (day: string, by: number): string | undefined => {
  const index = WEEKDAYS.indexOf(day.toUpperCase());
  return index < 0 ? undefined : WEEKDAYS[(((index + by) % 7) + 7) % 7];
};

/** The days that a rule names, moved with the date on which the series begins; undefined when that has no plain meaning. */
const moveDays = (parts: Map<string, string>, from: string, to: string): Map<string, string> | undefined => {
  const byDay = parts.get('BYDAY');
  const byMonthDay = parts.get('BYMONTHDAY');
  const other = ['BYSETPOS', 'BYWEEKNO', 'BYYEARDAY'].some((name) => parts.has(name));
  if (other) return undefined;
  if (parts.has('BYMONTH')) {
    if (parts.get('BYMONTH') !== String(Number(from.slice(5, 7)))) return undefined;
    parts.set('BYMONTH', String(Number(to.slice(5, 7))));
  }
  if (byMonthDay !== undefined) {
    if (byDay !== undefined || byMonthDay !== String(Number(from.slice(8, 10)))) return undefined;
    return parts.set('BYMONTHDAY', String(Number(to.slice(8, 10))));
  }
  if (byDay === undefined) return parts;
  if (parts.get('FREQ')?.toUpperCase() === 'WEEKLY') {
    const moved = byDay.split(',').map((day) => shiftDay(day, daysBetween(from, to)));
    return moved.includes(undefined) ? undefined : parts.set('BYDAY', moved.join(','));
  }
  const [, nth = ''] = /^([+-]?\d+)?[A-Z]{2}$/i.exec(byDay) ?? [];
  if (nth === '') return undefined;
  const day = WEEKDAYS[weekdayOf(to)];
  return parts.set('BYDAY', `${nth.startsWith('-') ? '-1' : nthOf(to)}${day}`);
};

/**
 * The rule of a series whose first date goes from `from` to `to` (local times or days): every Tuesday becomes every Wednesday.
 * Undefined when the rule names its days in a way that cannot simply move.
 */
export const moveRule = (rule: string, from: string, to: string): string | undefined => {
  if (rule === '' || from.slice(0, 10) === to.slice(0, 10)) return rule;
  const moved = moveDays(partsOf(rule), from, to);
  return moved && textOf(moved);
};

type Times = Pick<EventTimes, 'start' | 'timeZone' | 'allDay'>;

const DAY_MS = 86_400_000;
const UNTIL = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/i;

const written = (local: string): string => local.replace(/[-:]/g, '');

/** A local time as a moment in UTC, which UNTIL is where the start has a zone (RFC 5545 3.3.10). */
const utcText = (local: string, timeZone: string): string => {
  const { startMs } = lenientTimes({ start: local, end: local, timeZone, allDay: false });
  return written(`${utcToZoned(startMs, 'UTC')}Z`);
};

/** The day of the last date: a time before that of the start leaves that day out. */
const lastDay = (local: string, { start, allDay }: Times): string =>
  !allDay && local.length > 10 && local.slice(11) < start.slice(11)
    ? moveWall(local.slice(0, 10), -DAY_MS)
    : local.slice(0, 10);

const moveUntil = (until: string, from: Times, to: Times): string => {
  const [, year, month, day, hour, minute, second, utc] = UNTIL.exec(until) ?? [];
  if (year === undefined) return until;
  const text = [`${year}-${month}-${day}`, ...(hour === undefined ? [] : [`${hour}:${minute}:${second}`])].join('T');
  const local = utc && !from.allDay ? utcToZoned(Date.parse(`${text}Z`), from.timeZone) : text;
  if (from.allDay || to.allDay || hour === undefined) {
    const last = moveWall(lastDay(local, from), daysBetween(from.start, to.start) * DAY_MS);
    return from.allDay && !to.allDay ? utcText(`${last}T${to.start.slice(11)}`, to.timeZone) : written(last);
  }
  const moved = moveWall(local, wallDifference(from.start, to.start));
  return utc ? utcText(moved, to.timeZone) : written(moved);
};

/** The rule of a series whose first date goes from `from` to `to`, ended so that what was its last date still is. */
export const moveEnd = (rule: string, from: Times, to: Times): string => {
  const parts = partsOf(rule);
  const until = parts.get('UNTIL');
  return until === undefined ? rule : textOf(parts.set('UNTIL', moveUntil(until.trim(), from, to)));
};

const withoutEnd = (rule: string): string =>
  textOf(
    new Map(
      [...partsOf(rule)]
        .filter(([name]) => name !== 'UNTIL' && name !== 'COUNT')
        .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ),
  );

/** True when two rules give the same dates but for where they end. */
export const sameBeat = (one: string, other: string): boolean =>
  one !== '' && other !== '' && withoutEnd(one).toUpperCase() === withoutEnd(other).toUpperCase();
