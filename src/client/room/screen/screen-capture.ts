import type { CodecTaste } from './codec-choice.ts';

/** What the browser gives of a screen, a window or a tab. */
export interface ScreenCapture {
  readonly stream: MediaStream;
  readonly hasSound: boolean;
  readonly taste: CodecTaste;
  /** Pictures and sound as streams that a worker can take; undefined where the browser has no such streams. */
  streams(): {
    readonly pictures: ReadableStream<VideoFrame> | undefined;
    readonly sound: ReadableStream<AudioData> | undefined;
  };
  /** The picture of now, for browsers without streams; undefined when it is the one that was given before. */
  grab(): VideoFrame | undefined;
  stop(): void;
}

/** `cancelled`: the person changed their mind, or the system forbids it; `unable`: this browser cannot. */
export type CaptureFailure = 'cancelled' | 'forbidden' | 'unable' | 'failed';

/** A larger screen is made smaller by the browser: its key pictures would not fit through most connections. */
const LARGEST = { width: { max: 2560 }, height: { max: 1440 } } as const;
const FRAME_RATE = { ideal: 15, max: 30 } as const;

/** What TypeScript's library does not know, and not every browser does. */
interface TrackProcessors {
  readonly MediaStreamTrackProcessor?: new (init: {
    readonly track: MediaStreamTrack;
    readonly maxBufferSize?: number;
  }) => { readonly readable: ReadableStream };
}
interface WishesOfSome extends DisplayMediaStreamOptions {
  readonly systemAudio: 'include' | 'exclude';
  readonly surfaceSwitching: 'include' | 'exclude';
  readonly selfBrowserSurface: 'include' | 'exclude';
}

const tasteOf = (userAgent: string): CodecTaste => (userAgent.includes('Firefox/') ? 'vp8-first' : 'h264-first');

export const canCapture = (): boolean =>
  typeof navigator.mediaDevices?.getDisplayMedia === 'function' && 'VideoEncoder' in globalThis;

const failureOf = (error: unknown): CaptureFailure => {
  if (!(error instanceof DOMException)) return 'failed';
  // Both the person's no and the system's come as this; only the latter says so.
  if (error.name === 'NotAllowedError')
    return /system|not allowed by the user agent/i.test(error.message) ? 'forbidden' : 'cancelled';
  return error.name === 'AbortError' ? 'cancelled' : 'failed';
};

/** A video element that plays the stream, out of sight. */
const playAside = (stream: MediaStream): HTMLVideoElement => {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  video.play().catch(() => undefined);
  return video;
};

const captureOf = (stream: MediaStream): ScreenCapture => {
  const { MediaStreamTrackProcessor: Processor } = globalThis as TrackProcessors;
  const [picture] = stream.getVideoTracks();
  const [sound] = stream.getAudioTracks();
  const hasStreams = Processor !== undefined && picture !== undefined;
  const video = hasStreams ? undefined : playAside(stream);
  let counted = -1;
  if (picture !== undefined && 'contentHint' in picture) picture.contentHint = 'text';
  return {
    stream,
    hasSound: sound !== undefined && Processor !== undefined,
    taste: tasteOf(navigator.userAgent),
    streams: () => ({
      pictures: hasStreams ? new Processor({ track: picture, maxBufferSize: 1 }).readable : undefined,
      sound: sound !== undefined && Processor !== undefined ? new Processor({ track: sound }).readable : undefined,
    }),
    grab() {
      if (video === undefined || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined;
      const { totalVideoFrames } = video.getVideoPlaybackQuality();
      // Where the browser does not count, each picture may be a new one.
      if (totalVideoFrames > 0 && totalVideoFrames === counted) return undefined;
      counted = totalVideoFrames;
      try {
        return new VideoFrame(video, { timestamp: Math.round(performance.now() * 1_000) });
      } catch {
        return undefined;
      }
    },
    stop() {
      for (const track of stream.getTracks()) track.stop();
      if (video !== undefined) video.srcObject = null;
    },
  };
};

/** Asks the person which part of their screen it is to be. Must be called from a click. */
export const captureScreen = async (): Promise<ScreenCapture | CaptureFailure> => {
  if (!canCapture()) return 'unable';
  const wishes: WishesOfSome = {
    video: { ...LARGEST, frameRate: FRAME_RATE },
    // The screen's sound is not a voice.
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    systemAudio: 'include',
    surfaceSwitching: 'include',
    selfBrowserSurface: 'exclude',
  };
  try {
    return captureOf(await navigator.mediaDevices.getDisplayMedia(wishes));
  } catch (error) {
    return failureOf(error);
  }
};
