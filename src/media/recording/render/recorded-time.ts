import type { RecordingTimeline } from '../../../contract/http/recording.ts';
import type { LogEvent } from '../frame-log.ts';

type Gap = RecordingTimeline['gaps'][number];
type GapReason = Gap['reason'];

/** Sound is made in blocks of this length; stretches are whole blocks. */
export const BLOCK_MS = 20;
/** A gap up to this long is silence as long as it lasted; longer, nobody wants to wait. */
const LONGEST_SILENCE_MS = 300_000;
/** What a longer gap becomes. */
const CUT_GAP_MS = 3_000;
/** The server's clock was set back by more than a correction of its own. */
const SET_BACK_MS = 1_000;
/** In silence too the log says every two seconds that it is alive: without a word for so long, the clock was set or the server stood still. */
const SET_FORWARD_MS = LONGEST_SILENCE_MS;
/** Two gaps of one reason this close to each other are told as one. */
const SAME_GAP_MS = 2_000;
/** Beyond this, a file so damaged is told of by its first gaps. */
const MAX_GAPS = 1_000;

/** A part of the recording in which the sound runs as the server's clock did. */
export interface Stretch {
  readonly fromMs: number;
  /** Where it begins in the sound. */
  readonly positionMs: number;
}

/** Which parts of the log are of a recording, and where they are in the sound. */
export interface RecordedTime {
  /** An entry at this time comes next. True when its sound is recorded. */
  entry(atMs: number): boolean;
  event(event: LogEvent, atMs: number): void;
  /** What comes next stood behind damage. */
  damage(): void;
  /** After the last entry, in case nobody wrote the end. */
  end(): void;
  /** Whether the recording was seen, and has ended. */
  state(): 'before' | 'running' | 'paused' | 'ended';
  timeline(): Pick<RecordingTimeline, 'gaps' | 'clock' | 'durationMs'>;
}

interface RecordedTimeOptions {
  readonly recordingId: string;
  /** A stretch begins; what was before it is over. */
  readonly onStretch: (stretch: Stretch) => void;
  /** It ends at this moment of the server's clock, `BLOCK_MS` whole from its start. */
  readonly onEnd: (untilMs: number) => void;
  /** Should damage have eaten the start of the recording: it began here. */
  readonly startedMs?: number;
  readonly endedMs?: number;
}

export const createRecordedTime = (options: RecordedTimeOptions): RecordedTime => {
  const { recordingId, onStretch, onEnd, startedMs, endedMs } = options;
  const gaps: Gap[] = [];
  const clock: Array<[number, number]> = [];
  let state: ReturnType<RecordedTime['state']> = 'before';
  let stretch: Stretch = { fromMs: 0, positionMs: 0 };
  /** Where the next stretch begins. */
  let positionMs = 0;
  /** The last moment known of the recording. */
  let lastMs = 0;
  let damaged = false;
  let everDamaged = false;

  const positionOf = (atMs: number): number => stretch.positionMs + atMs - stretch.fromMs;

  const mark = (gap: Gap): void => {
    const before = gaps.at(-1);
    if (before?.reason === gap.reason && gap.atMs - (before.atMs + before.lengthMs) < SAME_GAP_MS) {
      const lengthMs = gap.atMs + gap.lengthMs - before.atMs;
      gaps[gaps.length - 1] = { ...before, lengthMs, seconds: before.seconds + gap.seconds };
    } else if (gaps.length < MAX_GAPS) gaps.push(gap);
  };

  const open = (atMs: number): void => {
    stretch = { fromMs: atMs, positionMs };
    lastMs = atMs;
    state = 'running';
    clock.push([positionMs, atMs]);
    onStretch(stretch);
  };

  const close = (atMs: number): void => {
    const lengthMs = Math.max(0, Math.ceil((atMs - stretch.fromMs) / BLOCK_MS)) * BLOCK_MS;
    const untilMs = stretch.fromMs + lengthMs;
    positionMs = stretch.positionMs + lengthMs;
    clock.push([positionMs, untilMs]);
    onEnd(untilMs);
  };

  /** Nothing is known from the last moment to `atMs`: silence, or a cut where it is long or the clock was set. */
  const bridge = (atMs: number, reason: GapReason, cutMs = CUT_GAP_MS): void => {
    const missingMs = atMs - lastMs;
    const seconds = Math.max(0, missingMs) / 1_000;
    if (missingMs >= -SET_BACK_MS && missingMs <= LONGEST_SILENCE_MS) {
      mark({ atMs: positionOf(lastMs), lengthMs: Math.max(0, missingMs), seconds, reason });
      return;
    }
    // The last frame begins there.
    close(lastMs + BLOCK_MS);
    const lengthMs = missingMs < 0 ? 0 : cutMs;
    mark({ atMs: positionMs, lengthMs, seconds, reason });
    positionMs += lengthMs;
    open(atMs);
  };

  const pausedUntil = (atMs: number): void => {
    mark({ atMs: positionMs, lengthMs: 0, seconds: Math.max(0, atMs - lastMs) / 1_000, reason: 'paused' });
    open(atMs);
  };

  const start = (atMs: number): void => {
    if (state === 'before') open(atMs);
    else if (state === 'paused') pausedUntil(atMs);
    else if (state === 'running') bridge(atMs, 'restart');
    lastMs = Math.max(lastMs, atMs);
  };
  const pause = (atMs: number): void => {
    if (state !== 'running') return;
    close(atMs);
    state = 'paused';
    lastMs = atMs;
  };
  const stop = (atMs: number): void => {
    if (state === 'running') close(atMs);
    if (state !== 'before') state = 'ended';
  };

  const pass = (atMs: number): void => {
    if (state === 'before' && everDamaged && startedMs !== undefined && atMs >= startedMs) open(startedMs);
    if (state !== 'running') return;
    if (endedMs !== undefined && everDamaged && atMs > endedMs + SET_BACK_MS) {
      stop(Math.max(lastMs, endedMs));
      return;
    }
    const aheadMs = atMs - lastMs;
    if (damaged || aheadMs < -SET_BACK_MS || aheadMs > SET_FORWARD_MS) bridge(atMs, 'damaged');
    damaged = false;
    lastMs = Math.max(lastMs, atMs);
  };

  return {
    entry: (atMs) => {
      pass(atMs);
      return state === 'running';
    },
    event: (event, atMs) => {
      if (event.event === 'participant') return;
      if (event.event === 'alive') {
        pass(atMs);
        return;
      }
      // Whoever starts another recording has ended this one, even if a crash kept that from being written.
      if (event.recording !== recordingId) {
        if (event.event === 'started') stop(lastMs);
        return;
      }
      if (event.event === 'started' || event.event === 'resumed-after-restart') {
        damaged = false;
        start(atMs);
        return;
      }
      pass(atMs);
      if (event.event === 'paused') pause(atMs);
      else if (event.event === 'resumed' && state === 'paused') pausedUntil(atMs);
      else if (event.event === 'stopped') stop(atMs);
    },
    damage: () => {
      damaged = true;
      everDamaged = true;
    },
    end: () => stop(lastMs + BLOCK_MS),
    state: () => state,
    timeline: () => ({ gaps, clock, durationMs: positionMs }),
  };
};
