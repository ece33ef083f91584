import { WebSocket } from 'ws';

/** Why a connection was refused: `connect_error` of the room's protocol. */
export interface Refusal {
  readonly code: string;
  readonly retry: boolean;
}

/**
 * How a connection ended: `lost` may come back by itself; `closed` was meant by the server (a newer connection, the end, a flood);
 * `gone` is one's own doing.
 */
export type WireEnd = 'lost' | 'closed' | 'gone';

export interface WireListener {
  welcomed?(): void;
  event(name: string, body: unknown): void;
  /** One frame of sound. */
  audio(frame: Buffer): void;
  refused(refusal: Refusal): void;
  ended(how: WireEnd): void;
}

/** One connection, as `docs/room-protocol.md` describes it under "On the wire": no socket.io library is in it. */
export interface RoomWire {
  /** An event without an answer. */
  emit(name: string, body?: unknown): void;
  /** An event with one: `answer` gets the server's. */
  ask(name: string, body: unknown, answer: (value: unknown) => void): void;
  /** An event with an answer, whose body is exactly this JSON. */
  askRaw(name: string, json: string, answer: (value: unknown) => void): void;
  speak(frame: Uint8Array): void;
  /** Any text or bytes at all. */
  sendRaw(message: string | Uint8Array): void;
  /** What is waiting to be sent, in bytes. */
  unsent(): number;
  /** Ends it without a word, as a broken network does. */
  drop(): void;
  /** Stops reading: the other end finds nobody who takes what it sends. */
  pause(): void;
  resume(): void;
  close(): void;
}

const AUDIO = '451-["audio",{"_placeholder":true,"num":0}]';

export interface WireOptions {
  readonly origin?: string | undefined;
  readonly path?: string | undefined;
  readonly namespace?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export const openRoomWire = (
  url: string,
  auth: object | undefined,
  listener: WireListener,
  { origin, path = '/socket.io/', namespace = '/', headers = {} }: WireOptions = {},
): RoomWire => {
  const place = namespace === '/' ? '' : `${namespace},`;
  const webSocket = new WebSocket(`${url.replace(/^http/, 'ws')}${path}?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
    headers: { ...headers, ...(origin !== undefined && { origin }) },
  });
  const answers = new Map<number, (value: unknown) => void>();
  let asked = 0;
  let expectsBytes = false;
  let ownDoing = false;
  let meant = false;
  let over = false;

  const end = (): void => {
    if (over) return;
    over = true;
    listener.ended(ownDoing ? 'gone' : meant ? 'closed' : 'lost');
  };
  const send = (message: string | Uint8Array): void => {
    if (webSocket.readyState === WebSocket.OPEN) webSocket.send(message);
  };
  /** `42["name",body]`, `431[answer]`, `451-["audio",…]` without the leading `4`. */
  const takePacket = (packet: string): void => {
    const kind = packet[0];
    const text = packet.slice(1 + (packet.startsWith(place, 1) ? place.length : 0));
    if (kind === '0') listener.welcomed?.();
    if (kind === '1') {
      meant = true;
      webSocket.close();
    }
    if (kind === '4') {
      const { data } = JSON.parse(text) as { data?: Refusal };
      listener.refused(data ?? { code: 'none', retry: false });
      ownDoing = true;
      webSocket.close();
    }
    if (kind === '2') {
      const [name, body] = JSON.parse(text) as [string, unknown];
      listener.event(name, body);
    }
    if (kind === '3') {
      const at = text.indexOf('[');
      const number = Number(text.slice(0, at));
      const [value] = JSON.parse(text.slice(at)) as [unknown];
      answers.get(number)?.(value);
      answers.delete(number);
    }
    if (kind === '5') expectsBytes = true;
  };
  webSocket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) {
      if (expectsBytes) listener.audio(data);
      expectsBytes = false;
      return;
    }
    const text = data.toString();
    if (text[0] === '0') send(`40${place}${auth === undefined ? '' : JSON.stringify(auth)}`);
    else if (text[0] === '2') send('3');
    else if (text[0] === '4') takePacket(text.slice(1));
  });
  webSocket.on('error', end);
  webSocket.on('close', end);

  const askRaw: RoomWire['askRaw'] = (name, json, answer) => {
    asked += 1;
    answers.set(asked, answer);
    send(`42${place}${asked}[${JSON.stringify(name)}${json === '' ? '' : `,${json}`}]`);
  };
  return {
    emit: (name, body) => send(`42${place}${JSON.stringify(body === undefined ? [name] : [name, body])}`),
    ask: (name, body, answer) => askRaw(name, body === undefined ? '' : JSON.stringify(body), answer),
    askRaw,
    speak(frame) {
      send(place === '' ? AUDIO : AUDIO.replace('451-', `451-${place}`));
      send(frame);
    },
    sendRaw: send,
    unsent: () => webSocket.bufferedAmount,
    drop() {
      ownDoing = true;
      webSocket.terminate();
      end();
    },
    pause: () => webSocket.pause(),
    resume: () => webSocket.resume(),
    close() {
      ownDoing = true;
      webSocket.close();
    },
  };
};
