/**
 * A storm of people at the doors: so many come in within so many seconds, by ID and PIN over HTTP and by the room's socket, as a
 * browser does. From the call at the door to the list of participants. The server is a process of its own, this one is the load. The
 * calls of the event loop's own time are told beside: where the machine is busy, that is what it was busy with.
 *
 * Options: `--people=300 --seconds=30 --rooms=15`.
 */
import { connectHeadless, type HeadlessClient } from '../test/kit/headless-client.ts';
import { enterByKeys, newBrowser } from '../test/kit/headless-door.ts';
import { type OpenedMeeting, startOwnApp } from '../test/kit/own-app.ts';
import { percentile } from './percentile.ts';

const option = (name: string, usual: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const PEOPLE = option('people', 300);
const SECONDS = option('seconds', 30);
const ROOMS = option('rooms', 15);
const TARGET_MS = 1_500;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

interface Storm {
  readonly joinMs: readonly number[];
  readonly failures: readonly string[];
  readonly clients: readonly HeadlessClient[];
}

const storm = async (
  url: string,
  meetings: readonly OpenedMeeting[],
  people: number,
  seconds: number,
): Promise<Storm> => {
  const joinMs: number[] = [];
  const failures: string[] = [];
  const clients: HeadlessClient[] = [];
  const join = async (index: number): Promise<void> => {
    const { id = '', pin = '' } = meetings[index % meetings.length] ?? {};
    const startMs = performance.now();
    const { ticket } = await enterByKeys(newBrowser(url), { meeting: id, name: `Guest ${index}`, pin });
    const client = connectHeadless(url, { ticket }, { light: true });
    clients.push(client);
    await client.until('the list', ({ view, refusal }) => view.welcome !== undefined || refusal !== undefined, 30_000);
    if (client.refusal) throw new Error(client.refusal.code);
    joinMs.push(performance.now() - startMs);
  };
  const startMs = performance.now();
  const joins: Promise<void>[] = [];
  for (let index = 0; index < people; index += 1) {
    await pause(startMs + (index / people) * seconds * 1_000 - performance.now());
    joins.push(join(index).catch((error: unknown) => void failures.push(String(error))));
  }
  await Promise.all(joins);
  return { joinMs, failures, clients };
};

export const run = async (): Promise<void> => {
  const app = await startOwnApp();
  try {
    // What the engine compiles at the first people is nobody's wait in a server that runs.
    const warm = await storm(app.url, await app.meetings(1), 20, 2);
    for (const client of warm.clients) client.close();
    for (const [what, rooms] of [
      [`${PEOPLE} people into ${ROOMS} meetings`, ROOMS],
      [`${PEOPLE} people into one meeting`, 1],
    ] as const) {
      const meetings = await app.meetings(rooms);
      const before = await app.vitals();
      const { joinMs, failures, clients } = await storm(app.url, meetings, PEOPLE, SECONDS);
      const after = await app.vitals();
      const [middle, high, most] = [0.5, 0.95, 1].map((share) => percentile(joinMs, share).toFixed(0));
      console.log(
        `joins: ${what} within ${SECONDS} s: join to list median ${middle} ms, p95 ${high} ms (to reach: ${TARGET_MS}), most ${most} ms; ` +
          `${failures.length} failed; server ${((after.cpuMs - before.cpuMs) / PEOPLE).toFixed(1)} ms of CPU each, event loop late by ${after.loopMostMs.toFixed(0)} ms at most`,
      );
      for (const failure of new Set(failures)) console.log(`  ${failure}`);
      for (const client of clients) client.close();
      if (failures.length > 0) process.exitCode = 1;
    }
  } finally {
    await app.stop();
  }
};

if (import.meta.url === `file://${process.argv[1]}`) {
  await run();
  process.exit();
}
