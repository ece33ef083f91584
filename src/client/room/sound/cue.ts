import type { Cue } from './cue-batch.ts';

interface Note {
  readonly hertz: number;
  /** Seconds after the start. */
  readonly at: number;
}

/** Up for coming, down for going, twice the same for a knock: told apart without looking. */
const NOTES: Readonly<Record<Cue, readonly Note[]>> = {
  joined: [
    { hertz: 523.25, at: 0 },
    { hertz: 659.25, at: 0.09 },
  ],
  left: [
    { hertz: 523.25, at: 0 },
    { hertz: 392, at: 0.09 },
  ],
  knock: [
    { hertz: 587.33, at: 0 },
    { hertz: 587.33, at: 0.16 },
  ],
};
/** Well below a voice: it may not cover a word. */
const LOUDNESS = 0.06;
const NOTE_S = 0.35;

/** Plays a cue now; nothing is left behind. */
export const playCue = (context: AudioContext, cue: Cue): void => {
  const start = context.currentTime + 0.01;
  for (const { hertz, at } of NOTES[cue]) {
    const note = new OscillatorNode(context, { type: 'sine', frequency: hertz });
    const loudness = new GainNode(context, { gain: 0 });
    loudness.gain.setTargetAtTime(LOUDNESS, start + at, 0.008);
    loudness.gain.setTargetAtTime(0, start + at + 0.06, 0.06);
    note.connect(loudness).connect(context.destination);
    note.start(start + at);
    note.stop(start + at + NOTE_S);
  }
};
