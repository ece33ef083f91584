/** Who speaks at the moment, so that their frames can leave in one message. Holds no timer. */
export interface DueTogether {
  /** A frame of `speaker` is going out. */
  hear(speaker: number, endOfTalkspurt: boolean, nowMs: number): void;
  /** Of how many speakers a frame is due within these 20 ms. */
  count(nowMs: number): number;
  forget(speaker: number): void;
}

/** Without a frame for so long a speaker's next one is not waited for: three frames. */
export const SPEAKS_STILL_MS = 60;

export const createDueTogether = (): DueTogether => {
  const lastMs = new Map<number, number>();
  return {
    hear(speaker, endOfTalkspurt, nowMs) {
      if (endOfTalkspurt) lastMs.delete(speaker);
      else lastMs.set(speaker, nowMs);
    },
    count(nowMs) {
      for (const [speaker, atMs] of lastMs) if (Math.abs(nowMs - atMs) > SPEAKS_STILL_MS) lastMs.delete(speaker);
      return lastMs.size;
    },
    forget(speaker) {
      lastMs.delete(speaker);
    },
  };
};
