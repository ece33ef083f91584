/**
 * The shared screen: five pictures a second of text at 1080p to 50 viewers. What the server takes of a core, as the product does it
 * (a picture built once) and by `emit`, in turns; and how soon a late comer has its first picture, asked of the presenter or not.
 *
 * Options: `--viewers=50 --rounds=5 --slice=4000`.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { io, type Socket } from 'socket.io-client';
import { formatScreenChunk, parseScreenChunk } from '../src/contract/room/screen-chunk.ts';
import { goFirst } from './audio-relay/server-process.ts';
import { median } from './median.ts';

const option = (name: string, usual: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? usual);

const QUICK = process.argv.includes('--quick');
const VIEWERS = option('viewers', 50);
const ROUNDS = option('rounds', QUICK ? 2 : 5);
const SLICE_MS = option('slice', QUICK ? 2_000 : 4_000);
const FRAME_MS = 200;
/** Measured of a page of text that is scrolled: 1.5 Mbit/s; a key picture of the same. */
const DELTA_BYTES = 37_500;
const KEY_BYTES = 330_000;
/** What a presenter's encoder needs for a key picture of 1080p. */
const ENCODE_MS = 35;
const LATE_COMERS = 20;
const TARGETS = { core: 5, lateMs: 1_000 };

const WAYS = ['product', 'emit'] as const;
type Way = (typeof WAYS)[number];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface BenchScreen {
  readonly way: Way;
  readonly ask: (question: 'cpu' | 'key') => Promise<number | string>;
  readonly view: () => Promise<{
    readonly socket: Socket;
    readonly seen: () => number;
    readonly first: Promise<number>;
  }>;
  readonly send: (key: boolean) => void;
  readonly pictures: () => number;
  readonly stop: () => void;
}

const openScreen = async (way: Way): Promise<BenchScreen> => {
  const file = fileURLToPath(new URL('./screen/screen-server.ts', import.meta.url));
  const child: ChildProcess = fork(file, [way], { execArgv: ['--import', 'tsx/esm'] });
  // One question at a time.
  const next = <Answer>(): Promise<Answer> =>
    new Promise((resolve) => child.once('message', (message) => resolve(message as Answer)));
  const { url, key } = await next<{ url: string; key: string }>();
  const connect = (auth: string): Socket =>
    io(url, { path: '/screen', auth: { key: auth }, forceNew: true, transports: ['websocket'], reconnection: false });
  const ask = (question: 'cpu' | 'key'): Promise<number | string> => {
    const answer = next<number | string>();
    child.send(question);
    return answer;
  };
  const presenter = connect(key);
  let sequence = 0;
  const send = (isKey: boolean): void => {
    sequence += 1;
    const payload = new Uint8Array(isKey ? KEY_BYTES : DELTA_BYTES).fill(sequence);
    const header = { kind: 'video', key: isKey, codec: 'avc1.42E028', stream: 1, sequence, captureMs: 0 } as const;
    presenter.emit('screen', formatScreenChunk({ ...header, width: 1920, height: 1080, channels: 0 }, payload));
  };
  presenter.on('screen.key', () => setTimeout(send, ENCODE_MS, true));
  await new Promise((resolve) => presenter.emit('screen.present', 'bench', resolve));
  return {
    way,
    ask,
    send,
    pictures: () => sequence,
    async view() {
      const auth = String(await ask('key'));
      const startMs = performance.now();
      const socket = connect(auth);
      let pictures = 0;
      const first = new Promise<number>((resolve) => {
        socket.on('screen', (chunk: Uint8Array) => {
          if (pictures === 0 && parseScreenChunk(chunk)?.key === true) resolve(performance.now() - startMs);
          pictures += 1;
          socket.emit('screen.ack', pictures);
        });
      });
      await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
      return { socket, seen: () => pictures, first };
    },
    stop: () => child.disconnect(),
  };
};

/** Five pictures a second for a while; the share of a core, in percent, and of the pictures that arrived. */
const measure = async (
  screen: BenchScreen,
  viewers: readonly { readonly seen: () => number }[],
): Promise<{ core: number; arrived: number }> => {
  const seen = (): number => viewers.reduce((sum, viewer) => sum + viewer.seen(), 0);
  const [cpu, before, sent, startMs] = [Number(await screen.ask('cpu')), seen(), screen.pictures(), performance.now()];
  for (let frame = 0; frame * FRAME_MS < SLICE_MS; frame += 1) {
    await pause(Math.max(0, startMs + frame * FRAME_MS - performance.now()));
    screen.send(false);
  }
  await pause(FRAME_MS);
  const core = (Number(await screen.ask('cpu')) - cpu) / 10 / (performance.now() - startMs);
  return { core, arrived: (seen() - before) / ((screen.pictures() - sent) * viewers.length) };
};

const compareWays = async (): Promise<void> => {
  const screens = await Promise.all(WAYS.map(openScreen));
  const audiences = new Map<Way, Awaited<ReturnType<BenchScreen['view']>>[]>();
  for (const screen of screens) {
    const viewers = [];
    for (let index = 0; index < VIEWERS; index += 1) viewers.push(await screen.view());
    audiences.set(screen.way, viewers);
    screen.send(true);
    await pause(1_000);
    await measure(screen, viewers);
  }
  const shares = new Map<Way, number[]>(WAYS.map((way) => [way, []]));
  const arrived: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    for (const screen of round % 2 === 0 ? screens : screens.toReversed()) {
      const slice = await measure(screen, audiences.get(screen.way) ?? []);
      shares.get(screen.way)?.push(slice.core);
      if (screen.way === 'product') arrived.push(slice.arrived);
    }
  const of = (way: Way): readonly number[] => shares.get(way) ?? [];
  const ratio = median(of('emit').map((share, round) => share / (of('product')[round] ?? Number.NaN)));
  console.log(
    `screen: ${VIEWERS} viewers, 5 pictures a second of ${DELTA_BYTES / 1_000} kB: ${median([...of('product')]).toFixed(1)} % of a core ` +
      `(to reach: ${TARGETS.core}), ${(median(arrived) * 100).toFixed(1)} % arrived; by emit ${median([...of('emit')]).toFixed(1)} %, ` +
      `${ratio.toFixed(2)} times as much`,
  );
  for (const viewers of audiences.values()) for (const { socket } of viewers) socket.disconnect();
  for (const screen of screens) screen.stop();
};

/** From the first byte of the connection to the key picture, one late comer after the other. */
const receiveLateComers = async (): Promise<void> => {
  const screen = await openScreen('product');
  const come = async (what: string, before: () => Promise<void>): Promise<void> => {
    const times: number[] = [];
    for (let index = 0; index < LATE_COMERS; index += 1) {
      await before();
      const { first, socket } = await screen.view();
      times.push(await first);
      socket.disconnect();
    }
    console.log(
      `screen: a late comer's first picture, ${what}: median ${median(times).toFixed(0)} ms, ` +
        `longest ${Math.max(...times).toFixed(0)} (to reach: ${TARGETS.lateMs})`,
    );
  };
  screen.send(true);
  await come('of a screen that stands still', () => pause(20));
  await come('of one that has moved for long, asked of the presenter', async () => {
    for (let index = 0; index < 25; index += 1) screen.send(false);
    await pause(300);
  });
  screen.stop();
};

if (!goFirst()) console.log('screen: (without priority over other programs)');
await compareWays();
await receiveLateComers();
process.exit();
