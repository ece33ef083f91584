import { wallOf } from '../protocols/icalendar/read-time.ts';
import { zoneClock } from '../protocols/icalendar/zone-offsets.ts';
import { utcToZoned } from '../protocols/icalendar/zoned-time.ts';
import type { EventSpan } from './describe-time.ts';
import type { MailedChange } from './invitation-mail.ts';
import { seriesGives } from './series-gives.ts';
import type { ToldDate, ToldFacts, ToldSeries } from './told-invitation.ts';

/** When what was told is over for good. */
export const lastEndMs = ({ series, endMs }: ToldFacts): number =>
  series === undefined ? endMs : (series.lastEndMs ?? Number.POSITIVE_INFINITY);

const sameTime = (one: ToldFacts, other: ToldFacts): boolean => {
  if (one.allDay !== other.allDay) return false;
  const sameText = one.start === other.start && one.end === other.end;
  // A series keeps its local time, a single event its moment.
  if (one.series !== undefined && other.series !== undefined)
    return sameText && (one.allDay || one.series.timeZone === other.series.timeZone);
  return one.allDay ? sameText : one.startMs === other.startMs && one.endMs === other.endMs;
};

/** Programs write the parts of a rule in any order. */
const spelled = (rule: string): string => rule.toUpperCase().split(';').toSorted().join(';');

/** Extra dates that go are cancelled dates; those that come are a change of the whole. */
export const sameRepetition = (before: ToldSeries | undefined, after: ToldSeries | undefined): boolean => {
  if (before === undefined || after === undefined) return before === after;
  const known = new Set(before.extraDates);
  return spelled(before.rule) === spelled(after.rule) && after.extraDates.every((date) => known.has(date));
};

type Texts = Pick<ToldFacts, 'title' | 'location' | 'description'>;

const changedTexts = (before: Texts, after: Texts): MailedChange[] =>
  (['title', 'location', 'description'] as const).filter((name) => before[name] !== after[name]);

/** What differs of the single event, or of the series apart from its single dates. */
export const changesBetween = (before: ToldFacts, after: ToldFacts): MailedChange[] => {
  const changed = new Set<MailedChange>(changedTexts(before, after));
  if (!sameTime(before, after)) changed.add('time');
  if (!sameRepetition(before.series, after.series)) changed.add('repetition');
  if (before.keyHash !== after.keyHash) changed.add('meeting');
  if (before.organizer.address.toLowerCase() !== after.organizer.address.toLowerCase()) changed.add('organizer');
  return (['organizer', 'title', 'time', 'repetition', 'location', 'description', 'meeting'] as const).filter(
    (change) => changed.has(change),
  );
};

const DAY_MS = 86_400_000;

const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const momentOf = (recurrenceId: string, timeZone: string): number =>
  zoneClock(timeZone)?.momentOf(wallOf(recurrenceId)) ?? Number.NaN;

const moments = new Map<string, number>();
const MOMENTS_AT_MOST = 5_000;

/** The same few dates are asked for each reader. */
const startOf = (recurrenceId: string, timeZone: string): number => {
  const key = `${recurrenceId} ${timeZone}`;
  const known = moments.get(key);
  if (known !== undefined) return known;
  const moment = momentOf(recurrenceId, timeZone);
  if (moments.size >= MOMENTS_AT_MOST) moments.clear();
  moments.set(key, moment);
  return moment;
};

/** The date as the series gives it. */
export const regularDate = (
  facts: EventSpan & Texts,
  series: Pick<ToldSeries, 'timeZone'>,
  recurrenceId: string,
): ToldDate => {
  const { title, location, description, allDay } = facts;
  const startMs = startOf(recurrenceId, series.timeZone);
  const texts = { recurrenceId, title, location, description, timeZone: series.timeZone, allDay, startMs };
  const endMs = startMs + facts.endMs - facts.startMs;
  if (allDay) {
    const days = Math.round((Date.parse(facts.end) - Date.parse(facts.start)) / DAY_MS);
    return { ...texts, start: recurrenceId, end: dayAfter(recurrenceId, days), endMs };
  }
  const end = Number.isNaN(endMs) ? recurrenceId : utcToZoned(endMs, series.timeZone);
  return { ...texts, start: recurrenceId, end, endMs };
};

interface DatesByName {
  readonly dates: ReadonlyMap<string, ToldDate>;
  readonly excluded: ReadonlySet<string>;
}

const indexes = new WeakMap<ToldSeries, DatesByName>();

/** A series may have many dates and many readers who are compared with it. */
const indexOf = (series: ToldSeries): DatesByName => {
  const known = indexes.get(series);
  if (known !== undefined) return known;
  const dates = new Map(series.dates.map((date) => [date.recurrenceId, date]));
  const index = { dates, excluded: new Set(series.excludedDates) };
  indexes.set(series, index);
  return index;
};

/** What was told of one date; undefined when it does not take place. */
export const dateIn = (facts: ToldFacts, series: ToldSeries, recurrenceId: string): ToldDate | undefined => {
  const { dates, excluded } = indexOf(series);
  if (excluded.has(recurrenceId)) return undefined;
  const changed = dates.get(recurrenceId);
  if (changed !== undefined) return changed;
  return seriesGives(facts, series, recurrenceId) ? regularDate(facts, series, recurrenceId) : undefined;
};

/** One date that is no longer what was told. */
export interface ChangedDate {
  readonly recurrenceId: string;
  /** What stood there before; of a date that did not take place, when it would have. */
  readonly was: ToldDate;
  readonly tookPlace: boolean;
  readonly now: ToldDate | undefined;
  readonly changed: readonly MailedChange[];
}

export const sameMoment = (one: EventSpan, other: EventSpan): boolean =>
  one.allDay === other.allDay &&
  (one.allDay
    ? one.start === other.start && one.end === other.end
    : one.startMs === other.startMs && one.endMs === other.endMs);

const dateChanges = (was: ToldDate, now: ToldDate): MailedChange[] => {
  const [title, ...texts] = changedTexts(was, now);
  const time: MailedChange[] = sameMoment(was, now) ? [] : ['time'];
  if (title === undefined) return time;
  return title === 'title' ? [title, ...time, ...texts] : [...time, title, ...texts];
};

const changedDate = (
  before: ToldFacts,
  beforeSeries: ToldSeries,
  after: ToldFacts,
  afterSeries: ToldSeries,
  recurrenceId: string,
): ChangedDate[] => {
  const told = dateIn(before, beforeSeries, recurrenceId);
  const now = dateIn(after, afterSeries, recurrenceId);
  if (told === undefined && now === undefined) return [];
  const was = told ?? regularDate(before, beforeSeries, recurrenceId);
  const changed = told !== undefined && now !== undefined ? dateChanges(told, now) : [];
  if (told !== undefined && now !== undefined && changed.length === 0) return [];
  return [{ recurrenceId, was, tookPlace: told !== undefined, now, changed }];
};

const isSame = (one: ToldDate, other: ToldDate | undefined): boolean =>
  other !== undefined && sameMoment(one, other) && changedTexts(one, other).length === 0;

/** The names of dates that may differ. Most readers know everything already: that is found out without any list of theirs. */
const namesToCompare = (told: ToldSeries, now: ToldSeries): string[] => {
  const current = indexOf(now);
  const extra = new Set(now.extraDates);
  const names = [
    ...told.dates
      .filter((date) => !isSame(date, current.dates.get(date.recurrenceId)))
      .map(({ recurrenceId }) => recurrenceId),
    ...told.excludedDates.filter((date) => !current.excluded.has(date)),
    ...told.extraDates.filter((date) => !extra.has(date)),
  ];
  const sameNumber = told.dates.length === now.dates.length && told.excludedDates.length === now.excludedDates.length;
  if (names.length === 0 && sameNumber) return [];
  const { dates, excluded } = indexOf(told);
  const fresh = now.dates.map(({ recurrenceId }) => recurrenceId).filter((date) => !dates.has(date));
  return [...new Set([...names, ...fresh, ...now.excludedDates.filter((date) => !excluded.has(date))])];
};

/**
 * The single dates that differ from what was told, those that are over left out, by their time. Only for a series whose time and
 * rule are what they were: else every date is another.
 */
export const changedDates = (before: ToldFacts, after: ToldFacts, nowMs: number): ChangedDate[] => {
  const [told, now] = [before.series, after.series];
  if (told === undefined || now === undefined) return [];
  return namesToCompare(told, now)
    .flatMap((recurrenceId) => changedDate(before, told, after, now, recurrenceId))
    .filter((date) => Math.max(date.tookPlace ? date.was.endMs : 0, date.now?.endMs ?? 0) > nowMs)
    .toSorted((one, other) => one.was.startMs - other.was.startMs);
};
