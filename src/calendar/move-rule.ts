import { daysBetween } from './wall-clock.ts';

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
