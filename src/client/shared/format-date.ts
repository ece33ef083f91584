import { language, locale } from './language.ts';

const cache = new Map<string, Intl.DateTimeFormat>();

const formatter = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale.value} ${JSON.stringify(options)}`;
  const found = cache.get(key) ?? new Intl.DateTimeFormat(locale.value, options);
  cache.set(key, found);
  return found;
};

/** French has 24 hours, English what the reader's region has. */
const has24Hours = (): boolean =>
  language.value === 'fr' || formatter({ hour: 'numeric' }).resolvedOptions().hourCycle === 'h23';

/** Of 24 hours two digits, in single times as in spans. */
const hour = (): Intl.DateTimeFormatOptions =>
  has24Hours() ? { hour: '2-digit', hourCycle: 'h23' } : { hour: 'numeric' };

type Moment = Date | number | string;
const asDate = (moment: Moment): Date => new Date(moment);

/** The zone of this browser, for guests and before sign-in. */
export const browserTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "09:00" or "9:00 AM". */
export const formatTime = (moment: Moment, timeZone: string): string =>
  formatter({ timeZone, ...hour(), minute: '2-digit' }).format(asDate(moment));

/** "08:00" or "8 AM": a full hour at the edge of the day. */
export const formatHour = (moment: Moment, timeZone: string): string =>
  formatter({ timeZone, ...hour(), ...(has24Hours() ? { minute: '2-digit' } : {}) }).format(asDate(moment));

/** The first of a month is an ordinal in French: "lundi 1er mars", "1er – 3 mars". */
const withFirst = (parts: readonly Intl.DateTimeFormatPart[]): string =>
  parts.map(({ type, value }) => (type === 'day' && value === '1' && language.value === 'fr' ? '1er' : value)).join('');

/** "Monday, 1 March 2027" */
export const formatDay = (moment: Moment, timeZone: string): string =>
  withFirst(
    formatter({ timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).formatToParts(
      asDate(moment),
    ),
  );

/** "Mon 1 Mar" */
export const formatShortDay = (moment: Moment, timeZone: string): string =>
  withFirst(formatter({ timeZone, weekday: 'short', day: 'numeric', month: 'short' }).formatToParts(asDate(moment)));

/** "March 2027" */
export const formatMonth = (moment: Moment, timeZone: string): string =>
  formatter({ timeZone, month: 'long', year: 'numeric' }).format(asDate(moment));

/** "1 Mar 2027, 10:00" */
export const formatDayAndTime = (moment: Moment, timeZone: string): string =>
  withFirst(
    formatter({
      timeZone,
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      ...hour(),
      minute: '2-digit',
    }).formatToParts(asDate(moment)),
  );

/** "10:00 – 11:00", with both days when they differ. */
export const formatSpan = (start: Moment, end: Moment, timeZone: string): string => {
  const sameDay = formatShortDay(start, timeZone) === formatShortDay(end, timeZone);
  const day: Intl.DateTimeFormatOptions = sameDay ? {} : { weekday: 'short', day: 'numeric', month: 'short' };
  return withFirst(
    formatter({ timeZone, ...day, ...hour(), minute: '2-digit' }).formatRangeToParts(asDate(start), asDate(end)),
  );
};

/** "Monday, 1 March – Wednesday, 3 March 2027": days without times, from dates such as 2027-03-01, the last included. */
export const formatDays = (firstDate: string, lastDate: string): string =>
  withFirst(
    formatter({ timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).formatRangeToParts(
      new Date(`${firstDate}T00:00Z`),
      new Date(`${lastDate}T00:00Z`),
    ),
  );

/** "UTC+1" at that moment. */
export const zoneOffset = (timeZone: string, moment: Moment): string => {
  const parts = formatter({ timeZone, timeZoneName: 'shortOffset' }).formatToParts(asDate(moment));
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  return offset.replace('GMT', 'UTC').replace('UTC+0', 'UTC');
};

/** "Europe/Paris (UTC+1)" at that moment. */
export const formatZone = (timeZone: string, moment: Moment): string =>
  timeZone === 'UTC' ? timeZone : `${timeZone.replaceAll('_', ' ')} (${zoneOffset(timeZone, moment)})`;

/** "Central European Standard Time (UTC+1)" at that moment: for people who never chose a zone by its name. */
export const formatZoneInWords = (timeZone: string, moment: Moment): string => {
  const parts = formatter({ timeZone, timeZoneName: 'long' }).formatToParts(asDate(moment));
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  // Zones without a name of their own are called by their offset already.
  return timeZone === 'UTC' || /^(?:GMT|UTC)[+\u2212-]|^$/.test(name)
    ? formatZone(timeZone, moment)
    : `${name} (${zoneOffset(timeZone, moment)})`;
};

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "in 12 minutes", "2 hours ago". */
export const formatRelative = (moment: Moment, nowMs: number): string => {
  const distance = asDate(moment).getTime() - nowMs;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? (['minute', 60_000] as const);
  const amount = distance > 0 ? Math.ceil(distance / size) : Math.floor(distance / size);
  return new Intl.RelativeTimeFormat(locale.value, { numeric: 'always' }).format(amount, unit);
};

/** The days of the week, from `firstDay` (0 for Sunday). */
export const weekdayNames = (firstDay: number): readonly { readonly long: string; readonly narrow: string }[] =>
  Array.from({ length: 7 }, (_unused, index) => {
    // 4 January 1970 was a Sunday.
    const day = new Date(Date.UTC(1970, 0, 4 + firstDay + index));
    return {
      long: formatter({ timeZone: 'UTC', weekday: 'long' }).format(day),
      narrow: formatter({ timeZone: 'UTC', weekday: 'narrow' }).format(day),
    };
  });

/** "1 – 7 Mar 2027" from two dates. */
export const formatDayRange = (firstDate: string, lastDate: string): string =>
  formatter({ timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).formatRange(
    new Date(`${firstDate}T12:00Z`),
    new Date(`${lastDate}T12:00Z`),
  );

/** "Mon, 1 Mar 2027" from a date. */
export const formatDate = (date: string): string =>
  formatter({ timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(
    new Date(`${date}T12:00Z`),
  );

/** "09:00" or "9:00 AM" from `HH:mm`. */
export const formatClock = (clock: string): string => formatTime(`2000-01-01T${clock}Z`, 'UTC');

/** "1 hr 30 min" */
export const formatDuration = (minutes: number): string => {
  const unit = (name: 'hour' | 'minute', amount: number): string =>
    new Intl.NumberFormat(locale.value, { style: 'unit', unit: name, unitDisplay: 'short' }).format(amount);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? unit('hour', hours) : '', rest > 0 || hours === 0 ? unit('minute', rest) : '']
    .filter(Boolean)
    .join(' ');
};

/** Whether the day is written before the month, and the months' names, long and short. */
export const dateWords = (): { readonly dayFirst: boolean; readonly months: readonly (readonly string[])[] } => {
  const order = formatter({ timeZone: 'UTC', day: 'numeric', month: 'numeric', year: 'numeric' })
    .formatToParts(0)
    .map(({ type }) => type);
  const names = (month: 'long' | 'short', index: number): string =>
    formatter({ timeZone: 'UTC', day: 'numeric', month })
      .formatToParts(Date.UTC(2000, index, 15))
      .find(({ type }) => type === 'month')?.value ?? '';
  return {
    dayFirst: order.indexOf('day') < order.indexOf('month'),
    months: Array.from({ length: 12 }, (_unused, index) => [names('long', index), names('short', index)]),
  };
};

/** "Mon", "1", "Mar" */
export const formatDateBlock = (
  moment: Moment,
  timeZone: string,
): { readonly weekday: string; readonly day: string; readonly month: string } => {
  const date = asDate(moment);
  return {
    weekday: formatter({ timeZone, weekday: 'short' }).format(date),
    day: formatter({ timeZone, day: 'numeric' }).format(date),
    month: formatter({ timeZone, month: 'short' }).format(date),
  };
};
