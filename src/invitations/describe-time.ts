import { utcToZoned } from '../protocols/icalendar/zoned-time.ts';
import { type MailLanguage, mailRules } from './mail-texts.ts';

/** When an event is, in the words of one language and the clock of one zone. */
export interface TimeWords {
  /** Short, for the leaf of the calendar: "Mar", "1", "Mon". */
  readonly month: string;
  readonly day: string;
  readonly weekday: string;
  /** "Monday 1 March 2027"; for several days, both with their times. */
  readonly date: string;
  /** "10:00 – 11:00"; empty when `date` says it, or for whole days. */
  readonly time: string;
  /** "Central European Standard Time (UTC+1)"; empty for whole days. */
  readonly zone: string;
}

export interface EventSpan {
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly startMs: number;
  readonly endMs: number;
}

/** Each way of writing a moment, by name. */
const STYLES = {
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'short' },
  dayNumber: { day: 'numeric' },
  weekday: { weekday: 'short' },
  clock24: { hour: '2-digit', minute: '2-digit' },
  clock12: { hour: 'numeric', minute: '2-digit' },
  zoneName: { timeZoneName: 'long' },
  zoneOffset: { timeZoneName: 'shortOffset' },
  zoneAllYear: { timeZoneName: 'longGeneric' },
  shortDay: { weekday: 'short', day: 'numeric', month: 'short' },
  shortDayOfYear: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
type Style = keyof typeof STYLES;

const formats = new Map<string, Intl.DateTimeFormat>();
const FORMATS_AT_MOST = 2_000;

/** Making a format costs a hundred times what using it does. */
const format = (locale: string, timeZone: string, style: Style): Intl.DateTimeFormat => {
  const key = `${locale} ${timeZone} ${style}`;
  const found = formats.get(key);
  if (found !== undefined) return found;
  if (formats.size >= FORMATS_AT_MOST) formats.clear();
  const made = new Intl.DateTimeFormat(locale, { timeZone, ...STYLES[style] });
  formats.set(key, made);
  return made;
};

/** The language as it is written where the reader's clock is. */
const localeFor = (language: MailLanguage, timeZone: string): string => mailRules(language).locale(timeZone);

const setDate = (language: MailLanguage, text: string): string => mailRules(language).setDate?.(text) ?? text;

const clockStyles = new Map<string, Style>();

/** Where hours go to twelve, they have no zero before them. */
const clockStyle = (locale: string): Style => {
  const known = clockStyles.get(locale);
  if (known !== undefined) return known;
  const style = format(locale, 'UTC', 'clock12').resolvedOptions().hour12 === true ? 'clock12' : 'clock24';
  clockStyles.set(locale, style);
  return style;
};

/** Some locales end short names with a full stop. */
const bare = (text: string): string => text.replace(/\.$/, '');

const leaf = (locale: string, timeZone: string, momentMs: number): Pick<TimeWords, 'month' | 'day' | 'weekday'> => ({
  month: bare(format(locale, timeZone, 'month').format(momentMs)),
  day: format('en', timeZone, 'dayNumber').format(momentMs),
  weekday: bare(format(locale, timeZone, 'weekday').format(momentMs)),
});

type ZoneStyle = 'zoneName' | 'zoneOffset' | 'zoneAllYear';

const zonePart = (locale: string, timeZone: string, style: ZoneStyle, momentMs: number): string =>
  format(locale, timeZone, style)
    .formatToParts(momentMs)
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;

const zoneTexts = new Map<string, string>();
const ZONE_TEXTS_AT_MOST = 20_000;

/** No zone changes its offset or its name within a quarter of an hour. */
const knownZonePart = (
  locale: string,
  timeZone: string,
  style: 'zoneName' | 'zoneOffset',
  momentMs: number,
): string => {
  const key = `${locale} ${timeZone} ${style} ${Math.floor(momentMs / 900_000)}`;
  const known = zoneTexts.get(key);
  if (known !== undefined) return known;
  if (zoneTexts.size >= ZONE_TEXTS_AT_MOST) zoneTexts.clear();
  const text = zonePart(locale, timeZone, style, momentMs);
  zoneTexts.set(key, text);
  return text;
};

/** "UTC+1" */
const offsetName = (timeZone: string, momentMs: number): string =>
  knownZonePart('en', timeZone, 'zoneOffset', momentMs).replace('GMT', 'UTC');

const zoneName = (locale: string, timeZone: string, momentMs: number): string => {
  const offset = offsetName(timeZone, momentMs);
  const long = knownZonePart(locale, timeZone, 'zoneName', momentMs);
  // Zones without a name of their own are called by their offset already.
  return /^(?:GMT|UTC)/.test(long) ? `${offset} (${timeZone})` : `${long} (${offset})`;
};

/** "Central European Time", in summer and in winter. */
export const zoneAllYear = (language: MailLanguage, timeZone: string, readerZone: string, momentMs: number): string =>
  zonePart(localeFor(language, readerZone), timeZone, 'zoneAllYear', momentMs);

const describeDays = (language: MailLanguage, span: EventSpan): TimeWords => {
  const locale = localeFor(language, '');
  const [firstMs, lastMs] = [Date.parse(`${span.start}T00:00:00Z`), Date.parse(`${span.end}T00:00:00Z`)];
  const days = format(locale, 'UTC', 'day');
  const date = firstMs === lastMs ? days.format(firstMs) : days.formatRange(firstMs, lastMs);
  return { ...leaf(locale, 'UTC', firstMs), date: setDate(language, date), time: '', zone: '' };
};

/**
 * The words for one reader. Whole days are the same everywhere; moments are told by the clock of `timeZone`, in the spelling of
 * `readerZone`.
 */
export const describeTime = (
  language: MailLanguage,
  timeZone: string,
  span: EventSpan,
  readerZone: string = timeZone,
): TimeWords => {
  if (span.allDay) return describeDays(language, span);
  const locale = localeFor(language, readerZone);
  const days = format(locale, timeZone, 'day');
  const clock = format(locale, timeZone, clockStyle(locale));
  const zone = zoneName(locale, timeZone, span.startMs);
  const opening = { ...leaf(locale, timeZone, span.startMs), zone };
  const first = setDate(language, days.format(span.startMs));
  const last = setDate(language, days.format(span.endMs));
  const [starts, ends] = [clock.format(span.startMs), clock.format(span.endMs)];
  if (first !== last) return { ...opening, date: `${first}, ${starts} – ${last}, ${ends}`, time: '' };
  return { ...opening, date: first, time: span.startMs === span.endMs ? starts : `${starts} – ${ends}` };
};

/** True when two zones show another time at the start or at the end. */
export const clocksDiffer = (one: string, other: string, { startMs, endMs }: EventSpan): boolean =>
  one !== other && [startMs, endMs].some((momentMs) => offsetName(one, momentMs) !== offsetName(other, momentMs));

/** Date and time in one. */
export const describeMoment = (language: MailLanguage, timeZone: string, span: EventSpan): string => {
  const { date, time } = describeTime(language, timeZone, span);
  return time === '' ? date : `${date}, ${time}`;
};

/** When something begins and ends, as short as a subject needs it. */
export interface ShortTime {
  /** "Tue" */
  readonly weekday: string;
  /** "Tue 2 Mar" */
  readonly date: string;
  /** "Tue 2 Mar 2027" */
  readonly dateOfYear: string;
  /** "10:00"; empty for whole days. */
  readonly clock: string;
  /** The day in the reader's zone, `2027-03-02`. */
  readonly day: string;
}

export const describeShort = (
  language: MailLanguage,
  timeZone: string,
  { allDay, start, end, startMs, endMs }: EventSpan,
  which: 'start' | 'end' = 'start',
): ShortTime => {
  const momentMs = which === 'start' ? startMs : endMs;
  const at = allDay ? Date.parse(`${which === 'start' ? start : end}T00:00:00Z`) : momentMs;
  const zone = allDay ? 'UTC' : timeZone;
  const locale = localeFor(language, allDay ? '' : timeZone);
  // "Tue, 2 Mar" reads as two things where more commas follow.
  const date = (style: Style): string =>
    setDate(language, format(locale, zone, style).format(at)).replace(/^(\p{L}+\.?),/u, '$1');
  return {
    weekday: format(locale, zone, 'weekday').format(at),
    date: date('shortDay'),
    dateOfYear: date('shortDayOfYear'),
    clock: allDay ? '' : format(locale, zone, clockStyle(locale)).format(at),
    day: utcToZoned(at, zone).slice(0, 10),
  };
};
