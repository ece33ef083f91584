import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../base/clock.ts';
import type { SessionId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import { createAudioRelay } from '../media/audio-relay.ts';
import type { MediaCounters } from '../media/media-counters.ts';
import type { Recorder } from '../media/recording/recorder.ts';
import type { LiveSessions } from '../meetings/live-sessions.ts';
import { isDue } from './apply.ts';
import { createLiveRoom, type LiveRoom, type LiveRoomParts, type RoomAudience } from './live-room.ts';
import type { EndReason, RoomSession } from './room-state.ts';
import type { RoomStore } from './room-store.ts';
import type { ReadRules, SessionRules } from './session-rules.ts';

/** The rooms of all live sessions. */
export interface RoomRegistry {
  /** Rebuilds the rooms of the sessions that were live when the server stopped, and follows those that start and end. */
  start(): Promise<void>;
  /** Lets go of all rooms without ending any session; resolves when what was begun is stored. */
  stop(): Promise<void>;
  /** The room of a session, or undefined when it is not live. */
  find(session: SessionId): Promise<LiveRoom | undefined>;
  /** Every room that is open. */
  all(): Promise<LiveRoom[]>;
  /** Does what time has made due: people whose grace is over, sessions empty for too long, connections that take nothing. */
  tick(): Promise<void>;
}

const TICK_MS = 1_000;
/** How far the end of a stay may be off that a kill cut short. */
const BEAT_MS = 2_000;
/** How soon a change of a meeting's settings reaches its room. */
const RULES_MS = 3_000;

export const createRoomRegistry = ({
  sessions,
  readRules,
  store,
  audience,
  recorder,
  counters,
  mayModerate,
  onDone,
  clock,
  log,
}: {
  readonly sessions: Pick<LiveSessions, 'all' | 'end' | 'onStarted' | 'onEnded'>;
  readonly readRules: ReadRules;
  readonly store: RoomStore;
  readonly audience: RoomAudience;
  readonly recorder: Recorder;
  readonly counters: MediaCounters;
  readonly mayModerate?: LiveRoomParts['mayModerate'];
  readonly onDone?: LiveRoomParts['onDone'];
  readonly clock: Clock;
  readonly log: Log;
}): RoomRegistry => {
  const rooms = new Map<SessionId, Promise<LiveRoom>>();
  const letGo: Array<() => void> = [];

  /** By which settings each room was told to run. */
  const rulesOf = new WeakMap<LiveRoom, SessionRules>();

  const build = async (session: RoomSession): Promise<LiveRoom> => {
    const rules = await readRules(session);
    const room = createLiveRoom(await store.load(session, rules, clock.nowMs()), {
      store,
      audience,
      relay: createAudioRelay({ clock, counters }),
      recorder,
      mayRecord: async () => (await readRules(session)).mayRecord,
      mayModerate,
      onDone,
      endSession: (id, reason) => sessions.end(id, reason),
      clock,
      log,
    });
    rulesOf.set(room, rules);
    return room;
  };

  const open = (session: RoomSession): void => {
    if (rooms.has(session.id)) return;
    const room = build(session);
    rooms.set(session.id, room);
    room.catch((error: unknown) => {
      rooms.delete(session.id);
      log.error({ err: error, session: session.id }, 'a room could not be opened');
    });
  };

  const tidyUp = async (session: Pick<RoomSession, 'id' | 'meetingId'>): Promise<void> => {
    const { keepChat } = await readRules(session);
    await store.closeSession(session.id, { keepChat, nowMs: clock.nowMs() });
  };

  const close = async (session: RoomSession, reason: EndReason): Promise<void> => {
    const room = await rooms.get(session.id);
    rooms.delete(session.id);
    await room?.run({ kind: 'ended', reason });
    await room?.letGo();
    await tidyUp(session);
  };

  const inTheBackground = (work: Promise<void>, what: string): void => {
    work.catch((error: unknown) => log.error({ err: error }, what));
  };

  const followRules = async (room: LiveRoom): Promise<void> => {
    const after = await readRules(room.state());
    const before = rulesOf.get(room);
    rulesOf.set(room, after);
    if (before !== undefined && !isDeepStrictEqual(before, after)) await room.run({ kind: 'rules', before, after });
  };

  let rulesMs = Number.NEGATIVE_INFINITY;
  let beatMs = Number.NEGATIVE_INFINITY;
  const tick = async (): Promise<void> => {
    if (rooms.size > 0 && Math.abs(clock.nowMs() - beatMs) >= BEAT_MS) {
      beatMs = clock.nowMs();
      await store.beat(beatMs);
    }
    const followsRules = Math.abs(clock.nowMs() - rulesMs) >= RULES_MS;
    if (followsRules) rulesMs = clock.nowMs();
    for (const opened of [...rooms.values()]) {
      const room = await opened;
      if (followsRules) await followRules(room);
      const cutOff = room.cutOffClogged();
      if (cutOff > 0) log.warn({ session: room.sessionId, cutOff }, 'connections that took nothing were closed');
      if (isDue(room.state(), clock.nowMs())) await room.run({ kind: 'tick' });
    }
  };

  return {
    async start() {
      letGo.push(
        sessions.onStarted(open),
        sessions.onEnded((session, reason) => inTheBackground(close(session, reason), 'a room could not be closed')),
      );
      await store.endCutStays();
      recorder.start();
      // Killed between the end of a session and what follows from it: what was said in private must not stay.
      for (const session of await store.listUntidied()) await tidyUp(session);
      for (const session of await sessions.all()) open(session);
      await Promise.all(rooms.values());
      const timer = setInterval(() => inTheBackground(tick(), 'the clock of the rooms failed'), TICK_MS);
      letGo.push(() => clearInterval(timer));
    },
    async stop() {
      for (const release of letGo.splice(0)) release();
      for (const room of [...rooms.values()]) await (await room).letGo();
      rooms.clear();
      await recorder.stop();
    },
    find: async (session) => rooms.get(session),
    async all() {
      const opened = await Promise.allSettled(rooms.values());
      return opened.flatMap((room) => (room.status === 'fulfilled' ? [room.value] : []));
    },
    tick,
  };
};
