import type { JitterBufferStatistics } from '../../../audio/jitter-buffer.ts';

export interface FrameCounts {
  readonly framesSent: number;
  /** Own frames thrown away because the connection was down or had a backlog. */
  readonly framesDropped: number;
  readonly framesReceived: number;
  /** Over the room's connection and back, the latest measured; undefined before the first. */
  readonly roundTripMs: number | undefined;
}

/** What the playback worklet tells of one speaker. */
export interface SpeakerReport extends JitterBufferStatistics {
  /** Participant number. */
  readonly number: number;
}

export interface SoundStatistics extends FrameCounts {
  /** What the jitter buffers say, at most half a second old. */
  readonly speakers: readonly SpeakerReport[];
}
