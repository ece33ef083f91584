import { ok } from '../../../base/result.ts';
import type { BusyRead, DavReadAnswer } from '../dav-read.ts';
import type { DavReadView } from '../dav-read-view.ts';
import { instancesIn } from './object-occurrences.ts';

/** The busy time of some calendars, in no order (RFC 4791 7.10). */
export const busyTimes = (view: DavReadView, { calendarIds, range, homeZone }: BusyRead): DavReadAnswer => {
  const { fromMs, toMs } = range;
  const listed = calendarIds.flatMap((id) => view.busyIn(id, fromMs, toMs));
  const beyond = calendarIds.flatMap((id) => view.busyBeyond(id, fromMs, toMs));
  const expanded = beyond.flatMap(({ raw, tentative }) =>
    instancesIn(raw, range, homeZone).map(({ startMs, endMs }) => ({ startMs, endMs, tentative })),
  );
  return ok([...listed, ...expanded]);
};
