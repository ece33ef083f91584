import type { PortMessage } from '../sound/frame-messages.ts';
import { SCREEN_SOUND_PROCESSOR, type ScreenSound } from './screen-sound-messages.ts';
import { createSoundLine } from './sound-line.ts';

/** Plays the sound of the shared screen as it comes from the worker. */
class ScreenSoundProcessor extends AudioWorkletProcessor implements AudioWorkletProcessorImpl {
  private readonly line = createSoundLine();
  private closed = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<PortMessage | 'close'>) => {
      if (data === 'close') this.closed = true;
      else data.port.onmessage = ({ data: sound }: MessageEvent<ScreenSound>) => this.line.push(sound.channels);
    };
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    this.line.pull(outputs[0] ?? []);
    return !this.closed;
  }
}

registerProcessor(SCREEN_SOUND_PROCESSOR, ScreenSoundProcessor);
