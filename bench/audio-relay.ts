/**
 * Server CPU time for each delivered audio frame, of three servers: the product, a plain `io.to(room).emit`, and a bare `ws`
 * broadcast of a frame built once. Each server is a process of its own; this process is the load. All are up all the time and speak
 * in turns within each round, so that whatever else the machine does falls on all alike: compare the ratios. Then the product
 * alone, with its calendar under load: how late its event loop is.
 *
 * Options: `--listeners=20,100 --speakers=1 --rounds=5 --slice=3000 --relay-only --load-only`.
 */
import { type ApiLoad, loadApi } from './audio-relay/api-load.ts';
import {
  type BenchRoom,
  closeBenchRoom,
  FRAME_MS,
  framesReceived,
  openBenchRoom,
  pause,
  talk,
} from './audio-relay/bench-room.ts';
import { goFirst, type ServerProcess, SYSTEMS, type System, startServer } from './audio-relay/server-process.ts';
import { median } from './median.ts';

const option = (name: string, usual: readonly number[]): readonly number[] =>
  process.argv
    .find((word) => word.startsWith(`--${name}=`))
    ?.split('=')[1]
    ?.split(',')
    .map(Number) ?? usual;

const LISTENERS = option('listeners', [20, 50, 100, 500]);
const SPEAKERS = option('speakers', [1, 3]);
const [ROUNDS = 0] = option('rounds', [7]);
const [SLICE_MS = 0] = option('slice', [3_000]);
const WARM_UP_MS = 15_000;
const SETTLE_MS = 500;
/** `io.to(room).emit` of more frames a second fills a core: it would measure its own queue. */
const EMIT_MOST_PER_SECOND = 26_000;

interface Slice {
  readonly microsPerFrame: number;
  /** Of the frames that should have arrived. */
  readonly arrived: number;
  /** Of one core. */
  readonly load: number;
}

const measure = async (room: BenchRoom): Promise<Slice> => {
  const [cpuBefore, framesBefore, startMs] = [
    await room.server.ask('cpu', null),
    framesReceived(room),
    performance.now(),
  ];
  const sent = await talk(room, SLICE_MS);
  const cpuMicros = (await room.server.ask('cpu', null)) - cpuBefore;
  const frames = framesReceived(room) - framesBefore;
  return {
    microsPerFrame: cpuMicros / frames,
    arrived: frames / (sent * (room.everyone.length - 1)),
    load: cpuMicros / 1_000 / (performance.now() - startMs),
  };
};

type Slices = ReadonlyMap<System, readonly Slice[]>;

const measureInTurns = async (
  servers: readonly ServerProcess[],
  { listeners, speakers, rounds }: { readonly listeners: number; readonly speakers: number; readonly rounds: number },
): Promise<Slices> => {
  const rooms: BenchRoom[] = [];
  for (const server of servers) rooms.push(await openBenchRoom(server, speakers, listeners));
  for (const room of rooms) await talk(room, SETTLE_MS);
  const slices = new Map<System, Slice[]>(servers.map(({ system }) => [system, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const room of round % 2 === 0 ? rooms : rooms.toReversed())
      slices.get(room.server.system)?.push(await measure(room));
  }
  for (const room of rooms) await closeBenchRoom(room);
  await pause(SETTLE_MS);
  return slices;
};

const describe = (slices: Slices): string => {
  const of = (system: System): readonly Slice[] => slices.get(system) ?? [];
  const cells = [...slices].map(([system, all]) => {
    const pick = (of: (slice: Slice) => number): number => median(all.map(of));
    const micros = pick(({ microsPerFrame }) => microsPerFrame).toFixed(1);
    const load = (pick((slice) => slice.load) * 100).toFixed(0);
    const arrived = (pick((slice) => slice.arrived) * 100).toFixed(1);
    return `${system} ${micros} µs (${load} % of a core, ${arrived} % arrived)`;
  });
  /** Of neighbours in time: the median over the rounds. */
  const ratio = (upper: System, lower: System): string =>
    median(
      of(upper).map(({ microsPerFrame }, round) => microsPerFrame / (of(lower)[round]?.microsPerFrame ?? Number.NaN)),
    ).toFixed(2);
  const emit = slices.has('emit') ? `emit/product ${ratio('emit', 'product')}` : 'emit left out: more than a core';
  return `${cells.join(' · ')} — product/bare ${ratio('product', 'bare')}, ${emit}`;
};

const compareServers = async (): Promise<void> => {
  const servers: ServerProcess[] = [];
  for (const system of SYSTEMS) servers.push(await startServer(system));
  // Until the engine has compiled what runs often, for all alike.
  await measureInTurns(servers, { listeners: 100, speakers: 3, rounds: Math.ceil(WARM_UP_MS / SLICE_MS) });
  for (const speakers of SPEAKERS) {
    for (const listeners of LISTENERS) {
      const perSecond = listeners * speakers * (1_000 / FRAME_MS);
      const taking = servers.filter(({ system }) => system !== 'emit' || perSecond <= EMIT_MOST_PER_SECOND);
      const slices = await measureInTurns(taking, { listeners, speakers, rounds: ROUNDS });
      console.log(`audio relay: ${String(listeners).padStart(3)} listeners, ${speakers} speaking: ${describe(slices)}`);
    }
  }
  for (const server of servers) server.stop();
};

const event = (date: string, hour: number) => ({
  title: `Planning of ${date}`,
  start: `${date}T${String(hour).padStart(2, '0')}:00`,
  end: `${date}T${String(hour).padStart(2, '0')}:45`,
  timeZone: 'Europe/Paris',
  location: 'Room 4',
  description: 'What is next, and who does it.',
});

const API_LOADS: ReadonlyArray<ApiLoad & { readonly what: string }> = [
  { what: 'a month of 120 events', method: 'GET', path: '/events?from=2027-03-01&to=2027-03-31', perSecond: 20 },
  { what: 'new events', method: 'POST', path: '/events', body: event('2027-05-07', 10), perSecond: 5 },
  { what: 'session', method: 'GET', path: '/session', perSecond: 50 },
];
const DAYS = 30;
const HOURS = [9, 11, 14, 16];
const LOAD_SECONDS = 15;
const LOADED_LISTENERS = 100;
const TARGET_LOOP_MS = 20;

const fillCalendar = async (url: string, cookie: string): Promise<void> => {
  const headers = { cookie, origin: url, 'content-type': 'application/json' };
  for (let day = 1; day <= DAYS; day += 1) {
    for (const hour of HOURS) {
      const body = JSON.stringify(event(`2027-03-${String(day).padStart(2, '0')}`, hour));
      const answer = await fetch(`${url}/api/v1/events`, { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(`An event was refused: ${answer.status} ${await answer.text()}`);
    }
  }
};

/** A room of 100 with three speaking, and the calendar in use by many at once. */
const loadCalendarAndRoom = async (): Promise<void> => {
  const server = await startServer('product');
  const cookie = await server.ask('cookie', null);
  await fillCalendar(server.url, cookie);
  const room = await openBenchRoom(server, 3, LOADED_LISTENERS);
  await talk(room, SETTLE_MS);
  const before = framesReceived(room);
  await server.ask('watchLoop', null);
  const [sent, ...loads] = await Promise.all([
    talk(room, LOAD_SECONDS * 1_000),
    ...API_LOADS.map((load) => loadApi(server.url, cookie, load, LOAD_SECONDS)),
  ]);
  const { p50, p99, max, waited } = await server.ask('loop', null);
  const arrived = ((framesReceived(room) - before) / (sent * (room.everyone.length - 1))) * 100;
  const calls = API_LOADS.map(
    ({ what }, index) =>
      `${what} ${loads[index]?.perSecond.toFixed(0)}/s (p99 ${loads[index]?.p99Ms} ms, ${loads[index]?.failed} failed)`,
  );
  console.log(
    `audio relay: calendar under load: event loop late by ${p50.toFixed(1)} ms at p50, ${p99.toFixed(1)} at p99 (to reach: ${TARGET_LOOP_MS}), ` +
      `${max.toFixed(0)} at most (others had its processor for ${((waited / LOAD_SECONDS) * 0.1).toFixed(0)} % of the time); ${arrived.toFixed(1)} % of frames arrived; ${calls.join(', ')}`,
  );
  await closeBenchRoom(room);
  server.stop();
};

export const run = async (): Promise<void> => {
  if (!goFirst()) console.log('audio relay: (without priority over other programs)');
  if (!process.argv.includes('--load-only')) await compareServers();
  if (!process.argv.includes('--relay-only')) await loadCalendarAndRoom();
};

if (import.meta.url === `file://${process.argv[1]}`) {
  await run();
  process.exit();
}
