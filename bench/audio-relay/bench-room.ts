import { formatAudioFrame } from '../../src/audio/audio-frame.ts';
import { connectLoadClient, type LoadClient } from './load-client.ts';
import type { ServerProcess } from './server-process.ts';

export const FRAME_MS = 20;
/** 24 kbit/s and a little: what a browser sends for speech. */
const OPUS_BYTES = 80;
/** `audio.ack` of the room protocol, while frames come. */
const ACKNOWLEDGE_MS = 1_000;
const SETTLE_MS = 100;
const LEAVE_MS = 1_000;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** People in one room of a server: the first ones speak, all listen. */
export interface BenchRoom {
  readonly server: ServerProcess;
  readonly speakers: readonly LoadClient[];
  readonly everyone: readonly LoadClient[];
}

export const openBenchRoom = async (server: ServerProcess, speakers: number, listeners: number): Promise<BenchRoom> => {
  const count = speakers + listeners;
  const tickets = await server.ask('tickets', count);
  const dialect = server.system === 'bare' ? 'bare' : 'socket.io';
  const everyone: LoadClient[] = [];
  for (let index = 0; index < count; index += 1)
    everyone.push(await connectLoadClient(server.url.replace(/^http/, 'ws'), dialect, tickets[index]));
  const speaking = everyone.slice(0, speakers);
  if (server.system === 'product') {
    for (const client of speaking) client.command('microphone.set', { state: 'on' });
    for (const client of everyone) client.acknowledgeEvery(ACKNOWLEDGE_MS);
  }
  return { server, speakers: speaking, everyone };
};

export const closeBenchRoom = async ({ everyone, server }: BenchRoom): Promise<void> => {
  // Places are kept for a while for people whose connection is just lost.
  if (server.system === 'product') for (const client of everyone) client.command('session.leave', {});
  await pause(LEAVE_MS);
  for (const client of everyone) client.close();
};

/** Frames that have arrived, at all listeners together. */
export const framesReceived = ({ everyone }: BenchRoom): number =>
  everyone.reduce((sum, client) => sum + client.frames(), 0);

/** Lets the room's speakers talk for `ms`, each in a phase of its own, as microphones do. Answers how many frames were sent. */
export const talk = async ({ speakers }: BenchRoom, ms: number): Promise<number> => {
  let sent = 0;
  const startMs = performance.now();
  const speak = async (speaker: LoadClient, phaseMs: number): Promise<void> => {
    for (let sequence = 0; sequence * FRAME_MS < ms; sequence += 1) {
      await pause(Math.max(0, startMs + phaseMs + sequence * FRAME_MS - performance.now()));
      const header = { participant: 0, sequence, captureMs: sequence * FRAME_MS, level: 30, endOfTalkspurt: false };
      speaker.speak(Buffer.from(formatAudioFrame(header, new Uint8Array(OPUS_BYTES).fill(sequence))));
      sent += 1;
    }
  };
  await Promise.all(speakers.map((speaker, index) => speak(speaker, (index * FRAME_MS) / speakers.length)));
  await pause(SETTLE_MS);
  return sent;
};
