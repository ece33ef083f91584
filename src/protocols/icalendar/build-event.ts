import type { ICalAttendeeData, ICalDateTimeValue, ICalEventData } from 'ical-generator';
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalEventBusyStatus,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { escapeText, parameterValue, plainValue, singleLineValue } from './calendar-text.ts';
import { writeContentLine } from './content-lines.ts';
import type { Conference, DraftAttendee, EventDraft, EventTime } from './event-draft.ts';
import type { EventEdit } from './event-edit.ts';
import { foldLines } from './fold-lines.ts';
import { formatParameter } from './property-text.ts';
import { seriesSpan } from './series-span.ts';
import { vtimezoneLines } from './vtimezone.ts';
import { cleanRule } from './write-dates.ts';
import { freshTime } from './write-times.ts';
import type { TimeForm } from './written-times.ts';

const PRODID = '-//WebMeeting//WebMeeting 1.0//EN';

/** A single event, or the master of a series. */
export type ObjectDraft = EventDraft & EventEdit;
/** One date of a series; its rule and dates are not looked at. */
export type OccurrenceDraft = ObjectDraft & { readonly recurrenceId: string };

export type ItipMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH';

const ROLES = {
  chair: ICalAttendeeRole.CHAIR,
  attendee: ICalAttendeeRole.REQ,
  optional: ICalAttendeeRole.OPT,
} as const;
const ANSWERS = {
  'NEEDS-ACTION': ICalAttendeeStatus.NEEDSACTION,
  ACCEPTED: ICalAttendeeStatus.ACCEPTED,
  DECLINED: ICalAttendeeStatus.DECLINED,
  TENTATIVE: ICalAttendeeStatus.TENTATIVE,
  DELEGATED: ICalAttendeeStatus.DELEGATED,
} as const;

const isUtc = (timeZone: string): boolean => timeZone === 'UTC' || timeZone === 'Etc/UTC';

const isUtcOrFloating = (timeZone: string): boolean => isUtc(timeZone) || timeZone === '';

/** ical-generator writes semicolons and commas of a URI with a backslash, which makes it another URI. */
const uriValue = (uri: string): string => singleLineValue(uri).replace(/;/g, '%3B').replace(/,/g, '%2C');

/** ical-generator takes a Date or a string in the machine's zone whatever zone it is told; a Temporal value it takes as it is. */
const dateValue = (time: EventTime): ICalDateTimeValue => {
  if ('date' in time) return Temporal.PlainDate.from(time.date);
  return isUtc(time.timeZone) ? new Date(`${time.local}Z`) : Temporal.PlainDateTime.from(time.local);
};

const endValue = (time: EventTime): ICalDateTimeValue =>
  'date' in time ? Temporal.PlainDate.from(time.date).add({ days: 1 }) : dateValue(time);

const attendeeData = (attendee: DraftAttendee): ICalAttendeeData => ({
  email: attendee.address,
  name: parameterValue(attendee.name),
  role: ROLES[attendee.role],
  status: ANSWERS[attendee.partstat],
  rsvp: attendee.rsvp,
});

const isFree = ({ transparent }: ObjectDraft): boolean => transparent === true;

const eventData = (draft: ObjectDraft): ICalEventData => ({
  id: singleLineValue(draft.uid),
  sequence: draft.sequence,
  stamp: new Date(draft.dtstampMs),
  created: draft.createdMs === undefined ? null : new Date(draft.createdMs),
  lastModified: new Date(draft.dtstampMs),
  start: dateValue(draft.start),
  end: endValue(draft.end),
  allDay: 'date' in draft.start,
  floating: !('date' in draft.start) && draft.start.timeZone === '',
  timezone: 'date' in draft.start || isUtcOrFloating(draft.start.timeZone) ? null : draft.start.timeZone,
  summary: singleLineValue(draft.summary),
  location: draft.location ? singleLineValue(draft.location) : null,
  description: draft.description ? plainValue(draft.description) : null,
  url: draft.url ? uriValue(draft.url) : null,
  organizer: { name: parameterValue(draft.organizer.name) || draft.organizer.address, email: draft.organizer.address },
  attendees: draft.attendees.map(attendeeData),
  status: ICalEventStatus[draft.status],
  transparency: isFree(draft) ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
  busystatus: draft.status === 'CANCELLED' || isFree(draft) ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
  class: ICalEventClass.PUBLIC,
});

/** RFC 7986 5.11; ical-generator knows it not. */
const conferenceLine = ({ uri, label, features }: Conference): string => {
  const feature = features.length > 0 ? `;FEATURE=${features.join(',')}` : '';
  return `CONFERENCE;VALUE=URI${feature};LABEL="${parameterValue(label)}":${uriValue(uri)}`;
};

/** How a date of the series is written; `seriesZone` is that of the master's DTSTART. */
const seriesForm = (recurrenceId: string, seriesZone: string): TimeForm => {
  if (recurrenceId.length === 10) return { kind: 'date' };
  if (isUtcOrFloating(seriesZone)) return { kind: seriesZone === '' ? 'floating' : 'utc' };
  return { kind: 'zone', parameter: formatParameter('TZID', seriesZone), timeZone: seriesZone };
};

const dateLine = (name: string, recurrenceId: string, seriesZone: string): string =>
  freshTime(name, { form: seriesForm(recurrenceId, seriesZone), at: recurrenceId });

/** RRULE, RDATE and EXDATE of a master: one line a date, which every program reads. */
const seriesLines = ({ start, rrule = '', rdates = [], exdates = [] }: ObjectDraft): string[] => {
  const zone = 'date' in start ? '' : start.timeZone;
  return [
    ...(rrule === '' ? [] : [`RRULE:${cleanRule(rrule)}`]),
    ...rdates.map((date) => dateLine('RDATE', date, zone)),
    ...exdates.map((date) => dateLine('EXDATE', date, zone)),
  ];
};

const ownLines = (draft: ObjectDraft): string[] => {
  const { conference = [], categories = [], webMeetingId = '', webMeetingWanted, hideInvitees } = draft;
  return [
    ...(categories.length === 0
      ? []
      : [`CATEGORIES:${categories.map((category) => escapeText(singleLineValue(category))).join(',')}`]),
    ...conference.map(conferenceLine),
    ...(draft.takesNoProposals === true ? ['X-MICROSOFT-DISALLOW-COUNTER:TRUE'] : []),
    ...(webMeetingWanted === true ? ['X-WEBMEETING:TRUE'] : []),
    ...(hideInvitees === true ? ['X-WEBMEETING-HIDE-INVITEES:TRUE'] : []),
    ...(webMeetingId === '' ? [] : [`X-WEBMEETING-ID:${singleLineValue(webMeetingId)}`]),
  ];
};

/** The unfolded lines of the VEVENT; `dates` stand behind its times. */
const veventLines = (draft: ObjectDraft, dates: readonly string[]): string[] => {
  const lines = ical().createEvent(eventData(draft)).toString().trimEnd().split('\r\n');
  const spelled = lines.map((line) => {
    // ical-generator moves a time that clocks skip to another, and with it every date of a series that begins there.
    if (line.startsWith('DTSTART;TZID=') && 'local' in draft.start)
      return dateLine('DTSTART', draft.start.local, draft.start.timeZone);
    // Some programs compare addresses with their scheme, in lower case.
    return line.startsWith('ATTENDEE') ? line.replace(':MAILTO:', ':mailto:') : line;
  });
  const afterTimes = spelled.findLastIndex((line) => /^DT(?:START|END)[;:]/.test(line)) + 1;
  return [...spelled.toSpliced(afterTimes, 0, ...dates).slice(0, -1), ...ownLines(draft), 'END:VEVENT'];
};

const zoneOf = (time: EventTime): string => ('date' in time ? '' : time.timeZone);

/** A VTIMEZONE for every zone that is named, over all dates of the series. */
const zoneLines = (events: readonly (readonly string[])[], zones: Iterable<string>): string[] => {
  const span = seriesSpan(events.map((lines) => lines.map((line) => writeContentLine(line, '\r\n'))));
  if (span === undefined) return [];
  return [...new Set(zones)]
    .filter((zone) => !isUtcOrFloating(zone))
    .flatMap((zone) => vtimezoneLines(zone, span.fromMs, span.toMs));
};

const calendarText = (
  events: readonly (readonly string[])[],
  zones: Iterable<string>,
  method: ItipMethod | undefined,
): string =>
  foldLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODID}`,
    'CALSCALE:GREGORIAN',
    ...(method === undefined ? [] : [`METHOD:${method}`]),
    ...zoneLines(events, zones),
    ...events.flat(),
    'END:VCALENDAR',
  ]);

const occurrenceLines = (draft: OccurrenceDraft, seriesZone: string): string[] =>
  veventLines(draft, [dateLine('RECURRENCE-ID', draft.recurrenceId, seriesZone)]);

/**
 * The iCalendar object of an event that we originate, its changed dates included: CRLF, folded, with a VTIMEZONE for each zone over
 * the whole series. Stored objects have no METHOD (RFC 4791 4.1); mailed ones must (RFC 5546 3.2). Control characters, line breaks
 * and quotation marks in the values cannot leave their value. Start and end of one draft have the same kind and zone.
 */
export const buildObject = (
  main: ObjectDraft,
  overrides: readonly OccurrenceDraft[] = [],
  method?: ItipMethod,
): string => {
  const seriesZone = zoneOf(main.start);
  const events = [
    veventLines(main, seriesLines(main)),
    ...overrides.map((override) => occurrenceLines(override, seriesZone)),
  ];
  return calendarText(
    events,
    [main, ...overrides].map(({ start }) => zoneOf(start)),
    method,
  );
};

/**
 * Single dates of a series without the series, as mails need them: a change or a CANCEL of one date (RFC 5546 3.2.2, 3.2.5).
 * `seriesZone` is the zone of the series' DTSTART as its readers have it, in which the recurrenceIds are: IANA, `UTC`, or '' for
 * floating times; it is not looked at for whole days.
 */
export const buildOccurrences = (
  occurrences: readonly OccurrenceDraft[],
  seriesZone: string,
  method?: ItipMethod,
): string => {
  const zones = occurrences.flatMap(({ start, recurrenceId }) => [
    zoneOf(start),
    recurrenceId.length === 10 ? '' : seriesZone,
  ]);
  return calendarText(
    occurrences.map((occurrence) => occurrenceLines(occurrence, seriesZone)),
    zones,
    method,
  );
};

/** A single event. */
export const buildEvent = (draft: EventDraft, method?: ItipMethod): string => buildObject(draft, [], method);
