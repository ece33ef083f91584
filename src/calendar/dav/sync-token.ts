import type { CalendarId } from '../../base/ids.ts';

/** Where a client stands with its copy of a calendar (RFC 6578). */
export interface SyncPosition {
  /** It has all objects as they were up to this revision of the calendar. */
  readonly revision: number;
  /**
   * It knows of no object that went away up to this revision: the calendar's when its first synchronization began. Ahead of
   * `revision` while that one is still under way, which takes several requests when the client limits them.
   */
  readonly since: number;
}

const TAIL = /\/dav\/sync\/([\w-]{1,64})\/(\d{1,15})(?:-(\d{1,15}))?$/;

/** RFC 6578 4: a token is a URI; nothing is there. */
export const writeSyncToken = (publicUrl: string, calendarId: CalendarId, { revision, since }: SyncPosition): string =>
  `${publicUrl}/dav/sync/${calendarId}/${revision}${since > revision ? `-${since}` : ''}`;

/** undefined when it is no token of this calendar. The host may have been renamed since. */
export const readSyncToken = (token: string, calendarId: CalendarId): SyncPosition | undefined => {
  const [, id, revision, since] = TAIL.exec(token) ?? [];
  if (id !== calendarId || revision === undefined) return undefined;
  return { revision: Number(revision), since: Math.max(Number(revision), Number(since ?? 0)) };
};
