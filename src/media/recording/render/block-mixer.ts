import { FRAME_SAMPLES, parseAudioFrame, SAMPLE_RATE_HZ } from '../../../audio/audio-frame.ts';
import { createSoftLimiter } from '../../../audio/soft-limiter.ts';
import { createFramePlacer, type FramePlacer, LOOK_AHEAD_MS } from './frame-placer.ts';
import { BLOCK_MS, type Stretch } from './recorded-time.ts';
import type { SpeakerLane, SpeakerLanes } from './speaker-lanes.ts';
import { createSpeakerVoice, type SpeakerVoice } from './speaker-voice.ts';

const SAMPLES_PER_MS = SAMPLE_RATE_HZ / 1_000;
/** How much later than it was said a frame may have come and still be heard where it belongs. */
const REACH_MS = 8_000;
/** Mixed so much at a time. */
const STEP_MS = 200;
/** What the limiter turns down at a time. */
const LIMITED_SAMPLES = 120;
/** Below this the limiter has nothing to do … */
const QUIET_PEAK = 0.9;
/** … once it is at rest again: 200 ms. */
const REST_BLOCKS = 10;
/** A stretch that ends amid a word fades within so many samples. */
const FADE_SAMPLES = 240;

/** 20 ms of a recording. */
export interface SoundBlock {
  /** Undefined: nobody speaks. Valid until the next block. */
  readonly mix: Float32Array | undefined;
  /** The loudest sample of the mix, 0 to 1. */
  readonly peak: number;
  /** Sound of each of those who speak, as it went into the mix. Empty unless asked for. */
  readonly lanes: ReadonlyMap<SpeakerLane, Float32Array>;
}

/** Puts everybody's frames where they belong and makes blocks of them, in memory that does not grow with time. */
export interface BlockMixer {
  /** A stretch begins: blocks of silence up to it. */
  begin(stretch: Stretch): Promise<void>;
  /** A frame as it stands in the log. */
  take(bytes: Uint8Array, atMs: number): void;
  /** Mixes what no later frame can change any more. */
  advance(logMs: number): Promise<void>;
  /** Mixes everything up to this moment of the server's clock, and forgets the rest. */
  finish(untilMs: number): Promise<void>;
}

interface BlockMixerDeps {
  readonly lanes: SpeakerLanes;
  readonly onBlock: (block: SoundBlock) => void;
  readonly perSpeaker: boolean;
  /** Awaited after each block: others have their turn. */
  readonly breathe: () => Promise<void>;
}

interface Speaker {
  readonly lane: SpeakerLane;
  readonly placer: FramePlacer;
  readonly voice: SpeakerVoice;
}

const NO_LANES: ReadonlyMap<SpeakerLane, Float32Array> = new Map();

const peakOf = (samples: Float32Array): number => {
  let peak = 0;
  for (let at = 0; at < samples.length; at += 1) {
    const sample = samples[at] ?? 0;
    if (sample > peak) peak = sample;
    else if (-sample > peak) peak = -sample;
  }
  return peak;
};

export const createBlockMixer = ({ lanes, onBlock, perSpeaker, breathe }: BlockMixerDeps): BlockMixer => {
  const speakers = new Map<number, Speaker>();
  const limiter = createSoftLimiter();
  const mix = new Float32Array(FRAME_SAMPLES);
  let stretch: Stretch = { fromMs: 0, positionMs: 0 };
  let blocks = 0;
  /** Blocks since one was loud. */
  let quietBlocks = 0;

  const speakerOf = (number: number): Speaker => {
    const lane = lanes.laneOf(number);
    const known = speakers.get(number);
    // A number that is somebody else's from here on begins anew.
    if (known?.lane === lane) return known;
    const speaker = { lane, placer: createFramePlacer(), voice: createSpeakerVoice() };
    speakers.set(number, speaker);
    return speaker;
  };

  const place = (untilMs: number): void => {
    for (const { placer, voice } of speakers.values()) {
      for (const { placeMs, ...frame } of placer.place(untilMs)) {
        const intoMs = placeMs - stretch.fromMs;
        // Said before the stretch began: in a pause, which is nobody's to hear.
        if (intoMs < -BLOCK_MS) continue;
        const at = Math.round((stretch.positionMs + Math.max(0, intoMs)) * SAMPLES_PER_MS);
        voice.push({ ...frame, at });
      }
    }
  };

  const addSpeakers = (alone: Map<SpeakerLane, Float32Array>): boolean => {
    const at = blocks * FRAME_SAMPLES;
    let somebody = false;
    for (const { lane, voice } of speakers.values()) {
      const target = perSpeaker ? (alone.get(lane) ?? new Float32Array(FRAME_SAMPLES)) : mix;
      if (voice.addTo(target, at) === 0) continue;
      somebody = true;
      lane.spans.add(blocks * BLOCK_MS, (blocks + 1) * BLOCK_MS);
      if (perSpeaker) alone.set(lane, target);
    }
    for (const sound of alone.values())
      for (let index = 0; index < FRAME_SAMPLES; index += 1) mix[index] = (mix[index] ?? 0) + (sound[index] ?? 0);
    return somebody;
  };

  const fade = (sound: Float32Array): void => {
    for (let back = 0; back < FADE_SAMPLES; back += 1) {
      const at = FRAME_SAMPLES - 1 - back;
      sound[at] = ((sound[at] ?? 0) * back) / FADE_SAMPLES;
    }
  };

  /** Keeps the mix below full scale; answers its peak. */
  const limit = (): number => {
    const peak = peakOf(mix);
    quietBlocks = peak > QUIET_PEAK ? 0 : quietBlocks + 1;
    if (quietBlocks > REST_BLOCKS) return peak;
    for (let from = 0; from < FRAME_SAMPLES; from += LIMITED_SAMPLES)
      limiter.process(mix.subarray(from, from + LIMITED_SAMPLES));
    return peakOf(mix);
  };

  const makeBlock = (last: boolean): void => {
    mix.fill(0);
    const alone = perSpeaker ? new Map<SpeakerLane, Float32Array>() : undefined;
    const somebody = addSpeakers(alone ?? new Map());
    blocks += 1;
    if (!somebody) {
      onBlock({ mix: undefined, peak: 0, lanes: NO_LANES });
      return;
    }
    if (last) for (const sound of [mix, ...(alone?.values() ?? [])]) fade(sound);
    onBlock({ mix, peak: limit(), lanes: alone ?? NO_LANES });
  };

  const mixUntil = async (serverMs: number, ends = false): Promise<void> => {
    const target = Math.floor((stretch.positionMs + serverMs - stretch.fromMs + 0.5) / BLOCK_MS);
    while (blocks < target) {
      makeBlock(ends && blocks === target - 1);
      await breathe();
    }
  };

  return {
    begin: async (next) => {
      stretch = next;
      const target = Math.round(next.positionMs / BLOCK_MS);
      for (; blocks < target; blocks += 1) {
        onBlock({ mix: undefined, peak: 0, lanes: NO_LANES });
        await breathe();
      }
    },
    take: (bytes, atMs) => {
      const header = parseAudioFrame(bytes);
      if (header !== undefined) speakerOf(header.participant).placer.take(header, bytes, atMs);
    },
    advance: async (logMs) => {
      const untilMs = logMs - LOOK_AHEAD_MS - REACH_MS;
      const mixedMs = stretch.fromMs + blocks * BLOCK_MS - stretch.positionMs;
      if (untilMs - mixedMs < STEP_MS) return;
      place(logMs - LOOK_AHEAD_MS);
      await mixUntil(untilMs);
    },
    finish: async (untilMs) => {
      place(Number.POSITIVE_INFINITY);
      await mixUntil(untilMs, true);
      speakers.clear();
    },
  };
};
