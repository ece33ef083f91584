import type { Account } from '../../../accounts/account.ts';
import { caldav, calendarServer, dav } from '../../../protocols/dav/names.ts';
import type { PropertyTable } from '../../../protocols/dav/property-table.ts';
import { escapeXml, hrefElement } from '../../../protocols/dav/write-xml.ts';
import { homeHref, inboxHref, outboxHref, principalHref } from '../dav-address.ts';
import { commonProperties, type DavViewer, PRINCIPAL_REPORT_SET } from './common-properties.ts';
import { READ_PRIVILEGES } from './privileges.ts';

export interface PrincipalSubject extends DavViewer {
  readonly account: Account;
}

/** Where somebody's calendars are is told to nobody else. */
const own =
  (write: (account: Account) => string) =>
  ({ account, viewer }: PrincipalSubject): string | undefined =>
    account.id === viewer.id ? write(account) : undefined;

/** RFC 4791 6.2, RFC 6638 2.4: an account as a principal. */
export const PRINCIPAL_PROPERTIES: PropertyTable<PrincipalSubject> = new Map([
  ...commonProperties<PrincipalSubject>({
    resourcetype: [dav('collection'), dav('principal')],
    privileges: () => READ_PRIVILEGES,
    reports: PRINCIPAL_REPORT_SET,
    owner: ({ account }) => account.id,
  }),
  [dav('displayname'), ({ account }) => escapeXml(account.name)],
  [dav('principal-URL'), ({ account }) => hrefElement(principalHref(account.id))],
  [dav('alternate-URI-set'), () => ''],
  [dav('group-membership'), () => ''],
  [dav('group-member-set'), () => ''],
  [
    caldav('calendar-user-address-set'),
    ({ account }) => hrefElement(`mailto:${account.email}`) + hrefElement(principalHref(account.id)),
  ],
  [caldav('calendar-user-type'), () => 'INDIVIDUAL'],
  [
    calendarServer('email-address-set'),
    ({ account }) => `<CS:email-address>${escapeXml(account.email)}</CS:email-address>`,
  ],
  [caldav('calendar-home-set'), own(({ id }) => hrefElement(homeHref(id)))],
  [caldav('schedule-inbox-URL'), own(({ id }) => hrefElement(inboxHref(id)))],
  [caldav('schedule-outbox-URL'), own(({ id }) => hrefElement(outboxHref(id)))],
]);
