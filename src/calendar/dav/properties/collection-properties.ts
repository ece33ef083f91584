import { caldav, dav, type XmlName } from '../../../protocols/dav/names.ts';
import type { PropertyTable } from '../../../protocols/dav/property-table.ts';
import { hrefElement } from '../../../protocols/dav/write-xml.ts';
import type { AccessibleCalendar } from '../../calendar.ts';
import { calendarHref } from '../dav-address.ts';
import { commonProperties, type DavViewer, PRINCIPAL_REPORT_SET } from './common-properties.ts';
import { HOME_PRIVILEGES, INBOX_PRIVILEGES, OUTBOX_PRIVILEGES, READ_PRIVILEGES } from './privileges.ts';

export interface CollectionSubject extends DavViewer {
  /** Where new events and invitations go; undefined before there is one. */
  readonly defaultCalendar: AccessibleCalendar | undefined;
}

export const EVENTS_ONLY = '<C:comp name="VEVENT"/>';
export const CALENDAR_DATA_TYPES = '<C:calendar-data content-type="text/calendar" version="2.0"/>';

const collection = (
  types: readonly XmlName[],
  displayname: string,
  privileges: string,
): [XmlName, (subject: CollectionSubject) => string | undefined][] => [
  ...commonProperties<CollectionSubject>({
    resourcetype: [dav('collection'), ...types],
    privileges: () => privileges,
    reports: PRINCIPAL_REPORT_SET,
    owner: ({ viewer }) => viewer.id,
  }),
  [dav('displayname'), () => displayname],
];

/** `/dav/`, the principals and the homes, of which everybody sees their own. */
export const ROOT_PROPERTIES: PropertyTable<CollectionSubject> = new Map(collection([], 'WebMeeting', READ_PRIVILEGES));

/** The documents, as `/dav/` shows them. */
export const DOCUMENTS_IN_ROOT: PropertyTable<CollectionSubject> = new Map(
  collection([], 'Documents', READ_PRIVILEGES),
);

export const HOME_PROPERTIES: PropertyTable<CollectionSubject> = new Map([
  ...collection([], 'Calendars', HOME_PRIVILEGES),
  [caldav('supported-calendar-component-set'), () => EVENTS_ONLY],
]);

/** RFC 6638 2.2. Invitations are put into calendars at once, so nothing ever waits in it. */
export const INBOX_PROPERTIES: PropertyTable<CollectionSubject> = new Map([
  ...collection([caldav('schedule-inbox')], 'Inbox', INBOX_PRIVILEGES),
  [caldav('supported-calendar-component-set'), () => EVENTS_ONLY],
  [caldav('supported-calendar-data'), () => CALENDAR_DATA_TYPES],
  [
    caldav('schedule-default-calendar-URL'),
    ({ viewer, defaultCalendar }) => defaultCalendar && hrefElement(calendarHref(viewer.id, defaultCalendar.uri)),
  ],
]);

/** RFC 6638 2.1. */
export const OUTBOX_PROPERTIES: PropertyTable<CollectionSubject> = new Map([
  ...collection([caldav('schedule-outbox')], 'Outbox', OUTBOX_PRIVILEGES),
  [caldav('supported-calendar-component-set'), () => `${EVENTS_ONLY}<C:comp name="VFREEBUSY"/>`],
  [caldav('supported-calendar-data'), () => CALENDAR_DATA_TYPES],
]);
