import type { PortMessage } from '../sound/frame-messages.ts';
import workletUrl from './screen-sound.worklet.ts?worker&url';
import { SCREEN_SOUND_PROCESSOR } from './screen-sound-messages.ts';

/** The loudspeaker for the screen's sound. */
export interface ScreenPlayback {
  setOutputDevice(deviceId: string): void;
  close(): void;
}

interface ChoosableOutput {
  setSinkId?(deviceId: string): Promise<void>;
}

/** `onPort` gets the end of a channel that takes `ScreenSound`s, once sound can be played. */
export const openScreenPlayback = (onPort: (port: MessagePort) => void): ScreenPlayback => {
  const context: AudioContext & ChoosableOutput = new AudioContext({ sampleRate: 48_000, latencyHint: 'interactive' });
  // Where the browser wants a click first, the next one will do.
  const resume = (): void => void context.resume().catch(() => undefined);
  document.addEventListener('pointerdown', resume);
  document.addEventListener('keydown', resume);
  resume();
  const build = async (): Promise<void> => {
    await context.audioWorklet.addModule(workletUrl);
    if (context.state === 'closed') return;
    const node = new AudioWorkletNode(context, SCREEN_SOUND_PROCESSOR, { numberOfInputs: 0, outputChannelCount: [2] });
    const { port1, port2 } = new MessageChannel();
    const message: PortMessage = { port: port1 };
    node.port.postMessage(message, [port1]);
    node.connect(context.destination);
    onPort(port2);
  };
  // Without a worklet the pictures are still there.
  build().catch(() => undefined);
  return {
    setOutputDevice: (deviceId) => void context.setSinkId?.(deviceId).catch(() => undefined),
    close() {
      document.removeEventListener('pointerdown', resume);
      document.removeEventListener('keydown', resume);
      context.close().catch(() => undefined);
    },
  };
};
