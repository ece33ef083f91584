import type { SoundFrame } from '../../../audio/sample-queue.ts';

/** From the capture worklet to the worker: 20 ms of the microphone, 48 kHz, mono. */
export interface CapturedFrame {
  readonly samples: Float32Array;
  /** Of the first sample, on the clock of the audio device. */
  readonly captureMs: number;
}

/** From the worker to the playback worklet. */
export interface SpeakerFrame extends SoundFrame {
  /** Participant number. */
  readonly number: number;
  /** First frame of a new connection of this speaker: nothing learned of the earlier one holds. */
  readonly anew: boolean;
}

/** From the page to either worklet: the port that leads to the worker. */
export interface PortMessage {
  readonly port: MessagePort;
}

export const CAPTURE_PROCESSOR = 'webmeeting-capture';
export const PLAYBACK_PROCESSOR = 'webmeeting-playback';
