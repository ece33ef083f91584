import { caldav, dav, type XmlName } from '../../../protocols/dav/names.ts';
import { element } from '../../../protocols/dav/write-xml.ts';
import { type AccessibleCalendar, mayWrite } from '../../calendar.ts';

/** DAV:current-user-privilege-set (RFC 3744 5.4), as XML. */
const privileges = (names: readonly XmlName[]): string =>
  names.map((name) => element(dav('privilege'), element(name))).join('');

const READ = [dav('read'), dav('read-current-user-privilege-set')];
const CONTENT = [dav('write-content'), dav('bind'), dav('unbind')];
const WRITE = [...READ, dav('write'), dav('write-properties'), ...CONTENT];
const FREE_BUSY = [caldav('read-free-busy')];

const NONE_BUT_READ = privileges(READ);
const READ_CALENDAR = privileges([...READ, ...FREE_BUSY]);
const WRITE_CALENDAR = privileges([...WRITE, ...FREE_BUSY]);
const OWN_CALENDAR = privileges([dav('all'), ...WRITE, ...FREE_BUSY]);

export const READ_PRIVILEGES = NONE_BUT_READ;
/** New calendars are made in a home. */
export const HOME_PRIVILEGES = privileges(WRITE);
export const INBOX_PRIVILEGES = privileges([
  ...READ,
  dav('write-properties'),
  caldav('schedule-deliver'),
  caldav('schedule-deliver-invite'),
  caldav('schedule-deliver-reply'),
  caldav('schedule-query-freebusy'),
]);
export const OUTBOX_PRIVILEGES = privileges([
  ...READ,
  caldav('schedule-send'),
  caldav('schedule-send-invite'),
  caldav('schedule-send-reply'),
  caldav('schedule-send-freebusy'),
]);

export const calendarPrivileges = (calendar: AccessibleCalendar): string => {
  if (!mayWrite(calendar)) return READ_CALENDAR;
  return calendar.access === 'owner' ? OWN_CALENDAR : WRITE_CALENDAR;
};
