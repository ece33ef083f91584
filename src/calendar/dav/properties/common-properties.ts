import type { Account } from '../../../accounts/account.ts';
import { dav, type XmlName } from '../../../protocols/dav/names.ts';
import { REPORT_NAMES, type ReportKind } from '../../../protocols/dav/read-report.ts';
import { element, hrefElement } from '../../../protocols/dav/write-xml.ts';
import { PRINCIPALS_HREF, principalHref } from '../dav-address.ts';

/** Who looks, and where this server is. */
export interface DavViewer {
  readonly viewer: Account;
  readonly publicUrl: string;
}

const PRINCIPAL_REPORTS: readonly ReportKind[] = [
  'expand-property',
  'principal-property-search',
  'principal-search-property-set',
];
const COLLECTION_REPORTS: readonly ReportKind[] = [
  'calendar-query',
  'calendar-multiget',
  'free-busy-query',
  'sync-collection',
  ...PRINCIPAL_REPORTS,
];

/** DAV:supported-report-set (RFC 3253 3.1.5), as XML. */
const reportSet = (kinds: readonly ReportKind[]): string =>
  kinds.map((kind) => element(dav('supported-report'), element(dav('report'), element(REPORT_NAMES[kind])))).join('');

export const PRINCIPAL_REPORT_SET = reportSet(PRINCIPAL_REPORTS);
export const CALENDAR_REPORT_SET = reportSet(COLLECTION_REPORTS);

type Writer<Subject> = (subject: Subject) => string | undefined;

/** What every resource says (RFC 3744, 5397). */
export const commonProperties = <Subject extends DavViewer>({
  resourcetype,
  privileges,
  reports,
  owner,
}: {
  readonly resourcetype: readonly XmlName[];
  readonly privileges: Writer<Subject>;
  readonly reports: string;
  readonly owner: (subject: Subject) => Account['id'] | undefined;
}): [XmlName, Writer<Subject>][] => {
  const type = resourcetype.map((name) => element(name)).join('');
  return [
    [dav('resourcetype'), () => type],
    [dav('current-user-principal'), ({ viewer }) => hrefElement(principalHref(viewer.id))],
    [dav('principal-collection-set'), () => hrefElement(PRINCIPALS_HREF)],
    [dav('current-user-privilege-set'), privileges],
    [dav('supported-report-set'), () => reports],
    [
      dav('owner'),
      (subject) => {
        const id = owner(subject);
        return id === undefined ? undefined : hrefElement(principalHref(id));
      },
    ],
  ];
};
