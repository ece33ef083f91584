import { type DavAnswer, refuse } from '../../../platform/dav-answer.ts';
import { mustRead } from '../../../platform/must-read.ts';
import { type ReportRequest, readReport } from '../../../protocols/dav/read-report.ts';
import type { DavMethod, DavRequest, DavServices } from '../dav-request.ts';
import type { DavResource } from '../dav-resource.ts';
import { expandProperty } from '../reports/expand-property.ts';
import { freeBusyReport } from '../reports/free-busy-report.ts';
import { largeReport, objectReport } from '../reports/object-report.ts';
import { isObjectReport } from '../reports/plan-read.ts';
import { principalSearch, principalSearchProperties } from '../reports/principal-search.ts';

/** Longer ones are read in a thread: some milliseconds in which no sound would be relayed. */
const SHORT_BYTES = 16_384;

const answerCalendar = (
  services: DavServices,
  request: DavRequest,
  resource: Extract<DavResource, { kind: 'calendar' }>,
  report: ReportRequest,
): Promise<DavAnswer> | undefined => {
  if (isObjectReport(report)) return objectReport(services, request, resource, report);
  return report.kind === 'free-busy-query' ? freeBusyReport(services, request, resource, report) : undefined;
};

const answerAnywhere = (
  services: DavServices,
  request: DavRequest,
  resource: DavResource,
  report: ReportRequest,
): Promise<DavAnswer> => {
  if (report.kind === 'expand-property') return expandProperty(services, request, resource, report);
  if (report.kind === 'principal-property-search') return principalSearch(services, request, report);
  if (report.kind === 'principal-search-property-set') return principalSearchProperties();
  throw refuse('supported-report');
};

/** RFC 3253 3.6. */
export const report: DavMethod = async (services, request) => {
  const { viewer, address, body } = request;
  const resource = await services.finder.find(viewer, address);
  if (resource.kind === 'calendar' && body.length > SHORT_BYTES) return largeReport(services, request, resource);
  const asked = mustRead(readReport(body));
  const answer = resource.kind === 'calendar' ? answerCalendar(services, request, resource, asked) : undefined;
  return answer ?? answerAnywhere(services, request, resource, asked);
};
