/** What the relay of screens did since the start, for the metrics and for tests. */
export interface ScreenCounters {
  /** Chunks that presenters sent and that were sent on. */
  chunksRelayed: number;
  /** Chunks that went to a viewer, counted for each viewer. */
  chunksDelivered: number;
  /** Chunks that a viewer did without because it was behind. */
  chunksSkipped: number;
  /** Refused: no chunk at all, or of somebody who does not present now. */
  chunksRefused: number;
  /** Key pictures asked of presenters. */
  keysAsked: number;
  /** Connections closed because too much waited for them, or because of what they sent. */
  connectionsClosed: number;
}

export const createScreenCounters = (): ScreenCounters => ({
  chunksRelayed: 0,
  chunksDelivered: 0,
  chunksSkipped: 0,
  chunksRefused: 0,
  keysAsked: 0,
  connectionsClosed: 0,
});
