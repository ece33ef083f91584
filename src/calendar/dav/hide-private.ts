import { projectCalendarData } from '../../protocols/dav/project-calendar-data.ts';
import type { DavReadView, ReadRow } from './dav-read-view.ts';

const kept = (names: string): { name: string; withoutValue: false }[] =>
  names.split(' ').map((name) => ({ name, withoutValue: false as const }));

const SELECTION = {
  name: 'VCALENDAR',
  properties: 'all' as const,
  components: [
    { name: 'VTIMEZONE', properties: 'all' as const, components: 'all' as const },
    {
      name: 'VEVENT',
      properties: kept(
        'UID DTSTAMP DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID SEQUENCE STATUS TRANSP CLASS CREATED LAST-MODIFIED',
      ),
      components: [],
    },
  ],
};

const UID_LINE = /^UID[:;][^\n]*\n(?:[ \t][^\n]*\n)*/gim;

/** What somebody with whom a calendar is shared may know of a private event: when it is. */
export const whenAlone = (raw: string, title: string): string =>
  projectCalendarData(raw, { selection: SELECTION }).replaceAll(UID_LINE, (line) => `${line}SUMMARY:${title}\r\n`);

/** The same calendar for somebody who is not its owner: nothing of private texts is answered, and none is searched. */
export const hidePrivate = (view: DavReadView, title: string): DavReadView => {
  const hide = (row: ReadRow): ReadRow =>
    row.isPrivate ? { ...row, organizer: '', raw: row.raw === '' ? '' : whenAlone(row.raw, title) } : row;
  return {
    ...view,
    every: (...question) => view.every(...question).map(hide),
    named: (...question) => new Map([...view.named(...question)].map(([name, row]) => [name, hide(row)])),
    inRange: (...question) => {
      const { rows, beyond } = view.inRange(...question);
      return { rows: rows.map(hide), beyond: beyond.map(hide) };
    },
    withUid: (...question) => view.withUid(...question).map(hide),
    changedAfter: (...question) => view.changedAfter(...question).map(hide),
  };
};
