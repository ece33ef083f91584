import type { ParticipantId, SessionId } from '../base/ids.ts';
import type { Role } from '../contract/room/room-state.ts';
import type { Connection, Database } from '../platform/database.ts';
import type { ChatMessage } from './chat-message.ts';
import type { Participant } from './participant.ts';
import type { RoomRecord } from './room-effect.ts';
import { CHAT_HISTORY, openRoomState, type RoomSession, type RoomState } from './room-state.ts';

/** What outlives the process: who is in a session, and what was said. */
export interface RoomStore {
  /** The room as it was stored. Those who had not left count as lost since `nowMs`. */
  load(session: RoomSession, nowMs: number): Promise<RoomState>;
  /** Whose resume token this is. */
  findByResumeHash(
    resumeHash: string,
  ): Promise<{ readonly id: ParticipantId; readonly sessionId: SessionId } | undefined>;
  /** Keeps all records of one command, or none. `duplicate`: the message had been stored before. */
  write(session: SessionId, records: readonly RoomRecord[]): Promise<'stored' | 'duplicate'>;
  /** Everyone who is or was in the session, as `person` of a participant. */
  listPersons(session: SessionId): Promise<ReadonlySet<string>>;
  /** Everyone has left: the session ended. */
  closeSession(session: SessionId, nowMs: number): Promise<void>;
}

interface ParticipantRow {
  id: ParticipantId;
  session_id: SessionId;
  number: number;
  name: string;
  role: Role;
  via: 'web' | 'phone';
  person: string;
  resume_hash: string;
  joined_ms: number;
  left_ms: number | null;
}

interface ChatRow {
  id: string;
  session_id: SessionId;
  sequence: number;
  participant_id: ParticipantId;
  sender_name: string;
  client_id: string;
  text: string;
  sent_ms: number;
}

const toParticipant = (row: ParticipantRow, lostMs: number): Participant => ({
  id: row.id,
  number: row.number,
  name: row.name,
  role: row.role,
  via: row.via,
  person: row.person,
  microphone: 'none',
  joinedMs: row.joined_ms,
  connectionId: undefined,
  lostMs: row.left_ms === null ? lostMs : undefined,
});

const toMessage = (row: ChatRow): ChatMessage => ({
  id: row.id,
  sequence: row.sequence,
  participantId: row.participant_id,
  senderName: row.sender_name,
  clientId: row.client_id,
  text: row.text,
  sentMs: row.sent_ms,
});

/** A value that no token hashes to. */
const voidHash = (id: ParticipantId): string => `void:${id}`;

type Writers = {
  readonly [Name in RoomRecord['record']]: (
    connection: Connection,
    session: SessionId,
    record: Extract<RoomRecord, { record: Name }>,
  ) => Promise<'stored' | 'duplicate'>;
};

const WRITERS: Writers = {
  async 'participant-entered'(connection, session, { participant, resumeHash }) {
    await connection<ParticipantRow>('participants').insert({
      id: participant.id,
      session_id: session,
      number: participant.number,
      name: participant.name,
      role: participant.role,
      via: participant.via,
      person: participant.person,
      resume_hash: resumeHash,
      joined_ms: participant.joinedMs,
    });
    return 'stored';
  },
  async 'participant-returned'(connection, session, { participant, resumeHash }) {
    await connection<ParticipantRow>('participants')
      .where({ id: participant.id, session_id: session })
      .update({
        name: participant.name,
        role: participant.role,
        left_ms: null,
        ...(resumeHash !== undefined && { resume_hash: resumeHash }),
      });
    return 'stored';
  },
  async 'participant-left'(connection, session, { id, atMs, final }) {
    await connection<ParticipantRow>('participants')
      .where({ id, session_id: session })
      .update({ left_ms: atMs, ...(final && { resume_hash: voidHash(id) }) });
    return 'stored';
  },
  async message(connection, session, { message }) {
    const sameMessage = { session_id: session, participant_id: message.participantId, client_id: message.clientId };
    const earlier = await connection<ChatRow>('chat_messages').where(sameMessage).first('id');
    if (earlier !== undefined) return 'duplicate';
    await connection<ChatRow>('chat_messages').insert({
      id: message.id,
      ...sameMessage,
      sequence: message.sequence,
      sender_name: message.senderName,
      text: message.text,
      sent_ms: message.sentMs,
    });
    return 'stored';
  },
};

const writeOne = (connection: Connection, session: SessionId, record: RoomRecord): Promise<'stored' | 'duplicate'> =>
  // The writer is found by the record's own name.
  (
    WRITERS[record.record] as (
      connection: Connection,
      session: SessionId,
      record: RoomRecord,
    ) => Promise<'stored' | 'duplicate'>
  )(connection, session, record);

const loadRoom = async (database: Database, session: RoomSession, nowMs: number): Promise<RoomState> => {
  const ofSession = { session_id: session.id };
  const rows = await database<ParticipantRow>('participants').where(ofSession).orderBy('number');
  const newest = await database<ChatRow>('chat_messages')
    .where(ofSession)
    .orderBy('sequence', 'desc')
    .limit(CHAT_HISTORY);
  const everyone = rows.map((row) => ({ participant: toParticipant(row, nowMs), left: row.left_ms !== null }));
  const by = (left: boolean) =>
    new Map(everyone.filter((one) => one.left === left).map(({ participant }) => [participant.id, participant]));
  const participants = by(false);
  return {
    ...openRoomState(session),
    participants,
    former: by(true),
    highestNumber: rows.at(-1)?.number ?? 0,
    chat: newest.map(toMessage).reverse(),
    chatSequence: newest[0]?.sequence ?? 0,
    // Time that the server was down is nobody's absence.
    emptySinceMs: participants.size === 0 ? nowMs : undefined,
  };
};

export const createRoomStore = (database: Database): RoomStore => {
  return {
    load: (session, nowMs) => loadRoom(database, session, nowMs),
    async findByResumeHash(resumeHash) {
      const row = await database<ParticipantRow>('participants')
        .where({ resume_hash: resumeHash })
        .first('id', 'session_id');
      return row && { id: row.id, sessionId: row.session_id };
    },
    write: (session, records) =>
      database.transaction(async (transaction) => {
        let outcome: 'stored' | 'duplicate' = 'stored';
        for (const record of records)
          if ((await writeOne(transaction, session, record)) === 'duplicate') outcome = 'duplicate';
        return outcome;
      }),
    async listPersons(session) {
      const rows = await database<ParticipantRow>('participants').where({ session_id: session }).select('person');
      return new Set(rows.map(({ person }) => person));
    },
    async closeSession(session, nowMs) {
      await database<ParticipantRow>('participants')
        .where({ session_id: session })
        .whereNull('left_ms')
        .update({ left_ms: nowMs });
    },
  };
};
