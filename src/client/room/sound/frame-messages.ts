import type { SoundFrame } from '../../../audio/sample-queue.ts';

/** From the worker to the playback worklet. */
export interface SpeakerFrame extends SoundFrame {
  /** Participant number. */
  readonly number: number;
  /** First frame of a new connection of this speaker: nothing learned of the earlier one holds. */
  readonly anew: boolean;
  /** Nobody else hears it. */
  readonly direct: boolean;
}

/** From the page to either worklet: the port that leads to the worker. */
export interface PortMessage {
  readonly port: MessagePort;
}

/** From the page to the playback worklet: how loud one speaker is to be heard, 1 as they come. */
export interface VolumeMessage {
  readonly number: number;
  readonly volume: number;
}

export const CAPTURE_PROCESSOR = 'webmeeting-capture';
export const PLAYBACK_PROCESSOR = 'webmeeting-playback';
