import type { CalendarObject } from '../protocols/icalendar/calendar-object.ts';
import { expandObject } from '../protocols/icalendar/expand-object.ts';
import type { ToldFacts } from './told-invitation.ts';
import { bareEvent } from './upcoming-dates.ts';

const DAY_MS = 86_400_000;
/** From near to far: what comes often is found at once. */
const AHEAD_MS = [40 * DAY_MS, 400 * DAY_MS] as const;

/** When the next date of a series that was told would be; undefined when none is near. */
export const nextToldDate = (facts: ToldFacts, nowMs: number): { startMs: number; endMs: number } | undefined => {
  const { series } = facts;
  if (series === undefined) return undefined;
  const object: CalendarObject = {
    uid: '',
    method: undefined,
    main: bareEvent('', facts, series.timeZone),
    rrule: series.rule,
    rdates: series.extraDates,
    exdates: series.excludedDates,
    overrides: series.dates.map((date) => bareEvent(date.recurrenceId, date, date.timeZone)),
  };
  for (const aheadMs of AHEAD_MS) {
    const expanded = expandObject(object, { fromMs: nowMs, toMs: nowMs + aheadMs, homeZone: series.timeZone });
    const next = expanded.ok ? expanded.value.instances[0] : undefined;
    if (next) return { startMs: next.startMs, endMs: next.endMs };
  }
  return undefined;
};
