import { Decoder } from '@evan/opus';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../../audio/audio-frame.ts';
import { createSpeechLevelling, type SpeechLevelling } from '../../../audio/speech-levelling.ts';
import { slipSamples } from './slip-samples.ts';

/** A packet and the sample of the sound at which it is due. */
export interface DueFrame {
  readonly at: number;
  readonly sequence: number;
  readonly run: number;
  readonly endOfTalkspurt: boolean;
  readonly packet: Uint8Array;
}

const SAMPLES_PER_MS = SAMPLE_RATE_HZ / 1_000;
/** Lost frames made up with the decoder's help: beyond 100 ms that sounds worse than a pause. */
const MAX_CONCEALED_FRAMES = 5;
/** A frame that is due this much later than the one before it ended: there was a pause. */
const PAUSE_SAMPLES = 120 * SAMPLES_PER_MS;
/** A frame that is due this much earlier than can be: it is left out. */
const TOO_LATE_SAMPLES = 400 * SAMPLES_PER_MS;
/** Frames follow each other without seams; two clocks that have drifted apart this far are brought together, slowly … */
const DRIFTED_SAMPLES = 10 * SAMPLES_PER_MS;
/** … until they are this close. */
const TOGETHER_SAMPLES = SAMPLES_PER_MS;
const FADE_SAMPLES = 5 * SAMPLES_PER_MS;
/** A break after which a change of loudness is not heard. */
const BREATH_SAMPLES = 1_000 * SAMPLES_PER_MS;
/** 3 s of frames: from them the loudness of somebody new is learned. */
const LEARNED_FRAMES = 150;
/** A decoder nobody needs for so long is let go. */
const IDLE_SAMPLES = 60_000 * SAMPLES_PER_MS;
/** RFC 6716 3.4. */
const LONGEST_PACKET_SAMPLES = 5_760;
/** The first byte of a packet without its count of frames, alone: the decoder makes up a frame. RFC 6716 3.1. */
const TOC_WITHOUT_COUNT = 0xfc;

/** One speaker's packets as sound. */
export interface SpeakerVoice {
  /** In order. */
  push(frame: DueFrame): void;
  /** Adds the block that begins at sample `at` to `target`; answers how many of its samples are somebody's. Blocks come in order. */
  addTo(target: Float32Array, at: number): number;
  /** Forgets what is still to come. */
  clear(): void;
}

const decode = (decoder: Decoder, packet: Uint8Array): Int16Array | undefined => {
  try {
    const bytes = decoder.decode(packet);
    const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
    return samples.length === 0 || samples.length > LONGEST_PACKET_SAMPLES ? undefined : samples;
  } catch {
    // Whatever a browser sent: it stands in the log as it came.
    return undefined;
  }
};

const openDecoder = (): Decoder => new Decoder({ channels: 1, sample_rate: SAMPLE_RATE_HZ });

const toSound = (samples: Int16Array, target: Float32Array): Float32Array => {
  const sound = target.subarray(0, samples.length);
  for (let at = 0; at < sound.length; at += 1) sound[at] = (samples[at] ?? 0) / 32_768;
  return sound;
};

const addUp = (target: Float32Array, offset: number, sound: Float32Array, from: number, count: number): void => {
  for (let at = 0; at < count; at += 1) target[offset + at] = (target[offset + at] ?? 0) + (sound[from + at] ?? 0);
};

const fadeIn = (sound: Float32Array): void => {
  const count = Math.min(FADE_SAMPLES, sound.length);
  for (let at = 0; at < count; at += 1) sound[at] = ((sound[at] ?? 0) * (at + 1)) / count;
};
const fadeOut = (sound: Float32Array): void => {
  const count = Math.min(FADE_SAMPLES, sound.length);
  const from = sound.length - count;
  for (let at = 0; at < count; at += 1) sound[from + at] = ((sound[from + at] ?? 0) * (count - at - 1)) / count;
};

export const createSpeakerVoice = (): SpeakerVoice => {
  /** Where one packet's sound is while it goes into blocks. */
  const room = new Float32Array(LONGEST_PACKET_SAMPLES);
  let queue: DueFrame[] = [];
  let taken = 0;
  let decoder: Decoder | undefined;
  let levelling: SpeechLevelling | undefined;
  let last: DueFrame | undefined;
  /** Sound on its way into blocks, its first sample's place, and where what comes next would follow without a seam. */
  let sound: Float32Array | undefined;
  let soundAt = 0;
  let end = Number.NEGATIVE_INFINITY;
  let slipping = false;

  const levels = (): SpeechLevelling => {
    if (levelling !== undefined) return levelling;
    levelling = createSpeechLevelling();
    const scratch = openDecoder();
    for (const { packet } of queue.slice(taken, taken + LEARNED_FRAMES)) {
      const samples = decode(scratch, packet);
      if (samples !== undefined) levelling.learn(toSound(samples, room));
    }
    return levelling;
  };

  /** Frames lost between the last one and `next`; undefined when the two have no connection. */
  const lostBefore = (next: DueFrame): number | undefined => {
    if (last === undefined || last.endOfTalkspurt || last.run !== next.run) return undefined;
    const lost = ((next.sequence - last.sequence) | 0) - 1;
    const late = next.at - end - lost * FRAME_SAMPLES;
    return lost < 0 || lost > MAX_CONCEALED_FRAMES || late > PAUSE_SAMPLES ? undefined : lost;
  };
  const isFollowed = (frame: DueFrame): boolean => {
    const next = queue[taken];
    if (next === undefined || frame.endOfTalkspurt || next.run !== frame.run) return false;
    const lost = ((next.sequence - frame.sequence) | 0) - 1;
    return lost <= MAX_CONCEALED_FRAMES && next.at - frame.at < (lost + 1) * FRAME_SAMPLES + PAUSE_SAMPLES;
  };

  const put = (made: Float32Array, at: number): void => {
    sound = made;
    soundAt = at;
    end = at + made.length;
  };

  /** By how many samples a frame is made longer or shorter, so that the next ones come when they are due. */
  const slip = (early: number): number => {
    if (Math.abs(early) > DRIFTED_SAMPLES) slipping = true;
    else if (Math.abs(early) < TOGETHER_SAMPLES) slipping = false;
    return slipping ? early : 0;
  };

  /** What the decoder makes up for a frame that is not there. */
  const makeUp = (packet: Uint8Array): Int16Array | undefined =>
    decoder && decode(decoder, Uint8Array.of((packet[0] ?? 0) & TOC_WITHOUT_COUNT));

  const conceal = (before: DueFrame, next: DueFrame): void => {
    const made = makeUp(next.packet);
    const samples = toSound(made ?? new Int16Array(FRAME_SAMPLES), room).subarray(0, FRAME_SAMPLES);
    levels().process(samples, false);
    last = { ...before, sequence: (before.sequence + 1) | 0 };
    put(samples, end);
  };

  const play = (frame: DueFrame, at: number, joined: boolean): void => {
    const level = levels();
    taken += 1;
    if (decoder === undefined || (last !== undefined && last.run !== frame.run) || at - end > IDLE_SAMPLES)
      decoder = openDecoder();
    const decoded = decode(decoder, frame.packet) ?? makeUp(frame.packet);
    last = frame;
    if (decoded === undefined) return;
    const samples = toSound(decoded, room);
    level.process(samples, !joined && at - end > BREATH_SAMPLES);
    if (!joined) fadeIn(samples);
    if (!isFollowed(frame)) fadeOut(samples);
    put(joined ? slipSamples(samples, slip(frame.at - at)) : samples, at);
  };

  /** Makes the next sound ready, if any begins before `until`; `from`: the first sample that can still be filled. */
  const advance = (from: number, until: number): boolean => {
    const next = queue[taken];
    if (next === undefined) return false;
    const lost = end < from ? undefined : lostBefore(next);
    const at = lost === undefined ? Math.max(next.at, from) : end;
    if (at >= until) return false;
    if (at - next.at > TOO_LATE_SAMPLES) {
      taken += 1;
      last = last && { ...last, sequence: next.sequence };
    } else if (lost !== undefined && lost > 0 && last !== undefined) conceal(last, next);
    else play(next, at, lost !== undefined);
    if (taken >= 256) {
      queue = queue.slice(taken);
      taken = 0;
    }
    return true;
  };

  return {
    push: (frame) => queue.push(frame),
    addTo: (target, at) => {
      const until = at + target.length;
      let filled = 0;
      let from = at;
      while (from < until) {
        if (sound === undefined) {
          if (!advance(from, until)) break;
          continue;
        }
        if (soundAt >= until) break;
        // A block that was passed over leaves sound behind that nobody can hear any more.
        const skipped = Math.max(0, at - soundAt);
        const offset = soundAt + skipped - at;
        const count = Math.max(0, Math.min(sound.length - skipped, target.length - offset));
        addUp(target, offset, sound, skipped, count);
        filled += count;
        from = offset + count + at;
        const left = sound.subarray(skipped + count);
        sound = left.length > 0 ? left : undefined;
        soundAt += skipped + count;
      }
      if (decoder !== undefined && at - end > IDLE_SAMPLES) decoder = undefined;
      return filled;
    },
    clear: () => {
      queue = [];
      taken = 0;
      sound = undefined;
      end = Number.NEGATIVE_INFINITY;
      last = undefined;
    },
  };
};
