import { emptyAnswer } from '../../../platform/dav-answer.ts';
import type { DavMethod } from '../dav-request.ts';

/** RFC 4918 10.1. sync-collection is told by DAV:supported-report-set alone. */
export const DAV_CLASSES = '1, 3, extended-mkcol, calendar-access, calendar-auto-schedule';
export const ALLOWED_METHODS =
  'OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, PROPPATCH, MKCALENDAR, MKCOL, REPORT, POST, MOVE';

export const options: DavMethod = async () => emptyAnswer(200, { DAV: DAV_CLASSES, Allow: ALLOWED_METHODS });
