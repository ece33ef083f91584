import type { MeetingId, SessionId } from '../../base/ids.ts';
import type { Connection, Database, Transaction } from '../../platform/database.ts';
import type { PastSession } from '../attendance-store.ts';
import type { SessionEndReason } from '../meeting.ts';
import type { KeptPapers } from './kept-papers.ts';

/** A session that is over, and what has been done about that. */
export interface ClosingSession extends PastSession {
  readonly endedMs: number;
  /** The session's folder in the organizer's documents; undefined: it has none. */
  readonly folderId: string | undefined;
  /** When its papers were kept, or found not to be due. */
  readonly papersMs: number | undefined;
}

/** A paper that was kept, also one that is in the bin by now. */
export interface KeptPaper {
  readonly documentId: string;
  readonly name: string;
  readonly deleted: boolean;
}

/** What is done after each session, once. */
export interface SessionClosingStore {
  /** Those that ended at `untilMs` or before and of which something is still to be done, the oldest first. */
  listOpen(untilMs: number): Promise<ClosingSession[]>;
  listPapers(id: SessionId): Promise<KeptPaper[]>;
  setPapers(id: SessionId, folderId: string | undefined, nowMs: number): Promise<void>;
  /** False: it had been done. */
  setMailed(transaction: Transaction, id: SessionId, nowMs: number): Promise<boolean>;
  /** As those who run the meeting are told. */
  papersOf(id: SessionId): Promise<KeptPapers>;
}

interface SessionRow {
  id: SessionId;
  meeting_id: MeetingId;
  recurrence_id: string;
  started_ms: number;
  ended_ms: number;
  end_reason: SessionEndReason | null;
  folder_id: string | null;
  papers_ms: number | null;
}
interface ClosingRow {
  session_id: SessionId;
  folder_id: string | null;
  papers_ms: number | null;
  mailed_ms: number | null;
}
interface DocumentRow {
  id: string;
  name: string;
  session_id: string;
  kind: string;
  origin: string;
  created_ms: number;
  deleted_ms: number | null;
}

/** The origins of documents that are papers. */
const PAPERS = ['attendance', 'chat'];
const AT_ONCE = 100;

export const createSessionClosingStore = (database: Database): SessionClosingStore => {
  const closings = (connection: Connection = database) => connection<ClosingRow>('session_closings');
  const listPapers: SessionClosingStore['listPapers'] = async (id) => {
    const rows = await database<DocumentRow>('documents')
      .where({ session_id: id, kind: 'file' })
      .whereIn('origin', PAPERS)
      .orderBy('created_ms')
      .select('id', 'name', 'deleted_ms');
    return rows.map((row) => ({ documentId: row.id, name: row.name, deleted: row.deleted_ms !== null }));
  };
  return {
    listPapers,
    async listOpen(untilMs) {
      const rows: SessionRow[] = await database('sessions')
        .leftJoin('session_closings as closing', 'closing.session_id', 'sessions.id')
        .where('sessions.ended_ms', '<=', untilMs)
        .whereNull('closing.mailed_ms')
        .orderBy('sessions.ended_ms')
        .limit(AT_ONCE)
        .select('sessions.*', 'closing.folder_id', 'closing.papers_ms');
      return rows.map((row) => ({
        id: row.id,
        meetingId: row.meeting_id,
        recurrenceId: row.recurrence_id,
        startedMs: Number(row.started_ms),
        endedMs: Number(row.ended_ms),
        reason: row.end_reason ?? undefined,
        folderId: row.folder_id ?? undefined,
        papersMs: row.papers_ms === null ? undefined : Number(row.papers_ms),
      }));
    },
    async setPapers(id, folderId, nowMs) {
      const papers = { folder_id: folderId ?? null, papers_ms: nowMs };
      await closings()
        .insert({ session_id: id, ...papers, mailed_ms: null })
        .onConflict('session_id')
        .merge(papers);
    },
    async setMailed(transaction, id, nowMs) {
      await closings(transaction)
        .insert({ session_id: id, folder_id: null, papers_ms: null, mailed_ms: null })
        .onConflict('session_id')
        .ignore();
      const changed = await closings(transaction)
        .where({ session_id: id })
        .whereNull('mailed_ms')
        .update({ mailed_ms: nowMs });
      return changed > 0;
    },
    async papersOf(id) {
      const row = await closings().where({ session_id: id }).first('folder_id');
      const papers = (await listPapers(id)).filter(({ deleted }) => !deleted);
      return {
        folderId: row?.folder_id ?? undefined,
        papers: papers.map(({ documentId, name }) => ({ documentId, name })),
      };
    },
  };
};
