/** Decibels that are shown as silence. */
const SILENCE_DB = -60;
const INTERVAL_MS = 66;

/** 0 for silence to 1 for full scale, on a scale of decibels: what is heard as half as loud looks half as long. */
export const levelOf = (samples: Float32Array): number => {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 20 * Math.log10(Math.sqrt(sum / Math.max(1, samples.length)) + 1e-9);
  return Math.max(0, Math.min(1, 1 - decibels / SILENCE_DB));
};

/** Measures a microphone's level, about 15 times a second, until it is stopped. Before the room: there the sound link does it. */
export const measureLevel = (stream: MediaStream, onLevel: (level: number) => void): (() => void) => {
  const context = new AudioContext({ latencyHint: 'interactive' });
  const analyser = new AnalyserNode(context, { fftSize: 2_048, smoothingTimeConstant: 0 });
  const source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let shown = 0;
  const timer = window.setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const level = context.state === 'running' ? levelOf(samples) : 0;
    // Up at once, down slowly: a bar that can be read.
    shown = Math.max(level, shown - 0.06);
    onLevel(shown);
  }, INTERVAL_MS);
  // Where a page may not open sound by itself, the first touch of it will do.
  const wake = (): void => void context.resume();
  document.addEventListener('pointerdown', wake);
  document.addEventListener('keydown', wake);
  return () => {
    window.clearInterval(timer);
    document.removeEventListener('pointerdown', wake);
    document.removeEventListener('keydown', wake);
    source.disconnect();
    void context.close();
  };
};
