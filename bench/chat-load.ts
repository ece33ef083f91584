/**
 * Fifty rooms of twenty, one message a second in each: how long from sending until the others have it, and whether any was lost, came
 * twice or out of order. The server is a process of its own, this one is all the people. In the same run a plain `ws` broadcast of as
 * many messages of the same size to as many connections, by a process of its own: the ratio says what the machine was like.
 *
 * Options: `--rooms=50 --people=20 --seconds=30`; `--long` is ten minutes.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { enterRoom, type HeadlessClient } from '../test/kit/headless-client.ts';
import { enterByKeys, newBrowser } from '../test/kit/headless-door.ts';
import { startOwnApp } from '../test/kit/own-app.ts';
import { percentile } from './percentile.ts';

const option = (name: string, usual: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const ROOMS = option('rooms', 50);
const PEOPLE = option('people', 20);
const SECONDS = option('seconds', process.argv.includes('--long') ? 600 : 30);
const TARGET_MS = 150;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

/** Calls `send` once a second for each room, spread over the second. */
const everySecond = async (seconds: number, send: (room: number, second: number) => void): Promise<void> => {
  const startMs = performance.now();
  for (let second = 0; second < seconds; second += 1) {
    for (let room = 0; room < ROOMS; room += 1) {
      await pause(startMs + (second + room / ROOMS) * 1_000 - performance.now());
      send(room, second);
    }
  }
};

const line = (what: string, delays: readonly number[]): string => {
  const [middle, high, most] = [0.5, 0.99, 1].map((share) => percentile(delays, share).toFixed(1));
  return `${what} median ${middle} ms, p99 ${high} ms, most ${most} ms`;
};

/** The least that it could take: a broadcast without a room, a disk or a word of checking. */
const measureBare = async (): Promise<readonly number[]> => {
  const child = fork(fileURLToPath(new URL('./chat-load-bare.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx/esm'],
  });
  const url = await new Promise<string>((resolve) => child.once('message', (message) => resolve(String(message))));
  const delays: number[] = [];
  const rooms: WebSocket[][] = [];
  for (let room = 0; room < ROOMS; room += 1) {
    const people: WebSocket[] = [];
    for (let person = 0; person < PEOPLE; person += 1) {
      const socket = new WebSocket(`${url}/${room}`, { perMessageDeflate: false });
      await new Promise((resolve) => socket.once('open', resolve));
      socket.on('message', (data: Buffer) => {
        const { sentMs } = JSON.parse(data.toString()) as { sentMs: number };
        delays.push(performance.now() - sentMs);
      });
      people.push(socket);
    }
    rooms.push(people);
  }
  await everySecond(Math.min(SECONDS, 10), (room, second) =>
    rooms[room]?.[second % PEOPLE]?.send(JSON.stringify({ sentMs: performance.now(), text: 'x'.repeat(200) })),
  );
  await pause(500);
  for (const socket of rooms.flat()) socket.terminate();
  child.disconnect();
  return delays;
};

export const run = async (): Promise<void> => {
  const bare = await measureBare();
  const app = await startOwnApp();
  try {
    const meetings = await app.meetings(ROOMS);
    const sentMs = new Map<string, number>();
    const delays: number[] = [];
    const rooms: HeadlessClient[][] = [];
    for (const { id, pin } of meetings) {
      const people = await Promise.all(
        Array.from({ length: PEOPLE }, async (_, index) => {
          const { ticket } = await enterByKeys(newBrowser(app.url), { meeting: id, name: `Guest ${index}`, pin });
          return enterRoom(
            app.url,
            { ticket },
            {
              light: true,
              onEvent(name, body, atMs) {
                if (name !== 'chat.message') return;
                const since = sentMs.get((body as { text: string }).text);
                if (since !== undefined) delays.push(atMs - since);
              },
            },
          );
        }),
      );
      rooms.push(people);
    }
    const before = await app.vitals();
    let sent = 0;
    let refused = 0;
    await everySecond(SECONDS, (room, second) => {
      const sender = rooms[room]?.[second % PEOPLE];
      const text = `${room}/${second} ${'x'.repeat(190)}`;
      sent += 1;
      sentMs.set(text, performance.now());
      sender?.command('chat.send', { text, clientId: `message-${room}-${second}` }).then(
        ({ ok }) => {
          if (!ok) refused += 1;
        },
        () => {
          refused += 1;
        },
      );
    });
    await pause(2_000);
    const after = await app.vitals();
    const everyone = rooms.flat();
    const due = sent * PEOPLE;
    const [doubled, outOfOrder] = [
      everyone.reduce((sum, { view }) => sum + view.doubled, 0),
      everyone.reduce((sum, { view }) => sum + view.outOfOrder, 0),
    ];
    console.log(`chat load: ${ROOMS} rooms of ${PEOPLE}, ${sent} messages in ${SECONDS} s, ${due} deliveries`);
    console.log(`  ${line('delivery:', delays)} (to reach: p99 ${TARGET_MS})`);
    console.log(
      `  ${line('a bare broadcast in the same run:', bare)}; p99 ours/bare ${(percentile(delays, 0.99) / percentile(bare, 0.99)).toFixed(2)}`,
    );
    console.log(
      `  lost ${due - delays.length}, doubled ${doubled}, out of order ${outOfOrder}, refused ${refused} (to reach: 0)`,
    );
    console.log(
      `  server: ${((after.cpuMs - before.cpuMs) / (SECONDS * 10)).toFixed(1)} % of a core, ${(after.rssBytes / 1_048_576).toFixed(0)} MB, event loop late by ${after.loopP99Ms.toFixed(1)} ms at p99`,
    );
    if (due !== delays.length || doubled + outOfOrder + refused > 0) process.exitCode = 1;
    for (const client of everyone) client.close();
  } finally {
    await app.stop();
  }
};

if (import.meta.url === `file://${process.argv[1]}`) {
  await run();
  process.exit();
}
