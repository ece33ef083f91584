/** What the relay did since the start, for the metrics and for tests. Plain numbers: they are raised on the hot path. */
export interface MediaCounters {
  /** Frames that speakers sent and that were sent on. */
  framesRelayed: number;
  /** Frames that went to a listener, counted for each listener. */
  framesDelivered: number;
  /** Frames that a lagging listener lost. */
  framesLost: number;
  /** Frames of speakers outside the loudest. */
  framesNotChosen: number;
  /** Frames for one listener alone, echoes among them. */
  framesDirect: number;
  /** Frames for one listener who is not there. */
  framesNobody: number;
  /** Refused: no audio frame at all. */
  framesBad: number;
  /** Refused: the sender is muted or may not speak. */
  framesMuted: number;
  /** Refused: more frames than a microphone makes. */
  framesFlood: number;
}

export const createMediaCounters = (): MediaCounters => ({
  framesRelayed: 0,
  framesDelivered: 0,
  framesLost: 0,
  framesNotChosen: 0,
  framesDirect: 0,
  framesNobody: 0,
  framesBad: 0,
  framesMuted: 0,
  framesFlood: 0,
});
