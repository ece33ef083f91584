import type { AccountId, CalendarId } from '../base/ids.ts';
import type { CalendarAccess } from '../contract/http/calendar.ts';

/** A collection of events (RFC 4791 4.2). */
export interface Calendar {
  readonly id: CalendarId;
  readonly ownerId: AccountId;
  /** Its name in CalDAV addresses. */
  readonly uri: string;
  readonly kind: 'own' | 'subscription';
  readonly name: string;
  readonly description: string;
  readonly color: string;
  readonly position: number;
  readonly shown: boolean;
  readonly isDefault: boolean;
  /** IANA; absent: its owner's. */
  readonly timeZone?: string;
  /** CALDAV:calendar-timezone as a client wrote it. */
  readonly timeZoneText?: string;
  /** Each new event in it gets a meeting. */
  readonly everyEventMeets: boolean;
  /** True: nothing in it counts as busy. */
  readonly transparent: boolean;
  /** Rises with each change of an object in it. */
  readonly syncRevision: number;
  /** Changes up to this revision are no longer listed. */
  readonly prunedRevision: number;
}

/** A calendar as one account has it: its own, or one that is shared with it under a colour and a place of its own. */
export interface AccessibleCalendar extends Calendar {
  readonly access: CalendarAccess;
}

/** Whether events may be written. Subscriptions are written by their refresh alone. */
export const mayWrite = ({ access, kind }: AccessibleCalendar): boolean => access !== 'read' && kind === 'own';
