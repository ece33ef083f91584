import type { AccountId, MeetingId, SessionId } from '../../base/ids.ts';
import type { RecordingOutput, RecordingState, RecordingTimeline } from '../../contract/http/recording.ts';
import type { RecordingEnd } from '../../contract/room/room-state.ts';
import type { Connection, Database } from '../../platform/database.ts';
import type { Recording, RecordingMarker, RecordingOutputState } from './recording.ts';

interface RecordingRow {
  id: string;
  session_id: SessionId;
  meeting_id: MeetingId;
  account_id: AccountId;
  number: number;
  state: RecordingState;
  stop_reason: RecordingEnd | null;
  started_ms: number;
  ended_ms: number | null;
  duration_ms: number | null;
  document_id: string | null;
  timeline: string | null;
  problem: string;
  attempts: number;
}
interface JoinedRow extends Omit<RecordingRow, 'timeline'> {
  recurrence_id: string;
  session_started_ms: number;
}
interface MarkerRow {
  id: string;
  recording_id: string;
  at_ms: number;
  label: string;
}
interface OutputRow {
  recording_id: string;
  kind: RecordingOutput;
  state: 'asked' | 'ready' | 'failed';
  document_id: string | null;
  asked_ms: number;
}

/** What has become of recordings since the room stopped them. */
export interface RecordingStore {
  find(id: string, connection?: Connection): Promise<Recording | undefined>;
  findByDocument(documentId: string): Promise<Recording | undefined>;
  /** Which of these documents are the sound of a recording: document to recording. */
  idsByDocument(documentIds: readonly string[]): Promise<Map<string, string>>;
  listOfSession(id: SessionId): Promise<Recording[]>;
  /** The newest first. */
  listOfMeeting(id: MeetingId, limit: number): Promise<Recording[]>;
  /** Undefined before it is rendered. */
  timelineOf(id: string): Promise<RecordingTimeline | undefined>;
  markersOf(id: string): Promise<RecordingMarker[]>;
  outputsOf(id: string): Promise<RecordingOutputState[]>;
  /** The one that has waited longest. */
  nextStopped(): Promise<Recording | undefined>;
  setRendering(id: string): Promise<void>;
  /** What was being rendered and is not any more waits for its turn again. */
  requeueRendering(): Promise<void>;
  setReady(
    id: string,
    made: { readonly documentId: string; readonly timeline: RecordingTimeline },
    connection?: Connection,
  ): Promise<void>;
  /** `again`: it is tried once more later. */
  setFailed(id: string, problem: string, again: boolean): Promise<void>;
  /** It waits for its turn again, and this attempt does not count. */
  giveBack(id: string): Promise<void>;
  /** A failed one waits for its turn anew; false: it had not failed. */
  retry(id: string): Promise<boolean>;
  /** Asks for an output that is not there yet, or failed. */
  askOutput(id: string, kind: RecordingOutput, nowMs: number): Promise<void>;
  nextOutput(): Promise<{ readonly recording: Recording; readonly kind: RecordingOutput } | undefined>;
  setOutput(id: string, kind: RecordingOutput, documentId: string | undefined, connection?: Connection): Promise<void>;
  forgetOutput(id: string, kind: RecordingOutput): Promise<void>;
  /** Ready, and their document is gone for good. */
  listForgotten(): Promise<Recording[]>;
  /** Ready since before that time. */
  listReadyBefore(endedMs: number): Promise<Recording[]>;
  remove(id: string): Promise<void>;
}

/** SQLite takes a limited number of values in one statement. */
const VALUES_PER_QUERY = 500;

/** All but the timeline, which is long. */
const COLUMNS = [
  ...['id', 'session_id', 'meeting_id', 'account_id', 'number', 'state', 'stop_reason', 'started_ms', 'ended_ms'],
  ...['duration_ms', 'document_id', 'problem', 'attempts'],
]
  .map((name) => `recordings.${name}`)
  .concat('sessions.recurrence_id', 'sessions.started_ms as session_started_ms');

const toRecording = (row: JoinedRow): Recording => ({
  id: row.id,
  sessionId: row.session_id,
  meetingId: row.meeting_id,
  recurrenceId: row.recurrence_id,
  accountId: row.account_id,
  number: row.number,
  state: row.state,
  why: row.stop_reason ?? undefined,
  startedMs: Number(row.started_ms),
  endedMs: row.ended_ms === null ? undefined : Number(row.ended_ms),
  sessionStartedMs: Number(row.session_started_ms),
  durationMs: row.duration_ms === null ? undefined : Number(row.duration_ms),
  documentId: row.document_id ?? undefined,
  attempts: row.attempts,
});

export const createRecordingStore = (database: Database): RecordingStore => {
  const rows = (connection: Connection) => connection<RecordingRow>('recordings');
  const joined = (connection: Connection = database) =>
    rows(connection).join('sessions', 'sessions.id', 'recordings.session_id').select<JoinedRow[]>(COLUMNS);
  const first = (found: JoinedRow[]): Recording | undefined => {
    const [row] = found;
    return row && toRecording(row);
  };
  const outputs = (connection: Connection = database) => connection<OutputRow>('recording_outputs');

  return {
    find: async (id, connection) => first(await joined(connection).where('recordings.id', id)),
    findByDocument: async (documentId) => first(await joined().where('recordings.document_id', documentId)),
    async idsByDocument(documentIds) {
      const found = new Map<string, string>();
      for (let start = 0; start < documentIds.length; start += VALUES_PER_QUERY) {
        const some = await rows(database)
          .whereIn('document_id', documentIds.slice(start, start + VALUES_PER_QUERY))
          .select('id', 'document_id');
        for (const { id, document_id } of some) if (document_id !== null) found.set(document_id, id);
      }
      return found;
    },
    listOfSession: async (id) =>
      (await joined().where('recordings.session_id', id).orderBy('recordings.number')).map(toRecording),
    listOfMeeting: async (id, limit) =>
      (await joined().where('recordings.meeting_id', id).orderBy('recordings.started_ms', 'desc').limit(limit)).map(
        toRecording,
      ),
    async timelineOf(id) {
      const row = await rows(database).where({ id }).first('timeline');
      // Written by `setReady`.
      return row?.timeline ? (JSON.parse(row.timeline) as RecordingTimeline) : undefined;
    },
    async markersOf(id) {
      const found = await database<MarkerRow>('recording_markers').where({ recording_id: id }).orderBy('at_ms');
      return found.map(({ at_ms, label }) => ({ atMs: Number(at_ms), label }));
    },
    async outputsOf(id) {
      const found = await outputs().where({ recording_id: id }).orderBy('kind');
      return found.map(({ kind, state, document_id }) => ({ kind, state, documentId: document_id ?? undefined }));
    },
    nextStopped: async () =>
      first(
        await joined()
          .where('recordings.state', 'stopped')
          // Those that failed before wait behind the others.
          .orderBy([{ column: 'recordings.attempts' }, { column: 'recordings.ended_ms' }])
          .limit(1),
      ),
    async setRendering(id) {
      await rows(database).where({ id, state: 'stopped' }).update({ state: 'rendering' }).increment('attempts', 1);
    },
    async requeueRendering() {
      await rows(database).where({ state: 'rendering' }).update({ state: 'stopped' });
    },
    async setReady(id, { documentId, timeline }, connection = database) {
      await rows(connection)
        .where({ id })
        .update({
          state: 'ready',
          document_id: documentId,
          timeline: JSON.stringify(timeline),
          duration_ms: Math.round(timeline.durationMs),
          problem: '',
        });
    },
    async setFailed(id, problem, again) {
      await rows(database)
        .where({ id })
        .update({ state: again ? 'stopped' : 'failed', problem });
    },
    async giveBack(id) {
      await rows(database).where({ id, state: 'rendering' }).update({ state: 'stopped' }).decrement('attempts', 1);
    },
    async retry(id) {
      const changed = await rows(database).where({ id, state: 'failed' }).update({ state: 'stopped', attempts: 0 });
      return changed > 0;
    },
    async askOutput(id, kind, nowMs) {
      await outputs()
        .insert({ recording_id: id, kind, state: 'asked', document_id: null, asked_ms: nowMs })
        .onConflict(['recording_id', 'kind'])
        .merge({ state: 'asked', document_id: null, asked_ms: nowMs })
        .where('recording_outputs.state', 'failed');
    },
    async nextOutput() {
      const asked = await outputs().where({ state: 'asked' }).orderBy('asked_ms').first();
      if (asked === undefined) return undefined;
      const recording = first(await joined().where('recordings.id', asked.recording_id));
      return recording && { recording, kind: asked.kind };
    },
    async setOutput(id, kind, documentId, connection = database) {
      await outputs(connection)
        .where({ recording_id: id, kind })
        .update({ state: documentId === undefined ? 'failed' : 'ready', document_id: documentId ?? null });
    },
    async forgetOutput(id, kind) {
      await outputs().where({ recording_id: id, kind }).delete();
    },
    listForgotten: async () =>
      (
        await joined()
          .where('recordings.state', 'ready')
          .whereNotIn('recordings.document_id', database('documents').select('id'))
      ).map(toRecording),
    listReadyBefore: async (endedMs) =>
      (await joined().where('recordings.state', 'ready').where('recordings.ended_ms', '<', endedMs)).map(toRecording),
    async remove(id) {
      await rows(database).where({ id }).delete();
    },
  };
};
