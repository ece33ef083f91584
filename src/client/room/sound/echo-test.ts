import { signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import { isDirectFrame, parseAudioFrame } from '../../../audio/audio-frame.ts';
import type { EchoState, EchoTest, EchoTrouble } from './echo-state.ts';
import { createRoundTrips } from './round-trips.ts';
import { createSentTimes } from './sent-times.ts';
import { createSoundGraph, type SoundGraph } from './sound-graph.ts';
import { createSpeakerDecoders } from './speaker-decoders.ts';
import { createVoiceSender } from './voice-sender.ts';

/** One's own voice comes back so much later than it could, to be told from the voice itself. */
const ECHO_DELAY_MS = 400;
/** The server takes what is for one alone, and here there is nobody else. */
const ONESELF = 1;

interface EchoTestOptions {
  readonly stream: MediaStream;
  /** '' is the system's own. */
  readonly speaker: string;
}

/** What one test holds open. */
interface Running {
  readonly socket: Socket;
  readonly end: () => void;
}

const troubleOf = (error: Error): EchoTrouble => (error.message === 'too-many-attempts' ? 'crowded' : 'unreachable');

/**
 * The echo test before the meeting: the microphone goes through codec, server and codec back to the loudspeaker, as in a room. It runs
 * on the page's main thread: there is nothing else to do there. Its module is loaded when it is asked for.
 */
export const createEchoTest = ({ stream, speaker }: EchoTestOptions): EchoTest => {
  const state = signal<EchoState>({ kind: 'off' });
  let running: Running | undefined;

  const end = (next: EchoState): void => {
    running?.end();
    running = undefined;
    state.value = next;
  };

  const run = async (): Promise<void> => {
    const trips = createRoundTrips();
    const sentTimes = createSentTimes();
    const socket = io('/echo', { transports: ['websocket'], forceNew: true, reconnection: false });
    const timers = new Set<ReturnType<typeof setTimeout>>();
    let playback: MessagePort | undefined;
    let graph: SoundGraph | undefined;
    const decoders = createSpeakerDecoders({
      onSound: (frame) => playback?.postMessage(frame, [frame.samples.buffer]),
      onFailure: () => end({ kind: 'trouble', trouble: 'sound' }),
    });
    const sender = createVoiceSender({
      send: (bytes, { sequence, takenMs }) => {
        sentTimes.note(sequence, takenMs);
        if (socket.connected) socket.emit('audio', bytes);
      },
      onLevel: () => {},
      onSpoken: () => {},
      onFailure: () => end({ kind: 'trouble', trouble: 'sound' }),
      nowMs: () => performance.now(),
    });
    const mine: Running = {
      socket,
      end() {
        for (const timer of timers) clearTimeout(timer);
        sender.stop();
        decoders.clear();
        socket.disconnect();
        graph?.close();
      },
    };
    running = mine;
    const later = (work: () => void): void => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
      }, ECHO_DELAY_MS);
      timers.add(timer);
    };
    socket.on('audio', (data: ArrayBuffer) => {
      const frame = new Uint8Array(data);
      const header = parseAudioFrame(frame);
      if (running !== mine || !header || !isDirectFrame(frame)) return;
      const takenMs = sentTimes.take(header.sequence);
      if (takenMs !== undefined && !header.endOfTalkspurt) {
        trips.add(performance.now() - takenMs);
        const [now, shown] = [state.peek(), trips.shownMs()];
        if (now.kind !== 'running' || shown !== now.roundTripMs) state.value = { kind: 'running', roundTripMs: shown };
      }
      later(() => decoders.take(frame));
    });
    socket.on('connect', () => {
      if (running === mine) state.value = { kind: 'running', roundTripMs: undefined };
    });
    socket.on('connect_error', (error) => {
      if (running === mine) end({ kind: 'trouble', trouble: troubleOf(error) });
    });
    socket.on('disconnect', (reason) => {
      // The server ends it after a minute.
      if (running === mine)
        end(reason === 'io server disconnect' ? { kind: 'off' } : { kind: 'trouble', trouble: 'unreachable' });
    });
    try {
      const opened = await createSoundGraph({
        onPlaybackPort: (port) => {
          playback = port;
        },
        onRunning: () => {},
        onReports: () => {},
      });
      graph = opened;
      if (running !== mine) return opened.close();
      await opened.setOutputDevice(speaker);
      sender.speakTo(ONESELF);
      sender.start(await opened.capture(stream));
    } catch {
      if (running === mine) end({ kind: 'trouble', trouble: 'sound' });
    }
  };

  return {
    state,
    start() {
      end({ kind: 'opening' });
      void run();
    },
    stop: () => end({ kind: 'off' }),
  };
};
