import { formatRecurrenceRule, parseRecurrenceRule } from '../../../base/recurrence/recurrence-rule.ts';
import { untilDate } from '../../../base/recurrence/until-date.ts';
import { momentOf } from '../../shared/wall-time.ts';

/** Where a series begins: its local start, or its first day, and the zone in which that is read. */
export interface SeriesStart {
  readonly start: string;
  readonly timeZone: string;
}

const utcText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** The last second of that day in the zone: every date of the day is in. */
const endOfDay = (date: string, timeZone: string): string => {
  const moment = momentOf(`${date}T23:59`, timeZone || 'UTC');
  return moment ? utcText(moment.ms + 59_000) : date.replaceAll('-', '');
};

/**
 * RFC 5545 3.3.10: UNTIL is a date where the series has whole days, a moment in UTC where it has hours. A rule whose UNTIL fits
 * already, and one that cannot be read, stays as it is.
 */
export const withFittingUntil = (rule: string, { start, timeZone }: SeriesStart): string => {
  if (rule === '') return '';
  const parsed = parseRecurrenceRule(rule);
  if (!parsed.ok || parsed.value.until === undefined) return rule;
  const { until } = parsed.value;
  const timed = start.includes('T');
  if (timed === until.includes('T')) return rule;
  const date = untilDate(until, start, timeZone);
  return formatRecurrenceRule({
    ...parsed.value,
    until: timed ? endOfDay(date, timeZone) : date.replaceAll('-', ''),
  });
};
