import type { CalendarId } from '../../base/ids.ts';
import type { Database } from '../../platform/database.ts';
import type { ObjectRow } from './properties/object-properties.ts';

/** One object with its text. */
export interface DavObject extends ObjectRow {
  readonly uid: string;
  readonly isPrivate: boolean;
  readonly raw: string;
}

export interface DavObjectView {
  find(calendarId: CalendarId, name: string): Promise<DavObject | undefined>;
  /** The name of the object of that UID in the calendar. */
  nameOfUid(calendarId: CalendarId, uid: string): Promise<string | undefined>;
}

interface Row {
  uri: string;
  uid: string;
  raw: string;
  etag: string;
  schedule_tag: string;
  organizer: string;
  size: number;
  visibility: string;
  created_ms: number;
  changed_ms: number;
}

export const createDavObjectView = (database: Database): DavObjectView => ({
  async find(calendarId, name) {
    const row = await database('calendar_objects')
      .where({ calendar_id: calendarId, uri: name })
      .first<Row>(
        'uri',
        'uid',
        'raw',
        'etag',
        'schedule_tag',
        'organizer',
        'size',
        'visibility',
        'created_ms',
        'changed_ms',
      );
    return (
      row && {
        name: row.uri,
        uid: row.uid,
        raw: row.raw,
        etag: row.etag,
        scheduleTag: row.schedule_tag,
        organizer: row.organizer,
        size: row.size,
        isPrivate: row.visibility !== 'public',
        createdMs: Number(row.created_ms),
        changedMs: Number(row.changed_ms),
      }
    );
  },
  async nameOfUid(calendarId, uid) {
    const row = await database('calendar_objects')
      .where({ calendar_id: calendarId, uid })
      .first<{ uri: string }>('uri');
    return row?.uri;
  },
});
