/** Two and a half seconds of frames: what has not come back by then does not. */
const KEPT = 128;

/** When each of the last frames was whole, by sequence, to tell how long it was away. The capture time in a header cannot: its clock is only even. */
export interface SentTimes {
  note(sequence: number, atMs: number): void;
  /** Since when the frame has been away; undefined of one that was not noted, or has come back already. */
  take(sequence: number): number | undefined;
}

export const createSentTimes = (): SentTimes => {
  const times = new Map<number, number>();
  return {
    note(sequence, atMs) {
      times.set(sequence, atMs);
      const [oldest] = times.keys();
      if (times.size > KEPT && oldest !== undefined) times.delete(oldest);
    },
    take(sequence) {
      const atMs = times.get(sequence);
      times.delete(sequence);
      return atMs;
    },
  };
};
