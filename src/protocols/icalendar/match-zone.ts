import { allOf, type ContentComponent } from './read-content.ts';
import { DAY_MS, readDigits } from './read-time.ts';
import { windowsZones } from './windows-zones.ts';
import { type DescribedSpan, readDescription } from './zone-description.ts';
import { zoneClock } from './zone-offsets.ts';
import { offsetAtMs } from './zone-transitions.ts';

const YEAR_MS = 366 * DAY_MS;
/** A series without an end, or with one far away, is looked at so far: some programs write out the changes of five years only. */
const YEARS_AT_MOST = 4;
const STEP_MS = 7 * DAY_MS;

/** Where most meetings are; several zones can have the same offsets, and the first that fits is taken. */
const LIKELY = [
  'Europe/Paris',
  'Europe/London',
  'Europe/Athens',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
];

/** The time in which the VEVENTs of an object are: from a week before the first to some years after. */
const spanOf = (calendar: ContentComponent): DescribedSpan => {
  let fromMs = Number.POSITIVE_INFINITY;
  let toMs = Number.NEGATIVE_INFINITY;
  for (const event of calendar.components.filter(({ name }) => name === 'VEVENT')) {
    for (const name of ['DTSTART', 'DTEND', 'RECURRENCE-ID'])
      for (const { value } of allOf(event, name)) {
        const wallMs = readDigits(value.trim())?.wallMs ?? Number.NaN;
        if (Number.isNaN(wallMs)) continue;
        fromMs = Math.min(fromMs, wallMs);
        toMs = Math.max(toMs, wallMs + (allOf(event, 'RRULE').length > 0 ? YEARS_AT_MOST * YEAR_MS : 0));
      }
  }
  return { fromMs: fromMs - STEP_MS, toMs: Math.min(toMs, fromMs + YEARS_AT_MOST * YEAR_MS) + STEP_MS };
};

/**
 * The IANA zone whose offsets are those of the VTIMEZONE over the years of the object, week by week: for TZIDs that are no name.
 * undefined when none of the likely ones and of those that Windows knows is.
 */
export const matchZone = (zone: ContentComponent, calendar: ContentComponent): string | undefined => {
  const { fromMs, toMs } = spanOf(calendar);
  if (!(fromMs < toMs)) return undefined;
  const described = readDescription(zone, { fromMs, toMs });
  if (described === undefined) return undefined;
  const moments: number[] = [];
  for (let momentMs = fromMs; momentMs <= toMs; momentMs += STEP_MS) moments.push(momentMs);
  const offsets = moments.map(described);
  // One look before the tables of a zone are made.
  const begins = (name: string): boolean => offsetAtMs(name, fromMs) === offsets[0];
  return [...LIKELY, ...windowsZones()].find((name) => {
    const clock = begins(name) ? zoneClock(name) : undefined;
    return clock !== undefined && moments.every((momentMs, index) => clock.offsetAt(momentMs) === offsets[index]);
  });
};
