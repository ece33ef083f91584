import { ok } from '../../../base/result.ts';
import type { DavReadAnswer, ObjectRead } from '../dav-read.ts';
import type { DavReadView } from '../dav-read-view.ts';
import { createDescribeObject, detailOf } from '../properties/object-properties.ts';
import { encodeMultistatus, writeAll } from './write-objects.ts';

/** PROPFIND with Depth 1 on a calendar. CALDAV:calendar-data is no property there (RFC 4791 9.6). */
export const listObjects = (view: DavReadView, read: Extract<ObjectRead, { kind: 'list' }>): DavReadAnswer => {
  const describe = createDescribeObject(read.calendar, read.question, false);
  const rows = view.every(read.calendar.id, detailOf(read.question, false));
  return ok(encodeMultistatus([read.before, ...writeAll(rows, (row) => describe(row))]));
};
