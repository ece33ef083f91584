import type { AccountId, EventId } from '../../base/ids.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { EventNote, NoteBody } from '../answers/event-note.ts';

/** A note of which its organizer is still to be mailed. */
export interface DueNote extends EventNote {
  readonly dueMs: number;
}

/** Which notes on events are still to be told by mail. */
export interface DueNoteStore {
  /** Organizers with something that is due. */
  listDueOrganizers(nowMs: number): Promise<AccountId[]>;
  /** All that the organizer is still to be told, due or not; what is due first comes first. */
  listPending(organizerId: AccountId): Promise<DueNote[]>;
  nextDueMs(): Promise<number | undefined>;
  /** They count as told. False when one of them was told or decided meanwhile. */
  setTold(transaction: Transaction, ids: readonly string[]): Promise<boolean>;
  postpone(transaction: Transaction, ids: readonly string[], untilMs: number): Promise<void>;
  /** Somebody else is told of the event from now on. */
  setOrganizer(transaction: Transaction, eventId: EventId, organizerId: AccountId): Promise<void>;
}

interface NoteRow {
  id: string;
  object_id: EventId;
  uid: string;
  organizer_id: AccountId;
  recurrence_id: string;
  kind: EventNote['kind'];
  address: string;
  name: string;
  body: string;
  state: EventNote['state'];
  at_ms: number;
  digest_due_ms: number | null;
}

const VALUES_PER_QUERY = 500;
/** Of one organizer in one look; the others follow. */
const PENDING_AT_ONCE = 500;

const fromRow = (row: NoteRow): DueNote => ({
  id: row.id,
  eventId: row.object_id,
  uid: row.uid,
  organizerId: row.organizer_id,
  recurrenceId: row.recurrence_id,
  kind: row.kind,
  address: row.address,
  name: row.name,
  body: JSON.parse(row.body) as NoteBody,
  state: row.state,
  atMs: Number(row.at_ms),
  dueMs: Number(row.digest_due_ms),
});

export const createDueNoteStore = (database: Database): DueNoteStore => {
  const notes = (connection: Database | Transaction = database) => connection<NoteRow>('event_notes');
  const update = async (transaction: Transaction, ids: readonly string[], dueMs: number | null): Promise<number> => {
    let changed = 0;
    for (let start = 0; start < ids.length; start += VALUES_PER_QUERY)
      changed += await notes(transaction)
        .whereIn('id', ids.slice(start, start + VALUES_PER_QUERY))
        .whereNotNull('digest_due_ms')
        .update({ digest_due_ms: dueMs });
    return changed;
  };
  return {
    async listDueOrganizers(nowMs) {
      const rows = await notes().where('digest_due_ms', '<=', nowMs).distinct('organizer_id');
      return rows.map((row) => row.organizer_id);
    },
    async listPending(organizerId) {
      const rows = await notes()
        .where({ organizer_id: organizerId })
        .whereNotNull('digest_due_ms')
        .orderBy([{ column: 'digest_due_ms' }, { column: 'at_ms' }, { column: 'id' }])
        .limit(PENDING_AT_ONCE);
      return rows.map(fromRow);
    },
    async nextDueMs() {
      const row = await notes().min({ dueMs: 'digest_due_ms' }).first();
      const dueMs: unknown = row?.dueMs;
      return typeof dueMs === 'number' ? dueMs : undefined;
    },
    async setTold(transaction, ids) {
      return (await update(transaction, ids, null)) === ids.length;
    },
    async postpone(transaction, ids, untilMs) {
      await update(transaction, ids, untilMs);
    },
    async setOrganizer(transaction, eventId, organizerId) {
      await notes(transaction).where({ object_id: eventId }).update({ organizer_id: organizerId });
    },
  };
};
