/** Two notes, a fifth apart: pleasant, and easy to find in any speaker. */
const NOTES = [
  { hertz: 523.25, at: 0 },
  { hertz: 783.99, at: 0.22 },
] as const;
const SECONDS = 1.1;
const LOUDNESS = 0.25;

interface WithSink {
  setSinkId(id: string): Promise<void>;
}

const hasSink = (context: AudioContext): context is AudioContext & WithSink => 'setSinkId' in context;

/** Plays the test sound through a speaker ('' is the system's own) and resolves when it is over. */
export const playTestSound = async (speakerId: string): Promise<void> => {
  const context = new AudioContext();
  try {
    if (speakerId !== '' && hasSink(context)) await context.setSinkId(speakerId).catch(() => {});
    await context.resume();
    const start = context.currentTime + 0.05;
    for (const { hertz, at } of NOTES) {
      const note = new OscillatorNode(context, { type: 'sine', frequency: hertz });
      const loudness = new GainNode(context, { gain: 0 });
      loudness.gain.setTargetAtTime(LOUDNESS, start + at, 0.01);
      loudness.gain.setTargetAtTime(0, start + at + 0.12, 0.18);
      note.connect(loudness).connect(context.destination);
      note.start(start + at);
      note.stop(start + SECONDS);
    }
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000 + 100));
  } finally {
    void context.close();
  }
};
