import { parseScreenChunk } from '../../../contract/room/screen-chunk.ts';
import { dispatch, type Handlers } from '../sound/sound-messages.ts';
import { createPainter } from './painter.ts';
import { createPictureDecoder } from './picture-decoder.ts';
import { type PresentedScreen, presentScreen } from './presenting.ts';
import { createScreenConnection, type ScreenConnection } from './screen-connection.ts';
import type { ScreenPageMessage, ScreenWorkerMessage } from './screen-messages.ts';
import { createScreenSoundDecoder } from './screen-sound-decoder.ts';
import type { ScreenSound } from './screen-sound-messages.ts';

/** The shared screen's worker: its connection, codecs and canvas, so that a busy page neither delays it nor is delayed by it. */
const post = (message: ScreenWorkerMessage, transfer: Transferable[] = []): void => self.postMessage(message, transfer);

/** Chunks inside a decoder beyond this: it is slower than what comes, and nothing is acknowledged until it has caught up. */
const DECODER_BUSY = 3;
const FAREWELL_MS = 300;

const painter = createPainter();
let connection: ScreenConnection | undefined;
let presented: PresentedScreen | undefined;
let screen: string | undefined;
let playback: MessagePort | undefined;
let listening = false;
let copies = false;
let owesAcknowledgement = false;
let size = '';
let toldChannels = 0;

const acknowledge = (): void => {
  owesAcknowledgement = decoder.waiting() > DECODER_BUSY;
  if (!owesAcknowledgement) connection?.acknowledge();
};
const handCopy = (): void => {
  const frame = copies ? painter.copy() : undefined;
  if (frame !== undefined) post({ kind: 'picture', frame }, [frame]);
};
const decoder = createPictureDecoder({
  onPicture(picture) {
    const { displayWidth: width, displayHeight: height } = picture;
    painter.draw(picture);
    if (size !== `${width}x${height}`) {
      size = `${width}x${height}`;
      post({ kind: 'size', width, height });
    }
    handCopy();
    if (owesAcknowledgement) acknowledge();
  },
  onKeyNeeded: () => connection?.askKey(),
  onUndecodable(codec) {
    connection?.cannotDecode(codec);
    post({ kind: 'undecodable' });
  },
  nowMs: () => performance.now(),
});
const soundDecoder = createScreenSoundDecoder((channels) => {
  const sound: ScreenSound = { channels };
  playback?.postMessage(
    sound,
    channels.map(({ buffer }) => buffer),
  );
});

const hear = (chunk: Uint8Array, channels: number): void => {
  if (toldChannels !== channels) {
    toldChannels = channels;
    post({ kind: 'sound', channels });
  }
  if (listening && playback !== undefined) soundDecoder.take(chunk);
};
const onChunk = (chunk: Uint8Array): void => {
  const header = parseScreenChunk(chunk);
  if (header?.kind === 'sound') hear(chunk, header.channels);
  else if (header !== undefined) {
    decoder.take(chunk);
    acknowledge();
  }
};

const stopPresenting = (): void => {
  presented?.stop();
  presented = undefined;
  screen = undefined;
  connection?.stopPresenting();
};

const handlers: Handlers<ScreenPageMessage> = {
  connect({ url, key }) {
    connection?.close();
    connection = createScreenConnection({
      url,
      key,
      onConnected: (connected) => post({ kind: 'connection', connected }),
      onChunk,
      onKeyWanted: () => presented?.pictures.askKey(),
      onCannotDecode: (codec) => presented?.pictures.cannotDecode(codec),
      isPicture: (chunk) => parseScreenChunk(chunk)?.kind === 'video',
    });
    if (screen !== undefined) connection.present(screen);
  },
  canvas: ({ canvas }) => painter.setCanvas(canvas),
  'canvas.gone': () => painter.setCanvas(undefined),
  copies({ on }) {
    copies = on;
    handCopy();
  },
  playback({ port }) {
    playback = port;
  },
  listen({ on }) {
    listening = on;
  },
  present(message) {
    stopPresenting();
    screen = message.screen;
    presented = presentScreen(message, {
      connection: () => connection,
      wantFrame: () => post({ kind: 'frame.wanted' }),
      onSending: (codec) => post({ kind: 'sending', codec }),
      onNoCodec: () => post({ kind: 'no-codec' }),
    });
    connection?.present(message.screen);
  },
  'present.as'(message) {
    if (presented === undefined) return;
    screen = message.screen;
    connection?.present(message.screen);
  },
  frame({ frame }) {
    if (frame === undefined) return;
    if (presented === undefined) frame.close();
    else presented.pictures.offer(frame);
  },
  pause: ({ paused }) => presented?.setPaused(paused),
  'present.stop': stopPresenting,
  close() {
    stopPresenting();
    decoder.close();
    soundDecoder.close();
    painter.clear();
    connection?.close();
    setTimeout(() => self.close(), FAREWELL_MS);
  },
};

self.onmessage = ({ data }: MessageEvent<ScreenPageMessage>) => dispatch(handlers, data);
self.addEventListener('online', () => connection?.networkChanged());
