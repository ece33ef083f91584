import { type DavAnswer, xmlAnswer } from '../../../platform/dav-answer.ts';
import { mustRead } from '../../../platform/must-read.ts';
import type { ReportContext } from '../dav-read.ts';
import type { DavRequest, DavServices } from '../dav-request.ts';
import type { DavResource } from '../dav-resource.ts';
import { homeZoneOf, readCalendarOf } from '../resource-views.ts';
import { type ObjectReport, planRead } from './plan-read.ts';

type CalendarResource = Extract<DavResource, { kind: 'calendar' }>;

const contextOf = async (
  services: DavServices,
  { viewer, headers }: DavRequest,
  { calendar }: CalendarResource,
): Promise<ReportContext> => ({
  calendar: readCalendarOf(viewer, calendar),
  minimal: headers.minimal,
  homeZone: await homeZoneOf(services, viewer, calendar),
  publicUrl: services.publicUrl,
});

/** The reports that answer with objects of one calendar, which are read in a thread. */
export const objectReport = async (
  services: DavServices,
  request: DavRequest,
  resource: CalendarResource,
  report: ObjectReport,
): Promise<DavAnswer> => {
  const read = mustRead(planRead(report, await contextOf(services, request, resource)));
  return xmlAnswer(207, await services.reader.multistatus(read, request.viewer.id));
};

/** Some programs name all objects of a calendar in their first request: it is read in the thread as well. */
export const largeReport = async (
  services: DavServices,
  request: DavRequest,
  resource: CalendarResource,
): Promise<DavAnswer> => {
  const context = await contextOf(services, request, resource);
  const read = { kind: 'report', body: request.body, context } as const;
  return xmlAnswer(207, await services.reader.multistatus(read, request.viewer.id));
};
