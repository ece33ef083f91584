/**
 * `connecting` until the first welcome; `reconnecting` while a lost connection is being brought back (by itself);
 * `failed`: given up for now, `retry()` tries again; `refused`: the server said no, `detail` is its ErrorCode, or
 * `disconnected` when it closed the connection itself (after `session.ended`, or the same person is in from elsewhere).
 */
export type RoomLinkState = 'connecting' | 'connected' | 'reconnecting' | 'failed' | 'refused';

/** What went wrong with sound while the room itself goes on. */
export type SoundProblem =
  /** The encoder of this browser failed: the others do not hear us. */
  | 'encoder'
  /** The decoder failed for a speaker. */
  | 'decoder'
  /** The microphone's track ended (unplugged, or taken by another program). */
  | 'microphone-ended'
  /** The sound graph could not be built. */
  | 'sound-graph';
