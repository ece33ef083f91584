import type { SessionId } from '../base/ids.ts';
import type { RecordingState } from '../contract/http/recording.ts';

/** One recording of a session, as far as those who read of the session afterwards are told. */
export interface SessionRecording {
  readonly id: string;
  /** 1 is the first of the session. */
  readonly number: number;
  readonly state: RecordingState;
  /** Of the sound, once it is ready. */
  readonly durationMs: number | undefined;
  /** The sound, once it is ready. */
  readonly documentId: string | undefined;
}

/** In their order. Answered by the recordings, which meetings do not know. */
export type RecordingsOf = (sessionId: SessionId) => Promise<readonly SessionRecording[]>;
