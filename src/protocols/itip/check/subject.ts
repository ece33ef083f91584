import type { ContentComponent, ContentLine } from '../../icalendar/read-content.ts';
import type { MimeEntity } from '../../mime/read-tree.ts';
import type { Effects, Place, Severity } from './finding.ts';
import type { LenientCalendar } from './read-leniently.ts';

/** One calendar part of a mail and where it stands. */
export interface CalendarPart {
  readonly entity: MimeEntity;
  /** The multiparts around it, the outermost first, each with the place of the next in it. */
  readonly path: ReadonlyArray<{ readonly parent: MimeEntity; readonly index: number }>;
}

export interface CheckedMail {
  readonly root: MimeEntity;
  /** Lower case. */
  readonly from: readonly string[];
  readonly recipients: readonly string[];
  /** text/calendar and application/ics, in their order. */
  readonly calendars: readonly CalendarPart[];
  readonly types: ReadonlySet<string>;
}

/** What rules judge. Empty strings and lists where nothing stands. */
export interface Subject {
  readonly raw: string;
  readonly calendar: LenientCalendar;
  /** Upper case. */
  readonly method: string;
  readonly events: readonly ContentComponent[];
  readonly mail: CheckedMail | undefined;
}

export interface Rule<Id extends string = string> {
  readonly id: Id;
  readonly severity: Severity;
  readonly effects: Effects;
  /** Where it is broken; nowhere, when it is kept or does not apply. */
  readonly broken: (subject: Subject) => ReadonlyArray<Place>;
}

export const isItip = ({ method }: Subject): boolean => method !== '' && method !== 'PUBLISH';

/** `mailto:zoe@example.org` as an address in lower case. */
export const addressOf = (line: ContentLine): string =>
  line.value
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();
