import type { NewEventRequest } from '../src/contract/http/event.ts';
import { ApiClient } from '../test/kit/api-client.ts';
import { type ServerProcess, startServer } from './audio-relay/server-process.ts';
import { median } from './median.ts';

/** Events in a month, and that month: the second is far more than anybody has. */
const QUICK = process.argv.includes('--quick');
const MONTHS = [
  { count: 300, month: '2031-03' },
  { count: QUICK ? 600 : 2_000, month: '2031-05' },
] as const;
const ROUNDS = 10;
const WRITERS = 8;
const LONGEST_BLOCK_MS = 20;

/** An hour on one of the first 28 days; every fourth has a meeting and three invitees. */
const event = (month: string, index: number): NewEventRequest => {
  const hour = String(8 + (Math.floor(index / 28) % 10)).padStart(2, '0');
  const day = `${month}-${String(1 + (index % 28)).padStart(2, '0')}`;
  return {
    title: `Event ${index}`,
    start: `${day}T${hour}:00`,
    end: `${day}T${hour}:50`,
    timeZone: 'Europe/Paris',
    location: 'Room 4',
    description: 'What was agreed last time, and what is open.\nEverybody brings their figures.',
    notify: false,
    ...(index % 4 === 0 && {
      webMeeting: true,
      invitees: ['ada', 'bert', 'clara'].map((name) => ({ email: `${name}@example.net`, name })),
    }),
  };
};

const fill = async (api: ApiClient): Promise<void> => {
  const left = MONTHS.flatMap(({ count, month }) =>
    Array.from({ length: count }, (_one, index) => event(month, index)),
  );
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await api.post('/events', next);
  };
  await Promise.all(Array.from({ length: WRITERS }, work));
};

const read = async (
  server: ServerProcess,
  api: ApiClient,
  { count, month }: (typeof MONTHS)[number],
): Promise<void> => {
  const times: number[] = [];
  const blocks: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    await server.ask('watchLoop', null);
    const startedMs = performance.now();
    const { events } = await api.get<{ events: readonly unknown[] }>(`/events?from=${month}-01&to=${month}-28`);
    const ms = performance.now() - startedMs;
    const { max } = await server.ask('loop', null);
    if (events.length !== count) throw new Error(`${events.length} events instead of ${count}`);
    // The first one warms up.
    if (round === 0) continue;
    times.push(ms);
    blocks.push(max);
  }
  console.log(
    `month-read: ${count} events in ${median(times).toFixed(0)} ms; the event loop was held for ${median(blocks).toFixed(1)} ms at most (to reach: ${LONGEST_BLOCK_MS}), median of ${ROUNDS}; worst ${Math.max(...blocks).toFixed(1)} ms`,
  );
};

/** How long the server takes to read a month for the screen, and for how long nothing else has its turn meanwhile. */
export const run = async (): Promise<void> => {
  const server = await startServer('product');
  try {
    const api = new ApiClient(server.url);
    api.headers = { Cookie: await server.ask('cookie', null) };
    await fill(api);
    for (const month of MONTHS) await read(server, api, month);
  } finally {
    server.stop();
  }
};

if (import.meta.url === `file://${process.argv[1]}`) await run();
