import { io, type Socket } from 'socket.io-client';
import {
  SCREEN_ACK_EVENT,
  SCREEN_EVENT,
  SCREEN_KEY_EVENT,
  SCREEN_PATH,
  SCREEN_PRESENT_EVENT,
  SCREEN_TOOK_EVENT,
  SCREEN_UNSUPPORTED_EVENT,
  type ScreenCodec,
} from '../../../contract/room/screen-chunk.ts';

/** The screen's own connection, kept up for as long as its key is good. */
export interface ScreenConnection {
  /** Says that the chunks to come are those of the screen of this id; said again by itself after a lost connection. */
  present(screen: string): void;
  stopPresenting(): void;
  /** False while they would not be taken. */
  mayPresent(): boolean;
  send(chunk: Uint8Array): void;
  /** Bytes of pictures that the server has not taken yet. */
  backlogBytes(): number;
  acknowledge(): void;
  askKey(): void;
  cannotDecode(codec: ScreenCodec): void;
  networkChanged(): void;
  close(): void;
}

interface ScreenConnectionDeps {
  readonly url: string;
  readonly key: string;
  readonly onConnected: (connected: boolean) => void;
  readonly onChunk: (chunk: Uint8Array) => void;
  /** To the presenter: a key picture is needed. Comes too when presenting begins, and begins again. */
  readonly onKeyWanted: () => void;
  readonly onCannotDecode: (codec: string) => void;
  readonly isPicture: (chunk: Uint8Array) => boolean;
}

const bytesOf = (value: unknown): Uint8Array | undefined => {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return value instanceof Uint8Array ? value : undefined;
};

/** What is known of the transport below: socket.io offers no public look at its backlog. */
interface Engine {
  readonly transport?: { readonly ws?: { readonly bufferedAmount: number } };
}
const bufferedBytes = (socket: Socket): number =>
  (socket.io.engine as unknown as Engine | undefined)?.transport?.ws?.bufferedAmount ?? 0;

export const createScreenConnection = (deps: ScreenConnectionDeps): ScreenConnection => {
  const socket = io(deps.url, {
    path: SCREEN_PATH,
    auth: { key: deps.key },
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    forceNew: true,
    timeout: 10_000,
    reconnectionDelay: 400,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
  });
  let presented: string | undefined;
  let accepted = false;
  let received = 0;
  /** Sizes of the pictures sent and not yet taken, the oldest first. */
  let underway: number[] = [];
  let taken = 0;

  const announce = (): void => {
    accepted = false;
    underway = [];
    taken = 0;
    const screen = presented;
    if (screen === undefined || !socket.connected) return;
    socket.emit(SCREEN_PRESENT_EVENT, screen, (answer: { readonly ok: boolean }) => {
      if (screen !== presented || !answer.ok) return;
      accepted = true;
      deps.onKeyWanted();
    });
  };

  socket.on('connect', () => {
    received = 0;
    deps.onConnected(true);
    announce();
  });
  socket.on('disconnect', () => {
    accepted = false;
    deps.onConnected(false);
  });
  socket.on(SCREEN_EVENT, (value: unknown) => {
    const chunk = bytesOf(value);
    if (chunk === undefined) return;
    if (deps.isPicture(chunk)) received += 1;
    deps.onChunk(chunk);
  });
  socket.on(SCREEN_TOOK_EVENT, (count: unknown) => {
    if (typeof count !== 'number') return;
    underway.splice(0, count - taken);
    taken = count;
  });
  socket.on(SCREEN_KEY_EVENT, deps.onKeyWanted);
  socket.on(SCREEN_UNSUPPORTED_EVENT, (codec: unknown) => {
    if (typeof codec === 'string') deps.onCannotDecode(codec);
  });

  return {
    present(screen) {
      presented = screen;
      announce();
    },
    stopPresenting() {
      presented = undefined;
      accepted = false;
    },
    mayPresent: () => accepted && socket.connected,
    send(chunk) {
      if (!accepted || !socket.connected) return;
      if (deps.isPicture(chunk)) underway.push(chunk.length);
      socket.emit(SCREEN_EVENT, chunk);
    },
    backlogBytes: () =>
      Math.max(
        underway.reduce((sum, bytes) => sum + bytes, 0),
        bufferedBytes(socket),
      ),
    acknowledge() {
      if (socket.connected) socket.emit(SCREEN_ACK_EVENT, received);
    },
    askKey() {
      if (socket.connected) socket.emit(SCREEN_KEY_EVENT);
    },
    cannotDecode(codec) {
      if (socket.connected) socket.emit(SCREEN_UNSUPPORTED_EVENT, codec);
    },
    networkChanged() {
      if (socket.connected) socket.io.engine.close();
      else socket.connect();
    },
    close: () => void socket.disconnect(),
  };
};
