import type { AccountId, EventId } from '../../base/ids.ts';
import type { Connection, Database, Transaction } from '../../platform/database.ts';
import type { EventNote, NoteBody, NoteKind, NoteState } from './event-note.ts';

interface NoteRow {
  id: string;
  object_id: EventId;
  uid: string;
  organizer_id: AccountId;
  recurrence_id: string;
  kind: NoteKind;
  address: string;
  name: string;
  body: string;
  state: NoteState;
  source: string | null;
  at_ms: number;
  digest_due_ms: number | null;
}

export interface EventNoteStore {
  /** False when what it was made of is noted already. */
  insert(
    transaction: Transaction,
    note: EventNote,
    more: { readonly source?: string; readonly digestDueMs?: number },
  ): Promise<boolean>;
  /** Newest first, at most two hundred. */
  listOf(eventId: EventId, connection?: Connection): Promise<EventNote[]>;
  find(id: string, connection?: Connection): Promise<EventNote | undefined>;
  /** False when it was decided already. */
  decide(transaction: Transaction, id: string, state: NoteState): Promise<boolean>;
  /** Older proposals of the same person for the same date are no longer to decide. */
  closeOlder(transaction: Transaction, note: EventNote): Promise<void>;
  countOf(eventId: EventId, address: string, kind: NoteKind, connection?: Connection): Promise<number>;
}

const LISTED = 200;

const fromRow = (row: NoteRow): EventNote => ({
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
  atMs: row.at_ms,
});

export const createEventNoteStore = (database: Database): EventNoteStore => {
  const notes = (connection: Connection = database) => connection<NoteRow>('event_notes');
  return {
    async insert(transaction, note, { source, digestDueMs }) {
      if (source !== undefined && (await notes(transaction).where({ source }).first('id'))) return false;
      await notes(transaction).insert({
        id: note.id,
        object_id: note.eventId,
        uid: note.uid,
        organizer_id: note.organizerId,
        recurrence_id: note.recurrenceId,
        kind: note.kind,
        address: note.address,
        name: note.name,
        body: JSON.stringify(note.body),
        state: note.state,
        source: source ?? null,
        at_ms: note.atMs,
        digest_due_ms: digestDueMs ?? null,
      });
      return true;
    },
    async listOf(eventId, connection) {
      const rows = await notes(connection)
        .where({ object_id: eventId })
        .orderBy([
          { column: 'at_ms', order: 'desc' },
          { column: 'id', order: 'asc' },
        ])
        .limit(LISTED);
      return rows.map(fromRow);
    },
    async find(id, connection) {
      const row = await notes(connection).where({ id }).first();
      return row && fromRow(row);
    },
    async decide(transaction, id, state) {
      return (await notes(transaction).where({ id, state: 'open' }).update({ state, digest_due_ms: null })) === 1;
    },
    async closeOlder(transaction, { id, eventId, address, recurrenceId, kind }) {
      await notes(transaction)
        .where({ object_id: eventId, address, recurrence_id: recurrenceId, kind, state: 'open' })
        .whereNot({ id })
        .update({ state: 'dismissed', digest_due_ms: null });
    },
    async countOf(eventId, address, kind, connection) {
      const row = await notes(connection).where({ object_id: eventId, address, kind }).count({ total: '*' }).first();
      return Number(row?.['total'] ?? 0);
    },
  };
};
