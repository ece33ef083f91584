import { type AudioFrameHeader, audioPayload, FRAME_MS } from '../../../audio/audio-frame.ts';
import type { PlacedFrame } from './placed-frame.ts';
import { createSlidingMinimum } from './sliding-minimum.ts';

/** What comes in within this time after a frame says how late that one was: longer than the network ever stands still. */
export const LOOK_AHEAD_MS = 8_000;
/** What came before it says so too, until two clocks have drifted apart: 200 in a million make 6 ms. */
const LOOK_BACK_MS = 30_000;
/** When all that follows is later than all before by this much, for so many frames, the clocks were set, or the way is longer now. */
const STEP_MS = 60;
const STEP_FRAMES = 50;
/** No network: another clock. */
const JUMP_MS = 5_000;
/** A sequence this far off, or one that goes back, is another connection of the speaker. */
const OTHER_CONNECTION_FRAMES = 1_000;
/** Capture times and sequence belong together within a talkspurt, up to this. */
const CAPTURE_STEP_MS = 100;
/** Those placed are let go of so many at a time. */
const TRIMMED_FRAMES = 256;

interface WaitingFrame {
  readonly index: number;
  readonly atMs: number;
  readonly captureMs: number;
  readonly sequence: number;
  readonly endOfTalkspurt: boolean;
  readonly packet: Uint8Array;
}

/** Frames of one device on one clock. */
interface Run {
  readonly number: number;
  readonly waiting: WaitingFrame[];
  taken: number;
  readonly ahead: ReturnType<typeof createSlidingMinimum>;
  readonly behind: ReturnType<typeof createSlidingMinimum>;
}

/**
 * Finds out when frames of one speaker were captured, on the server's clock. They arrive late by what the network, the server and TCP
 * made of them, never early: the least time from capture to arrival of the seconds around a frame tells the two clocks apart.
 */
export interface FramePlacer {
  take(header: AudioFrameHeader, bytes: Uint8Array, atMs: number): void;
  /** Places all frames that arrived until `untilMs`; everything that arrived up to `LOOK_AHEAD_MS` later should have been taken. */
  place(untilMs: number): PlacedFrame[];
  isEmpty(): boolean;
}

export const createFramePlacer = (): FramePlacer => {
  const runs: Run[] = [];
  let runsOpened = 0;
  let index = 0;
  let last: WaitingFrame | undefined;

  const open = (): Run => {
    runsOpened += 1;
    const run: Run = {
      number: runsOpened,
      waiting: [],
      taken: 0,
      ahead: createSlidingMinimum(),
      behind: createSlidingMinimum(),
    };
    runs.push(run);
    return run;
  };

  /** Whether a frame belongs to another clock or connection than the one before it. */
  const isOther = (before: WaitingFrame, advance: number, capturedMs: number, atMs: number): boolean => {
    if (advance < 0 || advance > OTHER_CONNECTION_FRAMES) return true;
    const laterMs = atMs - before.atMs - capturedMs;
    if (Math.abs(laterMs) > JUMP_MS && Math.abs(capturedMs - advance * FRAME_MS) > CAPTURE_STEP_MS) return true;
    return (
      !before.endOfTalkspurt &&
      Math.abs(capturedMs - advance * FRAME_MS) > CAPTURE_STEP_MS &&
      Math.abs(laterMs) > CAPTURE_STEP_MS
    );
  };

  const baseMs = (run: Run, frame: WaitingFrame): number => {
    run.ahead.dropBefore(frame.index);
    run.behind.dropBefore(frame.atMs - LOOK_BACK_MS);
    const ahead = run.ahead.least();
    const behind = run.behind.least();
    const laterMs = ahead - behind;
    const sure = run.waiting.length - run.taken >= STEP_FRAMES || laterMs > JUMP_MS;
    if (laterMs <= STEP_MS || !sure) return Math.min(ahead, behind);
    run.behind.clear();
    return ahead;
  };

  const next = (run: Run, frame: WaitingFrame): PlacedFrame => {
    const base = baseMs(run, frame);
    run.taken += 1;
    run.behind.push(frame.atMs, frame.atMs - frame.captureMs);
    const { sequence, endOfTalkspurt, packet } = frame;
    return { placeMs: frame.captureMs + base, sequence, run: run.number, endOfTalkspurt, packet };
  };

  const trim = (run: Run): void => {
    if (run.taken < TRIMMED_FRAMES) return;
    run.waiting.splice(0, run.taken);
    run.taken = 0;
  };

  return {
    take: ({ sequence, captureMs, endOfTalkspurt }, bytes, atMs) => {
      const advance = last === undefined ? 0 : (sequence - last.sequence) | 0;
      if (last !== undefined && advance === 0) return;
      // Modulo 2^32, as a signed number: the sender's clock goes round every 50 days.
      const capturedMs = last === undefined ? 0 : (captureMs - last.captureMs) | 0;
      const anew = last === undefined || isOther(last, advance, capturedMs, atMs);
      const run = anew ? open() : (runs.at(-1) ?? open());
      const unwrapped = anew || last === undefined ? captureMs : last.captureMs + capturedMs;
      index += 1;
      last = { index, atMs, captureMs: unwrapped, sequence, endOfTalkspurt, packet: audioPayload(bytes) };
      run.waiting.push(last);
      run.ahead.push(index, atMs - unwrapped);
    },
    place: (untilMs) => {
      const placed: PlacedFrame[] = [];
      for (let run = runs[0]; run !== undefined; run = runs[0]) {
        let frame = run.waiting[run.taken];
        for (; frame !== undefined && frame.atMs <= untilMs; frame = run.waiting[run.taken])
          placed.push(next(run, frame));
        trim(run);
        if (frame !== undefined || runs.length === 1) break;
        runs.shift();
      }
      return placed;
    },
    isEmpty: () => runs.every(({ waiting, taken }) => waiting.length === taken),
  };
};
