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
import { parameterValue, plainValue, singleLineValue } from './calendar-text.ts';
import type { Conference, DraftAttendee, EventDraft, EventTime } from './event-draft.ts';
import { foldLines } from './fold-lines.ts';
import { vtimezoneLines } from './vtimezone.ts';

const PRODID = '-//WebMeeting//WebMeeting 1.0//EN';

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

const eventData = (draft: EventDraft): ICalEventData => ({
  id: singleLineValue(draft.uid),
  sequence: draft.sequence,
  stamp: new Date(draft.dtstampMs),
  created: draft.createdMs === undefined ? null : new Date(draft.createdMs),
  lastModified: new Date(draft.dtstampMs),
  start: dateValue(draft.start),
  end: endValue(draft.end),
  allDay: 'date' in draft.start,
  timezone: 'date' in draft.start || isUtc(draft.start.timeZone) ? null : draft.start.timeZone,
  summary: singleLineValue(draft.summary),
  location: draft.location ? singleLineValue(draft.location) : null,
  description: draft.description ? plainValue(draft.description) : null,
  url: draft.url ? uriValue(draft.url) : null,
  organizer: { name: parameterValue(draft.organizer.name) || draft.organizer.address, email: draft.organizer.address },
  attendees: draft.attendees.map(attendeeData),
  status: ICalEventStatus[draft.status],
  transparency: ICalEventTransparency.OPAQUE,
  busystatus: draft.status === 'CANCELLED' ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
  class: ICalEventClass.PUBLIC,
});

/** RFC 7986 5.11; ical-generator knows it not. */
const conferenceLine = ({ uri, label, features }: Conference): string => {
  const feature = features.length > 0 ? `;FEATURE=${features.join(',')}` : '';
  return `CONFERENCE;VALUE=URI${feature};LABEL="${parameterValue(label)}":${uriValue(uri)}`;
};

/** The unfolded lines of the VEVENT. */
const veventLines = (draft: EventDraft): string[] => {
  const lines = ical().createEvent(eventData(draft)).toString().trimEnd().split('\r\n');
  // Some programs compare addresses with their scheme, in lower case.
  const spelled = lines.map((line) => (line.startsWith('ATTENDEE') ? line.replace(':MAILTO:', ':mailto:') : line));
  return [...spelled.slice(0, -1), ...(draft.conference ?? []).map(conferenceLine), 'END:VEVENT'];
};

const timeMs = (time: EventTime): number => Date.parse('date' in time ? `${time.date}T00:00:00Z` : `${time.local}Z`);

const zoneLines = ({ start, end }: EventDraft): readonly string[] =>
  'date' in start || isUtc(start.timeZone) ? [] : vtimezoneLines(start.timeZone, timeMs(start), timeMs(end));

/**
 * The iCalendar object of one event that we originate: CRLF, folded, with a VTIMEZONE for its zone. Stored objects have no METHOD
 * (RFC 4791 4.1); mailed ones must (RFC 5546 3.2). Control characters, line breaks and quotation marks in the values cannot leave
 * their value. Start and end have the same kind and zone.
 */
export const buildEvent = (draft: EventDraft, method?: ItipMethod): string =>
  foldLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODID}`,
    'CALSCALE:GREGORIAN',
    ...(method === undefined ? [] : [`METHOD:${method}`]),
    ...zoneLines(draft),
    ...veventLines(draft),
    'END:VCALENDAR',
  ]);
