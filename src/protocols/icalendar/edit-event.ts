import ICAL from 'ical.js';
import { addressOf, mainEvent, readCalendarObject } from './calendar-component.ts';
import { parameterValue, plainValue, singleLineValue } from './calendar-text.ts';
import type { Conference, DraftAttendee, DraftPerson, EventDraft, EventTime } from './event-draft.ts';
import { vtimezoneLines } from './vtimezone.ts';

const ROLES = { chair: 'CHAIR', attendee: 'REQ-PARTICIPANT', optional: 'OPT-PARTICIPANT' } as const;

/** Sets a property where it stands, or adds it at the end; the empty text removes it. */
const setText = (event: ICAL.Component, name: string, value: string): void => {
  if (value === '') event.removeAllProperties(name);
  else event.updatePropertyWithValue(name, value);
};

const utcTime = (momentMs: number): ICAL.Time =>
  ICAL.Time.fromJSDate(new Date(Math.floor(momentMs / 1_000) * 1_000), true);

const isUtc = (timeZone: string): boolean => timeZone === 'UTC' || timeZone === 'Etc/UTC';

const setTime = (event: ICAL.Component, name: 'dtstart' | 'dtend', time: EventTime): void => {
  const text = 'date' in time ? time.date : `${time.local}${isUtc(time.timeZone) ? 'Z' : ''}`;
  const value =
    'date' in time ? ICAL.Time.fromDateString(text) : ICAL.Time.fromDateTimeString(text, new ICAL.Property(name));
  if (name === 'dtend' && 'date' in time) value.addDuration(ICAL.Duration.fromSeconds(86_400));
  const property = event.updatePropertyWithValue(name, value);
  if ('date' in time || isUtc(time.timeZone)) property.removeParameter('tzid');
  else property.setParameter('tzid', time.timeZone);
};

const setPerson = (property: ICAL.Property, person: DraftPerson): void => {
  property.setValue(`mailto:${person.address}`);
  const name = parameterValue(person.name);
  if (name === '') property.removeParameter('cn');
  else property.setParameter('cn', name);
};

const setAttendee = (property: ICAL.Property, attendee: DraftAttendee): void => {
  setPerson(property, attendee);
  property.setParameter('role', ROLES[attendee.role]);
  property.setParameter('partstat', attendee.partstat);
  property.setParameter('rsvp', attendee.rsvp ? 'TRUE' : 'FALSE');
};

/** Those who stay keep their line and its unknown parameters. */
const setAttendees = (event: ICAL.Component, attendees: readonly DraftAttendee[]): void => {
  const standing = new Map(
    event.getAllProperties('attendee').map((property) => [addressOf(property).toLowerCase(), property]),
  );
  for (const attendee of attendees) {
    const key = attendee.address.toLowerCase();
    const property = standing.get(key) ?? event.addProperty(new ICAL.Property('attendee'));
    standing.delete(key);
    setAttendee(property, attendee);
  }
  for (const property of standing.values()) event.removeProperty(property);
};

const setConference = (event: ICAL.Component, list: readonly Conference[]): void => {
  event.removeAllProperties('conference');
  for (const { uri, label, features } of list) {
    const property = new ICAL.Property('conference');
    property.setParameter('value', 'URI');
    if (features.length > 0) property.setParameter('feature', [...features]);
    property.setParameter('label', parameterValue(label));
    property.setValue(singleLineValue(uri));
    event.addProperty(property);
  }
};

/** Drops the zones that nothing names any more and adds those that something does. */
const settleZones = (calendar: ICAL.Component, draft: Pick<EventDraft, 'start' | 'end'>): void => {
  const named = new Set<string>();
  for (const component of calendar.getAllSubcomponents()) {
    if (component.name === 'vtimezone') continue;
    for (const property of component.getAllProperties()) {
      const zone = property.getParameter('tzid');
      if (typeof zone === 'string') named.add(zone);
    }
  }
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    const name = String(zone.getFirstPropertyValue('tzid'));
    if (!named.delete(name)) calendar.removeSubcomponent(zone);
  }
  const millis = (time: EventTime): number => Date.parse('date' in time ? `${time.date}T00:00:00Z` : `${time.local}Z`);
  for (const name of named) {
    const lines = vtimezoneLines(name, millis(draft.start), millis(draft.end));
    calendar.addSubcomponent(new ICAL.Component(ICAL.parse(lines.join('\r\n'))));
  }
  if (named.size === 0) return;
  // Some programs read in one pass: zones come before what names them.
  for (const component of calendar.getAllSubcomponents().filter(({ name }) => name !== 'vtimezone')) {
    calendar.removeSubcomponent(component);
    calendar.addSubcomponent(component);
  }
};

const TEXTS = {
  summary: singleLineValue,
  location: singleLineValue,
  description: plainValue,
  url: singleLineValue,
} as const;

const applyChanges = (event: ICAL.Component, changes: Partial<EventDraft>): void => {
  for (const [name, clean] of Object.entries(TEXTS)) {
    const value = changes[name as keyof typeof TEXTS];
    if (value !== undefined) setText(event, name, clean(value));
  }
  if (changes.start !== undefined) setTime(event, 'dtstart', changes.start);
  if (changes.end !== undefined) {
    event.removeAllProperties('duration');
    setTime(event, 'dtend', changes.end);
  }
  if (changes.start !== undefined) {
    const allDay = 'date' in changes.start;
    for (const name of ['x-microsoft-cdo-alldayevent', 'x-microsoft-msncalendar-alldayevent'])
      setText(event, name, allDay ? 'TRUE' : '');
  }
  if (changes.organizer !== undefined)
    setPerson(
      event.getFirstProperty('organizer') ?? event.addProperty(new ICAL.Property('organizer')),
      changes.organizer,
    );
  if (changes.attendees !== undefined) setAttendees(event, changes.attendees);
  if (changes.conference !== undefined) setConference(event, changes.conference);
  if (changes.status !== undefined) event.updatePropertyWithValue('status', changes.status);
  if (changes.sequence !== undefined) event.updatePropertyWithValue('sequence', changes.sequence);
  if (changes.dtstampMs === undefined) return;
  event.updatePropertyWithValue('dtstamp', utcTime(changes.dtstampMs));
  event.updatePropertyWithValue('last-modified', utcTime(changes.dtstampMs));
};

/**
 * Changes a stored object's main VEVENT and nothing else: properties, parameters and components that we do not know stay, in their order. A property that is absent
 * from `changes` stays; the empty text or list removes it. `raw` is an object that `extractEvent` accepts; for others it throws.
 */
export const editEvent = (raw: string, changes: Partial<EventDraft>): string => {
  const calendar = readCalendarObject(raw);
  if (!calendar.ok) throw new Error(`A stored object cannot be read: ${calendar.code}`);
  const event = mainEvent(calendar.value);
  if (event === undefined) throw new Error('A stored object has no event');
  applyChanges(event, changes);
  if (changes.start !== undefined && changes.end !== undefined)
    settleZones(calendar.value, { start: changes.start, end: changes.end });
  return `${calendar.value.toString()}\r\n`;
};
