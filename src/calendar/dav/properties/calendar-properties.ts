import { COLLATIONS } from '../../../protocols/dav/calendar-filter.ts';
import { apple, caldav, calendarServer, dav, type XmlName } from '../../../protocols/dav/names.ts';
import type { PropertyTable } from '../../../protocols/dav/property-table.ts';
import { escapeXml, textElement } from '../../../protocols/dav/write-xml.ts';
import { ATTENDEES, INSTANCES, OBJECT_CHARACTERS } from '../../../protocols/icalendar/limits.ts';
import { vtimezoneLines } from '../../../protocols/icalendar/vtimezone.ts';
import type { AccessibleCalendar } from '../../calendar.ts';
import { writeSyncToken } from '../sync-token.ts';
import { CALENDAR_DATA_TYPES, EVENTS_ONLY } from './collection-properties.ts';
import { CALENDAR_REPORT_SET, commonProperties, type DavViewer } from './common-properties.ts';
import { calendarPrivileges } from './privileges.ts';

export interface CalendarSubject extends DavViewer {
  readonly calendar: AccessibleCalendar;
  /** IANA zone of its whole days and floating times. */
  readonly homeZone: string;
}

const syncToken = ({ calendar, publicUrl }: CalendarSubject): string =>
  writeSyncToken(publicUrl, calendar.id, { revision: calendar.syncRevision, since: 0 });

const DESCRIBED_MS = Date.UTC(2024, 0, 1);

/** RFC 4791 5.2.2: an object with one VTIMEZONE, the client's own where it gave one. */
const timeZoneText = ({ calendar, homeZone }: CalendarSubject): string | undefined => {
  if (calendar.timeZoneText !== undefined) return calendar.timeZoneText;
  if (homeZone === 'UTC') return undefined;
  const zone = vtimezoneLines(homeZone, DESCRIBED_MS, DESCRIBED_MS);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//WebMeeting//CalDAV//EN', ...zone, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
};

const collationSet = COLLATIONS.map((name) => textElement(caldav('supported-collation'), name)).join('');

/** RFC 4791 5.2, 6578 4, 6638 9, and what Apple's calendar keeps beside them. */
export const CALENDAR_PROPERTIES: PropertyTable<CalendarSubject> = new Map<
  XmlName,
  (subject: CalendarSubject) => string | undefined
>([
  ...commonProperties<CalendarSubject>({
    resourcetype: [dav('collection'), caldav('calendar')],
    privileges: ({ calendar }) => calendarPrivileges(calendar),
    reports: CALENDAR_REPORT_SET,
    owner: ({ calendar }) => calendar.ownerId,
  }),
  [dav('displayname'), ({ calendar }) => escapeXml(calendar.name)],
  [dav('sync-token'), (subject) => escapeXml(syncToken(subject))],
  [calendarServer('getctag'), (subject) => escapeXml(syncToken(subject))],
  [
    caldav('calendar-description'),
    ({ calendar }) => (calendar.description === '' ? undefined : escapeXml(calendar.description)),
  ],
  [caldav('supported-calendar-component-set'), () => EVENTS_ONLY],
  [caldav('supported-calendar-data'), () => CALENDAR_DATA_TYPES],
  [caldav('supported-collation-set'), () => collationSet],
  [caldav('max-resource-size'), () => String(OBJECT_CHARACTERS)],
  [caldav('max-instances'), () => String(INSTANCES)],
  [caldav('max-attendees-per-instance'), () => String(ATTENDEES)],
  [caldav('min-date-time'), () => '16010101T000000Z'],
  [caldav('max-date-time'), () => '25001231T235959Z'],
  [
    caldav('calendar-timezone'),
    (subject) => {
      const text = timeZoneText(subject);
      return text === undefined ? undefined : escapeXml(text);
    },
  ],
  [caldav('calendar-timezone-id'), ({ homeZone }) => escapeXml(homeZone)],
  [caldav('schedule-calendar-transp'), ({ calendar }) => (calendar.transparent ? '<C:transparent/>' : '<C:opaque/>')],
  [apple('calendar-color'), ({ calendar }) => escapeXml(calendar.color)],
  [apple('calendar-order'), ({ calendar }) => String(calendar.position)],
]);
