import ICAL from 'ical.js';
import type { Result } from '../../base/result.ts';
import {
  addressOf,
  mainEvent,
  type ObjectProblem,
  parameterOf,
  readCalendarObject,
  refuse,
} from './calendar-component.ts';
import {
  ATTENDEE_ANSWERS,
  type Conference,
  type DraftAttendee,
  type DraftPerson,
  type EventStatus,
  type EventTime,
  type ExtractedEvent,
} from './event-draft.ts';
import { ATTENDEES } from './limits.ts';

const textOf = (event: ICAL.Component, name: string): string => {
  const value = event.getFirstPropertyValue(name);
  return value === null || value === undefined ? '' : String(value);
};

const isKnownZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const pad = (value: number): string => String(value).padStart(2, '0');
const dateOf = (time: ICAL.Time): string => `${String(time.year).padStart(4, '0')}-${pad(time.month)}-${pad(time.day)}`;

const readTime = (
  property: ICAL.Property,
): Result<{ time: ICAL.Time; timeZone: string }, { readonly code: ObjectProblem }> => {
  const time = property.getFirstValue();
  if (!(time instanceof ICAL.Time)) return refuse('bad-time');
  const zone = parameterOf(property, 'tzid');
  if (time.isDate) return { ok: true, value: { time, timeZone: '' } };
  if (zone === '')
    return time.zone === ICAL.Timezone.utcTimezone
      ? { ok: true, value: { time, timeZone: 'UTC' } }
      : refuse('unknown-time-zone');
  return isKnownZone(zone) ? { ok: true, value: { time, timeZone: zone } } : refuse('unknown-time-zone');
};

const toEventTime = (time: ICAL.Time, timeZone: string): EventTime =>
  time.isDate
    ? { date: dateOf(time) }
    : { local: `${dateOf(time)}T${pad(time.hour)}:${pad(time.minute)}:${pad(time.second)}`, timeZone };

/** DTEND of whole days is the day after the last one; ours is the last one. */
const toEnd = (time: ICAL.Time, timeZone: string): EventTime => {
  if (!time.isDate) return toEventTime(time, timeZone);
  const last = time.clone();
  last.addDuration(ICAL.Duration.fromSeconds(-86_400));
  return toEventTime(last, timeZone);
};

type Span = Pick<ExtractedEvent, 'start' | 'end' | 'allDay'>;

/** RFC 5545 3.6.1: DTEND, or DURATION, or the whole day of a date, or the moment itself. */
const readSpan = (event: ICAL.Component): Result<Span, { readonly code: ObjectProblem }> => {
  const startProperty = event.getFirstProperty('dtstart');
  if (!startProperty) return refuse('bad-time');
  const start = readTime(startProperty);
  if (!start.ok) return start;
  const opening = { start: toEventTime(start.value.time, start.value.timeZone), allDay: start.value.time.isDate };
  const endProperty = event.getFirstProperty('dtend');
  if (endProperty) {
    const end = readTime(endProperty);
    if (!end.ok) return end;
    if (end.value.time.isDate !== opening.allDay) return refuse('bad-time');
    const ends = toEnd(end.value.time, end.value.timeZone);
    // A DTEND on the day of DTSTART is wrong, and common: one day.
    const backwards = 'date' in ends && 'date' in opening.start && ends.date < opening.start.date;
    return { ok: true, value: { ...opening, end: backwards ? opening.start : ends } };
  }
  const duration = event.getFirstPropertyValue('duration');
  if (!(duration instanceof ICAL.Duration)) return { ok: true, value: { ...opening, end: opening.start } };
  const last = start.value.time.clone();
  last.addDuration(duration);
  return { ok: true, value: { ...opening, end: toEnd(last, start.value.timeZone) } };
};

const readPerson = (property: ICAL.Property): DraftPerson => ({
  name: parameterOf(property, 'cn'),
  address: addressOf(property),
});

const readRole = (role: string): DraftAttendee['role'] => {
  if (role === 'CHAIR') return 'chair';
  return role === 'OPT-PARTICIPANT' || role === 'NON-PARTICIPANT' ? 'optional' : 'attendee';
};

const readAttendee = (property: ICAL.Property): DraftAttendee => {
  const answer = parameterOf(property, 'partstat').toUpperCase();
  return {
    ...readPerson(property),
    role: readRole(parameterOf(property, 'role').toUpperCase()),
    partstat: ATTENDEE_ANSWERS.find((known) => known === answer) ?? 'NEEDS-ACTION',
    rsvp: parameterOf(property, 'rsvp').toUpperCase() === 'TRUE',
  };
};

const readConference = (property: ICAL.Property): Conference => {
  const features = property.getParameter('feature') ?? [];
  return {
    uri: String(property.getFirstValue() ?? ''),
    label: parameterOf(property, 'label'),
    features: (Array.isArray(features) ? features : [features]).map((feature) => feature.toUpperCase()),
  };
};

const readStatus = (text: string): EventStatus => (text === 'CANCELLED' || text === 'TENTATIVE' ? text : 'CONFIRMED');

const readStamp = (event: ICAL.Component): number | undefined => {
  const stamp = event.getFirstPropertyValue('dtstamp');
  return stamp instanceof ICAL.Time && !stamp.isDate ? stamp.toUnixTime() * 1_000 : undefined;
};

const extract = (calendar: ICAL.Component): Result<ExtractedEvent, { readonly code: ObjectProblem }> => {
  const event = mainEvent(calendar);
  if (event === undefined) return refuse('no-event');
  const uid = textOf(event, 'uid');
  if (uid === '') return refuse('no-uid');
  const span = readSpan(event);
  if (!span.ok) return span;
  const attendees = event.getAllProperties('attendee');
  if (attendees.length > ATTENDEES) return refuse('too-many-attendees');
  const organizer = event.getFirstProperty('organizer');
  const sequence = Number(textOf(event, 'sequence') || 0);
  return {
    ok: true,
    value: {
      uid,
      sequence: Number.isSafeInteger(sequence) && sequence >= 0 ? sequence : 0,
      dtstampMs: readStamp(event),
      summary: textOf(event, 'summary'),
      ...span.value,
      location: textOf(event, 'location'),
      description: textOf(event, 'description'),
      url: textOf(event, 'url'),
      conference: event.getAllProperties('conference').map(readConference),
      organizer: organizer ? readPerson(organizer) : undefined,
      attendees: attendees.map(readAttendee),
      status: readStatus(textOf(event, 'status').toUpperCase()),
      repeats:
        event.hasProperty('rrule') || event.hasProperty('rdate') || calendar.getAllSubcomponents('vevent').length > 1,
      method: textOf(calendar, 'method').toUpperCase() || undefined,
    },
  };
};

/** Reads the main VEVENT of an iCalendar object, ours or anyone's. Never throws: bad input is a `code`. */
export const extractEvent = (raw: string): Result<ExtractedEvent, { readonly code: ObjectProblem }> => {
  const calendar = readCalendarObject(raw);
  if (!calendar.ok) return calendar;
  try {
    return extract(calendar.value);
  } catch {
    // ical.js decodes values when they are asked for, and throws on those that it cannot.
    return refuse('bad-time');
  }
};
