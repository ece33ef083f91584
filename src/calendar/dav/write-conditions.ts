import { type DavHeaders, satisfiesIfMatch, satisfiesIfNoneMatch } from '../../protocols/dav/request-headers.ts';
import type { StoredEvent } from '../event.ts';
import { quotedTag } from './properties/object-properties.ts';

/** Whether what is stored may be written over or removed (RFC 9110 13.1, RFC 6638 8.3). */
export const writeCondition =
  ({ ifMatch, ifNoneMatch, ifScheduleTagMatch }: DavHeaders) =>
  (standing: Pick<StoredEvent, 'etag' | 'scheduleTag'> | undefined): boolean => {
    const etag = standing && quotedTag(standing.etag);
    if (!satisfiesIfMatch(ifMatch, etag) || !satisfiesIfNoneMatch(ifNoneMatch, etag)) return false;
    return (
      ifScheduleTagMatch === undefined ||
      (standing !== undefined && quotedTag(standing.scheduleTag) === ifScheduleTagMatch)
    );
  };
