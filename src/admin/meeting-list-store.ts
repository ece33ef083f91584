import type { Knex } from 'knex';
import type { AccountId, MeetingId, SessionId } from '../base/ids.ts';
import type { RecordingState } from '../contract/http/recording.ts';
import type { SessionEndReason } from '../meetings/meeting.ts';
import type { Database } from '../platform/database.ts';

/** What a meeting is called, and whose it is. */
export interface MeetingName {
  readonly title: string;
  readonly isPrivate: boolean;
  readonly organizerName: string;
  readonly organizerEmail: string;
}

interface EndedSession extends MeetingName {
  readonly id: SessionId;
  readonly meetingId: MeetingId;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly reason: SessionEndReason | undefined;
}

/** Where a page begins: behind this one. */
export interface PagePlace {
  readonly atMs: number;
  readonly id: string;
}

export interface PastFilter {
  /** Part of a name or address, in lower case. */
  readonly organizer?: string | undefined;
  /** The first digits of an ID, or all of them. */
  readonly meeting?: string | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

interface SessionPeople {
  readonly people: number;
  readonly callers: number;
}

interface SessionRecording {
  readonly number: number;
  readonly state: RecordingState;
  /** Its sound is among the organizer's documents, or still being made. */
  readonly kept: boolean;
}

/** Reads meetings for administrators: when and whose, never what was said. */
export interface MeetingListStore {
  names(ids: readonly MeetingId[]): Promise<Map<MeetingId, MeetingName>>;
  /** The newest first. */
  past(filter: PastFilter, limit: number, before?: PagePlace): Promise<EndedSession[]>;
  peopleOf(ids: readonly SessionId[]): Promise<Map<SessionId, SessionPeople>>;
  recordingsOf(ids: readonly SessionId[]): Promise<Map<SessionId, SessionRecording[]>>;
}

interface NameRow {
  meeting_id: MeetingId;
  organizer_name: string;
  organizer_email: string;
  title: string | null;
  visibility: string | null;
}
interface SessionRow extends NameRow {
  id: SessionId;
  started_ms: number;
  ended_ms: number;
  end_reason: SessionEndReason | null;
}

/** More accounts than that are no search. */
const ORGANIZERS_AT_MOST = 500;

/** The organizer's own event before the copies that others have of it. */
const EVENT = `SELECT object.id FROM calendar_objects object WHERE object.meeting_id = meetings.id
  ORDER BY object.created_by = meetings.organizer_id DESC, object.created_ms LIMIT 1`;

const nameOf = ({ title, visibility, organizer_name, organizer_email }: NameRow): MeetingName => {
  const isPrivate = visibility !== null && visibility !== 'public';
  return {
    title: isPrivate ? '' : (title ?? ''),
    isPrivate,
    organizerName: organizer_name,
    organizerEmail: organizer_email,
  };
};

export const createMeetingListStore = (database: Database): MeetingListStore => {
  const named = (query: Knex.QueryBuilder): Knex.QueryBuilder =>
    query
      .join('accounts', 'accounts.id', 'meetings.organizer_id')
      .leftJoin('calendar_objects as event', (join) => join.on('event.id', '=', database.raw(`(${EVENT})`)))
      .select({
        meeting_id: 'meetings.id',
        organizer_name: 'accounts.name',
        organizer_email: 'accounts.email',
        title: 'event.summary',
        visibility: 'event.visibility',
      });

  const organizersLike = async (text: string): Promise<AccountId[]> => {
    const rows: Array<{ id: AccountId }> = await database('accounts')
      .whereRaw('instr(email_key, ?) > 0', [text])
      .orWhereRaw('instr(lower(name), ?) > 0', [text])
      .limit(ORGANIZERS_AT_MOST)
      .select('id');
    return rows.map(({ id }) => id);
  };

  const narrow = async (query: Knex.QueryBuilder, { organizer, meeting, fromMs, toMs }: PastFilter): Promise<void> => {
    if (organizer !== undefined && organizer !== '')
      query.whereIn(
        'sessions.meeting_id',
        database('meetings')
          .whereIn('organizer_id', await organizersLike(organizer))
          .select('id'),
      );
    if (meeting !== undefined && meeting !== '')
      query.where('sessions.meeting_id', '>=', meeting).where('sessions.meeting_id', '<', `${meeting}:`);
    if (fromMs !== undefined) query.where('sessions.started_ms', '>=', fromMs);
    if (toMs !== undefined) query.where('sessions.started_ms', '<', toMs);
  };

  return {
    async names(ids) {
      const rows: NameRow[] = await database('meetings').whereIn('meetings.id', ids).modify(named);
      return new Map(rows.map((row) => [row.meeting_id, nameOf(row)]));
    },
    async past(filter, limit, before) {
      const query = database('sessions')
        .whereNotNull('sessions.ended_ms')
        .join('meetings', 'meetings.id', 'sessions.meeting_id')
        .modify(named)
        .select('sessions.id', 'sessions.started_ms', 'sessions.ended_ms', 'sessions.end_reason')
        .orderBy([
          { column: 'sessions.started_ms', order: 'desc' },
          { column: 'sessions.id', order: 'desc' },
        ])
        .limit(limit);
      await narrow(query, filter);
      if (before !== undefined) query.whereRaw('(sessions.started_ms, sessions.id) < (?, ?)', [before.atMs, before.id]);
      const rows: SessionRow[] = await query;
      return rows.map((row) => ({
        ...nameOf(row),
        id: row.id,
        meetingId: row.meeting_id,
        startedMs: Number(row.started_ms),
        endedMs: Number(row.ended_ms),
        reason: row.end_reason ?? undefined,
      }));
    },
    async peopleOf(ids) {
      const rows: Array<{ session_id: SessionId; people: number; callers: number }> = await database('participants')
        .whereIn('session_id', ids)
        .groupBy('session_id')
        .select('session_id')
        .select(
          database.raw('COUNT(DISTINCT person) AS people'),
          database.raw("COUNT(DISTINCT CASE via WHEN 'phone' THEN person END) AS callers"),
        );
      return new Map(
        rows.map((row) => [row.session_id, { people: Number(row.people), callers: Number(row.callers) }] as const),
      );
    },
    async recordingsOf(ids) {
      const rows: Array<{ session_id: SessionId; number: number; state: RecordingState; document: string | null }> =
        await database('recordings')
          .whereIn('recordings.session_id', ids)
          .leftJoin('documents', (join) =>
            join.on('documents.id', 'recordings.document_id').andOnNull('documents.deleted_ms'),
          )
          .orderBy('recordings.number')
          .select('recordings.session_id', 'recordings.number', 'recordings.state', { document: 'documents.id' });
      const found = new Map<SessionId, SessionRecording[]>();
      for (const { session_id, number, state, document } of rows) {
        const kept = state === 'ready' ? document !== null : state !== 'failed';
        found.set(session_id, [...(found.get(session_id) ?? []), { number, state, kept }]);
      }
      return found;
    },
  };
};
