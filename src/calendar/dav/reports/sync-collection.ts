import { ok } from '../../../base/result.ts';
import { dav } from '../../../protocols/dav/names.ts';
import { violates } from '../../../protocols/dav/preconditions.ts';
import { statusResponse, textElement } from '../../../protocols/dav/write-xml.ts';
import type { DavReadAnswer, ObjectRead } from '../dav-read.ts';
import type { DavReadView, Detail, ReadRow } from '../dav-read-view.ts';
import { readSyncToken, type SyncPosition, writeSyncToken } from '../sync-token.ts';
import { createObjectWriter, encodeMultistatus, writeWhatFits } from './write-objects.ts';

type Sync = Extract<ObjectRead, { kind: 'sync' }>;

/** What a client that sets no limit gets at once. */
const EVERYTHING = 1_000_000_000;

interface Changed {
  readonly revision: number;
  readonly row?: ReadRow;
  /** Of what went away. */
  readonly name?: string;
}

/** Where the client is; undefined when its token is not one of this calendar, or older than what is kept of deletions. */
const positionOf = (
  { token, calendar }: Sync,
  { current, pruned }: { readonly current: number; readonly pruned: number },
): SyncPosition | undefined => {
  if (token === '') return { revision: 0, since: current };
  const position = readSyncToken(token, calendar.id);
  return position === undefined || position.since > current || position.since < pruned ? undefined : position;
};

const changesAfter = (
  view: DavReadView,
  { calendar, limit = EVERYTHING }: Sync,
  position: SyncPosition,
  detail: Detail,
): Changed[] => {
  // One more than is told, to see whether there is more.
  const most = Math.min(limit, EVERYTHING) + 1;
  const changed: Changed[] = view
    .changedAfter(calendar.id, position.revision, most, detail)
    .map((row) => ({ revision: row.revision, row }));
  const removed = view.removedAfter(calendar.id, position.since, most);
  if (removed.length === 0) return changed;
  return [...changed, ...removed].toSorted((one, other) => one.revision - other.revision);
};

/** RFC 6578 3.2 sync-collection. */
export const syncCollection = (view: DavReadView, sync: Sync): DavReadAnswer => {
  const { calendar, publicUrl, limit = EVERYTHING } = sync;
  const revisions = view.revisions(calendar.id);
  const position = revisions && positionOf(sync, revisions);
  if (position === undefined) return violates('valid-sync-token', 'sync-token');
  const { detail, write } = createObjectWriter(sync);
  const changes = changesAfter(view, sync, position, detail);
  const responses = writeWhatFits(changes.slice(0, limit), ({ row, name = '' }) =>
    row === undefined ? statusResponse(`${calendar.collectionHref}${encodeURIComponent(name)}`, 404) : write(row),
  );
  const told = changes.slice(0, responses.length);
  const last = told.at(-1);
  const isCut = changes.length > told.length && last !== undefined;
  // RFC 6578 3.6: a response about the collection itself says that there is more.
  if (isCut) responses.push(statusResponse(calendar.collectionHref, 507, 'number-of-matches-within-limits'));
  const next = isCut
    ? { revision: last.revision, since: Math.max(position.since, last.revision) }
    : { revision: revisions?.current ?? 0, since: 0 };
  const token = textElement(dav('sync-token'), writeSyncToken(publicUrl, calendar.id, next));
  return ok(encodeMultistatus(responses, token));
};
