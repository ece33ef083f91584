import { ok, type Result } from '../../base/result.ts';
import type { CalendarObject, ObjectEvent } from './calendar-object.ts';
import { checkRule } from './check-rule.ts';
import { DATES, OVERRIDES } from './limits.ts';
import { mapToOccurrence, type SeriesStart } from './map-occurrence.ts';
import { type ObjectFailure, refuseAt } from './object-problem.ts';
import { allOf, type ContentComponent, firstOf, parameterOf, readContent, textValue } from './read-content.ts';
import { readEvent } from './read-event.ts';
import { type ReadTime, readTime, readTimes, type ZoneFinder } from './read-time.ts';
import { zoneFinder } from './resolve-zone.ts';

type Read<Value> = Result<Value, ObjectFailure>;

const OTHER_KINDS = new Set(['VTODO', 'VJOURNAL', 'VFREEBUSY', 'VAVAILABILITY', 'VPOLL']);

const readRule = (event: ContentComponent): Read<string> => {
  const [rule, second] = allOf(event, 'RRULE');
  // EXRULE (RFC 2445 4.8.5.2, gone from RFC 5545) takes dates away, which we would show.
  const other = second ?? firstOf(event, 'EXRULE');
  if (other !== undefined) return refuseAt('several-rules', other.line);
  if (rule === undefined) return ok('');
  const value = rule.value.trim();
  const checked = checkRule(value);
  return checked.ok ? ok(value) : refuseAt(checked.code, rule.line);
};

const readDates = (
  event: ContentComponent,
  name: 'RDATE' | 'EXDATE',
  start: SeriesStart,
  findZone: ZoneFinder,
): Read<readonly string[]> => {
  const dates = new Set<string>();
  for (const line of allOf(event, name)) {
    const times = readTimes(line, findZone);
    if (typeof times === 'string') return refuseAt(times, line.line);
    for (const time of times) dates.add(mapToOccurrence(time, start, name === 'EXDATE'));
    if (dates.size > DATES) return refuseAt('too-many-dates', line.line);
  }
  return ok([...dates]);
};

interface Series {
  readonly rrule: string;
  readonly rdates: readonly string[];
  readonly exdates: readonly string[];
}

const NO_SERIES: Series = { rrule: '', rdates: [], exdates: [] };

const readSeries = (event: ContentComponent, start: SeriesStart, findZone: ZoneFinder): Read<Series> => {
  const rrule = readRule(event);
  if (!rrule.ok) return rrule;
  const rdates = readDates(event, 'RDATE', start, findZone);
  if (!rdates.ok) return rdates;
  const exdates = readDates(event, 'EXDATE', { ...start, rrule: rrule.value, rdates: rdates.value }, findZone);
  return exdates.ok ? ok({ rrule: rrule.value, rdates: rdates.value, exdates: exdates.value }) : exdates;
};

/** All VEVENTs, of one UID; anything else that a person would see is refused. */
const findEvents = (calendar: ContentComponent): Read<readonly ContentComponent[]> => {
  const other = calendar.components.find(({ name }) => OTHER_KINDS.has(name));
  if (other !== undefined) return refuseAt('unsupported-component', other.line);
  const events = calendar.components.filter(({ name }) => name === 'VEVENT');
  if (events.length === 0) return refuseAt('no-event');
  let uid = '';
  for (const event of events) {
    const line = firstOf(event, 'UID');
    const own = textValue(line?.value ?? '').trim();
    if (own === '') return refuseAt('no-uid', event.line);
    if (uid !== '' && own !== uid) return refuseAt('several-uids', line?.line);
    uid = own;
  }
  return ok(events);
};

const splitEvents = (
  events: readonly ContentComponent[],
): Read<{ main: ContentComponent | undefined; overrides: readonly ContentComponent[] }> => {
  const mains = events.filter((event) => firstOf(event, 'RECURRENCE-ID') === undefined);
  if (mains.length > 1) return refuseAt('several-mains', mains[1]?.line);
  const overrides = events.filter((event) => event !== mains[0]);
  if (overrides.length > OVERRIDES) return refuseAt('too-many-overrides', overrides[OVERRIDES]?.line);
  return ok({ main: mains[0], overrides });
};

/** Without a master the date stands in the zone that the override itself names. */
const ownStart = (time: ReadTime): SeriesStart => ({ time, rrule: '', rdates: [] });

const readOverride = (
  event: ContentComponent,
  start: SeriesStart | undefined,
  findZone: ZoneFinder,
): Read<ObjectEvent> => {
  const line = firstOf(event, 'RECURRENCE-ID');
  if (line === undefined) return refuseAt('bad-time', event.line);
  if (parameterOf(line, 'RANGE') !== '') return refuseAt('this-and-future', line.line);
  const time = readTime(line, findZone);
  if (typeof time === 'string') return refuseAt(time, line.line);
  return readEvent(event, mapToOccurrence(time, start ?? ownStart(time), true), findZone);
};

const readOverrides = (
  events: readonly ContentComponent[],
  start: SeriesStart | undefined,
  findZone: ZoneFinder,
): Read<readonly ObjectEvent[]> => {
  const overrides: ObjectEvent[] = [];
  const seen = new Set<string>();
  for (const event of events) {
    const override = readOverride(event, start, findZone);
    if (!override.ok) return override;
    if (seen.has(override.value.recurrenceId)) return refuseAt('same-recurrence-id', event.line);
    seen.add(override.value.recurrenceId);
    overrides.push(override.value);
  }
  return ok(overrides);
};

interface Main {
  readonly event: ObjectEvent;
  readonly start: SeriesStart;
  readonly series: Series;
}

const readMain = (component: ContentComponent, findZone: ZoneFinder): Read<Main> => {
  const event = readEvent(component, '', findZone);
  if (!event.ok) return event;
  const line = firstOf(component, 'DTSTART');
  const time = line && readTime(line, findZone);
  if (time === undefined || typeof time === 'string') return refuseAt(time ?? 'no-start', component.line);
  const series = readSeries(component, { time, rrule: '', rdates: [] }, findZone);
  if (!series.ok) return series;
  return ok({ event: event.value, start: { time, ...series.value }, series: series.value });
};

const extract = (calendar: ContentComponent): Read<CalendarObject> => {
  const events = findEvents(calendar);
  if (!events.ok) return events;
  const parts = splitEvents(events.value);
  if (!parts.ok) return parts;
  const findZone = zoneFinder(calendar);
  const main = parts.value.main && readMain(parts.value.main, findZone);
  if (main?.ok === false) return main;
  const overrides = readOverrides(parts.value.overrides, main?.value.start, findZone);
  if (!overrides.ok) return overrides;
  const uid = main?.value.event.uid ?? overrides.value[0]?.uid ?? '';
  const method = firstOf(calendar, 'METHOD')?.value.trim().toUpperCase() || undefined;
  const series = main?.value.series ?? NO_SERIES;
  return ok({ uid, method, main: main?.value.event, ...series, overrides: overrides.value });
};

/**
 * Reads one iCalendar object, ours or anyone's: all VEVENTs of one UID. Never throws: bad or half-understood input is a `code` with
 * the line of the text that it was found in, where there is one.
 */
export const extractObject = (raw: string): Read<CalendarObject> => {
  const calendar = readContent(raw);
  return calendar.ok ? extract(calendar.value) : calendar;
};
