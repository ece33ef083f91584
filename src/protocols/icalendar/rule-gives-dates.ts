import type { CalendarObject } from './calendar-object.ts';
import { checkRule } from './check-rule.ts';
import { wallOfTime } from './read-time.ts';
import { horizonOf, ruleWalls } from './rule-walls.ts';

/** Some years: what comes at all comes within them, but for what is very rare. */
const LIKELY_MS = 5 * 366 * 86_400_000;

/** False for a rule that no date of the calendar matches, 30 February: whoever wrote it meant something else. */
export const ruleGivesDates = ({ rrule, main }: Pick<CalendarObject, 'rrule' | 'main'>): boolean => {
  const rule = checkRule(rrule);
  if (rrule === '' || main === undefined || !rule.ok) return true;
  const startMs = wallOfTime(main.start);
  for (const _date of ruleWalls(rule.value, startMs, startMs, horizonOf(startMs), LIKELY_MS)) return true;
  return false;
};
