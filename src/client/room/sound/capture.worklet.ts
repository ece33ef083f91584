import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../../audio/audio-frame.ts';
import { createResampler } from '../../../audio/resampler.ts';
import type { CapturedFrame } from './captured-frame.ts';
import { CAPTURE_PROCESSOR, type PortMessage } from './frame-messages.ts';

/** Cuts the microphone's sound into frames of 20 ms and hands them to the worker, past the page's main thread. */
class CaptureProcessor extends AudioWorkletProcessor implements AudioWorkletProcessorImpl {
  private readonly resample = sampleRate === SAMPLE_RATE_HZ ? undefined : createResampler(sampleRate, SAMPLE_RATE_HZ);
  private frame = new Float32Array(FRAME_SAMPLES);
  private filled = 0;
  private captureMs = 0;
  private target: MessagePort | undefined;
  private closed = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<PortMessage | 'close'>) => {
      if (data === 'close') this.closed = true;
      else this.target = data.port;
    };
  }

  process(inputs: Float32Array[][]): boolean {
    const block = inputs[0]?.[0];
    // Without an input the source is gone: what follows later is no continuation.
    if (block) this.take(this.resample ? this.resample.process(block) : block);
    else this.filled = 0;
    return !this.closed;
  }

  private take(block: Float32Array): void {
    let taken = 0;
    while (taken < block.length) {
      if (this.filled === 0) this.captureMs = currentTime * 1000 + (taken * 1000) / SAMPLE_RATE_HZ;
      const part = block.subarray(taken, taken + FRAME_SAMPLES - this.filled);
      this.frame.set(part, this.filled);
      this.filled += part.length;
      taken += part.length;
      if (this.filled === FRAME_SAMPLES) this.send();
    }
  }

  private send(): void {
    const message: CapturedFrame = { samples: this.frame, captureMs: this.captureMs };
    this.target?.postMessage(message, [this.frame.buffer]);
    this.frame = new Float32Array(FRAME_SAMPLES);
    this.filled = 0;
  }
}

registerProcessor(CAPTURE_PROCESSOR, CaptureProcessor);
