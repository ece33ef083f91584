import { EVERYONE, isDirectFrame, parseAudioFrame } from '../../../audio/audio-frame.ts';
import type { Welcome } from '../../../contract/room/room-state.ts';
import type { SpeakerFrame } from './frame-messages.ts';
import { createRoomSocket, type RoomSocket } from './room-socket.ts';
import { createSentTimes } from './sent-times.ts';
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
/** One's own voice comes back so much later than it could, to be told from the voice itself. */
const ECHO_DELAY_MS = 400;
const NOBODY = 0xffff;
/** For the goodbye to leave before the worker goes. */
const FAREWELL_MS = 500;

const post = (message: WorkerMessage): void => self.postMessage(message);
const sent = { framesSent: 0, framesDropped: 0, framesReceived: 0 };
let socket: RoomSocket | undefined;
let playback: MessagePort | undefined;
let listening = false;
let ownNumber: number | undefined;
/** To whom one speaks alone; and whether the echo of oneself goes before. */
let listener = EVERYONE;
let echoing = false;
const sentTimes = createSentTimes();

const speaking = createSpeakingReport((number, level) => post({ kind: 'speaking', number, level }));
const decoders = createSpeakerDecoders({
  onSound: (frame: SpeakerFrame) => playback?.postMessage(frame, [frame.samples.buffer]),
  onFailure: () => post({ kind: 'problem', problem: 'decoder' }),
});
const sender = createVoiceSender({
  send: (bytes, { sequence, takenMs }) => {
    if (echoing) sentTimes.note(sequence, takenMs);
    if (socket?.sendAudio(bytes)) sent.framesSent += 1;
    else sent.framesDropped += 1;
  },
  onLevel: (level, dbov) => post({ kind: 'level', level, dbov }),
  onSpoken: (dbov, ended) => {
    if (ownNumber !== undefined) speaking.heard(ownNumber, dbov, ended, performance.now());
  },
  onFailure: () => post({ kind: 'problem', problem: 'encoder' }),
  nowMs: () => performance.now(),
});

const direct = createSpeakingReport((number, level) => post({ kind: 'direct', number, speaking: level > 0 }));

const play = (frame: Uint8Array): void => {
  if (listening && playback) decoders.take(frame);
};

const hear = (frame: Uint8Array): void => {
  sent.framesReceived += 1;
  const header = parseAudioFrame(frame);
  if (!header) return;
  const { participant, level, endOfTalkspurt, sequence } = header;
  const nowMs = performance.now();
  if (participant === ownNumber) {
    const takenMs = sentTimes.take(sequence);
    if (takenMs !== undefined && !endOfTalkspurt) post({ kind: 'echoed', roundTripMs: nowMs - takenMs });
    setTimeout(() => play(frame), ECHO_DELAY_MS);
    return;
  }
  if (isDirectFrame(frame)) direct.heard(participant, -level, endOfTalkspurt, nowMs);
  speaking.heard(participant, -level, endOfTalkspurt, nowMs);
  play(frame);
};

const speakToWhom = (): void => {
  // Without a number of one's own yet, the echo waits for it in silence: nobody has the last number of all.
  sender.speakTo(echoing ? (ownNumber ?? NOBODY) : listener);
};

const handlers: Handlers<PageMessage> = {
  connect: ({ url, auth }) => {
    socket = createRoomSocket({
      url,
      auth,
      onState: (state, detail) => post({ kind: 'state', state, detail }),
      onEvent: (name, body) => {
        if (name === 'welcome') ownNumber = (body as Welcome).you.number;
        if (name === 'welcome') speakToWhom();
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
  'speak-to': (message) => {
    listener = message.listener;
    speakToWhom();
  },
  echo: ({ on }) => {
    echoing = on;
    speakToWhom();
  },
  playback: ({ port }) => {
    playback = port;
  },
  listen: ({ on }) => {
    listening = on;
    if (!on) decoders.clear();
  },
  counts: ({ id }) => post({ kind: 'counts', id, counts: { ...sent, roundTripMs: socket?.roundTripMs() } }),
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
setInterval(() => {
  speaking.sweep(performance.now());
  direct.sweep(performance.now());
}, TICK_MS);
