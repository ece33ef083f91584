/** Decoded sound of one frame on its way to the ear. */
export interface SoundFrame {
  /** Mono, 48 kHz, -1 to 1; any length up to 120 ms. */
  readonly samples: Float32Array;
  /** Capture time of the first sample, ms on the sender's clock, without wrap-around. */
  readonly captureMs: number;
  readonly endOfTalkspurt: boolean;
  /** Made up by the decoder for a frame that never came. */
  readonly concealed: boolean;
}

/** Frames one behind the other, read by the sample. */
export interface SampleQueue {
  push(frame: SoundFrame): void;
  /** The frame of the next sample. */
  head(): SoundFrame | undefined;
  /** Capture time of the next sample; undefined when empty. */
  captureMs(): number | undefined;
  /** Samples up to the end of the talkspurt, or of all that is there. */
  available(): number;
  /** Samples over all talkspurts. */
  length(): number;
  /** Copies the next `count` samples of this talkspurt to `target` from `offset`, without taking them; returns how many there were. */
  peek(target: Float32Array, offset: number, count: number): number;
  /** Takes `count` samples away; returns true when that passed the end of a talkspurt. */
  drop(count: number): boolean;
  /** Whether the end of this talkspurt has come in. */
  endsTalkspurt(): boolean;
  /** What is here is a talkspurt of its own: whatever comes does not join it. */
  endTalkspurt(): void;
  clear(): void;
}

export const createSampleQueue = (sampleRateHz: number): SampleQueue => {
  const frames: SoundFrame[] = [];
  let taken = 0;

  return {
    push: (frame) => {
      if (frame.samples.length > 0) frames.push(frame);
    },
    head: () => frames[0],
    captureMs: () => {
      const first = frames[0];
      return first && first.captureMs + (taken * 1000) / sampleRateHz;
    },
    available: () => {
      let samples = -taken;
      for (const frame of frames) {
        samples += frame.samples.length;
        if (frame.endOfTalkspurt) break;
      }
      return Math.max(0, samples);
    },
    length: () => frames.reduce((samples, frame) => samples + frame.samples.length, -taken),
    peek: (target, offset, count) => {
      let copied = 0;
      let from = taken;
      for (const frame of frames) {
        const part = frame.samples.subarray(from, from + count - copied);
        target.set(part, offset + copied);
        copied += part.length;
        from = 0;
        if (copied === count || frame.endOfTalkspurt) break;
      }
      return copied;
    },
    drop: (count) => {
      let ended = false;
      taken += count;
      for (let first = frames[0]; first && taken >= first.samples.length; first = frames[0]) {
        taken -= first.samples.length;
        ended ||= first.endOfTalkspurt;
        frames.shift();
      }
      if (frames.length === 0) taken = 0;
      return ended;
    },
    endsTalkspurt: () => frames.some(({ endOfTalkspurt }) => endOfTalkspurt),
    endTalkspurt: () => {
      const last = frames.pop();
      if (last) frames.push({ ...last, endOfTalkspurt: true });
    },
    clear: () => {
      frames.length = 0;
      taken = 0;
    },
  };
};
