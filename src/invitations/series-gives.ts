import { checkRule } from '../protocols/icalendar/check-rule.ts';
import { clockOf, wallOf } from '../protocols/icalendar/read-time.ts';
import { type SeriesWalls, seriesWalls } from '../protocols/icalendar/series-walls.ts';
import type { EventSpan } from './describe-time.ts';
import type { ToldSeries } from './told-invitation.ts';

type Span = Pick<EventSpan, 'start' | 'allDay'>;
type Series = Pick<ToldSeries, 'timeZone' | 'rule' | 'extraDates'>;

const rules = new Map<string, SeriesWalls | undefined>();
const RULES_AT_MOST = 50;

/** The same series is asked about for each of its readers. */
const wallsOf = ({ start, allDay }: Span, { timeZone, rule }: Series): SeriesWalls | undefined => {
  const key = `${start} ${timeZone} ${rule}`;
  if (rules.has(key)) return rules.get(key);
  const checked = checkRule(rule);
  const clock = clockOf(allDay ? '' : timeZone);
  const walls =
    checked.ok && clock !== undefined ? seriesWalls(checked.value, wallOf(start), allDay, clock) : undefined;
  if (rules.size >= RULES_AT_MOST) rules.clear();
  rules.set(key, walls);
  return walls;
};

/** Whether a date is one of the series, by its first date, its rule or as an extra one; whatever is excluded or changed. */
export const seriesGives = (span: Span, series: Series, recurrenceId: string): boolean => {
  if (recurrenceId === span.start || series.extraDates.includes(recurrenceId)) return true;
  if (series.rule === '') return false;
  const wallMs = wallOf(recurrenceId);
  return (wallsOf(span, series)?.within(wallMs, wallMs).length ?? 0) > 0;
};
