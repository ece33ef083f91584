import type { CalendarDataRequest } from '../../../protocols/dav/calendar-data-request.ts';
import {
  needsOccurrences,
  type Occurrences,
  projectCalendarData,
} from '../../../protocols/dav/project-calendar-data.ts';
import type { ClosedRange } from '../../../protocols/dav/time-range.ts';
import type { CalendarObject } from '../../../protocols/icalendar/calendar-object.ts';
import { expandObject, type Instance } from '../../../protocols/icalendar/expand-object.ts';
import { extractObject } from '../../../protocols/icalendar/extract-object.ts';

const zoneOf = ({ main, overrides }: CalendarObject): string => {
  const start = (main ?? overrides[0])?.start;
  return start !== undefined && 'timeZone' in start ? start.timeZone : '';
};

/** What is stored was read before; what an older version stored and this one cannot expand has no occurrence. */
const expand = (object: CalendarObject, range: ClosedRange, homeZone: string): readonly Instance[] => {
  const expanded = expandObject(object, { ...range, homeZone });
  return expanded.ok ? expanded.value.instances : [];
};

export const instancesIn = (raw: string, range: ClosedRange, homeZone: string): readonly Instance[] => {
  const object = extractObject(raw);
  return object.ok ? expand(object.value, range, homeZone) : [];
};

const occurrencesIn = (raw: string, range: ClosedRange, homeZone: string): Occurrences | undefined => {
  const object = extractObject(raw);
  if (!object.ok) return undefined;
  const { overrides, rrule, rdates } = object.value;
  return {
    overrideIds: overrides.map(({ recurrenceId }) => recurrenceId),
    instances: expand(object.value, range, homeZone),
    repeats: rrule !== '' || rdates.length > 0 || overrides.length > 0,
    seriesZone: zoneOf(object.value),
    homeZone,
  };
};

/** Programs ask for some months at a time; each date is some hundred bytes of the answer, and takes time to work out. */
const INSTANCES_PER_ANSWER = 10_000;

/** The answer would hold more than it may. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/** How the texts of one answer are written. Throws `AnswerTooLarge`. */
export const createProjection = (
  request: CalendarDataRequest | undefined,
  homeZone: string,
): ((raw: string) => string) => {
  if (request === undefined) return (raw) => raw;
  const range = request.expand ?? request.limitRecurrenceSet;
  let instances = 0;
  return (raw) => {
    if (range === undefined || !needsOccurrences(request)) return projectCalendarData(raw, request);
    const occurrences = occurrencesIn(raw, range, homeZone);
    instances += occurrences?.instances.length ?? 0;
    if (instances > INSTANCES_PER_ANSWER) throw new AnswerTooLarge('Too many instances');
    return projectCalendarData(raw, request, occurrences);
  };
};
