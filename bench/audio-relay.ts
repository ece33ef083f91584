/**
 * Server CPU time for each delivered audio frame, of three servers in turn: the product, a plain `io.to(room).emit`, and a bare
 * `ws` broadcast of a frame built once. Each server is a process of its own; this process is the load. All three are up all the time
 * and speak in turns within each round, so that whatever else the machine does falls on all alike: compare the ratios.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { formatAudioFrame } from '../src/audio/audio-frame.ts';
import type { ServerReport, ServerRequest } from './audio-relay/bench-server.ts';
import { connectLoadClient, type Dialect, type LoadClient } from './audio-relay/load-client.ts';

const SYSTEMS = ['product', 'bare', 'emit'] as const;
type System = (typeof SYSTEMS)[number];

const FRAME_MS = 20;
/** 24 kbit/s and a little: what a browser sends for speech. */
const OPUS_BYTES = 80;
const WARM_UP_MS = 15_000;
const SETTLE_MS = 500;
/** `audio.ack` of the room protocol, while frames come. */
const ACKNOWLEDGE_MS = 1_000;

const numbers = (name: string, fallback: readonly number[]): readonly number[] =>
  process.argv
    .find((word) => word.startsWith(`--${name}=`))
    ?.split('=')[1]
    ?.split(',')
    .map(Number) ?? fallback;

const LISTENERS = numbers('listeners', [20, 50, 100, 500]);
const SPEAKERS = numbers('speakers', [1, 3]);
const [ROUNDS = 5] = numbers('rounds', [5]);
const [SLICE_MS = 3_000] = numbers('slice', [3_000]);
/** `io.to(room).emit` of so many frames a second fills a core: it would measure its own queue. */
const EMIT_MOST_PER_SECOND = 26_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface ServerProcess {
  readonly url: string;
  ask(request: ServerRequest): Promise<ServerReport>;
  stop(): void;
}

const startServer = async (system: System): Promise<ServerProcess> => {
  const file = fileURLToPath(new URL(`./audio-relay/${system}-server.ts`, import.meta.url));
  const child: ChildProcess = fork(file, { execArgv: ['--import', 'tsx/esm'] });
  child.setMaxListeners(0);
  const answer = (): Promise<ServerReport> =>
    new Promise((resolve, reject) => {
      child.once('message', (report: ServerReport) => resolve(report));
      child.once('exit', (code) => reject(new Error(`the server ${system} has ended: ${code}`)));
    });
  const ready = await answer();
  if (ready.kind !== 'ready') throw new Error(`the server ${system} did not say where it is`);
  return {
    url: ready.url.replace('http', 'ws'),
    ask(request) {
      const report = answer();
      child.send(request);
      return report;
    },
    stop: () => child.disconnect(),
  };
};

/** The part of a server that one comparison uses. */
interface Room {
  readonly server: ServerProcess;
  readonly speakers: readonly LoadClient[];
  readonly everyone: readonly LoadClient[];
  readonly system: System;
}

const openRoom = async (server: ServerProcess, system: System, speakers: number, listeners: number): Promise<Room> => {
  const count = speakers + listeners;
  const dialect: Dialect = system === 'bare' ? 'bare' : 'socket.io';
  const report = system === 'product' ? await server.ask({ kind: 'tickets', count }) : undefined;
  const tickets = report?.kind === 'ready' ? report.tickets : undefined;
  const everyone: LoadClient[] = [];
  for (let index = 0; index < count; index += 1)
    everyone.push(await connectLoadClient(server.url, dialect, tickets?.[index]));
  const speaking = everyone.slice(0, speakers);
  if (system === 'product') {
    for (const client of speaking) client.command('microphone.set', { state: 'on' });
    for (const client of everyone) client.acknowledgeEvery(ACKNOWLEDGE_MS);
  }
  return { server, speakers: speaking, everyone, system };
};

const usage = async ({ server }: Room): Promise<number> => {
  const report = await server.ask({ kind: 'usage' });
  return report.kind === 'usage' ? report.cpuMicros : 0;
};

const received = ({ everyone }: Room): number => everyone.reduce((sum, client) => sum + client.frames(), 0);

/** Lets the room's speakers talk for `ms`, each in its own phase, as microphones do. Answers how many frames were sent. */
const talk = async (room: Room, ms: number): Promise<number> => {
  let sent = 0;
  const startMs = performance.now();
  await Promise.all(
    room.speakers.map(async (speaker, index) => {
      for (let sequence = 0; sequence * FRAME_MS < ms; sequence += 1) {
        const dueMs = startMs + sequence * FRAME_MS + (index * FRAME_MS) / room.speakers.length;
        await pause(Math.max(0, dueMs - performance.now()));
        const header = { participant: 0, sequence, captureMs: sequence * FRAME_MS, level: 30, endOfTalkspurt: false };
        speaker.speak(Buffer.from(formatAudioFrame(header, new Uint8Array(OPUS_BYTES).fill(sequence))));
        sent += 1;
      }
    }),
  );
  await pause(100);
  return sent;
};

interface Slice {
  readonly microsPerFrame: number;
  /** Of the frames that should have arrived. */
  readonly delivered: number;
  /** Of one core. */
  readonly load: number;
}

const measure = async (room: Room): Promise<Slice> => {
  const [cpuBefore, framesBefore, startMs] = [await usage(room), received(room), performance.now()];
  const sent = await talk(room, SLICE_MS);
  const [cpuAfter, frames] = [await usage(room), received(room) - framesBefore];
  const cpuMicros = cpuAfter - cpuBefore;
  return {
    microsPerFrame: cpuMicros / frames,
    delivered: frames / (sent * (room.everyone.length - 1)),
    load: cpuMicros / 1_000 / (performance.now() - startMs),
  };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const compare = async (
  servers: ReadonlyMap<System, ServerProcess>,
  listeners: number,
  speakers: number,
  rounds = ROUNDS,
): Promise<string> => {
  const perSecond = listeners * speakers * (1_000 / FRAME_MS);
  const systems = SYSTEMS.filter((system) => system !== 'emit' || perSecond <= EMIT_MOST_PER_SECOND);
  const rooms: Room[] = [];
  for (const [system, server] of servers)
    if (systems.includes(system)) rooms.push(await openRoom(server, system, speakers, listeners));
  const slices = new Map<System, Slice[]>(systems.map((system) => [system, []]));
  for (const room of rooms) await talk(room, SETTLE_MS);
  for (let round = 0; round < rounds; round += 1) {
    for (const room of round % 2 === 0 ? rooms : rooms.toReversed()) slices.get(room.system)?.push(await measure(room));
  }
  const of = (system: System, pick: (slice: Slice) => number): number => median((slices.get(system) ?? []).map(pick));
  const ratio = (upper: System, lower: System): string =>
    median(
      (slices.get(upper) ?? []).map(
        ({ microsPerFrame }, round) => microsPerFrame / (slices.get(lower)?.[round]?.microsPerFrame ?? 1),
      ),
    ).toFixed(2);
  const cells = systems.map((system) => {
    const { microsPerFrame, delivered, load } = {
      microsPerFrame: of(system, (slice) => slice.microsPerFrame),
      delivered: of(system, (slice) => slice.delivered),
      load: of(system, (slice) => slice.load),
    };
    return `${system} ${microsPerFrame.toFixed(1)} µs (${(load * 100).toFixed(0)} % of a core, ${(delivered * 100).toFixed(1)} % arrived)`;
  });
  for (const { everyone } of rooms) for (const client of everyone) client.close();
  await pause(500);
  return (
    `${String(listeners).padStart(4)} listeners, ${speakers} speaking: ${cells.join(' · ')} — product/bare ${ratio('product', 'bare')}` +
    (systems.includes('emit') ? `, emit/product ${ratio('emit', 'product')}` : ', emit left out: more than a core')
  );
};

const servers = new Map<System, ServerProcess>();
for (const system of SYSTEMS) servers.set(system, await startServer(system));
// Until the engine has compiled what runs often, for all alike.
await compare(servers, 100, 3, Math.ceil(WARM_UP_MS / SLICE_MS));
for (const speakers of SPEAKERS)
  for (const listeners of LISTENERS) console.log(await compare(servers, listeners, speakers));
for (const server of servers.values()) server.stop();
process.exit();
