import type { RecordingBody } from '../../../../contract/room/room-state.ts';
import type { EventRules } from '../state/event-rules.ts';

/** The meeting's recording. */
export interface RecordingState {
  readonly recording: RecordingBody | null;
  /** The points of the event's agenda; empty for those who may not mark. */
  readonly agenda: readonly string[];
}

export const NEW_RECORDING: RecordingState = { recording: null, agenda: [] };

export const RECORDING_RULES: EventRules<RecordingState, RecordingState> = {
  welcome: (_seen, { recording, agenda = [] }) => ({ recording, agenda }),
  'recording.changed': (_seen, { recording }) => ({ recording }),
};

/** What is recorded by now, pauses left out, in milliseconds. `nowMs` is the server's clock. */
export const recordedMs = ({ state, recordedMs: until, since }: RecordingBody, nowMs: number): number =>
  until + (state === 'recording' ? Math.max(0, nowMs - Date.parse(since)) : 0);
