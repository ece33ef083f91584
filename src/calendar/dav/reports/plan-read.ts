import { ok, type Result } from '../../../base/result.ts';
import { pathOfHref } from '../../../protocols/dav/path-of-href.ts';
import { type RequestProblem, violates } from '../../../protocols/dav/preconditions.ts';
import type { ReportRequest } from '../../../protocols/dav/read-report.ts';
import { readContent } from '../../../protocols/icalendar/read-content.ts';
import { namedZone } from '../../../protocols/icalendar/resolve-zone.ts';
import { calendarHref, readHref } from '../dav-address.ts';
import type { ObjectRead, ReportContext } from '../dav-read.ts';

/** Reports that are answered with objects of one calendar. */
export type ObjectReport = Extract<ReportRequest, { kind: 'calendar-query' | 'calendar-multiget' | 'sync-collection' }>;

export const isObjectReport = (report: ReportRequest): report is ObjectReport =>
  report.kind === 'calendar-query' || report.kind === 'calendar-multiget' || report.kind === 'sync-collection';

/** RFC 4791 7.3: floating times of the answer are in this zone; undefined when the request says none. */
const zoneOfQuery = (report: ObjectReport): Result<string | undefined, RequestProblem> => {
  if (report.kind !== 'calendar-query') return ok(undefined);
  if (report.timeZoneId !== undefined) return ok(namedZone(report.timeZoneId));
  if (report.timeZone === undefined) return ok(undefined);
  const calendar = readContent(report.timeZone.trim());
  const zones = calendar.ok ? calendar.value.components.filter(({ name }) => name === 'VTIMEZONE') : [];
  if (zones.length !== 1) return violates('valid-calendar-data', 'timezone');
  return ok(namedZone(zones[0]?.properties.find(({ name }) => name === 'TZID')?.value ?? ''));
};

const readName = (href: string, collectionHref: string): string | undefined => {
  const address = readHref(href);
  if (address?.kind !== 'object') return undefined;
  return calendarHref(address.accountId, address.uri) === collectionHref ? address.name : undefined;
};

/** What is to be read for a report. */
export const planRead = (
  report: ObjectReport,
  { calendar, minimal, homeZone, publicUrl }: ReportContext,
): Result<ObjectRead, RequestProblem> => {
  const zone = zoneOfQuery(report);
  if (!zone.ok) return zone;
  const base = { calendar, question: { request: report.props, minimal }, homeZone: zone.value ?? homeZone };
  if (report.kind === 'calendar-query')
    return ok({ kind: 'query', filter: report.filter, otherZone: base.homeZone !== homeZone, ...base });
  if (report.kind === 'sync-collection')
    return ok({ kind: 'sync', token: report.token, limit: report.limit, publicUrl, ...base });
  const hrefs = report.hrefs.map((href) => ({
    href: pathOfHref(href) ?? href,
    name: readName(href, calendar.collectionHref),
  }));
  return ok({ kind: 'multiget', hrefs, ...base });
};
