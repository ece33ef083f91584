import type { MeetingId, ParticipantId, SessionId } from '../base/ids.ts';
import type { ChatFileBody, Role } from '../contract/room/room-state.ts';
import type { Database } from '../platform/database.ts';
import type { AttendingDevice } from './attendance.ts';
import type { Session, SessionEndReason } from './meeting.ts';

/** A session that runs or has run. */
export interface PastSession extends Session {
  readonly endedMs: number | undefined;
  readonly reason: SessionEndReason | undefined;
}

export interface KeptMessage {
  readonly name: string;
  readonly text: string;
  readonly files: readonly ChatFileBody[];
  readonly sentMs: number;
}

/** Reads what the rooms have written of their sessions. */
export interface AttendanceStore {
  /** The newest first; `before`: older than that session. */
  listSessions(meetingId: MeetingId, limit: number, before?: SessionId): Promise<PastSession[]>;
  findSession(meetingId: MeetingId, id: SessionId): Promise<PastSession | undefined>;
  devicesOf(ids: readonly SessionId[]): Promise<Map<SessionId, AttendingDevice[]>>;
  /** How many messages of the group chat each session has kept. */
  countMessages(ids: readonly SessionId[]): Promise<Map<SessionId, number>>;
  /** By the sessions of which a file is in the group chat: those files, in their order. */
  filesOf(ids: readonly SessionId[]): Promise<Map<SessionId, ChatFileBody[]>>;
  /** Those of the group chat alone, without what was taken away, in their order. */
  messagesOf(id: SessionId): Promise<KeptMessage[]>;
}

interface SessionRow {
  id: SessionId;
  meeting_id: MeetingId;
  recurrence_id: string;
  started_ms: number;
  ended_ms: number | null;
  end_reason: SessionEndReason | null;
}
interface ParticipantRow {
  id: ParticipantId;
  session_id: SessionId;
  name: string;
  role: Role;
  via: 'web' | 'phone';
  person: string;
  also: string;
  consented_ms: number | null;
  joined_ms: number;
  left_ms: number | null;
}
interface StayRow {
  session_id: SessionId;
  participant_id: ParticipantId;
  from_ms: number;
  to_ms: number | null;
}
interface StandingRow {
  session_id: SessionId;
  person: string;
  entry: string;
}
interface ChatRow {
  session_id: SessionId;
  sequence: number;
  sender_name: string;
  text: string;
  /** JSON. */
  files: string;
  sent_ms: number;
  deleted_by: string | null;
}

const fromRow = (row: SessionRow): PastSession => ({
  id: row.id,
  meetingId: row.meeting_id,
  recurrenceId: row.recurrence_id,
  startedMs: Number(row.started_ms),
  endedMs: row.ended_ms === null ? undefined : Number(row.ended_ms),
  reason: row.end_reason ?? undefined,
});

const numberOr = (value: number | null): number | null => (value === null ? null : Number(value));

export const createAttendanceStore = (database: Database): AttendanceStore => {
  const sessionsOf = (meetingId: MeetingId) =>
    database<SessionRow>('sessions').where({ meeting_id: meetingId }).select('*');
  const findSession: AttendanceStore['findSession'] = async (meetingId, id) => {
    const row = await sessionsOf(meetingId).where({ id }).first();
    return row && fromRow(row);
  };
  return {
    findSession,
    async listSessions(meetingId, limit, before) {
      const last = before === undefined ? undefined : await findSession(meetingId, before);
      if (before !== undefined && last === undefined) return [];
      const query = sessionsOf(meetingId).orderBy([
        { column: 'started_ms', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]);
      if (last !== undefined)
        query.where((older) =>
          older
            .where('started_ms', '<', last.startedMs)
            .orWhere((same) => same.where('started_ms', last.startedMs).where('id', '<', last.id)),
        );
      return (await query.limit(limit)).map(fromRow);
    },
    async devicesOf(ids) {
      const rows = await database<ParticipantRow>('participants').whereIn('session_id', ids).orderBy('number');
      const stays = new Map<string, Array<AttendingDevice['stays'][number]>>();
      for (const row of await database<StayRow>('attendance').whereIn('session_id', ids).orderBy('from_ms')) {
        const key = `${row.session_id} ${row.participant_id}`;
        const stay = { fromMs: Number(row.from_ms), toMs: numberOr(row.to_ms) };
        const list = stays.get(key) ?? [];
        stays.set(key, list);
        list.push(stay);
      }
      const standings = database<StandingRow>('room_standings').whereIn('session_id', ids).where({ entry: 'out' });
      const removed = new Set((await standings).map((row) => `${row.session_id} ${row.person}`));
      const isRemoved = ({ session_id, person, also }: ParticipantRow): boolean =>
        removed.has(`${session_id} ${person}`) || removed.has(`${session_id} ${also}`);
      const found = new Map<SessionId, AttendingDevice[]>();
      for (const row of rows) {
        const list = found.get(row.session_id) ?? [];
        found.set(row.session_id, list);
        list.push({
          person: row.person,
          also: row.also,
          consentedMs: numberOr(row.consented_ms),
          ...(isRemoved(row) && { removed: true }),
          name: row.name,
          role: row.role,
          via: row.via,
          joinedMs: Number(row.joined_ms),
          leftMs: numberOr(row.left_ms),
          stays: stays.get(`${row.session_id} ${row.id}`) ?? [],
        });
      }
      return found;
    },
    async countMessages(ids) {
      const rows = await database<ChatRow>('chat_messages')
        .whereIn('session_id', ids)
        .whereNull('deleted_by')
        .groupBy('session_id')
        .select<{ session_id: SessionId; messages: number }[]>('session_id', database.raw('COUNT(*) AS messages'));
      return new Map(rows.map((row) => [row.session_id, Number(row.messages)]));
    },
    async filesOf(ids) {
      const rows = await database<ChatRow>('chat_messages')
        .whereIn('session_id', ids)
        .whereNull('deleted_by')
        .whereNot('files', '[]')
        .orderBy('sequence');
      const found = new Map<SessionId, ChatFileBody[]>();
      for (const row of rows)
        found.set(row.session_id, [...(found.get(row.session_id) ?? []), ...JSON.parse(row.files)]);
      return found;
    },
    async messagesOf(id) {
      const rows = await database<ChatRow>('chat_messages')
        .where({ session_id: id })
        .whereNull('deleted_by')
        .orderBy('sequence');
      return rows.map((row) => ({
        name: row.sender_name,
        text: row.text,
        files: JSON.parse(row.files),
        sentMs: Number(row.sent_ms),
      }));
    },
  };
};
