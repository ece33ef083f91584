import type { MeetingId, ParticipantId, SessionId } from '../base/ids.ts';
import type { Database, Transaction } from '../platform/database.ts';
import { forgetChat } from './forget-chat.ts';
import type { RoomRecord } from './room-effect.ts';
import { loadRoom } from './room-load-store.ts';
import { writeRecord } from './room-record-store.ts';
import type { HeartbeatRow, ParticipantRow, PrivateRow, RecordingRow, StayRow } from './room-rows.ts';
import type { RoomBeginning, RoomSession, RoomState } from './room-state.ts';
import { readTurnout, type Turnout } from './turnout-store.ts';

/** What outlives the process: who is in a session, and what was said. */
export interface RoomStore {
  /** The room as it was stored. Those who had not left count as lost since `nowMs`. */
  load(session: RoomSession, beginning: RoomBeginning, nowMs: number): Promise<RoomState>;
  /** Whose resume token this is. */
  findByResumeHash(
    resumeHash: string,
  ): Promise<{ readonly id: ParticipantId; readonly sessionId: SessionId } | undefined>;
  /** Keeps all records of one command, or none. `duplicate`: the message had been stored before. */
  write(session: SessionId, records: readonly RoomRecord[]): Promise<'stored' | 'duplicate'>;
  /** Everyone who is or was in the session, as `person` of a participant. */
  listPersons(session: SessionId): Promise<ReadonlySet<string>>;
  /** Everyone has left: the session ended. Private messages go; those to all too, unless `keepChat`. */
  closeSession(session: SessionId, end: { readonly keepChat: boolean; readonly nowMs: number }): Promise<void>;
  /** Sessions that have ended, but still have somebody in or keep private messages: `closeSession` was not reached. */
  listUntidied(): Promise<ReadonlyArray<Pick<RoomSession, 'id' | 'meetingId'>>>;
  /** The rooms run: stays that a kill cuts short end at the last time that was told. */
  beat(nowMs: number): Promise<void>;
  /** Ends the stays that were cut short, when the server was last known to run. Before the first room is opened. */
  endCutStays(): Promise<void>;
}

/** Hears who came and who went, in the transaction that keeps it. */
export type TurnoutListener = (transaction: Transaction, session: SessionId, turnout: Turnout) => Promise<void>;

export const createRoomStore = (database: Database, onTurnout?: TurnoutListener): RoomStore => {
  return {
    load: (session, beginning, nowMs) => loadRoom(database, session, beginning, nowMs),
    async findByResumeHash(resumeHash) {
      const row = await database<ParticipantRow>('participants')
        .where({ resume_hash: resumeHash })
        .first('id', 'session_id');
      return row && { id: row.id, sessionId: row.session_id };
    },
    write: (session, records) =>
      database.transaction(async (transaction) => {
        let outcome: 'stored' | 'duplicate' = 'stored';
        for (const record of records) {
          // Read first: afterwards nobody knows any more who had been away.
          const turnout = onTurnout && (await readTurnout(transaction, record));
          if ((await writeRecord(transaction, session, record)) === 'duplicate') outcome = 'duplicate';
          if (turnout) await onTurnout?.(transaction, session, turnout);
        }
        return outcome;
      }),
    async listPersons(session) {
      const rows = await database<ParticipantRow>('participants').where({ session_id: session }).select('person');
      return new Set(rows.map(({ person }) => person));
    },
    closeSession: (session, { keepChat, nowMs }) =>
      database.transaction(async (transaction) => {
        await transaction<ParticipantRow>('participants')
          .where({ session_id: session })
          .whereNull('left_ms')
          .update({ left_ms: nowMs });
        await transaction<StayRow>('attendance')
          .where({ session_id: session })
          .whereNull('to_ms')
          .update({ to_ms: nowMs });
        await transaction<PrivateRow>('private_messages').where({ session_id: session }).delete();
        await transaction<RecordingRow>('recordings')
          .where({ session_id: session })
          .whereIn('state', ['recording', 'paused'])
          .update({
            state: 'stopped',
            stop_reason: 'ended',
            // The server may have been down since.
            ended_ms: transaction.raw('coalesce((SELECT ended_ms FROM sessions WHERE id = ?), ?)', [session, nowMs]),
          });
        if (!keepChat) await forgetChat(transaction, session);
      }),
    async listUntidied() {
      const rows = await database<{ id: SessionId; meeting_id: MeetingId }>('sessions')
        .whereNotNull('ended_ms')
        .where((left) =>
          left
            .whereIn('id', database<ParticipantRow>('participants').whereNull('left_ms').select('session_id'))
            .orWhereIn('id', database<PrivateRow>('private_messages').select('session_id'))
            .orWhereIn(
              'id',
              database<RecordingRow>('recordings').whereIn('state', ['recording', 'paused']).select('session_id'),
            ),
        )
        .select('id', 'meeting_id');
      return rows.map((row) => ({ id: row.id, meetingId: row.meeting_id }));
    },
    async beat(nowMs) {
      await database<HeartbeatRow>('room_heartbeat').insert({ id: 1, at_ms: nowMs }).onConflict('id').merge();
    },
    endCutStays: () =>
      database.transaction(async (transaction) => {
        const beat = await transaction<HeartbeatRow>('room_heartbeat').first();
        const open = transaction<StayRow>('attendance').whereNull('to_ms');
        await open.update({ to_ms: transaction.raw('max(from_ms, ?)', [beat?.at_ms ?? 0]) });
      }),
  };
};
