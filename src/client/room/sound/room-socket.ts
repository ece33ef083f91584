import { io, type Socket } from 'socket.io-client';
import type {
  AUDIO_ACK_EVENT,
  AUDIO_EVENT,
  CommandAnswer,
  RoomAuth,
  RoomEventBody,
  RoomEventName,
} from '../../../contract/room/room-messages.ts';
import type { Welcome } from '../../../contract/room/room-state.ts';
import type { RoomLinkState } from './room-link-state.ts';

// The contract's values come with zod, which has no place in a guest's page: its types hold these to them.
const AUDIO: typeof AUDIO_EVENT = 'audio';
const AUDIO_ACK: typeof AUDIO_ACK_EVENT = 'audio.ack';

const COMMAND_TIMEOUT_MS = 10_000;
/** Trying for the first time, and to come back: afterwards the person is asked. */
const GIVE_UP_CONNECTING_MS = 30_000;
const GIVE_UP_RECONNECTING_MS = 120_000;
/** How often the way to the server and back is measured, while sound comes and while none does. */
const MEASURE_EVERY_MS = 3_000;
const MEASURE_IDLE_EVERY_MS = 10_000;
const MEASURE_TIMEOUT_MS = 10_000;
/** Own sound that waits here is late already: about a fifth of a second. */
const STALE_BACKLOG_BYTES = 1_500;
const STALE_BACKLOG_PACKETS = 10;
const ASK_AGAIN_MS = 3_000;

/** The connection to the room, kept up through lost networks and server restarts. */
export interface RoomSocket {
  command(name: string, body: object): Promise<CommandAnswer>;
  /** False when the frame was thrown away: nobody to take it, or too much waiting already. */
  sendAudio(frame: Uint8Array): boolean;
  /** Tells the server how many audio frames came in on this connection, when that changed, and measures the round trip now and then. */
  acknowledge(): void;
  /** The latest round trip in ms; undefined before the first of this connection. */
  roundTripMs(): number | undefined;
  retry(): void;
  /** The network is another one: what looks like a connection may be none. */
  networkChanged(): void;
  close(): void;
}

interface RoomSocketDeps {
  readonly url: string;
  readonly auth: RoomAuth;
  readonly onState: (state: RoomLinkState, detail?: string) => void;
  readonly onEvent: (name: RoomEventName, body: RoomEventBody<RoomEventName>) => void;
  readonly onAudio: (frame: Uint8Array) => void;
}

/** What is known of the transport below: socket.io offers no public look at its backlog. */
interface Engine {
  readonly writeBuffer?: readonly unknown[];
  readonly transport?: { readonly ws?: { readonly bufferedAmount: number } };
}

const isBehind = (socket: Socket): boolean => {
  const engine = socket.io.engine as unknown as Engine | undefined;
  return (
    (engine?.writeBuffer?.length ?? 0) > STALE_BACKLOG_PACKETS ||
    (engine?.transport?.ws?.bufferedAmount ?? 0) > STALE_BACKLOG_BYTES
  );
};

/** `data` of the server's refusal: why, and whether asking again by itself makes sense. */
const readRefusal = (data: unknown): { readonly code: string; readonly retry: boolean } => {
  if (typeof data !== 'object' || data === null || !('code' in data)) return { code: 'internal', retry: true };
  return { code: String(data.code), retry: 'retry' in data && data.retry === true };
};

const UNAVAILABLE: CommandAnswer = { ok: false, code: 'unavailable' };

export const createRoomSocket = ({ url, auth, onState, onEvent, onAudio }: RoomSocketDeps): RoomSocket => {
  let state: RoomLinkState = 'connecting';
  let currentAuth = auth;
  let closed = false;
  let received = 0;
  let acknowledged = 0;
  let roundTripMs: number | undefined;
  let measuredAtMs = Number.NEGATIVE_INFINITY;
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  let askAgain: ReturnType<typeof setTimeout> | undefined;
  /** Commands of the time without a connection. */
  const waiting = new Set<() => void>();

  const socket = io(url, {
    auth: (tell) => tell(currentAuth),
    // WebSocket first: sound should not begin on long polling. Polling stays for networks that allow nothing else.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    forceNew: true,
    autoConnect: false,
    timeout: 10_000,
    reconnectionDelay: 400,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
  });

  const enter = (next: RoomLinkState, detail?: string): void => {
    if (closed || (next === state && detail === undefined)) return;
    state = next;
    onState(next, detail);
  };

  const stopTrying = (next: 'failed' | 'refused', detail?: string): void => {
    clearTimeout(giveUp);
    clearTimeout(askAgain);
    enter(next, detail);
    socket.disconnect();
  };

  const tryFor = (milliseconds: number): void => {
    clearTimeout(giveUp);
    giveUp = setTimeout(() => stopTrying('failed'), milliseconds);
  };

  const start = (): void => {
    const wasIn = 'resume' in currentAuth;
    enter(wasIn ? 'reconnecting' : 'connecting');
    tryFor(wasIn ? GIVE_UP_RECONNECTING_MS : GIVE_UP_CONNECTING_MS);
    socket.disconnect().connect();
  };

  const greet = ({ resumeToken }: Welcome): void => {
    currentAuth = { resume: resumeToken };
    clearTimeout(giveUp);
    enter('connected');
    for (const send of waiting) send();
    waiting.clear();
  };

  socket.on('connect', () => {
    received = 0;
    acknowledged = 0;
    roundTripMs = undefined;
    measuredAtMs = Number.NEGATIVE_INFINITY;
  });
  socket.on(AUDIO, (frame: unknown) => {
    received += 1;
    if (frame instanceof ArrayBuffer) onAudio(new Uint8Array(frame));
    else if (frame instanceof Uint8Array) onAudio(frame);
  });
  socket.onAny((name: string, body: unknown) => {
    if (name === AUDIO) return;
    onEvent(name as RoomEventName, body as RoomEventBody<RoomEventName>);
    if (name === 'welcome') greet(body as Welcome);
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') return;
    if (reason === 'io server disconnect') {
      stopTrying('refused', 'disconnected');
      return;
    }
    enter('reconnecting');
    tryFor(GIVE_UP_RECONNECTING_MS);
  });
  socket.on('connect_error', (error) => {
    // Still active: the network failed, and socket.io tries again by itself.
    if (socket.active) return;
    const { code, retry } = readRefusal('data' in error ? error.data : undefined);
    if (retry) askAgain = setTimeout(() => socket.connect(), ASK_AGAIN_MS * (0.5 + Math.random()));
    else stopTrying('refused', code);
  });
  start();

  const ask = (name: string, body: object): Promise<CommandAnswer> =>
    new Promise((resolve) => {
      socket.timeout(COMMAND_TIMEOUT_MS).emit(name, body, (error: Error | null, answer: CommandAnswer) => {
        resolve(error ? UNAVAILABLE : answer);
      });
    });

  /** The same acknowledgement, with a question for an answer: nothing that the server does not do anyway. */
  const measure = (nowMs: number): void => {
    measuredAtMs = nowMs;
    socket.timeout(MEASURE_TIMEOUT_MS).emit(AUDIO_ACK, received, (error: Error | null) => {
      if (measuredAtMs === nowMs) roundTripMs = error ? MEASURE_TIMEOUT_MS : performance.now() - nowMs;
    });
  };

  return {
    command: (name, body) => {
      if (state === 'connected') return ask(name, body);
      if (closed || state === 'failed' || state === 'refused') return Promise.resolve(UNAVAILABLE);
      return new Promise((resolve) => {
        const send = (): void => {
          clearTimeout(tooLate);
          resolve(ask(name, body));
        };
        const tooLate = setTimeout(() => {
          waiting.delete(send);
          resolve(UNAVAILABLE);
        }, COMMAND_TIMEOUT_MS);
        waiting.add(send);
      });
    },
    sendAudio: (frame) => {
      if (state !== 'connected' || isBehind(socket)) return false;
      socket.emit(AUDIO, frame);
      return true;
    },
    acknowledge: () => {
      if (state !== 'connected' || !socket.connected) return;
      const news = received !== acknowledged;
      acknowledged = received;
      const nowMs = performance.now();
      if (nowMs - measuredAtMs >= (news ? MEASURE_EVERY_MS : MEASURE_IDLE_EVERY_MS)) measure(nowMs);
      else if (news) socket.emit(AUDIO_ACK, received);
    },
    roundTripMs: () => roundTripMs,
    retry: () => {
      if (state !== 'connected' && !closed) start();
    },
    networkChanged: () => {
      if (state === 'connected') socket.io.engine.close();
      else if (state === 'reconnecting' || state === 'failed') start();
    },
    close: () => {
      closed = true;
      clearTimeout(giveUp);
      clearTimeout(askAgain);
      socket.disconnect();
    },
  };
};
