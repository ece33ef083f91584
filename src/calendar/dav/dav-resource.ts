import type { Account } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import { notFound, refuse } from '../../platform/dav-answer.ts';
import type { AccessibleCalendar } from '../calendar.ts';
import type { CalendarStore } from '../calendar-store.ts';
import type { DavAddress } from './dav-address.ts';
import type { DavObject, DavObjectView } from './dav-object-view.ts';

/** What is at an address, as the viewer may see it. */
export type DavResource =
  | { readonly kind: 'root' | 'principals' | 'homes' }
  | { readonly kind: 'principal'; readonly account: Account }
  | { readonly kind: 'home' | 'inbox' | 'outbox'; readonly account: Account }
  | { readonly kind: 'calendar'; readonly account: Account; readonly calendar: AccessibleCalendar }
  | {
      readonly kind: 'object';
      readonly account: Account;
      readonly calendar: AccessibleCalendar;
      readonly object: DavObject;
    };

export interface ResourceFinder {
  /** Throws `DavRefusal`: 404, or 403 for what is somebody else's, whether it exists or not. */
  find(viewer: Account, address: DavAddress | undefined): Promise<DavResource>;
  /** The calendar in which an object of that address is or would be; undefined when there is none. */
  calendarAt(viewer: Account, address: DavAddress | undefined): Promise<AccessibleCalendar | undefined>;
}

/** Homes are their owners'; what is shared with somebody else is in the home of that account. */
const checkOwner = (viewer: Account, address: DavAddress): void => {
  if ('accountId' in address && address.kind !== 'principal' && address.accountId !== viewer.id)
    throw refuse('need-privileges');
};

export const createResourceFinder = ({
  accounts,
  calendars,
  objects,
}: {
  readonly accounts: AccountStore;
  readonly calendars: CalendarStore;
  readonly objects: DavObjectView;
}): ResourceFinder => {
  const principal = async (
    viewer: Account,
    { accountId }: Extract<DavAddress, { kind: 'principal' }>,
  ): Promise<DavResource> => {
    const account = accountId === viewer.id ? viewer : await accounts.findById(accountId);
    if (!account || account.suspended) throw notFound();
    return { kind: 'principal', account };
  };
  const calendarAt: ResourceFinder['calendarAt'] = async (viewer, address) => {
    if (address?.kind !== 'calendar' && address?.kind !== 'object') return undefined;
    checkOwner(viewer, address);
    return calendars.findByUri(viewer.id, address.uri);
  };
  return {
    calendarAt,
    async find(viewer, address) {
      if (address === undefined) throw notFound();
      checkOwner(viewer, address);
      if (address.kind === 'root' || address.kind === 'principals' || address.kind === 'homes')
        return { kind: address.kind };
      if (address.kind === 'principal') return principal(viewer, address);
      if (address.kind === 'home' || address.kind === 'inbox' || address.kind === 'outbox')
        return { kind: address.kind, account: viewer };
      const calendar = await calendarAt(viewer, address);
      if (!calendar) throw notFound();
      if (address.kind === 'calendar') return { kind: 'calendar', account: viewer, calendar };
      const object = await objects.find(calendar.id, address.name);
      if (!object) throw notFound();
      return { kind: 'object', account: viewer, calendar, object };
    },
  };
};
