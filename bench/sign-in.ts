/**
 * Fifty sign-ins by password a second, then far more than can be hashed: how late the event loop of the server is meanwhile, beside
 * the same server with nothing to do in the same run. The server is a process of its own.
 */
import { startOwnApp } from '../test/kit/own-app.ts';
import { percentile } from './percentile.ts';

const SECONDS = process.argv.includes('--quick') ? 4 : 10;
const BURST_A_SECOND = 50;
/** Above what hashing can do on any machine, for long enough that the queue is full. */
const FLOOD_A_SECOND = 200;
const FLOOD_SECONDS = 3;
const LOOP_TO_REACH_MS = 100;
const PEOPLE = 400;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

const app = await startOwnApp();
try {
  const people = await app.people(PEOPLE);
  let next = 0;
  const attempt = async (): Promise<{ status: number; ms: number; retryAfter: string | null }> => {
    const person = people[next++ % people.length];
    const beganMs = performance.now();
    const response = await fetch(`${app.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: app.url },
      body: JSON.stringify(person),
    });
    await response.arrayBuffer();
    return {
      status: response.status,
      ms: performance.now() - beganMs,
      retryAfter: response.headers.get('retry-after'),
    };
  };
  // A machine that is busy with something else may not even connect in time.
  const signIn = () => attempt().catch(() => ({ status: 0, ms: 0, retryAfter: null }));
  const during = async (rate: number, seconds: number) => {
    await app.vitals();
    const startMs = performance.now();
    const asked: ReturnType<typeof signIn>[] = [];
    for (let index = 0; index < rate * seconds; index += 1) {
      await pause(startMs + (index * 1_000) / rate - performance.now());
      asked.push(signIn());
    }
    if (rate === 0) await pause(seconds * 1_000);
    const answers = await Promise.all(asked);
    return { answers, ...(await app.vitals()) };
  };
  const line = (what: string, { answers, loopP99Ms, loopMostMs }: Awaited<ReturnType<typeof during>>): string => {
    const count = (status: number): number => answers.filter((one) => one.status === status).length;
    const told = answers.filter(({ status, retryAfter }) => status === 503 && retryAfter !== null).length;
    const times = answers.filter(({ status }) => status === 200).map(({ ms }) => ms);
    const [middle, high] = [0.5, 0.99].map((share) => percentile(times, share).toFixed(0));
    return `sign-in: ${what}: ${count(200)} signed in (median ${middle} ms, p99 ${high} ms), ${count(503)} told to come back (${told} when), ${answers.length - count(200) - count(503)} otherwise; event loop p99 ${loopP99Ms.toFixed(1)} ms, most ${loopMostMs.toFixed(1)} ms`;
  };

  const idle = await during(0, SECONDS);
  const burst = await during(BURST_A_SECOND, SECONDS);
  const flood = await during(FLOOD_A_SECOND, FLOOD_SECONDS);
  console.log(`sign-in: idle: event loop p99 ${idle.loopP99Ms.toFixed(1)} ms, most ${idle.loopMostMs.toFixed(1)} ms`);
  console.log(line(`${BURST_A_SECOND} a second for ${SECONDS} s`, burst));
  console.log(line(`${FLOOD_A_SECOND} a second for ${FLOOD_SECONDS} s`, flood));
  const ratio = (one: { loopP99Ms: number }): string => (one.loopP99Ms / idle.loopP99Ms).toFixed(2);
  console.log(
    `sign-in: event loop p99 beside idle: ${ratio(burst)} and ${ratio(flood)} × (to reach: ${LOOP_TO_REACH_MS} ms)`,
  );
} finally {
  await app.stop();
}
