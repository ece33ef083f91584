import { type DavClient, type DavReply, openDavClient } from './caldav/dav-client.ts';
import {
  countObjects,
  countResponses,
  listing,
  multiget,
  syncFrom,
  tokenIn,
  weekQuery,
} from './caldav/dav-questions.ts';
import type { DavServer } from './caldav/dav-server.ts';
import { startOurs } from './caldav/our-server.ts';
import { startRadicale } from './caldav/radicale-server.ts';
import { sampleEvent, sampleWeek } from './caldav/sample-events.ts';
import { startXandikos } from './caldav/xandikos-server.ts';
import { median } from './median.ts';

/** `npm run bench -- caldav`; `--quick` is a trial with a tenth of everything, whose ratios mean little. */
const QUICK = process.argv.includes('--quick');
const OBJECTS = QUICK ? 1_000 : 10_000;
const PUTS = QUICK ? 100 : 1_000;
/** Objects that are put before it counts: everything has been loaded, compiled and opened then. */
const WARM_UP = QUICK ? 50 : 100;
const PUT_CONNECTIONS = 4;
const SLICES = 5;
const ROUNDS = QUICK ? 3 : 9;
/** A server that is slow at something is asked less often: no more rounds once so much time has gone. */
const PATIENCE_MS = QUICK ? 6_000 : 60_000;
/** For each question and server, before it counts. */
const WARM_UP_MS = QUICK ? 500 : 2_000;
/** Rounds that do not count have numbers of their own: what they change is something else. */
const FIRST_WARM_UP = 1_000;
const MULTIGET = 50;
const GETS = 20;

/** One server, and what was asked of it so far. */
interface Contestant {
  readonly server: DavServer;
  readonly client: DavClient;
  /** The sync token of its last answer. */
  token: string;
}

interface Question {
  readonly name: string;
  /** So many times faster than the better of the two. */
  readonly toReach: number;
  readonly limitMs?: number;
  /** Milliseconds of each call. Throws when the answer is not right. */
  ask(contestant: Contestant, round: number): Promise<readonly number[]>;
}

interface Row {
  readonly question: Pick<Question, 'name' | 'toReach' | 'limitMs'>;
  /** By name of server. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  /** Calls a second, where that is what is compared. */
  readonly rates?: ReadonlyMap<string, number>;
}

const mustBe = (what: string, found: number, expected: number): void => {
  if (found !== expected) throw new Error(`${what}: ${found} instead of ${expected}`);
};

const put = async ({ client }: Contestant, index: number, changes = 0): Promise<number> => {
  const { name, text } = sampleEvent(index, changes);
  const { ms } = await client.call({
    method: 'PUT',
    path: client.place.calendar + name,
    body: text,
    type: 'text/calendar; charset=utf-8',
  });
  return ms;
};

/** New objects `from` up to `to`, on all connections at once. */
const putSlice = async (
  contestant: Contestant,
  from: number,
  to: number,
): Promise<{ times: number[]; rate: number }> => {
  const times: number[] = [];
  let next = from;
  const startedMs = performance.now();
  const work = async (): Promise<void> => {
    for (let index = next++; index < to; index = next++) times.push(await put(contestant, index));
  };
  await Promise.all(Array.from({ length: PUT_CONNECTIONS }, work));
  return { times, rate: (1_000 * (to - from)) / (performance.now() - startedMs) };
};

const inTurns = (contestants: readonly Contestant[], round: number): Contestant[] =>
  contestants.map((_one, place) => contestants[(place + round) % contestants.length] as Contestant);

const runPuts = async (contestants: readonly Contestant[]): Promise<Row> => {
  const times = new Map(contestants.map(({ server }) => [server.name, [] as number[]]));
  const rates = new Map(contestants.map(({ server }) => [server.name, [] as number[]]));
  const size = PUTS / SLICES;
  for (const contestant of contestants) await putSlice(contestant, 0, WARM_UP);
  for (let slice = 0; slice < SLICES; slice += 1)
    for (const contestant of inTurns(contestants, slice)) {
      const done = await putSlice(contestant, WARM_UP + slice * size, WARM_UP + (slice + 1) * size);
      times.get(contestant.server.name)?.push(...done.times);
      rates.get(contestant.server.name)?.push(done.rate);
    }
  return {
    question: { name: `PUT, new, ${PUT_CONNECTIONS} connections`, toReach: 10 },
    times,
    rates: new Map([...rates].map(([name, list]) => [name, median(list)])),
  };
};

const week = sampleWeek(OBJECTS);
const spread = Array.from({ length: MULTIGET }, (_one, index) => Math.floor((index * OBJECTS) / MULTIGET));

const timed = async (what: string, asked: Promise<DavReply>, count: (reply: DavReply) => number, expected: number) => {
  const reply = await asked;
  mustBe(what, count(reply), expected);
  return reply;
};

const QUESTIONS: readonly Question[] = [
  {
    name: `calendar-query, one week, with data (${week.hits})`,
    toReach: 10,
    limitMs: 20,
    async ask({ client }) {
      const asked = client.call(weekQuery(client.place.calendar, week));
      return [(await timed('week', asked, countObjects, week.hits)).ms];
    },
  },
  {
    name: `PROPFIND depth 1, getetag (${OBJECTS})`,
    toReach: 10,
    async ask({ client }) {
      const asked = client.call(listing(client.place.calendar));
      return [(await timed('listing', asked, countResponses, OBJECTS + 1)).ms];
    },
  },
  {
    name: 'sync-collection, initial',
    toReach: 3,
    async ask(contestant) {
      const { client } = contestant;
      const asked = client.call(syncFrom(client.place.calendar, ''));
      const reply = await timed('initial sync', asked, countResponses, OBJECTS);
      contestant.token = tokenIn(reply);
      return [reply.ms];
    },
  },
  {
    name: 'sync-collection, one change',
    toReach: 10,
    limitMs: 10,
    async ask(contestant, round) {
      const { client } = contestant;
      await put(contestant, (round * 997) % OBJECTS, round + 1);
      const asked = client.call(syncFrom(client.place.calendar, contestant.token));
      const reply = await timed('delta', asked, countResponses, 1);
      contestant.token = tokenIn(reply);
      return [reply.ms];
    },
  },
  {
    name: `calendar-multiget of ${MULTIGET}`,
    toReach: 3,
    async ask({ client }) {
      const names = spread.map((index) => sampleEvent(index).name);
      const asked = client.call(multiget(client.place.calendar, names));
      return [(await timed('multiget', asked, countObjects, MULTIGET)).ms];
    },
  },
  {
    name: 'GET of one',
    toReach: 3,
    async ask({ client }, round) {
      const times: number[] = [];
      for (let count = 0; count < GETS; count += 1) {
        const { name } = sampleEvent((round * 1_009 + count * 131) % OBJECTS);
        const asked = client.call({ method: 'GET', path: client.place.calendar + name });
        times.push((await timed('get', asked, countObjects, 1)).ms);
      }
      return times;
    },
  },
];

/** What each took the first time, which counts for nothing. */
const firstTimes: string[] = [];

/** Fills caches, which takes some servers very long the first time, and lets compilers see what is asked; at least once. */
const warmUp = async (question: Question, contestant: Contestant): Promise<void> => {
  const startedMs = performance.now();
  for (let turn = 0; turn === 0 || performance.now() - startedMs < WARM_UP_MS; turn += 1) {
    const [first = 0] = await question.ask(contestant, FIRST_WARM_UP + turn);
    if (turn === 0) firstTimes.push(`${question.name}: ${contestant.server.name} ${figures(first)} ms`);
  }
};

/** Each warms up, then all are asked in turns. */
const runQuestion = async (question: Question, contestants: readonly Contestant[]): Promise<Row> => {
  const times = new Map(contestants.map(({ server }) => [server.name, [] as number[]]));
  const spent = new Map<string, number>();
  for (const contestant of contestants) await warmUp(question, contestant);
  for (let round = 1; round <= ROUNDS; round += 1)
    for (const contestant of inTurns(contestants, round)) {
      const { name } = contestant.server;
      if ((spent.get(name) ?? 0) > PATIENCE_MS) continue;
      const startedMs = performance.now();
      times.get(name)?.push(...(await question.ask(contestant, round)));
      spent.set(name, (spent.get(name) ?? 0) + performance.now() - startedMs);
    }
  return { question, times };
};

const OURS = 'webmeeting';

const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

const figures = (ms: number): string => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));

const cell = ({ times, rates }: Row, name: string): string => {
  const list = times.get(name) ?? [];
  const rate = rates?.get(name);
  const shown = `${figures(median(list))} / ${figures(percentile(list, 0.99))} ms`;
  return `${rate === undefined ? '' : `${rate.toFixed(0)} a second, `}${shown} (${list.length})`;
};

/** How many times faster ours is than the better of the others. */
const ratioOf = ({ times, rates }: Row): number => {
  const others = [...times.keys()].filter((name) => name !== OURS);
  if (rates) return (rates.get(OURS) ?? 0) / Math.max(...others.map((name) => rates.get(name) ?? 0));
  const middle = (name: string): number => median(times.get(name) ?? []);
  return Math.min(...others.map(middle)) / middle(OURS);
};

const line = (row: Row): string => {
  const { name, toReach, limitMs } = row.question;
  const ratio = ratioOf(row);
  const slow = limitMs !== undefined && median(row.times.get(OURS) ?? []) > limitMs;
  const goal = `${toReach}×${limitMs === undefined ? '' : `, ${limitMs} ms`}`;
  const cells = [OURS, 'radicale', 'xandikos'].map((server) => cell(row, server));
  return `| ${[name, ...cells, `${ratio.toFixed(1)}×`, goal, ratio < toReach || slow ? 'MISSED' : 'reached'].join(' | ')} |`;
};

const fillAll = async (contestants: readonly Contestant[]): Promise<void> => {
  const there = WARM_UP + PUTS;
  const rest = Array.from({ length: OBJECTS - there }, (_one, index) => sampleEvent(there + index));
  await Promise.all(contestants.map(({ server }) => server.fill(rest)));
};

/** Our CalDAV against Debian's radicale and xandikos: the same data, the same run, in turns. */
export const run = async (): Promise<void> => {
  const contestants: Contestant[] = [];
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  try {
    for (const start of [startOurs, startRadicale, startXandikos]) {
      const server = await start();
      contestants.push({ server, client: openDavClient(server.place, PUT_CONNECTIONS), token: '' });
    }
    console.log(`caldav: median / p99 (calls)\n| what | ${OURS} | radicale | xandikos | ratio | to reach | |`);
    console.log('|---|---|---|---|---|---|---|');
    console.log(line(await runPuts(contestants)));
    await fillAll(contestants);
    for (const question of QUESTIONS) console.log(line(await runQuestion(question, contestants)));
    console.log(`caldav: the first answers, not counted above:\n  ${firstTimes.join('\n  ')}`);
  } finally {
    for (const { client, server } of contestants) {
      client.close();
      await server.stop();
    }
  }
};

if (import.meta.url === `file://${process.argv[1]}`) await run();
