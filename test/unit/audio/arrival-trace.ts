import { readFileSync } from 'node:fs';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../../src/audio/audio-frame.ts';
import { createJitterBuffer } from '../../../src/audio/jitter-buffer.ts';

export interface ArrivalTrace {
  /** Sequence, sent and arrived in ms: one speaker without a pause, over TCP through a lossy network. */
  readonly rows: readonly (readonly [number, number, number])[];
}

export const readTrace = (name: string): ArrivalTrace =>
  JSON.parse(readFileSync(new URL(`../../data/arrival-traces/${name}.json`, import.meta.url), 'utf8')) as ArrivalTrace;

/** A sound like a vowel: pulses at a pitch that glides between 100 and 180 Hz, through a resonance. */
export const voice = (samples: number): Float32Array => {
  const sound = new Float32Array(samples);
  let phase = 0;
  let first = 0;
  let second = 0;
  for (let at = 0; at < samples; at += 1) {
    phase += (140 + 40 * Math.sin((2 * Math.PI * at) / SAMPLE_RATE_HZ / 1.7)) / SAMPLE_RATE_HZ;
    const pulse = phase >= 1 ? 1 : 0;
    phase %= 1;
    const next = pulse + 1.94 * first - 0.952 * second;
    second = first;
    first = next;
    sound[at] = next * 0.03;
  }
  return sound;
};

/** So long nothing is known of the network: what is lost then is told apart. */
export const LEARNING_MS = 1_000;

export interface TraceResult {
  /** Of what is played after the first second. */
  readonly concealedShare: number;
  /** In the first second. */
  readonly concealedWhileLearningMs: number;
  /** Mean over the trace, of the sound being heard, over the fastest frame of the whole trace. */
  readonly meanDelayMs: number;
  readonly maxDelayMs: number;
  readonly heard: Float32Array;
}

/** Plays `trace` in virtual time, in the 128-sample blocks of a browser. */
export const playTrace = (trace: ArrivalTrace): TraceResult => {
  const buffer = createJitterBuffer();
  const sound = voice(trace.rows.length * FRAME_SAMPLES);
  const arrivals = [...trace.rows].sort((a, b) => a[2] - b[2]);
  const base = Math.min(...trace.rows.map(([, sentMs, arrivedMs]) => arrivedMs - sentMs));
  const endMs = arrivals.at(-1)![2];
  const heard = new Float32Array(Math.ceil((endMs * SAMPLE_RATE_HZ) / 1000 / 128) * 128 + 128);
  let next = 0;
  let delaySum = 0;
  let delays = 0;
  let maxDelayMs = 0;
  let learned = { concealedMs: 0, playedMs: 0 };
  for (let at = 0; at + 128 <= heard.length; at += 128) {
    for (let row = arrivals[next]; row && row[2] <= (at * 1000) / SAMPLE_RATE_HZ; row = arrivals[next]) {
      const [sequence, captureMs] = row;
      const samples = sound.slice(sequence * FRAME_SAMPLES, (sequence + 1) * FRAME_SAMPLES);
      buffer.push({ samples, captureMs, endOfTalkspurt: false, concealed: false });
      next += 1;
    }
    const isSound = buffer.pull(heard.subarray(at, at + 128));
    const told = buffer.statistics();
    if (at < LEARNING_MS * 48) learned = told;
    if (!isSound) continue;
    const delay = told.transitMs - base;
    delaySum += delay;
    delays += 1;
    maxDelayMs = Math.max(maxDelayMs, delay);
  }
  const { concealedMs, playedMs } = buffer.statistics();
  return {
    concealedShare: (concealedMs - learned.concealedMs) / (playedMs - learned.playedMs),
    concealedWhileLearningMs: learned.concealedMs,
    meanDelayMs: delaySum / delays,
    maxDelayMs,
    heard,
  };
};
