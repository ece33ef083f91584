import { SAMPLE_RATE_HZ } from '../../../audio/audio-frame.ts';
import captureUrl from './capture.worklet.ts?worker&url';
import { playCue } from './cue.ts';
import type { Cue } from './cue-batch.ts';
import { CAPTURE_PROCESSOR, PLAYBACK_PROCESSOR, type PortMessage, type VolumeMessage } from './frame-messages.ts';
import { keepRunning } from './keep-running.ts';
import playbackUrl from './playback.worklet.ts?worker&url';
import { createSpeaking } from './say-file.ts';
import type { SpeakerReport } from './sound-statistics.ts';

/** How long a browser may take to start the sound before it counts as kept back. */
const START_PATIENCE_MS = 700;

/** What TypeScript's library does not know yet, and not every browser does. */
interface ChoosableOutput {
  setSinkId?(deviceId: string): Promise<void>;
}

/** The browser's sound: microphone to port, port to loudspeaker. */
export interface SoundGraph {
  /** The port gives `CapturedFrame`s of `stream`, until the next call or `stopCapture`. */
  capture(stream: MediaStream): Promise<MessagePort>;
  stopCapture(): void;
  setOutputDevice(deviceId: string): Promise<boolean>;
  setVolume(message: VolumeMessage): void;
  cue(cue: Cue): void;
  /** Plays one of our files, as soon as sound can be heard. */
  say(url: string): void;
  unblock(): Promise<void>;
  close(): void;
}

interface SoundGraphDeps {
  /** Takes `SpeakerFrame`s. */
  readonly onPlaybackPort: (port: MessagePort) => void;
  /** Whether sound can be heard now. */
  readonly onRunning: (running: boolean) => void;
  readonly onReports: (reports: readonly SpeakerReport[]) => void;
}

interface Capture {
  readonly source: AudioNode;
  readonly node: AudioWorkletNode;
  readonly context: AudioContext;
}

/** Gives `node` one end of a channel and returns the other. */
const connectPort = (node: AudioWorkletNode): MessagePort => {
  const { port1, port2 } = new MessageChannel();
  const message: PortMessage = { port: port1 };
  node.port.postMessage(message, [port1]);
  return port2;
};

export const createSoundGraph = async ({
  onPlaybackPort,
  onRunning,
  onReports,
}: SoundGraphDeps): Promise<SoundGraph> => {
  const context = new AudioContext({ sampleRate: SAMPLE_RATE_HZ, latencyHint: 'interactive' });
  let capture: Capture | undefined;
  const speaking = createSpeaking(context);
  const tellState = (): void => {
    onRunning(context.state === 'running');
    speaking.onRunning();
  };
  context.addEventListener('statechange', tellState);
  setTimeout(tellState, START_PATIENCE_MS);
  // Waiting for it would be for ever where the browser wants a click first.
  context.resume().catch(() => undefined);
  await Promise.all([context.audioWorklet.addModule(captureUrl), context.audioWorklet.addModule(playbackUrl)]);
  const playback = new AudioWorkletNode(context, PLAYBACK_PROCESSOR, { numberOfInputs: 0, outputChannelCount: [2] });
  playback.port.onmessage = ({ data }: MessageEvent<readonly SpeakerReport[]>) => onReports(data);
  playback.connect(context.destination);
  onPlaybackPort(connectPort(playback));

  // A phone that rang or was locked leaves the sound interrupted.
  const stopKeeping = keepRunning(context);

  const stopCapture = (): void => {
    capture?.source.disconnect();
    capture?.node.port.postMessage('close');
    if (capture && capture.context !== context) capture.context.close().catch(() => undefined);
    capture = undefined;
  };

  /** Some browsers refuse a microphone that does not run at the rate of the context: it gets one of its own, and is resampled. */
  const openSource = async (stream: MediaStream): Promise<{ source: AudioNode; own: AudioContext }> => {
    try {
      return { source: context.createMediaStreamSource(stream), own: context };
    } catch {
      const own = new AudioContext({ latencyHint: 'interactive' });
      await own.audioWorklet.addModule(captureUrl);
      return { source: own.createMediaStreamSource(stream), own };
    }
  };

  return {
    capture: async (stream) => {
      const { source, own } = await openSource(stream);
      stopCapture();
      const node = new AudioWorkletNode(own, CAPTURE_PROCESSOR, {
        numberOfOutputs: 0,
        channelCount: 1,
        channelCountMode: 'explicit',
      });
      const port = connectPort(node);
      source.connect(node);
      capture = { source, node, context: own };
      return port;
    },
    stopCapture,
    setOutputDevice: async (deviceId) => {
      const output = context as AudioContext & ChoosableOutput;
      if (!output.setSinkId) return deviceId === '';
      return output.setSinkId(deviceId).then(
        () => true,
        () => false,
      );
    },
    setVolume: (message) => playback.port.postMessage(message),
    cue: (cue) => {
      if (context.state === 'running') playCue(context, cue);
    },
    say: speaking.say,
    unblock: () => context.resume(),
    close: () => {
      stopKeeping();
      stopCapture();
      playback.port.postMessage('close');
      context.close().catch(() => undefined);
    },
  };
};
