import type { ScreenCodec } from '../../../contract/room/screen-chunk.ts';
import { createPictureEncoder, type PictureEncoder } from './picture-encoder.ts';
import type { ScreenConnection } from './screen-connection.ts';
import type { ScreenPageMessage } from './screen-messages.ts';
import { createScreenSoundEncoder, type ScreenSoundEncoder } from './screen-sound-encoder.ts';

type Present = Extract<ScreenPageMessage, { kind: 'present' }>;

/** One presentation: from the captured pictures and sound to chunks. */
export interface PresentedScreen {
  readonly pictures: PictureEncoder;
  setPaused(paused: boolean): void;
  stop(): void;
}

interface PresentedScreenDeps {
  /** A new one takes the place of the earlier when the connection is opened anew. */
  readonly connection: () => ScreenConnection | undefined;
  /** Asks for a picture where the browser gives no stream of them. */
  readonly wantFrame: () => void;
  readonly onSending: (codec: ScreenCodec) => void;
  readonly onNoCodec: () => void;
}

const TICK_MS = 33;
/** Where pictures are asked for one by one; timers of a page in the background are too slow for it, a worker's are not. */
const ASK_FRAME_MS = 100;

/** Hands everything that comes over to `take`, until the stream ends or is given up. */
const drain = async <Value>(stream: ReadableStream<Value>, take: (value: Value) => void): Promise<void> => {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    take(value);
  }
};

const random32 = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

export const presentScreen = (
  { taste, pictures: stream, sound }: Present,
  { connection, wantFrame, onSending, onNoCodec }: PresentedScreenDeps,
): PresentedScreen => {
  let stopped = false;
  let paused = false;
  const nowMs = (): number => performance.now();
  const send = (chunk: Uint8Array): void => connection()?.send(chunk);
  const maySend = (): boolean => connection()?.mayPresent() ?? false;
  const pictures = createPictureEncoder({
    taste,
    send,
    maySend,
    backlogBytes: () => connection()?.backlogBytes() ?? 0,
    onSending,
    onNoCodec,
    nowMs,
    random32,
  });
  let soundEncoder: ScreenSoundEncoder | undefined;
  const take = (picture: VideoFrame): void => {
    if (stopped) picture.close();
    else pictures.offer(picture);
  };
  // A stream that breaks off ends with its track, which the page hears of.
  if (stream !== undefined) drain(stream, take).catch(() => undefined);
  if (sound !== undefined) {
    const encoder = createScreenSoundEncoder({ send, maySend: () => maySend() && !paused, nowMs, random32 });
    soundEncoder = encoder;
    drain(sound, (data) => {
      if (stopped || paused) data.close();
      else encoder.offer(data);
    }).catch(() => undefined);
  }
  const ticking = setInterval(pictures.tick, TICK_MS);
  const asking = stream === undefined ? setInterval(wantFrame, ASK_FRAME_MS) : undefined;
  return {
    pictures,
    setPaused(next) {
      paused = next;
      pictures.setPaused(next);
    },
    stop() {
      stopped = true;
      clearInterval(ticking);
      clearInterval(asking);
      pictures.close();
      soundEncoder?.close();
    },
  };
};
