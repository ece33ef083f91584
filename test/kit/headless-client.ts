import { formatAudioFrame } from '../../src/audio/audio-frame.ts';
import type {
  CommandAnswer,
  RoomCommandName,
  RoomEventBody,
  RoomEventName,
} from '../../src/contract/room/room-messages.ts';
import type { Welcome } from '../../src/contract/room/room-state.ts';
import { RoomView } from './room-view.ts';
import { openRoomWire, type Refusal, type RoomWire, type WireEnd, type WireOptions } from './room-wire.ts';

export interface HeadlessOptions extends WireOptions {
  /** Comes back by itself after a lost connection, as a browser does. */
  readonly comesBack?: boolean;
  /** Keeps nothing of what it hears but what it must: for hundreds in one process. */
  readonly light?: boolean;
  /** Every event as it comes, with `performance.now()`. */
  readonly onEvent?: (name: string, body: unknown, atMs: number) => void;
  readonly onAudio?: (frame: Buffer) => void;
}

/** A participant without a screen, written from `docs/room-protocol.md` alone. */
export interface HeadlessClient {
  readonly view: RoomView;
  /** Every event so far, in order; empty when `light`. */
  readonly heard: ReadonlyArray<{ readonly name: string; readonly body: unknown; readonly atMs: number }>;
  /** Frames of sound; empty when `light`. */
  readonly frames: readonly Buffer[];
  readonly framesHeard: number;
  /** Of the present connection, or of the last. */
  readonly wire: RoomWire;
  readonly resumeToken: string;
  /** How often it has come in. */
  readonly entries: number;
  readonly refusal: Refusal | undefined;
  readonly end: WireEnd | undefined;
  /** The next event of that name that was not asked for yet, also one that has come already. */
  next<Name extends RoomEventName>(name: Name, patienceMs?: number): Promise<RoomEventBody<Name>>;
  /** Resolves when it is so; looked at after each event, and when the connection ends. */
  until(what: string, isSo: (client: HeadlessClient) => boolean, patienceMs?: number): Promise<void>;
  command(name: RoomCommandName | (string & {}), body?: unknown): Promise<CommandAnswer>;
  /** The same with exactly this JSON as its body. */
  commandRaw(name: string, json: string): Promise<CommandAnswer>;
  /** The code of the answer, `ok` for a command that was done. */
  ask(name: RoomCommandName | (string & {}), body?: unknown): Promise<string>;
  /** Says it to all, or to one; again after a lost connection, under the same name. */
  say(text: string, to?: string): Promise<void>;
  /** Sends one frame of 20 ms with a loud voice in it, to all or to the one of that number. */
  speak(to?: number): void;
  /** Connects again with the resume token. */
  comeBack(): Promise<Welcome>;
  /** Leaves for good. */
  leave(): Promise<void>;
  close(): void;
}

const ANSWER_MS = 8_000;
const ACKNOWLEDGE_MS = 1_000;
const RETURN_FIRST_MS = 200;
const RETURN_MOST_MS = 2_000;
const VOICE = new Uint8Array(80).fill(7);

let messages = 0;
/** The sender's own name for a message. */
export const newMessageName = (): string => {
  messages += 1;
  return `headless-${process.pid}-${messages}`;
};

export const connectHeadless = (url: string, auth: object, options: HeadlessOptions = {}): HeadlessClient => {
  const view = new RoomView();
  const heard: Array<{ name: string; body: unknown; atMs: number }> = [];
  const frames: Buffer[] = [];
  const taken = new Map<string, number>();
  const looks = new Set<() => void>();
  let wire: RoomWire;
  let framesHeard = 0;
  /** On this connection alone: that is what is acknowledged. */
  let framesHere = 0;
  let acknowledged = 0;
  let entries = 0;
  let refusal: Refusal | undefined;
  let end: WireEnd | undefined;
  let sequence = 0;
  let goodbye = false;
  let returnMs = RETURN_FIRST_MS;
  let returning: ReturnType<typeof setTimeout> | undefined;

  const look = (): void => {
    for (const one of [...looks]) one();
  };
  const acknowledging = setInterval(() => {
    if (framesHere === acknowledged) return;
    acknowledged = framesHere;
    wire.emit('audio.ack', framesHere);
  }, ACKNOWLEDGE_MS);
  acknowledging.unref();

  const connect = (how: object): void => {
    framesHere = 0;
    acknowledged = 0;
    refusal = undefined;
    end = undefined;
    const here = openRoomWire(
      url,
      how,
      {
        event(name, body) {
          if (here !== wire) return;
          view.take(name, body);
          if (name === 'welcome') {
            entries += 1;
            returnMs = RETURN_FIRST_MS;
          }
          if (options.light !== true) heard.push({ name, body, atMs: performance.now() });
          options.onEvent?.(name, body, performance.now());
          look();
        },
        audio(frame) {
          framesHeard += 1;
          framesHere += 1;
          if (options.light !== true) frames.push(frame);
          options.onAudio?.(frame);
          if (looks.size > 0) look();
        },
        refused(why) {
          refusal = why;
          if (options.comesBack === true && why.retry && !goodbye) returnLater();
          look();
        },
        ended(what) {
          if (here !== wire) return;
          end = what;
          if (what === 'lost' && options.comesBack === true && !goodbye) returnLater();
          look();
        },
      },
      { origin: url, ...options },
    );
    wire = here;
  };
  /** With a pause that grows, so that a server that comes up is not run over. */
  const returnLater = (): void => {
    clearTimeout(returning);
    returning = setTimeout(() => {
      const token = view.welcome?.resumeToken;
      connect(token === undefined ? auth : { resume: token });
    }, returnMs);
    returnMs = Math.min(RETURN_MOST_MS, returnMs * 2);
  };

  const until: HeadlessClient['until'] = (what, isSo, patienceMs = ANSWER_MS) =>
    new Promise((resolve, reject) => {
      const one = (): void => {
        if (!isSo(client)) return;
        clearTimeout(timer);
        looks.delete(one);
        resolve();
      };
      const timer = setTimeout(() => {
        looks.delete(one);
        const last = heard.slice(-5).map(({ name }) => name);
        const state = refusal ? `refused ${refusal.code}` : (end ?? 'connected');
        reject(new Error(`${what}: not within ${patienceMs} ms (${state}; last heard: ${last.join(', ')})`));
      }, patienceMs);
      looks.add(one);
      one();
    });

  const answered = (name: string, send: (answer: (value: unknown) => void) => void): Promise<CommandAnswer> =>
    new Promise((resolve, reject) => {
      let answer: CommandAnswer | undefined;
      const mine = wire;
      send((value) => {
        answer = value as CommandAnswer;
        look();
      });
      until(`the answer to ${name}`, () => answer !== undefined || mine !== wire || end !== undefined).then(
        () => (answer ? resolve(answer) : reject(new Error(`the connection ended before ${name} was answered`))),
        reject,
      );
    });

  const client: HeadlessClient = {
    view,
    heard,
    frames,
    get framesHeard() {
      return framesHeard;
    },
    get wire() {
      return wire;
    },
    get resumeToken() {
      return view.welcome?.resumeToken ?? '';
    },
    get entries() {
      return entries;
    },
    get refusal() {
      return refusal;
    },
    get end() {
      return end;
    },
    until,
    async next(name, patienceMs) {
      const at = taken.get(name) ?? 0;
      taken.set(name, at + 1);
      const all = () => heard.filter((one) => one.name === name);
      await until(name, () => all().length > at, patienceMs);
      return all()[at]?.body as never;
    },
    command: (name, body = {}) => answered(name, (answer) => wire.ask(name, body, answer)),
    commandRaw: (name, json) => answered(name, (answer) => wire.askRaw(name, json, answer)),
    async ask(name, body) {
      const answer = await client.command(name, body);
      return answer.ok ? 'ok' : answer.code;
    },
    async say(text, to) {
      const body = { text, clientId: newMessageName(), ...(to !== undefined && { to }) };
      for (;;) {
        const answer = await client.command('chat.send', body).catch(() => undefined);
        if (answer?.ok) return;
        if (answer) throw new Error(`chat.send: ${answer.code}`);
        if (options.comesBack !== true) throw new Error('chat.send: the connection was lost');
        const before = entries;
        await until('a return', () => entries > before || end === undefined, 30_000);
      }
    },
    speak(to = 0) {
      const header = { participant: to, sequence, captureMs: sequence * 20, level: 20, endOfTalkspurt: false };
      sequence += 1;
      wire.speak(formatAudioFrame(header, VOICE));
    },
    async comeBack() {
      const before = entries;
      connect({ resume: client.resumeToken });
      await until('a welcome', () => entries > before || refusal !== undefined);
      if (refusal || !view.welcome) throw new Error(`refused: ${refusal?.code}`);
      return view.welcome;
    },
    async leave() {
      goodbye = true;
      await client.command('session.leave');
      client.close();
    },
    close() {
      goodbye = true;
      clearTimeout(returning);
      clearInterval(acknowledging);
      wire.close();
    },
  };
  connect(auth);
  return client;
};

/** Connects, and resolves when the room has said welcome; rejects with the reason when it does not. */
export const enterRoom = async (url: string, auth: object, options?: HeadlessOptions): Promise<HeadlessClient> => {
  const client = connectHeadless(url, auth, options);
  await client.until('a welcome', () => client.entries > 0 || client.refusal !== undefined || client.end === 'lost');
  if (client.entries > 0) return client;
  client.close();
  throw new Error(`not in the room: ${client.refusal?.code ?? client.end}`);
};
