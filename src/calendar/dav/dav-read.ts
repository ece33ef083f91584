import type { CalendarId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { CompFilter } from '../../protocols/dav/calendar-filter.ts';
import type { RequestProblem } from '../../protocols/dav/preconditions.ts';
import type { PropertyQuestion } from '../../protocols/dav/property-table.ts';
import type { ClosedRange } from '../../protocols/dav/time-range.ts';
import type { ObjectScope } from './properties/object-properties.ts';

/** A calendar whose objects are read, for one viewer. */
export interface ReadCalendar extends ObjectScope {
  readonly id: CalendarId;
  /** Somebody else's: what private events are called here. undefined: the viewer's own. */
  readonly hiddenTitle: string | undefined;
}

/** What all reads of many objects are told. */
interface ReadBase {
  readonly calendar: ReadCalendar;
  readonly question: PropertyQuestion;
  /** For whole days and floating times. */
  readonly homeZone: string;
}

/** A question about many objects of one calendar. */
export type ObjectRead =
  /** `before` is the DAV:response of the calendar itself. */
  | ({ readonly kind: 'list'; readonly before: string } & ReadBase)
  | ({
      readonly kind: 'query';
      readonly filter: CompFilter;
      /** True: rows know the dates of whole days and floating times in another zone than that of the question. */
      readonly otherZone: boolean;
    } & ReadBase)
  | ({
      readonly kind: 'multiget';
      /** In the order of the request; `name` is undefined for what is not in this calendar. */
      readonly hrefs: ReadonlyArray<{ readonly href: string; readonly name: string | undefined }>;
    } & ReadBase)
  | ({
      readonly kind: 'sync';
      readonly token: string;
      readonly limit: number | undefined;
      readonly publicUrl: string;
    } & ReadBase);

/** What a report on a calendar has to know beside what it says. */
export interface ReportContext {
  readonly calendar: ReadCalendar;
  readonly minimal: boolean;
  readonly homeZone: string;
  readonly publicUrl: string;
}

/** A report that has not been read yet. */
export interface UnreadReport {
  readonly kind: 'report';
  readonly body: Uint8Array;
  readonly context: ReportContext;
}

export interface BusyRead {
  readonly kind: 'free-busy';
  readonly calendarIds: readonly CalendarId[];
  readonly range: ClosedRange;
  readonly homeZone: string;
}

/** What a thread is asked. */
export type DavRead = ObjectRead | UnreadReport | BusyRead;

/** The multistatus as UTF-8, or for free-busy the busy time as it is. */
export type DavReadAnswer = Result<
  Uint8Array | readonly { readonly startMs: number; readonly endMs: number; readonly tentative: boolean }[],
  RequestProblem
>;

export type DavReadRequest = DavRead & { readonly databaseFile: string };
