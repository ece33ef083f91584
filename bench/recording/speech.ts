import { Encoder } from '@evan/opus';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../src/audio/audio-frame.ts';

/** Something that a codec takes for a voice: syllables of a gliding pitch with its harmonics, and hisses between them. */
const speechFrame = (frame: number, pitchHz: number, state: { phase: number }): Int16Array => {
  const samples = new Int16Array(FRAME_SAMPLES);
  for (let at = 0; at < FRAME_SAMPLES; at += 1) {
    const seconds = (frame * FRAME_SAMPLES + at) / SAMPLE_RATE_HZ;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 3.5 * seconds)) ** 0.5;
    const hiss = Math.max(0, -Math.sin(2 * Math.PI * 3.5 * seconds)) * (Math.random() - 0.5);
    state.phase += (pitchHz * (1 + 0.15 * Math.sin(2 * Math.PI * 0.7 * seconds))) / SAMPLE_RATE_HZ;
    let voice = 0;
    for (let harmonic = 1; harmonic <= 12; harmonic += 1)
      voice += Math.sin(2 * Math.PI * harmonic * state.phase) / (1 + Math.abs(harmonic - 4));
    samples[at] = Math.round(5_000 * (voice * syllable * 0.5 + hiss * 0.2));
  }
  return samples;
};

/** `seconds` of a voice as a browser sends it: Opus packets of 20 ms. */
export const speechPackets = (seconds: number, pitchHz: number): Uint8Array[] => {
  const encoder = new Encoder({ channels: 1, sample_rate: SAMPLE_RATE_HZ, application: 'voip' });
  encoder.bitrate = 32_000;
  const state = { phase: 0 };
  return Array.from({ length: seconds * 50 }, (_, frame) =>
    Uint8Array.from(encoder.encode(speechFrame(frame, pitchHz, state))),
  );
};
