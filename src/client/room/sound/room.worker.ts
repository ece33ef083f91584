import { parseAudioFrame } from '../../../audio/audio-frame.ts';
import type { Welcome } from '../../../contract/room/room-state.ts';
import type { SpeakerFrame } from './frame-messages.ts';
import { createRoomSocket, type RoomSocket } from './room-socket.ts';
import { dispatch, type Handlers, type PageMessage, type WorkerMessage } from './sound-messages.ts';
import { createSpeakerDecoders } from './speaker-decoders.ts';
import { createSpeakingReport } from './speaking-report.ts';
import { createVoiceSender } from './voice-sender.ts';

/**
 * The room's worker: connection and codecs, away from the page's main thread, so that a busy page does not break the sound.
 * Sound comes and goes through ports that lead straight to the audio thread.
 */
const TICK_MS = 250;
/** As often as the room protocol asks: each one wakes the server, for each listener. */
const ACKNOWLEDGE_MS = 1_000;
/** For the goodbye to leave before the worker goes. */
const FAREWELL_MS = 500;

const post = (message: WorkerMessage): void => self.postMessage(message);
const counts = { framesSent: 0, framesDropped: 0, framesReceived: 0 };
let socket: RoomSocket | undefined;
let playback: MessagePort | undefined;
let listening = false;
let ownNumber: number | undefined;

const speaking = createSpeakingReport((number, level) => post({ kind: 'speaking', number, level }));
const decoders = createSpeakerDecoders({
  onSound: (frame: SpeakerFrame) => playback?.postMessage(frame, [frame.samples.buffer]),
  onFailure: () => post({ kind: 'problem', problem: 'decoder' }),
});
const sender = createVoiceSender({
  send: (frame) => {
    if (socket?.sendAudio(frame)) counts.framesSent += 1;
    else counts.framesDropped += 1;
  },
  onLevel: (level) => post({ kind: 'level', level }),
  onSpoken: (dbov, ended) => {
    if (ownNumber !== undefined) speaking.heard(ownNumber, dbov, ended, performance.now());
  },
  onFailure: () => post({ kind: 'problem', problem: 'encoder' }),
  nowMs: () => performance.now(),
});

const hear = (frame: Uint8Array): void => {
  counts.framesReceived += 1;
  const header = parseAudioFrame(frame);
  if (!header) return;
  speaking.heard(header.participant, -header.level, header.endOfTalkspurt, performance.now());
  if (listening && playback) decoders.take(frame);
};

const handlers: Handlers<PageMessage> = {
  connect: ({ url, auth }) => {
    socket = createRoomSocket({
      url,
      auth,
      onState: (state, detail) => post({ kind: 'state', state, detail }),
      onEvent: (name, body) => {
        if (name === 'welcome') ownNumber = (body as Welcome).you.number;
        post({ kind: 'event', name, body });
      },
      onAudio: hear,
    });
  },
  command: ({ id, name, body }) => {
    const answer = socket?.command(name, body) ?? Promise.resolve({ ok: false, code: 'unavailable' } as const);
    answer.then((said) => post({ kind: 'answer', id, answer: said })).catch(() => undefined);
  },
  retry: () => socket?.retry(),
  microphone: ({ port }) => sender.start(port),
  'microphone.stop': () => sender.stop(),
  muted: ({ muted }) => sender.setMuted(muted),
  playback: ({ port }) => {
    playback = port;
  },
  listen: ({ on }) => {
    listening = on;
    if (!on) decoders.clear();
  },
  counts: ({ id }) => post({ kind: 'counts', id, counts: { ...counts } }),
  close: () => {
    sender.stop();
    decoders.clear();
    socket?.close();
    setTimeout(() => self.close(), FAREWELL_MS);
  },
};

self.onmessage = ({ data }: MessageEvent<PageMessage>) => dispatch(handlers, data);
self.addEventListener('online', () => socket?.networkChanged());
setInterval(() => socket?.acknowledge(), ACKNOWLEDGE_MS);
setInterval(() => speaking.sweep(performance.now()), TICK_MS);
