import ICAL from 'ical.js';
import type { Result } from '../../base/result.ts';
import { NESTING, OBJECT_CHARACTERS, OBJECT_LINES } from './limits.ts';
import type { ObjectProblem } from './object-problem.ts';

export type { ObjectProblem } from './object-problem.ts';

export const refuse = (code: ObjectProblem): { readonly ok: false; readonly code: ObjectProblem } => ({
  ok: false,
  code,
});

type ParameterDesign = Record<string, { multiValue?: string }>;
type PropertyDesign = Record<string, { defaultType: string }>;

/** ical.js knows no CONFERENCE (RFC 7986) and would write `FEATURE="AUDIO,VIDEO"`, one feature with a comma in its name. */
const teachConference = (): void => {
  (ICAL.design.icalendar.param as ParameterDesign)['feature'] = { multiValue: ',' };
  (ICAL.design.icalendar.property as PropertyDesign)['conference'] = { defaultType: 'uri' };
};

/** Deepest BEGIN, or undefined when BEGIN and END do not match in number. ical.js and its writer recurse once a level. */
const depthOf = (lines: readonly string[]): number | undefined => {
  let depth = 0;
  let deepest = 0;
  for (const line of lines) {
    if (/^BEGIN:/i.test(line)) depth += 1;
    if (/^END:/i.test(line)) depth -= 1;
    if (depth < 0) return undefined;
    deepest = Math.max(deepest, depth);
  }
  return depth === 0 ? deepest : undefined;
};

/** Reads the text of one iCalendar object within the limits; never throws. */
export const readCalendarObject = (raw: string): Result<ICAL.Component, { readonly code: ObjectProblem }> => {
  if (raw.length > OBJECT_CHARACTERS) return refuse('too-large');
  const text = raw.startsWith('\ufeff') ? raw.slice(1) : raw;
  const lines = text.split('\n');
  if (lines.length > OBJECT_LINES) return refuse('too-large');
  const depth = depthOf(lines);
  if (depth === undefined) return refuse('not-icalendar');
  if (depth > NESTING) return refuse('too-deep');
  teachConference();
  try {
    const jcal: unknown = ICAL.parse(text);
    // Two objects in a row are read as a list of them.
    if (!Array.isArray(jcal) || jcal[0] !== 'vcalendar') return refuse('not-icalendar');
    return { ok: true, value: new ICAL.Component(jcal) };
  } catch {
    return refuse('not-icalendar');
  }
};

/** The VEVENT without RECURRENCE-ID, else the first. */
export const mainEvent = (calendar: ICAL.Component): ICAL.Component | undefined => {
  const events = calendar.getAllSubcomponents('vevent');
  return events.find((event) => !event.hasProperty('recurrence-id')) ?? events[0];
};

export const parameterOf = (property: ICAL.Property, name: string): string => {
  const value = property.getParameter(name);
  return (Array.isArray(value) ? value[0] : value) ?? '';
};

/** The mailbox of an ATTENDEE or ORGANIZER. */
export const addressOf = (property: ICAL.Property): string =>
  String(property.getFirstValue() ?? '')
    .replace(/^mailto:/i, '')
    .trim();
