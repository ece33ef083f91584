import type { ReportRequest } from '../../../protocols/dav/read-report.ts';
import { readContent } from '../../../protocols/icalendar/read-content.ts';
import { namedZone } from '../../../protocols/icalendar/resolve-zone.ts';
import { pathOfHref, readHref } from '../dav-address.ts';
import { type DavAnswer, notFound, refuse, xmlAnswer } from '../dav-answer.ts';
import type { DavRead } from '../dav-read.ts';
import type { DavRequest, DavServices } from '../dav-request.ts';
import type { DavResource } from '../dav-resource.ts';
import { homeZoneOf, readCalendarOf } from '../resource-views.ts';

type ObjectReport = Extract<ReportRequest, { kind: 'calendar-query' | 'calendar-multiget' | 'sync-collection' }>;

/** RFC 4791 7.3: floating times of the answer are in this zone; undefined when the request says none. */
const zoneOfQuery = (report: ObjectReport): string | undefined => {
  if (report.kind !== 'calendar-query') return undefined;
  if (report.timeZoneId !== undefined) return namedZone(report.timeZoneId);
  if (report.timeZone === undefined) return undefined;
  const calendar = readContent(report.timeZone.trim());
  const zones = calendar.ok ? calendar.value.components.filter(({ name }) => name === 'VTIMEZONE') : [];
  if (zones.length !== 1) throw refuse('valid-calendar-data');
  return namedZone(zones[0]?.properties.find(({ name }) => name === 'TZID')?.value ?? '');
};

type Base = Pick<Extract<DavRead, { kind: 'query' }>, 'calendar' | 'question' | 'homeZone'>;

const readOf = (
  report: ObjectReport,
  base: Base,
  { viewer }: DavRequest,
  uri: string,
  publicUrl: string,
): Exclude<DavRead, { kind: 'free-busy' }> => {
  if (report.kind === 'calendar-query') return { kind: 'query', filter: report.filter, ...base };
  if (report.kind === 'sync-collection')
    return { kind: 'sync', token: report.token, limit: report.limit, publicUrl, ...base };
  const hrefs = report.hrefs.map((href) => {
    const address = readHref(href);
    const isHere = address?.kind === 'object' && address.accountId === viewer.id && address.uri === uri;
    return { href: pathOfHref(href) ?? href, name: isHere ? address.name : undefined };
  });
  return { kind: 'multiget', hrefs, ...base };
};

/** The reports that answer with objects of one calendar, read in a thread. */
export const objectReport = async (
  services: DavServices,
  request: DavRequest,
  resource: DavResource,
  report: ObjectReport,
): Promise<DavAnswer> => {
  if (resource.kind !== 'calendar') throw notFound();
  const { viewer, headers } = request;
  const { calendar } = resource;
  const base: Base = {
    calendar: readCalendarOf(viewer, calendar),
    question: { request: report.props, minimal: headers.minimal },
    homeZone: zoneOfQuery(report) ?? (await homeZoneOf(services, viewer, calendar)),
  };
  const read = readOf(report, base, request, calendar.uri, services.publicUrl);
  return xmlAnswer(207, await services.reader.multistatus(read, viewer.id));
};
