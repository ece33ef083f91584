import type { AccountId, MeetingId, SessionId } from '../../base/ids.ts';
import type { RecordingOutput, RecordingState } from '../../contract/http/recording.ts';
import type { RecordingEnd } from '../../contract/room/room-state.ts';

/** What was recorded of a session, from one start to its end. */
export interface Recording {
  readonly id: string;
  readonly sessionId: SessionId;
  readonly meetingId: MeetingId;
  /** Which date of the series the session was. */
  readonly recurrenceId: string;
  /** In whose documents it ends. */
  readonly accountId: AccountId;
  /** 1 is the first of the session. */
  readonly number: number;
  readonly state: RecordingState;
  readonly why: RecordingEnd | undefined;
  readonly startedMs: number;
  readonly endedMs: number | undefined;
  /** When its session began. */
  readonly sessionStartedMs: number;
  /** Of the sound, once rendered. */
  readonly durationMs: number | undefined;
  readonly documentId: string | undefined;
  readonly attempts: number;
}

export interface RecordingMarker {
  readonly atMs: number;
  readonly label: string;
}

export interface RecordingOutputState {
  readonly kind: RecordingOutput;
  readonly state: 'asked' | 'ready' | 'failed';
  readonly documentId: string | undefined;
}
