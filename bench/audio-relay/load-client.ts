import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { AUDIO_ACK_EVENT, AUDIO_EVENT } from '../../src/contract/room/room-messages.ts';

/** How a system under test is spoken to. */
export type Dialect = 'socket.io' | 'bare';

/** A participant of the load generator, as cheap as can be: it counts audio frames and reads nothing else. */
export interface LoadClient {
  /** Binary messages received. */
  frames(): number;
  /** Sends one audio frame. */
  speak(frame: Buffer): void;
  /** From now on tells the count of frames received, when it has changed, as the room protocol asks. */
  acknowledgeEvery(ms: number): void;
  command(name: string, body: unknown): void;
  close(): void;
}

const BINARY = 2;
const TEXT = 1;
const PING = '2'.charCodeAt(0);

/** Counts the server's WebSocket messages in a byte stream (RFC 6455 5.2, not masked); single-byte texts are handed over. */
const createMessageCounter = (onShortText: (byte: number) => void) => {
  let binaries = 0;
  let rest: Buffer | undefined;
  let skip = 0;
  const take = (chunk: Buffer): void => {
    const bytes = rest === undefined ? chunk : Buffer.concat([rest, chunk]);
    rest = undefined;
    if (skip >= bytes.length) {
      skip -= bytes.length;
      return;
    }
    let at = skip;
    skip = 0;
    while (at < bytes.length) {
      if (bytes.length - at < 10 && bytes.length - at < headerBytes(bytes, at)) {
        rest = bytes.subarray(at);
        return;
      }
      const opcode = (bytes[at] ?? 0) & 0x0f;
      const short = (bytes[at + 1] ?? 0) & 0x7f;
      const start = at + headerBytes(bytes, at);
      const length =
        short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
      if (opcode === BINARY) binaries += 1;
      if (opcode === TEXT && length === 1 && start < bytes.length) onShortText(bytes[start] ?? 0);
      at = start + length;
    }
    skip = at - bytes.length;
  };
  return { take, count: () => binaries };
};

const headerBytes = (bytes: Buffer, at: number): number => {
  if (bytes.length - at < 2) return 2;
  const short = (bytes[at + 1] ?? 0) & 0x7f;
  return short < 126 ? 2 : short === 126 ? 4 : 10;
};

const opened = (webSocket: WebSocket, ready: (text: string) => 'wait' | 'done', hello: () => void): Promise<void> =>
  new Promise((resolve, reject) => {
    webSocket.on('error', reject);
    webSocket.on('open', hello);
    webSocket.on('message', (data: Buffer, isBinary: boolean) => {
      if (!isBinary && ready(data.toString()) === 'done') resolve();
    });
  });

const openSocketIo = async (webSocket: WebSocket, ticket: string | undefined): Promise<void> => {
  const last = ticket === undefined ? '40{' : '42["welcome"';
  await opened(
    webSocket,
    (text) => {
      if (text.startsWith('0{')) webSocket.send(`40${ticket === undefined ? '' : JSON.stringify({ ticket })}`);
      if (text.startsWith('44')) throw new Error(`refused: ${text}`);
      return text.startsWith(last) ? 'done' : 'wait';
    },
    () => {},
  );
};

export const connectLoadClient = async (url: string, dialect: Dialect, ticket?: string): Promise<LoadClient> => {
  const target = dialect === 'bare' ? url : `${url}/socket.io/?EIO=4&transport=websocket`;
  const webSocket = new WebSocket(target, { perMessageDeflate: false });
  if (dialect === 'bare')
    await new Promise<void>((resolve, reject) => webSocket.once('open', resolve).once('error', reject));
  else await openSocketIo(webSocket, ticket);

  // From here on the bytes are only counted: the generator must not be what is measured.
  const raw = Reflect.get(webSocket, '_socket') as Socket;
  const counter = createMessageCounter((byte) => {
    if (byte === PING) webSocket.send('3');
  });
  raw.removeAllListeners('data');
  raw.on('data', counter.take);
  raw.resume();
  let acknowledging: ReturnType<typeof setTimeout> | undefined;
  const announcement = `451-["${AUDIO_EVENT}",{"_placeholder":true,"num":0}]`;
  return {
    frames: counter.count,
    speak(frame) {
      if (dialect === 'socket.io') webSocket.send(announcement);
      webSocket.send(frame);
    },
    acknowledgeEvery(ms) {
      let told = 0;
      acknowledging = setTimeout(function again() {
        if (counter.count() !== told) {
          told = counter.count();
          webSocket.send(`42["${AUDIO_ACK_EVENT}",${told}]`);
        }
        acknowledging = setTimeout(again, ms);
        // Nobody starts at the same moment.
      }, Math.random() * ms);
    },
    command: (name, body) => webSocket.send(`42${JSON.stringify([name, body])}`),
    close() {
      clearTimeout(acknowledging);
      webSocket.terminate();
    },
  };
};
