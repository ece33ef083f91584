import { formatShortDay, formatSpan } from '../../shared/format-date.ts';
import { type EventDraft, momentsOf } from './event-draft.ts';

/** "New York" of `America/New_York`. */
export const cityName = (timeZone: string): string =>
  timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');

export interface ZoneTime {
  readonly timeZone: string;
  readonly who: string;
  readonly when: string;
}

const NAMED = 3;

const listed = (names: readonly string[]): string =>
  names.length > NAMED ? `${names.slice(0, NAMED).join(', ')} +${names.length - NAMED}` : names.join(', ');

/** What the draft's time is for invitees whose clocks show another one; `hiddenZones` are said elsewhere. */
export const timesElsewhere = (draft: EventDraft): readonly ZoneTime[] => {
  if (draft.allDay) return [];
  const { startMs, endMs } = momentsOf(draft);
  const own = formatSpan(startMs, endMs, draft.timeZone);
  const byZone = new Map<string, string[]>();
  for (const { timeZone, name, email } of draft.invitees)
    if (timeZone !== undefined && timeZone !== draft.timeZone)
      byZone.set(timeZone, [...(byZone.get(timeZone) ?? []), name.trim() || email]);
  return [...byZone].flatMap(([timeZone, names]) => {
    const span = formatSpan(startMs, endMs, timeZone);
    const otherDay = formatShortDay(startMs, timeZone) !== formatShortDay(startMs, draft.timeZone);
    if (span === own && !otherDay) return [];
    return [{ timeZone, who: listed(names), when: otherDay ? `${formatShortDay(startMs, timeZone)}, ${span}` : span }];
  });
};
