import type { RecordingBody, RecordingEnd } from '../contract/room/room-state.ts';
import { type Applied, refuse, unchanged } from './applied.ts';
import type { Participant } from './participant.ts';
import { thoseWhoMay } from './rights.ts';
import { store, tell, tellOnly } from './room-effect.ts';
import type { Recording, RoomState } from './room-state.ts';

/** The recorder cannot go on: the disk is full, or broken. */
export interface StopRecording {
  readonly kind: 'stop-recording';
  readonly why: RecordingEnd;
}

/** The disk is filling up: recording ends before long. */
export interface WarnOfDisk {
  readonly kind: 'warn-of-disk';
}

/** How long before its end those who record are told. */
const WARN_BEFORE_MS = 10 * 60_000;

/** What is recorded so far, pauses left out. */
export const recordedMs = ({ state, recordedMs: before, sinceMs }: Recording, nowMs: number): number =>
  before + (state === 'recording' ? Math.max(0, nowMs - sinceMs) : 0);

export const recordingBody = (recording: Recording | undefined): RecordingBody | null =>
  recording === undefined
    ? null
    : {
        id: recording.id,
        state: recording.state,
        startedAt: new Date(recording.startedMs).toISOString(),
        recordedMs: Math.round(recording.recordedMs),
        since: new Date(recording.sinceMs).toISOString(),
      };

/** The room with its recording in another state: stored, done, and everybody told. */
const change = (state: RoomState, recording: Recording, by: Participant): Applied => ({
  state: { ...state, recording },
  effects: [
    store({ record: 'recording', recording }),
    { effect: 'recording', recording },
    tell('recording.changed', { recording: recordingBody(recording), by: by.name }),
  ],
});

export const startRecording = (state: RoomState, actor: Participant, id: string, nowMs: number): Applied => {
  if (state.recording !== undefined) return refuse(state, 'conflict');
  const number = state.recordings + 1;
  const times = { startedMs: nowMs, recordedMs: 0, sinceMs: nowMs };
  return change({ ...state, recordings: number }, { id, number, state: 'recording', ...times, warned: false }, actor);
};

export const pauseRecording = (state: RoomState, actor: Participant, paused: boolean, nowMs: number): Applied => {
  const { recording } = state;
  if (recording === undefined) return refuse(state, 'conflict');
  const wanted = paused ? 'paused' : 'recording';
  if (recording.state === wanted) return unchanged(state);
  const times = { recordedMs: recordedMs(recording, nowMs), sinceMs: nowMs };
  return change(state, { ...recording, ...times, state: wanted }, actor);
};

/** Ends the recording, if there is one. */
export const endRecording = (state: RoomState, why: RecordingEnd, nowMs: number, by?: Participant): Applied => {
  const { recording } = state;
  if (recording === undefined) return unchanged(state);
  return {
    state: { ...state, recording: undefined },
    effects: [
      store({
        record: 'recording-ended',
        id: recording.id,
        recordedMs: recordedMs(recording, nowMs),
        why,
        atMs: nowMs,
      }),
      { effect: 'recording', recording: undefined, why },
      tell('recording.changed', { recording: null, why, ...(by && { by: by.name }) }),
    ],
  };
};

export const stopRecording = (state: RoomState, { why }: StopRecording, nowMs: number): Applied =>
  endRecording(state, why, nowMs);

const warn = (state: RoomState, recording: Recording, reason: 'disk' | 'limit', minutes?: number): Applied => ({
  state: { ...state, recording: { ...recording, warned: true } },
  effects: [
    tellOnly(thoseWhoMay(state, 'recording.stop'), 'recording.warning', {
      reason,
      ...(minutes !== undefined && { minutes }),
    }),
  ],
});

export const warnOfDisk = (state: RoomState): Applied => {
  const { recording } = state;
  return recording === undefined || recording.warned ? unchanged(state) : warn(state, recording, 'disk');
};

const leftMs = (state: RoomState, recording: Recording, nowMs: number): number =>
  state.recordingMaxMs - recordedMs(recording, nowMs);

/** Whether a tick would change anything about the recording. */
export const isRecordingDue = (state: RoomState, nowMs: number): boolean => {
  const { recording } = state;
  return recording !== undefined && leftMs(state, recording, nowMs) <= (recording.warned ? 0 : WARN_BEFORE_MS);
};

/** A recording of the longest time ends, and says so before. */
export const tickRecording = (state: RoomState, nowMs: number): Applied => {
  const { recording } = state;
  if (recording === undefined || !isRecordingDue(state, nowMs)) return unchanged(state);
  const left = leftMs(state, recording, nowMs);
  if (left <= 0) return endRecording(state, 'limit', nowMs);
  return warn(state, recording, 'limit', Math.max(1, Math.round(left / 60_000)));
};
