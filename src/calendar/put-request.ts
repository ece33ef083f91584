import type { Account } from '../accounts/account.ts';
import type { EventId } from '../base/ids.ts';
import type { AccessibleCalendar } from './calendar.ts';
import type { StoredEvent } from './event.ts';
import type { ObjectRefusal } from './object-facts.ts';

export interface PutRequest {
  readonly account: Account;
  readonly calendar: AccessibleCalendar;
  /** The name of the object in its calendar. */
  readonly uri: string;
  readonly raw: string;
  /** Whether what is stored under that name may be replaced: If-Match and its kin. */
  readonly condition: (standing: StoredEvent | undefined) => boolean;
  /** True: nobody is told, and no meeting is opened. */
  readonly quiet?: boolean;
}

export type PutRefusal = {
  readonly ok: false;
  readonly code:
    | 'precondition-failed'
    | 'uid-conflict'
    | 'invalid'
    | 'unsupported-component'
    | 'too-large'
    | 'not-allowed'
    | 'attendee-change';
  /** Of the object that has this UID already. */
  readonly uri?: string;
  readonly problem?: ObjectRefusal['code'];
  readonly line?: number;
};

export type PutAnswer =
  | {
      readonly ok: true;
      readonly created: boolean;
      readonly etag: string;
      readonly scheduleTag: string;
      /** True: what is stored is what was sent, octet for octet. */
      readonly exact: boolean;
      readonly id: EventId;
    }
  | PutRefusal;
