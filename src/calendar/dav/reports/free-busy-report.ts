import type { DavAnswer } from '../../../platform/dav-answer.ts';
import type { ReportRequest } from '../../../protocols/dav/read-report.ts';
import type { DavRequest, DavServices } from '../dav-request.ts';
import type { DavResource } from '../dav-resource.ts';
import { homeZoneOf } from '../resource-views.ts';
import { writeFreeBusy } from './write-free-busy.ts';

/** RFC 4791 7.10: when this calendar says that its owner has no time. */
export const freeBusyReport = async (
  services: DavServices,
  { viewer }: DavRequest,
  { calendar }: Extract<DavResource, { kind: 'calendar' }>,
  { range }: Extract<ReportRequest, { kind: 'free-busy-query' }>,
): Promise<DavAnswer> => {
  const homeZone = await homeZoneOf(services, viewer, calendar);
  const calendarIds = calendar.transparent ? [] : [calendar.id];
  const times = await services.reader.busyTimes({ kind: 'free-busy', calendarIds, range, homeZone }, viewer.id);
  const body = writeFreeBusy(times, range, services.clock.nowMs());
  return { status: 200, headers: { 'Content-Type': 'text/calendar; charset=utf-8' }, body };
};
