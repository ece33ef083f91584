import { AUDIO_HEADER_BYTES, type AudioFrameHeader, parseAudioFrame, stampParticipant } from '../audio/audio-frame.ts';
import { createLoudestSpeakers } from '../audio/loudest-speakers.ts';
import type { Clock } from '../base/clock.ts';
import { createFrameGroup, type FrameGroup, type Leg } from './leg.ts';
import type { MediaCounters } from './media-counters.ts';

/** What a participant's connection may do with the room's sound. */
export interface Voice {
  /** One frame of this participant's microphone; `bytes` belongs to the relay from now on. False when it is no audio frame. */
  speak(bytes: Uint8Array): boolean;
  /** Whether frames are let through; a new voice starts silent. */
  setAllowed(allowed: boolean): void;
  /** Neither hears nor is heard any more. */
  leave(): void;
}

/** The sound of one room: takes frames from everyone, sends those of the loudest speakers to everyone else, untouched. */
export interface AudioRelay {
  join(leg: Leg): Voice;
}

/** Opus makes packets of one or two bytes for silence (discontinuous transmission): nothing to hear. */
const SILENT_PACKET_BYTES = 2;

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

/**
 * How many frames leave in one write. What a frame costs is the write, not its bytes: three in one cost a third. They are 40 ms of a
 * single speaker, or what three speakers say in 20 ms; so much later a large room hears the first of them. A small one, where people
 * talk to and fro, waits for nothing.
 */
const framesTogether = (people: number): number => (people <= SMALL_ROOM ? 1 : 3);
/** The most people in a room that waits for nothing. */
export const SMALL_ROOM = 16;
/** When frames that wait for others leave alone, counted from the last frame in the room: the speaker's network stalls. */
const STALL_MS = 100;

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
 * the more each write carries. In larger rooms they also wait for a few more.
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
  const legs = new Set<Leg>();
  const loudest = createLoudestSpeakers();
  let pending: PendingFrame[] = [];
  let leavesThisTurn = false;
  let putOff: (() => void) | undefined;

  const flush = (): void => {
    leavesThisTurn = false;
    if (pending.length === 0) return;
    const leaving = pending;
    pending = [];
    const nowMs = clock.nowMs();
    const forAll = createFrameGroup(
      leaving.map(({ bytes }) => bytes),
      nowMs,
    );
    const speakers = new Set(leaving.map(({ speaker }) => speaker));
    for (const leg of legs) {
      if (!speakers.has(leg.number)) leg.deliver(forAll);
      else if (speakers.size > 1) leg.deliver(groupWithout(leaving, leg.number, nowMs));
    }
  };

  /** Sends the frame on when its speaker is among the loudest. */
  const relay = (speaker: number, bytes: Uint8Array, header: AudioFrameHeader): void => {
    if (bytes.length <= AUDIO_HEADER_BYTES + SILENT_PACKET_BYTES && !header.endOfTalkspurt) return;
    if (!loudest.admit(speaker, header.level, header.endOfTalkspurt, clock.nowMs())) {
      counters.framesNotChosen += 1;
      return;
    }
    stampParticipant(bytes, speaker);
    counters.framesRelayed += 1;
    pending.push({ speaker, bytes });
    if (leavesThisTurn) return;
    if (header.endOfTalkspurt || pending.length >= framesTogether(legs.size)) {
      leavesThisTurn = true;
      times.afterThisTurn(flush);
    } else if (putOff === undefined) putOff = times.whenQuiet(STALL_MS, flush);
    else putOff();
  };

  return {
    join(leg) {
      let allowed = false;
      let joined = true;
      legs.add(leg);
      return {
        speak(bytes) {
          const header = parseAudioFrame(bytes);
          if (header === undefined) counters.framesBad += 1;
          else if (!allowed || !joined) counters.framesMuted += 1;
          else relay(leg.number, bytes, header);
          return header !== undefined;
        },
        setAllowed(next) {
          allowed = next;
          if (!allowed) loudest.remove(leg.number);
        },
        leave() {
          joined = false;
          legs.delete(leg);
          loudest.remove(leg.number);
        },
      };
    },
  };
};
