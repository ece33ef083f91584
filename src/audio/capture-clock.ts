import { FRAME_MS } from './audio-frame.ts';

/** The audio device's clock has stood still when its frames are behind by so much … */
const STOOD_STILL_MS = 250;
/** … for so many frames: a busy moment delays a few, and they catch up. */
const STOOD_STILL_FRAMES = 25;

/**
 * Capture times as steady as the audio device's clock, that go on when it stands still (a suspended page) or another device
 * takes over: listeners take a frame behind its time for a slow network.
 */
export interface CaptureClock {
  /** Capture time of the frame that began at `deviceMs` and is here at `nowMs`. Never goes back. */
  stamp(deviceMs: number, nowMs: number): number;
  /** What comes next is of another device. */
  restart(): void;
}

export const createCaptureClock = (): CaptureClock => {
  let running = false;
  let offsetMs = 0;
  /** The least delay between the two clocks so far: what a frame takes to get here. */
  let leastMs = 0;
  let framesBehind = 0;
  let last = 0;

  return {
    stamp: (deviceMs, nowMs) => {
      const apartMs = nowMs - deviceMs;
      if (!running) {
        running = true;
        offsetMs = Math.max(apartMs, last + FRAME_MS - deviceMs);
        leastMs = apartMs;
      }
      leastMs = Math.min(leastMs, apartMs);
      framesBehind = apartMs - leastMs > STOOD_STILL_MS ? framesBehind + 1 : 0;
      if (framesBehind > STOOD_STILL_FRAMES) {
        offsetMs += apartMs - leastMs;
        leastMs = apartMs;
        framesBehind = 0;
      }
      last = Math.round(deviceMs + offsetMs);
      return last;
    },
    restart: () => {
      running = false;
      framesBehind = 0;
    },
  };
};
