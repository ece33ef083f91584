import type { ContentLine } from '../icalendar/read-content.ts';
import { namedZone } from '../icalendar/resolve-zone.ts';
import { dayStartUtcMs, zonedToUtcMs } from '../icalendar/zoned-time.ts';

const TIME = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/;

/** The moment of a property with a date or a date-time; whole days and floating times are in `homeZone`. undefined for anything else. */
export const momentOf = (line: ContentLine, homeZone: string): number | undefined => {
  const parts = TIME.exec(line.value.trim());
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, utc] = parts;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) {
    const start = dayStartUtcMs(date, homeZone);
    return start.ok ? start.value : undefined;
  }
  const zone = utc === 'Z' ? 'UTC' : (namedZone(line.parameters.get('TZID')?.[0] ?? '') ?? homeZone);
  const ms = zonedToUtcMs(`${date}T${hour}:${minute}:${second}`, zone);
  return ms.ok ? ms.value : undefined;
};
