import { arch } from 'node:process';
import type { Tally } from '../base/tally.ts';
import type { ReadDiskSpace } from '../platform/disk-space.ts';
import type { Limit, ReadLimits } from '../platform/limits-watch.ts';
import type { LoopWatch } from '../platform/loop-watch.ts';
import type { ReadMemory } from '../platform/memory-watch.ts';
import { createMetrics, type Metrics, perField, type Reading, tallied } from '../platform/metrics.ts';
import { timeQueries } from '../platform/metrics-database.ts';
import { createReadKeptFigures, type KeptFigures } from '../platform/metrics-store.ts';
import type { RoomState } from '../room/room-state.ts';
import type { buildDoors } from './build-calendar.ts';
import type { Ground } from './build-ground.ts';
import type { buildInbox } from './build-inbox.ts';
import type { InvitationParts } from './build-invitations.ts';
import type { PhoneParts } from './build-phone.ts';
import type { buildRoom } from './build-room.ts';

/** The parts of the server that count; those that come after the web server are asked when they are there. */
export interface Measured {
  readonly room: () => Pick<ReturnType<typeof buildRoom>, 'rooms' | 'counters'>;
  readonly phone: () => Pick<PhoneParts, 'readStatus' | 'counters'>;
  readonly doors: Pick<ReturnType<typeof buildDoors>, 'guessCounters'>;
  readonly invitations: Pick<InvitationParts, 'sentTally'>;
  readonly inbox: Pick<ReturnType<typeof buildInbox>['inbox'], 'settled'>;
  readonly readDiskSpace: ReadDiskSpace;
  readonly readMemory: ReadMemory;
  readonly readLimits: ReadLimits;
  readonly loop: LoopWatch;
  /** Joins and calls that were sent away because the server was too slow. */
  readonly refusedJoins: () => number;
  readonly isDraining: () => boolean;
  readonly version: string;
}

const QUERY_BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Scrapes come one after the other, and each asks for several figures of the same look. */
const FRESH_MS = 500;

const one = (value: number): Reading[] => [{ value }];
const seconds = (ms: number): number => ms / 1_000;

/** Labels that there will be, from the start: a counter that appears with its first count loses that one to `rate()`. */
const begun = (tally: Tally<string>, label: string, names: readonly string[]): Reading[] =>
  tallied(new Map([...names.map((name): [string, number] => [name, 0]), ...tally]), label);

const addRooms = (metrics: Metrics, { room }: Measured): void => {
  const states = async (): Promise<readonly RoomState[]> => (await room().rooms.all()).map((live) => live.state());
  const sum = (all: readonly RoomState[], of: (state: RoomState) => number): number =>
    all.reduce((total, state) => total + of(state), 0);
  const here = (via: 'web' | 'phone') => (state: RoomState) =>
    [...state.participants.values()].filter((person) => person.via === via && person.connectionId !== undefined).length;

  metrics.gauge('rooms', 'Meetings that run.', async () => one((await states()).length));
  metrics.gauge('participants', 'People who are connected to a room, by kind: web or phone.', async () => {
    const all = await states();
    return (['web', 'phone'] as const).map((kind) => ({ labels: { kind }, value: sum(all, here(kind)) }));
  });
  metrics.gauge('lobby_waiting', 'People who wait for a moderator.', async () =>
    one(sum(await states(), ({ waiting }) => waiting.size)),
  );
  metrics.gauge('recordings_active', 'Recordings under way, paused ones not among them.', async () =>
    one(sum(await states(), ({ recording }) => (recording?.state === 'recording' ? 1 : 0))),
  );
  metrics.gauge('screens_shared', 'Rooms in which somebody presents.', async () =>
    one(sum(await states(), ({ screen }) => (screen === undefined ? 0 : 1))),
  );

  const { counter } = metrics;
  const counters = () => room().counters;
  counter('joins_total', 'Connections to rooms by result: entered, returned, or why they were refused.', () =>
    begun(counters().room.joins, 'result', ['entered', 'returned']),
  );
  counter('room_commands_total', 'What participants asked of rooms and was done.', () =>
    one(counters().room.commandsTaken),
  );
  counter('room_refusals_total', 'Connections and commands that were refused, by code.', () =>
    tallied(counters().room.refused, 'code'),
  );
  counter('room_connections_closed_total', 'Connections closed because of what they sent.', () =>
    one(counters().room.connectionsClosed),
  );
  counter('audio_frames_total', 'Frames of sound (20 ms) by what became of them.', () =>
    perField({ ...counters().media }, 'fate').map(({ labels = {}, value }) => ({
      labels: {
        fate: String(labels['fate'])
          .replace(/^frames/, '')
          .toLowerCase(),
      },
      value,
    })),
  );
  counter('screen_chunks_total', 'Pieces of shared screens by what became of them.', () => {
    const { chunksRelayed: relayed, chunksDelivered: delivered, chunksSkipped: skipped } = counters().screen;
    return perField({ relayed, delivered, skipped, refused: counters().screen.chunksRefused }, 'fate');
  });
};

/** `INVITE 200` */
const sipReadings = (answered: Tally): Reading[] =>
  [...answered].map(([name, value]) => {
    const [method = '', code = ''] = name.split(' ');
    return { labels: { method, code }, value };
  });

const TRUNK_STATES = ['none', 'registering', 'registered', 'failed', 'unregistered-mode'] as const;

const addPhone = (metrics: Metrics, { phone }: Measured): void => {
  const status = () => phone().readStatus();
  const whenOn = async (read: (on: Awaited<ReturnType<typeof status>>) => readonly Reading[]) => {
    const now = await status();
    return now.on ? read(now) : [];
  };
  metrics.gauge('phone_calls', 'Telephone calls that are up.', () => whenOn(({ calls }) => one(calls)));
  metrics.gauge('trunk_state', 'The provider of numbers: 1 for the state that it is in.', () =>
    whenOn(({ trunk }) => TRUNK_STATES.map((state) => ({ labels: { state }, value: trunk.state === state ? 1 : 0 }))),
  );
  metrics.gauge('sip_banned_networks', 'Networks from which nothing is taken by SIP for a while.', () =>
    whenOn(({ banned }) => one(banned.length)),
  );
  metrics.counter(
    'sip_requests_total',
    'Requests of telephones by method and the status that they were answered.',
    () => sipReadings(phone().counters.answered),
  );
  metrics.counter('sip_refused_total', 'Callers who were refused, by reason.', () =>
    whenOn(({ refused }) => perField(refused, 'reason')),
  );
  metrics.counter('rtp_packets_total', 'Packets of the sound of calls, by direction.', () =>
    whenOn(({ media }) => [
      { labels: { direction: 'in' }, value: media['packetsReceived'] ?? 0 },
      { labels: { direction: 'out' }, value: media['packetsSent'] ?? 0 },
    ]),
  );
  metrics.counter(
    'rtp_lost_packets_total',
    'Packets of callers that never came, or too late: 20 ms made up for each.',
    () => whenOn(({ media }) => one(media['framesConcealed'] ?? 0)),
  );
  metrics.counter('rtp_refused_packets_total', 'Packets that were not the caller’s, or not to be read.', () =>
    whenOn(({ media }) => one(media['packetsRefused'] ?? 0)),
  );
};

const addDoor = ({ counter }: Metrics, { doors, refusedJoins }: Measured): void => {
  const { guessCounters } = doors;
  const via = ['web', 'phone'];
  counter('pin_failures_total', 'Wrong PINs, by way.', () => begun(guessCounters.wrongPins, 'via', via));
  counter('pin_refused_total', 'Attempts that were refused unheard because there were too many, by way.', () =>
    begun(guessCounters.tooMany, 'via', via),
  );
  counter('unknown_ids_total', 'Meeting IDs that do not exist, by way.', () =>
    begun(guessCounters.unknownIds, 'via', via),
  );
  counter('joins_refused_overload_total', 'Joins and calls that were sent away because the server was too slow.', () =>
    one(refusedJoins()),
  );
};

const addMail = (
  metrics: Metrics,
  { invitations, inbox }: Measured,
  kept: () => Promise<KeptFigures>,
  nowMs: () => number,
): void => {
  metrics.gauge('outbox_pending', 'Mails that wait to leave.', async () => one((await kept()).mailsWaiting));
  metrics.gauge('outbox_oldest_seconds', 'How long the oldest of them has waited.', async () => {
    const { oldestMailMs } = await kept();
    return one(oldestMailMs === undefined ? 0 : seconds(Math.max(0, nowMs() - oldestMailMs)));
  });
  metrics.counter(
    'mail_sent_total',
    'Attempts to hand over a mail, by result: sent, kept, refused, later, domain, unreachable.',
    () => begun(invitations.sentTally, 'result', ['sent', 'refused']),
  );
  metrics.gauge('inbox_pending', 'Mails that came in and are not handled yet.', async () =>
    one((await kept()).incomingWaiting),
  );
  metrics.counter('mail_received_total', 'Mails that came in, by verdict.', () =>
    begun(inbox.settled, 'verdict', ['handled', 'ignored', 'set-aside']),
  );
  metrics.gauge('webhook_deliveries', 'Deliveries of webhooks that are kept, by state.', async () =>
    begun(new Map((await kept()).webhookDeliveries), 'state', ['waiting', 'delivered', 'failed']),
  );
  metrics.gauge('backup_age_seconds', 'How old the newest whole backup is; absent while there is none.', async () => {
    const { backupMs } = await kept();
    return backupMs === undefined ? [] : one(seconds(Math.max(0, nowMs() - backupMs)));
  });
};

const LEVELS: Readonly<Record<Limit['level'], number>> = { low: 1, critical: 2 };

const addMachine = ({ gauge, counter }: Metrics, parts: Measured): void => {
  const { readDiskSpace, readMemory, readLimits, loop, isDraining, version } = parts;
  gauge('disk_free_bytes', 'What may still be written to the disk of the data folder.', async () =>
    one((await readDiskSpace()).freeBytes),
  );
  gauge('disk_size_bytes', 'The size of that disk.', async () => one((await readDiskSpace()).totalBytes));
  gauge('eventloop_lag_seconds', 'The longest delay of the event loop in the last second.', () =>
    one(seconds(loop.lagMs())),
  );
  gauge('overloaded', '1 while newcomers are sent away because the server is too slow.', () =>
    one(loop.isOverloaded() ? 1 : 0),
  );
  gauge('draining', '1 between the word that the server stops and the stop.', () => one(isDraining() ? 1 : 0));
  gauge('limit_level', 'What runs short: 0 nothing, 1 low, 2 critical.', async () => {
    const now = new Map((await readLimits()).map(({ code, level }) => [code, LEVELS[level]]));
    return (['disk', 'memory', 'event-loop'] as const).map((limit) => ({
      labels: { limit },
      value: now.get(limit) ?? 0,
    }));
  });
  gauge('memory_bytes', 'Memory of the process, by kind: resident, heap.', () => [
    { labels: { kind: 'resident' }, value: readMemory().process.usedBytes },
    { labels: { kind: 'heap' }, value: readMemory().heap.usedBytes },
  ]);
  gauge('memory_limit_bytes', 'The most that each kind of memory may be.', () => [
    { labels: { kind: 'resident' }, value: readMemory().process.limitBytes },
    { labels: { kind: 'heap' }, value: readMemory().heap.limitBytes },
  ]);
  counter('cpu_seconds_total', 'Processor time of the process.', () => {
    const { user, system } = process.cpuUsage();
    return one((user + system) / 1e6);
  });
  gauge('start_time_seconds', 'When the process started, in seconds since 1970.', () =>
    one(seconds(Date.now()) - process.uptime()),
  );
  gauge('build_info', 'Always 1; what runs is in the labels.', () => [
    { labels: { version, node: process.version, arch }, value: 1 },
  ]);
};

/** Everything that `/metrics` tells. Each figure is read when it is asked for; only times of queries and requests are kept. */
export const buildMetrics = ({ database, clock }: Pick<Ground, 'database' | 'clock'>, measured: Measured) => {
  const metrics = createMetrics();
  const readKept = createReadKeptFigures(database);
  let readAtMs = Number.NEGATIVE_INFINITY;
  let figures: Promise<KeptFigures> | undefined;
  const kept = (): Promise<KeptFigures> => {
    if (figures === undefined || performance.now() - readAtMs > FRESH_MS) {
      readAtMs = performance.now();
      figures = readKept();
    }
    return figures;
  };
  addRooms(metrics, measured);
  addPhone(metrics, measured);
  addDoor(metrics, measured);
  addMail(metrics, measured, kept, () => clock.nowMs());
  addMachine(metrics, measured);
  const observeQuery = metrics.histogram('db_query_seconds', 'Time of database queries.', ['operation'], QUERY_BUCKETS);
  timeQueries(database, (operation, taken) => observeQuery({ operation }, taken));
  const observeRequest = metrics.histogram(
    'http_request_duration_seconds',
    'Time of HTTP requests, by pattern of the address and status.',
    ['route', 'code'],
    REQUEST_BUCKETS,
  );
  return { metrics, observeRequest };
};
