import { createDelayTarget } from './delay-target.ts';
import { createTransitHistory } from './transit-history.ts';

/** Two packets of 20 ms: a telephone's packets overtake each other by one. */
export const LEAST_DELAY_MS = 40;
/** More than this, and people talk into each other's words. */
export const MOST_DELAY_MS = 200;
/** The delay is worked out anew after so many packets: it changes slowly, and working it out sorts the last 400. */
const UPDATE_PACKETS = 10;
/** So long without data in the middle of a talkspurt, and it is taken to be over. */
const GIVE_UP_MS = 100;
/** A packet follows the one before it when their times fit this well. */
const SEAM_MS = 5;
/** Later than aimed at by so much for so many packets: one is left out. */
const OVER_MS = 30;
const OVER_PACKETS = 25;
/** Later by so much, one is left out at once. */
const FAR_OVER_MS = 80;
/** A jump in sequence beyond this is a sender that began anew. */
const NEW_SENDER_PACKETS = 500;
/** So many packets in a row before their time, while nothing plays: the sender counts from a lower number. */
const BEGAN_ANEW_PACKETS = 3;
/** 2 s of packets of 20 ms: nobody pulled for a while. */
const MOST_PACKETS = 100;
const STEP_MS = 20;

/** One packet of a speaker on its way to the ear. */
export interface PlayoutPacket {
  /** Without wrap-around; rises by one per packet, over pauses too. */
  readonly sequence: number;
  /** On the sender's clock, ms, without wrap-around. */
  readonly captureMs: number;
  readonly durationMs: number;
  /** `pause`: from here on nothing is said. `nothing`: takes a sequence number and no time, like a digit among the sound. */
  readonly kind: 'sound' | 'pause' | 'nothing';
  readonly endOfTalkspurt: boolean;
  readonly payload: Uint8Array;
}

export interface PlayoutStatistics {
  readonly delayMs: number;
  readonly late: number;
  readonly concealed: number;
}

/**
 * Packets in, 20 ms of sound out at each pull: puts them in order, decodes each when its turn comes, makes up what does not come, and
 * keeps the least delay at which few are late. Unlike `jitter-buffer.ts` it holds packets, not sound: a silent leg costs next to
 * nothing, and a packet can be passed on as it came. Its clock is `nowMs` of the pulls.
 */
export interface PhonePlayout {
  /** False for one that comes again or after its time. */
  push(packet: PlayoutPacket, nowMs: number): boolean;
  /** Fills `target`; `concealed`: at least partly made up. */
  pull(target: Float32Array, nowMs: number): 'sound' | 'concealed' | 'silence';
  /** The one packet that was all of what was pulled last, as it came. */
  packet(): Uint8Array | undefined;
  /** Whether nothing is playing and nothing waits. */
  isIdle(): boolean;
  clear(): void;
  statistics(): PlayoutStatistics;
}

export interface PlayoutDecoder {
  readonly rateHz: number;
  /** Undefined for what cannot be decoded. */
  decode(payload: Uint8Array): Float32Array | undefined;
  /** Sound in place of what did not come, over all of `target`. */
  makeUp(target: Float32Array): void;
}

const NO_SOUND = new Float32Array(0);

const blend = (target: Float32Array, from: Float32Array): void => {
  const count = Math.min(target.length, from.length);
  for (let at = 0; at < count; at += 1) {
    const weight = (at + 0.5) / count;
    target[at] = (from[at] ?? 0) * (1 - weight) + (target[at] ?? 0) * weight;
  }
};

export const createPhonePlayout = ({ rateHz, decode, makeUp }: PlayoutDecoder): PhonePlayout => {
  const perMs = rateHz / 1_000;
  const history = createTransitHistory();
  const aim = createDelayTarget(history);
  const seam = new Float32Array(SEAM_MS * perMs);
  const madeUp = new Float32Array(STEP_MS * perMs);
  let waiting: PlayoutPacket[] = [];
  let pushed = 0;
  let last: PlayoutPacket | undefined;
  let mode: 'idle' | 'playing' = 'idle';
  /** The next packet to play, and the capture time of its first sample. */
  let expected: number | undefined;
  let positionMs = 0;
  /** Made up since the last real packet. */
  let lackMs = 0;
  let overPackets = 0;
  /** Laid out last, and how much of it has been pulled. */
  let sound: Float32Array = NO_SOUND;
  let taken = 0;
  let soundIs: 'sound' | 'concealed' = 'sound';
  let whole: Uint8Array | undefined;
  let late = 0;
  let lateInRow = 0;
  let concealed = 0;

  const aimMs = (): number => Math.min(MOST_DELAY_MS, Math.max(LEAST_DELAY_MS, aim.ms()));
  const delayMs = (captureMs: number, nowMs: number): number => nowMs - captureMs - history.baseMs();

  const clear = (): void => {
    waiting = [];
    mode = 'idle';
    expected = undefined;
    last = undefined;
    sound = NO_SOUND;
    taken = 0;
  };

  const observe = (packet: PlayoutPacket, nowMs: number): void => {
    if (packet.kind === 'nothing') return;
    // The first after a pause may be late on purpose; one that was overtaken is late because of the network.
    const typical =
      last !== undefined &&
      (packet.sequence !== last.sequence + 1 ||
        Math.abs(packet.captureMs - last.captureMs - last.durationMs) < SEAM_MS);
    if (history.observe(nowMs - packet.captureMs, typical)) clear();
    if (last === undefined || packet.sequence > last.sequence) last = packet;
    pushed += 1;
    if (pushed % UPDATE_PACKETS === 1) aim.update();
  };

  const insert = (packet: PlayoutPacket): boolean => {
    let at = waiting.length;
    while (at > 0 && (waiting[at - 1]?.sequence ?? 0) >= packet.sequence) at -= 1;
    if (waiting[at]?.sequence === packet.sequence) return false;
    waiting.splice(at, 0, packet);
    if (waiting.length > MOST_PACKETS) waiting.shift();
    return true;
  };

  const begin = (nowMs: number): boolean => {
    while (waiting[0] !== undefined && waiting[0].kind !== 'sound') expected = (waiting.shift()?.sequence ?? 0) + 1;
    const [head] = waiting;
    if (head === undefined || delayMs(head.captureMs, nowMs) < aimMs() - 0.5) return false;
    mode = 'playing';
    expected = head.sequence;
    positionMs = head.captureMs;
    lackMs = 0;
    overPackets = 0;
    return true;
  };

  const conceal = (): void => {
    makeUp(madeUp);
    sound = madeUp;
    soundIs = 'concealed';
    concealed += 1;
    lackMs += STEP_MS;
  };

  const take = (): Float32Array => {
    const packet = waiting.shift();
    if (packet === undefined) return NO_SOUND;
    expected = packet.sequence + 1;
    positionMs = packet.captureMs + packet.durationMs;
    if (packet.endOfTalkspurt) mode = 'idle';
    whole = packet.payload;
    return decode(packet.payload) ?? NO_SOUND;
  };

  /** Whether the sound has fallen behind so far that a packet must go. */
  const isBehind = (head: PlayoutPacket, nowMs: number): boolean => {
    const over = delayMs(head.captureMs, nowMs) - aimMs();
    overPackets = over > OVER_MS ? overPackets + 1 : 0;
    if (waiting.length < 2 || (over < FAR_OVER_MS && overPackets < OVER_PACKETS)) return false;
    overPackets = 0;
    return true;
  };

  const play = (head: PlayoutPacket, nowMs: number): void => {
    const hadLack = lackMs > 0;
    if (hadLack) makeUp(seam);
    lackMs = 0;
    const behind = isBehind(head, nowMs);
    const first = take();
    if (behind && waiting[0]?.kind === 'sound') {
      // Both are decoded, since codecs go on from what was before; the one leads over into the other.
      const left = first.slice();
      sound = take();
      blend(sound, left);
      whole = undefined;
    } else sound = first;
    if (hadLack && sound.length > 0) {
      blend(sound.subarray(0, seam.length), seam);
      whole = undefined;
    }
    soundIs = 'sound';
  };

  /**
   * Whether something is made up in place of the packet before `head`: its time has not passed, or the delay aimed at has grown, and
   * it may still come.
   */
  const isAwaited = (head: PlayoutPacket, nowMs: number): boolean =>
    head.captureMs - positionMs > lackMs + SEAM_MS || delayMs(positionMs, nowMs) < aimMs() - SEAM_MS;

  const layOut = (nowMs: number): void => {
    const [head] = waiting;
    if (head === undefined || expected === undefined) {
      if (lackMs >= GIVE_UP_MS) mode = 'idle';
      else conceal();
    } else if (head.kind !== 'sound' && head.sequence === expected) {
      expected += 1;
      waiting.shift();
      if (head.kind === 'pause') mode = 'idle';
    } else if (head.sequence > expected && isAwaited(head, nowMs)) {
      if (lackMs >= GIVE_UP_MS) mode = 'idle';
      else conceal();
    } else if (head.kind !== 'sound') expected = head.sequence;
    else if (head.captureMs - positionMs > lackMs + SEAM_MS) mode = 'idle';
    else play(head, nowMs);
  };

  return {
    push: (packet, nowMs) => {
      if (expected !== undefined && Math.abs(packet.sequence - expected) > NEW_SENDER_PACKETS) clear();
      if (expected !== undefined && packet.sequence < expected) {
        // It still tells how late packets come here.
        observe(packet, nowMs);
        late += 1;
        lateInRow += 1;
        if (mode === 'idle' && lateInRow >= BEGAN_ANEW_PACKETS) clear();
        return false;
      }
      lateInRow = 0;
      observe(packet, nowMs);
      return insert(packet);
    },
    pull: (target, nowMs) => {
      let filled = 0;
      let heard: 'sound' | 'concealed' | 'silence' = 'silence';
      let only: Uint8Array | undefined;
      while (filled < target.length) {
        if (taken === sound.length) {
          const atMs = nowMs + filled / perMs;
          sound = NO_SOUND;
          taken = 0;
          whole = undefined;
          if (mode === 'idle' && !begin(atMs)) break;
          layOut(atMs);
          if (filled === 0 && sound.length === target.length) only = whole;
          continue;
        }
        const count = Math.min(sound.length - taken, target.length - filled);
        // A loop: views of parts would be made and thrown away 50 times a second for each leg.
        for (let at = 0; at < count; at += 1) target[filled + at] = sound[taken + at] ?? 0;
        filled += count;
        taken += count;
        if (heard !== 'concealed') heard = soundIs;
      }
      if (filled < target.length) target.fill(0, filled);
      whole = only;
      return heard;
    },
    packet: () => whole,
    isIdle: () => mode === 'idle' && waiting.length === 0 && taken === sound.length,
    clear,
    statistics: () => ({ delayMs: aimMs(), late, concealed }),
  };
};
