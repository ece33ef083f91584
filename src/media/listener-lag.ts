/**
 * Whether a listener keeps up, told from its own count of received frames: the kernel's buffers hide a backlog of seconds. Holds no
 * timer. One frame at a time is watched: it must be acknowledged within `LAG_MS` of leaving; until it is, nothing more is sent.
 */
export interface ListenerLag {
  /** Whether frames sent now would come too late. */
  lags(nowMs: number): boolean;
  sent(frames: number, nowMs: number): void;
  /** The listener's count of frames received so far. False when it cannot be: more than were sent, or fewer than before. */
  acknowledge(count: number): boolean;
}

/** Counts come every second; the rest is a slow round trip. Sound that is older is of no use to a conversation. */
export const LAG_MS = 2_000;

export const createListenerLag = (): ListenerLag => {
  let sentFrames = 0;
  let acknowledged = 0;
  /** The watched frame, by count, and when it left; 0: none. */
  let watchedFrame = 0;
  let watchedMs = 0;
  return {
    lags: (nowMs) => watchedFrame !== 0 && nowMs - watchedMs > LAG_MS,
    sent(frames, nowMs) {
      sentFrames += frames;
      if (watchedFrame !== 0) return;
      watchedFrame = sentFrames;
      watchedMs = nowMs;
    },
    acknowledge(count) {
      if (!Number.isSafeInteger(count) || count < acknowledged || count > sentFrames) return false;
      acknowledged = count;
      if (count >= watchedFrame) watchedFrame = 0;
      return true;
    },
  };
};
