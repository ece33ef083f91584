import type { AccountId, MeetingId, ParticipantId, SessionId } from '../../base/ids.ts';
import type { ChatFileBody } from '../../contract/room/room-state.ts';
import type { Connection, Database } from '../../platform/database.ts';
import type { RoomFile, RoomSeat } from './room-file.ts';
import type { SessionTimes } from './session-times.ts';

/** Which files were put into rooms, and in which messages they are. */
export interface RoomFileStore {
  /** False: it was there already. */
  insert(file: RoomFile): Promise<boolean>;
  find(id: string): Promise<RoomFile | undefined>;
  /** Those of the session, by ID. */
  listOf(session: SessionId): Promise<RoomFile[]>;
  totalOf(seat: RoomSeat): Promise<{ readonly files: number; readonly bytes: number }>;
  remove(id: string): Promise<void>;
  /** Whether a message to all has it. */
  isInChat(file: Pick<RoomFile, 'id' | 'sessionId'>): Promise<boolean>;
  /** Between whom private messages have it. */
  privateWith(file: Pick<RoomFile, 'id' | 'sessionId'>): Promise<readonly ParticipantId[]>;
  /** Whether the account took part in the session. */
  wasThere(account: AccountId, session: SessionId): Promise<boolean>;
  readonly sessionTimes: SessionTimes;
}

interface RoomFileRow {
  id: string;
  session_id: SessionId;
  meeting_id: MeetingId;
  document_id: string | null;
  participant_id: ParticipantId;
  sender_name: string;
  name: string;
  type: string;
  bytes: number;
  created_ms: number;
}
interface MessageRow {
  session_id: SessionId;
  participant_id: ParticipantId;
  recipient_id: ParticipantId;
  files: string;
  deleted_by: string | null;
}

const fromRow = (row: RoomFileRow): RoomFile => ({
  id: row.id,
  sessionId: row.session_id,
  meetingId: row.meeting_id,
  documentId: row.document_id ?? undefined,
  participantId: row.participant_id,
  senderName: row.sender_name,
  name: row.name,
  type: row.type,
  bytes: Number(row.bytes),
  createdMs: Number(row.created_ms),
});

const hasFile = ({ files }: Pick<MessageRow, 'files'>, id: string): boolean =>
  (JSON.parse(files) as ChatFileBody[]).some((file) => file.id === id);

export const createRoomFileStore = (database: Database): RoomFileStore => {
  const files = (connection: Connection = database) => connection<RoomFileRow>('room_files');
  const withFiles = (table: 'chat_messages' | 'private_messages', session: SessionId) =>
    database<MessageRow>(table).where({ session_id: session }).whereNot('files', '[]').whereNull('deleted_by');
  return {
    insert: (file) =>
      database.transaction(async (transaction) => {
        const found = await files(transaction).where({ id: file.id }).first('id');
        if (found !== undefined) return false;
        await files(transaction).insert({
          id: file.id,
          session_id: file.sessionId,
          meeting_id: file.meetingId,
          document_id: file.documentId ?? null,
          participant_id: file.participantId,
          sender_name: file.senderName,
          ...{ name: file.name, type: file.type, bytes: file.bytes, created_ms: file.createdMs },
        });
        return true;
      }),
    async find(id) {
      const row = await files().where({ id }).first();
      return row && fromRow(row);
    },
    async listOf(session) {
      return (await files().where({ session_id: session }).orderBy('id')).map(fromRow);
    },
    async totalOf({ sessionId, participantId }) {
      const row = await files()
        .where({ session_id: sessionId, participant_id: participantId })
        .first<{ files: number; bytes: number | null }>(
          database.raw('COUNT(*) AS files'),
          database.raw('SUM(bytes) AS bytes'),
        );
      return { files: Number(row?.files ?? 0), bytes: Number(row?.bytes ?? 0) };
    },
    async remove(id) {
      await files().where({ id }).delete();
    },
    async isInChat({ id, sessionId }) {
      return (await withFiles('chat_messages', sessionId).select('files')).some((row) => hasFile(row, id));
    },
    async privateWith({ id, sessionId }) {
      const rows = await withFiles('private_messages', sessionId).select('files', 'participant_id', 'recipient_id');
      return rows.filter((row) => hasFile(row, id)).flatMap((row) => [row.participant_id, row.recipient_id]);
    },
    async wasThere(account, session) {
      const person = `account:${account}`;
      const row = await database('participants')
        .where({ session_id: session })
        .where((own) => own.where({ person }).orWhere({ also: person }))
        .first('id');
      return row !== undefined;
    },
    async sessionTimes(id) {
      const row = await database<{ id: SessionId; recurrence_id: string; started_ms: number }>('sessions')
        .where({ id })
        .first('recurrence_id', 'started_ms');
      return row && { recurrenceId: row.recurrence_id, startedMs: Number(row.started_ms) };
    },
  };
};
