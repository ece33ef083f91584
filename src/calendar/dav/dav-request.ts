import type { Account } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import type { UnitOfWork } from '../../platform/database.ts';
import type { DavAnswer } from '../../platform/dav-answer.ts';
import type { DavHeaders } from '../../protocols/dav/request-headers.ts';
import type { CalendarStore } from '../calendar-store.ts';
import type { BusyOf } from '../free-busy/free-busy.ts';
import type { ManageCalendars } from '../manage-calendars.ts';
import type { MoveObject } from '../move-object.ts';
import type { PutObject } from '../put-object.ts';
import type { RemoveObject } from '../remove-object.ts';
import type { DavAddress } from './dav-address.ts';
import type { DavObjectView } from './dav-object-view.ts';
import type { DavReader } from './dav-reader.ts';
import type { ResourceFinder } from './dav-resource.ts';
import type { DeadPropertyStore } from './dead-property-store.ts';
import type { PrincipalView } from './principal-view.ts';

/** One request, signed in, its header fields read. */
export interface DavRequest {
  readonly viewer: Account;
  /** undefined: nothing can be there. */
  readonly address: DavAddress | undefined;
  readonly headers: DavHeaders;
  /** Media type in lower case, without parameters; '' when none was sent. */
  readonly mediaType: string;
  readonly body: Uint8Array;
}

/** What the methods work with. */
export interface DavServices {
  readonly accounts: AccountStore;
  readonly calendars: CalendarStore;
  readonly objects: DavObjectView;
  readonly principals: PrincipalView;
  readonly deadProperties: DeadPropertyStore;
  readonly reader: DavReader;
  readonly finder: ResourceFinder;
  readonly work: {
    readonly putObject: PutObject;
    readonly removeObject: RemoveObject;
    readonly moveObject: MoveObject;
    readonly manageCalendars: Pick<ManageCalendars, 'settle' | 'remove'>;
  };
  readonly busyOf: BusyOf;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** Without a slash at its end. */
  readonly publicUrl: string;
}

export type DavMethod = (services: DavServices, request: DavRequest) => Promise<DavAnswer>;
