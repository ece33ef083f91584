import type {
  CommandAnswer,
  RoomAuth,
  RoomCommandBody,
  RoomCommandName,
  RoomEventBody,
  RoomEventName,
} from '../../../contract/room/room-messages.ts';
import type { Cue } from './cue-batch.ts';
import { createListeners, type StopListening } from './listeners.ts';
import type { RoomLinkState, SoundProblem } from './room-link-state.ts';
import { createRoomSound, type RoomSound } from './room-sound.ts';
import { dispatch, type Handlers, type PageMessage, type WorkerMessage } from './sound-messages.ts';
import type { FrameCounts, SoundStatistics } from './sound-statistics.ts';
import { createWorkerQuestions } from './worker-questions.ts';

export type { RoomLinkState, SoundProblem } from './room-link-state.ts';

export interface RoomLinkOptions {
  /** Origin of the server, `https://meet.example.org`. */
  readonly url: string;
  readonly auth: RoomAuth;
}

/** One room, joined: messages and sound. Everything heavy is in a worker; the page's main thread may stall. */
export interface RoomLink {
  on<Name extends RoomEventName>(event: Name, listener: (body: RoomEventBody<Name>) => void): StopListening;
  /** Called at once with the present state, then at each change. */
  onState(listener: (state: RoomLinkState, detail?: string | undefined) => void): StopListening;
  /** Waits up to 10 s for a connection and for the answer, then answers `unavailable`. Never rejects. */
  command<Name extends RoomCommandName>(name: Name, body: RoomCommandBody<Name>): Promise<CommandAnswer>;
  /** Tries at once again, after `failed` or while waiting in `reconnecting`. */
  retry(): void;

  /** Sends this stream's sound from now on, in place of any earlier one. Rejects when the sound graph fails. Does not stop its tracks later. */
  startMicrophone(stream: MediaStream): Promise<void>;
  stopMicrophone(): void;
  /** Sound only: the others are told by the command `microphone.set`. Starts unmuted. The own level goes on while muted. */
  setMuted(muted: boolean): void;
  /** To one participant alone, by number, muted or not; 0: to everyone again. */
  speakTo(listener: number): void;
  /** Who speaks to oneself alone, and when they stop. */
  onDirect(listener: (number: number, speaking: boolean) => void): StopListening;
  /** One's own voice comes back from the server and goes to nobody else. */
  setEcho(on: boolean): void;
  /** For each frame of one's own that came back: from its being whole, before coding, to its return. */
  onEchoed(listener: (roundTripMs: number) => void): StopListening;
  /** Own microphone, about 15 times a second: 0 silence to 1 full scale, on a scale of decibels; and the bare dBov. */
  onLevel(listener: (level: number, dbov: number) => void): StopListening;
  /** Who speaks, oneself too (only what is really sent): participant number and level 0 to 1, about 10 times a second; 0 when they stop. */
  onSpeaking(listener: (number: number, level: number) => void): StopListening;

  /** Begins on. Off: nothing is decoded or heard. */
  setSpeaker(on: boolean): void;
  /** How loud a participant is heard: 0 not at all, 1 as they come, 2 at the most. */
  setVolume(number: number, volume: number): void;
  /** A short sound of the page's own. */
  cue(cue: Cue): void;
  /** Plays one of our files through the person's own loudspeaker, also when they hear nothing of the others. */
  say(url: string): void;
  /** False when this browser cannot choose, or refuses the device. '' is the system's default. */
  setOutputDevice(deviceId: string): Promise<boolean>;
  /** True while the browser keeps sound back until the person clicks: call `unblock` from a click. Called at once with the present state. */
  onBlocked(listener: (blocked: boolean) => void): StopListening;
  unblock(): Promise<void>;
  onProblem(listener: (problem: SoundProblem) => void): StopListening;
  statistics(): Promise<SoundStatistics>;

  /** Ends connection and sound. Send `session.leave` first to leave for good; without it one may come back within a minute. */
  close(): void;
}

const UNAVAILABLE: CommandAnswer = { ok: false, code: 'unavailable' };
const NO_COUNTS: FrameCounts = { framesSent: 0, framesDropped: 0, framesReceived: 0, roundTripMs: undefined };

export const createRoomLink = ({ url, auth }: RoomLinkOptions): RoomLink => {
  const worker = new Worker(new URL('./room.worker.ts', import.meta.url), { type: 'module' });
  const post = (message: PageMessage, transfer: Transferable[] = []): void => worker.postMessage(message, transfer);
  const events = new Map<RoomEventName, Set<(body: never) => void>>();
  const states = createListeners<[RoomLinkState, (string | undefined)?]>();
  const levels = createListeners<[number, number]>();
  const direct = createListeners<[number, boolean]>();
  const echoed = createListeners<[number]>();
  const speaking = createListeners<[number, number]>();
  const problems = createListeners<[SoundProblem]>();
  const commands = createWorkerQuestions<CommandAnswer>();
  const counts = createWorkerQuestions<FrameCounts>();
  let state: [RoomLinkState, (string | undefined)?] = ['connecting'];
  let closed = false;
  const sound: RoomSound = createRoomSound({ post, onProblem: problems.tell });

  const enter = (next: RoomLinkState, detail?: string): void => {
    state = [next, detail];
    states.tell(next, detail);
  };
  const handlers: Handlers<WorkerMessage> = {
    event: ({ name, body }) => {
      for (const listener of [...(events.get(name) ?? [])]) listener(body as never);
    },
    state: (message) => enter(message.state, message.detail),
    answer: ({ id, answer }) => commands.answer(id, answer),
    level: ({ level, dbov }) => levels.tell(level, dbov),
    direct: (message) => direct.tell(message.number, message.speaking),
    echoed: ({ roundTripMs }) => echoed.tell(roundTripMs),
    speaking: ({ number, level }) => speaking.tell(number, level),
    problem: ({ problem }) => problems.tell(problem),
    counts: (message) => counts.answer(message.id, message.counts),
  };
  worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => dispatch(handlers, data);
  // The script did not load: what fails later in a running worker has its own ways to be told.
  worker.onerror = () => {
    if (state[0] === 'connecting') enter('failed');
  };
  post({ kind: 'connect', url, auth });

  return {
    on: (event, listener) => {
      const listeners = events.get(event) ?? new Set();
      events.set(event, listeners);
      listeners.add(listener as (body: never) => void);
      return () => {
        listeners.delete(listener as (body: never) => void);
      };
    },
    onState: (listener) => {
      listener(...state);
      return states.add(listener);
    },
    command: (name, body) =>
      closed ? Promise.resolve(UNAVAILABLE) : commands.ask((id) => post({ kind: 'command', id, name, body })),
    retry: () => post({ kind: 'retry' }),
    startMicrophone: sound.startMicrophone,
    stopMicrophone: sound.stopMicrophone,
    setMuted: (muted) => post({ kind: 'muted', muted }),
    speakTo: (listener) => post({ kind: 'speak-to', listener }),
    onDirect: direct.add,
    setEcho: (on) => post({ kind: 'echo', on }),
    onEchoed: echoed.add,
    onLevel: levels.add,
    onSpeaking: speaking.add,
    setSpeaker: sound.setSpeaker,
    setVolume: sound.setVolume,
    cue: sound.cue,
    say: sound.say,
    setOutputDevice: sound.setOutputDevice,
    onBlocked: sound.onBlocked,
    unblock: sound.unblock,
    onProblem: problems.add,
    statistics: async () => {
      const counted = closed ? NO_COUNTS : await counts.ask((id) => post({ kind: 'counts', id }));
      return { ...counted, speakers: sound.reports() };
    },
    close: () => {
      if (closed) return;
      closed = true;
      sound.close();
      post({ kind: 'close' });
      commands.answerAll(UNAVAILABLE);
      counts.answerAll(NO_COUNTS);
    },
  };
};
