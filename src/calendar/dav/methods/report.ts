import { type ReportKind, type ReportRequest, readReport } from '../../../protocols/dav/read-report.ts';
import { type DavAnswer, refuse } from '../dav-answer.ts';
import { type DavMethod, type DavRequest, type DavServices, mustRead } from '../dav-request.ts';
import type { DavResource } from '../dav-resource.ts';
import { expandProperty } from '../reports/expand-property.ts';
import { freeBusyReport } from '../reports/free-busy-report.ts';
import { objectReport } from '../reports/object-report.ts';
import { principalSearch, principalSearchProperties } from '../reports/principal-search.ts';

/** One report of one kind, on a resource that exists. */
export type Report<Kind extends ReportKind> = (
  services: DavServices,
  request: DavRequest,
  resource: DavResource,
  report: Extract<ReportRequest, { kind: Kind }>,
) => Promise<DavAnswer>;

const REPORTS: { readonly [Kind in ReportKind]: Report<Kind> } = {
  'calendar-query': objectReport,
  'calendar-multiget': objectReport,
  'sync-collection': objectReport,
  'free-busy-query': freeBusyReport,
  'expand-property': expandProperty,
  'principal-property-search': principalSearch,
  'principal-search-property-set': principalSearchProperties,
};

const OF_CALENDARS: ReadonlySet<ReportKind> = new Set([
  'calendar-query',
  'calendar-multiget',
  'sync-collection',
  'free-busy-query',
]);

/** RFC 3253 3.6. */
export const report: DavMethod = async (services, request) => {
  const asked = mustRead(readReport(request.body));
  const resource = await services.finder.find(request.viewer, request.address);
  if (OF_CALENDARS.has(asked.kind) && resource.kind !== 'calendar') throw refuse('supported-report');
  return (REPORTS[asked.kind] as Report<ReportKind>)(services, request, resource, asked);
};
