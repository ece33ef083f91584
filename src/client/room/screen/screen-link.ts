import { dispatch, type Handlers } from '../sound/sound-messages.ts';
import type { ScreenCapture } from './screen-capture.ts';
import type { ScreenPageMessage, ScreenWorkerMessage } from './screen-messages.ts';
import { openScreenPlayback, type ScreenPlayback } from './screen-playback.ts';

/** What is heard of the worker. */
export interface ScreenNews {
  readonly onConnection?: (connected: boolean) => void;
  readonly onSize?: (size: { readonly width: number; readonly height: number }) => void;
  readonly onUndecodable?: () => void;
  /** The picture belongs to the taker. */
  readonly onPicture?: (picture: VideoFrame) => void;
  readonly onSending?: (codec: string) => void;
  readonly onNoCodec?: () => void;
}

/** The page's end of one shared screen, seen or presented. The work is done in a worker. */
export interface ScreenLink {
  /** Opens the connection; with another key, anew. */
  connect(key: string): void;
  /** Draws on this canvas from now on. Once for each canvas: it belongs to the worker after that. */
  show(canvas: HTMLCanvasElement): void;
  hide(): void;
  /** Whether `onPicture` gets each picture too. */
  setCopies(on: boolean): void;
  setSpeaker(on: boolean): void;
  setOutputDevice(deviceId: string): void;
  present(screen: string, capture: ScreenCapture): void;
  presentAs(screen: string): void;
  pause(paused: boolean): void;
  close(): void;
}

export const createScreenLink = (url: string, news: ScreenNews): ScreenLink => {
  const worker = new Worker(new URL('./screen.worker.ts', import.meta.url), { type: 'module' });
  const post = (message: ScreenPageMessage, transfer: Transferable[] = []): void =>
    worker.postMessage(message, transfer);
  let usedKey: string | undefined;
  let capture: ScreenCapture | undefined;
  let playback: ScreenPlayback | undefined;
  let outputDevice = '';
  let closed = false;

  const play = (): void => {
    if (playback !== undefined || closed) return;
    playback = openScreenPlayback((port) => post({ kind: 'playback', port }, [port]));
    if (outputDevice !== '') playback.setOutputDevice(outputDevice);
  };
  const handlers: Handlers<ScreenWorkerMessage> = {
    connection: ({ connected }) => news.onConnection?.(connected),
    size: ({ width, height }) => news.onSize?.({ width, height }),
    undecodable: () => news.onUndecodable?.(),
    picture({ frame }) {
      if (news.onPicture === undefined) frame.close();
      else news.onPicture(frame);
    },
    sound: play,
    'frame.wanted'() {
      const frame = capture?.grab();
      post({ kind: 'frame', frame }, frame === undefined ? [] : [frame]);
    },
    sending: ({ codec }) => news.onSending?.(codec),
    'no-codec': () => news.onNoCodec?.(),
  };
  worker.onmessage = ({ data }: MessageEvent<ScreenWorkerMessage>) => {
    if (!closed) dispatch(handlers, data);
    else if (data.kind === 'picture') data.frame.close();
  };

  return {
    connect(key) {
      if (key === usedKey) return;
      usedKey = key;
      post({ kind: 'connect', url, key });
    },
    show(element) {
      const canvas = element.transferControlToOffscreen();
      post({ kind: 'canvas', canvas }, [canvas]);
    },
    hide: () => post({ kind: 'canvas.gone' }),
    setCopies: (on) => post({ kind: 'copies', on }),
    setSpeaker: (on) => post({ kind: 'listen', on }),
    setOutputDevice(deviceId) {
      outputDevice = deviceId;
      playback?.setOutputDevice(deviceId);
    },
    present(screen, presented) {
      capture = presented;
      const { pictures, sound } = presented.streams();
      const streams = [pictures, sound].filter((stream) => stream !== undefined);
      post({ kind: 'present', screen, taste: presented.taste, pictures, sound }, streams);
    },
    presentAs: (screen) => post({ kind: 'present.as', screen }),
    pause: (paused) => post({ kind: 'pause', paused }),
    close() {
      if (closed) return;
      closed = true;
      capture = undefined;
      playback?.close();
      post({ kind: 'close' });
    },
  };
};
