/** Up for good news, down for bad, one note for a message. */
const CUES = {
  admitted: [523.25, 659.26, 783.99],
  declined: [523.25, 392],
  message: [659.26],
} as const;
const NOTE_SECONDS = 0.14;
const LOUDNESS = 0.15;

/** A short sound for whoever waits and looks elsewhere. Without a right to make one, the page is silent. */
export const playDoorCue = async (news: keyof typeof CUES): Promise<void> => {
  const context = new AudioContext();
  try {
    // A page that nobody has touched may not make a sound, and never answers.
    if (context.state !== 'running')
      await Promise.race([context.resume(), new Promise((done) => setTimeout(done, 200))]);
    if (context.state !== 'running') return;
    const start = context.currentTime + 0.02;
    for (const [index, frequency] of CUES[news].entries()) {
      const at = start + index * NOTE_SECONDS;
      const note = new OscillatorNode(context, { frequency });
      const loudness = new GainNode(context, { gain: 0 });
      loudness.gain.setTargetAtTime(LOUDNESS, at, 0.01);
      loudness.gain.setTargetAtTime(0, at + NOTE_SECONDS, 0.08);
      note.connect(loudness).connect(context.destination);
      note.start(at);
      note.stop(at + 0.6);
    }
    await new Promise((done) => setTimeout(done, CUES[news].length * NOTE_SECONDS * 1_000 + 600));
  } finally {
    await context.close();
  }
};
