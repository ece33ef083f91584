/** From the capture worklet to the worker: 20 ms of the microphone, 48 kHz, mono. */
export interface CapturedFrame {
  readonly samples: Float32Array;
  /** Of the first sample, on the clock of the audio device. */
  readonly captureMs: number;
}
