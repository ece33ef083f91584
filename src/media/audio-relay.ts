import {
  AUDIO_HEADER_BYTES,
  type AudioFrameHeader,
  EVERYONE,
  isDirectFrame,
  parseAudioFrame,
  stampDirect,
  stampParticipant,
} from '../audio/audio-frame.ts';
import { createLoudestSpeakers } from '../audio/loudest-speakers.ts';
import type { Clock } from '../base/clock.ts';
import { createDueTogether } from './due-together.ts';
import { createFrameGroup, type FrameGroup, type Leg } from './leg.ts';
import type { MediaCounters } from './media-counters.ts';

/** What a participant's connection may do with the room's sound. */
export interface Voice {
  /**
   * One frame of this participant's microphone; `bytes` belongs to the relay from now on. Its participant field says for whom it
   * is: 0 for everyone, a number for that listener alone, one's own number for oneself. False when it is no audio frame.
   */
  speak(bytes: Uint8Array): boolean;
  /**
   * Whether frames for everyone are let through, and those for one listener; a new voice starts silent. What was taken before has
   * left when this returns.
   */
  setAllowed(allowed: boolean, direct?: boolean): void;
  /** Neither hears nor is heard any more. */
  leave(): void;
}

/** The sound of one room: takes frames from everyone, sends those of the loudest speakers to everyone else, untouched. */
export interface AudioRelay {
  join(leg: Leg): Voice;
  /** Hears every frame that is sent on to all, once, as it leaves; what is for one listener alone never. Answers how to stop. */
  listen(listener: RelayListener): () => void;
}

/** `frames` are read at once and neither kept nor changed. */
export type RelayListener = (frames: readonly Uint8Array[], nowMs: number) => void;

/** Opus makes packets of one or two bytes for silence (discontinuous transmission): nothing to hear. */
const SILENT_PACKET_BYTES = 2;

const isSilent = (bytes: Uint8Array, { endOfTalkspurt }: AudioFrameHeader): boolean =>
  bytes.length <= AUDIO_HEADER_BYTES + SILENT_PACKET_BYTES && !endOfTalkspurt;

interface PendingFrame {
  readonly speaker: number;
  readonly bytes: Uint8Array;
}

/** Everything but the own voice: one group for all who did not speak, one for each who did. */
const groupWithout = (pending: readonly PendingFrame[], speaker: number, nowMs: number): FrameGroup =>
  createFrameGroup(
    pending.filter((frame) => frame.speaker !== speaker).map(({ bytes }) => bytes),
    nowMs,
  );

/** The most people in a room that waits for nothing: a write more costs little there. */
export const SMALL_ROOM = 16;
/** When frames that wait for another speaker's leave without it, counted from the last of them: a frame, and a little more. */
const LONGEST_WAIT_MS = 25;

/** When something is done. */
export interface RelayTimes {
  /** At the end of this turn of the event loop. */
  afterThisTurn(work: () => void): void;
  /** After `ms` from now, or from the last call of the function that is answered. */
  whenQuiet(ms: number, work: () => void): () => void;
}

export const systemTimes: RelayTimes = {
  afterThisTurn: (work) => setImmediate(work),
  whenQuiet(ms, work) {
    // Put off rather than cleared and made again: a cleared timer still wakes the process.
    const timer = setTimeout(work, ms).unref();
    return () => timer.refresh();
  },
};

/**
 * Frames that arrive in one turn of the event loop leave together at its end, one write for each listener: the busier the server,
 * the more each write carries. In larger rooms those of several people who speak at once wait for each other, up to 20 ms; who
 * speaks alone waits for nobody. A frame for one listener alone is a write of its own: no other leg ever sees it.
 */
export const createAudioRelay = ({
  clock,
  counters,
  times = systemTimes,
}: {
  readonly clock: Clock;
  readonly counters: MediaCounters;
  readonly times?: RelayTimes;
}): AudioRelay => {
  const legs = new Map<number, Leg>();
  const loudest = createLoudestSpeakers();
  const due = createDueTogether();
  const listeners = new Set<RelayListener>();
  let pending: PendingFrame[] = [];
  let leavesThisTurn = false;
  let putOff: (() => void) | undefined;

  const flush = (): void => {
    if (pending.length === 0) return;
    const leaving = pending;
    pending = [];
    const nowMs = clock.nowMs();
    const frames = leaving.map(({ bytes }) => bytes);
    const forAll = createFrameGroup(frames, nowMs);
    const speakers = new Set(leaving.map(({ speaker }) => speaker));
    for (const leg of legs.values()) {
      if (!speakers.has(leg.number)) leg.deliver(forAll);
      else if (speakers.size > 1) leg.deliver(groupWithout(leaving, leg.number, nowMs));
    }
    for (const listener of listeners) listener(frames, nowMs);
  };
  const endTurn = (): void => {
    leavesThisTurn = false;
    flush();
  };

  /** Whether what is pending lacks nothing that is due with it; `again`: a speaker's second frame came before the others' first. */
  const isWhole = (again: boolean, endOfTalkspurt: boolean, nowMs: number): boolean =>
    again || endOfTalkspurt || legs.size <= SMALL_ROOM || pending.length >= due.count(nowMs);

  /** Sends the frame on when its speaker is among the loudest. */
  const relay = (speaker: number, bytes: Uint8Array, { level, endOfTalkspurt }: AudioFrameHeader): void => {
    const nowMs = clock.nowMs();
    if (!loudest.admit(speaker, level, endOfTalkspurt, nowMs)) {
      counters.framesNotChosen += 1;
      return;
    }
    stampParticipant(bytes, speaker);
    counters.framesRelayed += 1;
    const again = pending.some((frame) => frame.speaker === speaker);
    pending.push({ speaker, bytes });
    due.hear(speaker, endOfTalkspurt, nowMs);
    if (leavesThisTurn) return;
    if (isWhole(again, endOfTalkspurt, nowMs)) {
      leavesThisTurn = true;
      times.afterThisTurn(endTurn);
    } else if (putOff === undefined) putOff = times.whenQuiet(LONGEST_WAIT_MS, flush);
    else putOff();
  };

  /** To one listener, who may be the speaker; in its order behind what the same person said to all. */
  const relayDirect = (speaker: number, bytes: Uint8Array, listener: Leg | undefined): void => {
    if (listener === undefined) {
      counters.framesNobody += 1;
      return;
    }
    if (pending.some((frame) => frame.speaker === speaker)) flush();
    stampDirect(bytes, speaker);
    counters.framesDirect += 1;
    listener.deliver(createFrameGroup([bytes], clock.nowMs()));
  };

  const fallSilent = (speaker: number): void => {
    flush();
    loudest.remove(speaker);
    due.forget(speaker);
  };

  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    join(leg) {
      let allowed = false;
      let direct = false;
      let joined = true;
      legs.set(leg.number, leg);
      return {
        speak(bytes) {
          const header = parseAudioFrame(bytes);
          // Only the server says that a frame is for one alone.
          if (header === undefined || isDirectFrame(bytes)) {
            counters.framesBad += 1;
            return false;
          }
          const forEveryone = header.participant === EVERYONE;
          if (!joined || !(forEveryone ? allowed : direct)) counters.framesMuted += 1;
          else if (isSilent(bytes, header)) return true;
          else if (forEveryone) relay(leg.number, bytes, header);
          else relayDirect(leg.number, bytes, legs.get(header.participant));
          return true;
        },
        setAllowed(next, nextDirect = next) {
          if (allowed && !next) fallSilent(leg.number);
          allowed = next;
          direct = nextDirect;
        },
        leave() {
          if (!joined) return;
          joined = false;
          // A newer connection of the same person may have taken the place.
          if (legs.get(leg.number) !== leg) return;
          legs.delete(leg.number);
          fallSilent(leg.number);
        },
      };
    },
  };
};
