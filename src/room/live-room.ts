import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';
import type { ErrorCode } from '../base/errors.ts';
import type { AccountId, ParticipantId, SessionId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { CommandAnswer, RoomEventBody, RoomEventName } from '../contract/room/room-messages.ts';
import type { RecordingEnd } from '../contract/room/room-state.ts';
import type { AudioRelay, RelayListener, Voice } from '../media/audio-relay.ts';
import type { Leg } from '../media/leg.ts';
import type { Recorder, Tape } from '../media/recording/recorder.ts';
import type { LobbyNews } from '../meetings/room-door.ts';
import { type Ask, apply, type RoomCommand } from './apply.ts';
import type { Participant } from './participant.ts';
import { can, mayBeHeard } from './rights.ts';
import type { RoomEffect, RoomRecord, Tell } from './room-effect.ts';
import type { EndReason, Recording, RoomState, Screen } from './room-state.ts';
import type { RoomStore } from './room-store.ts';
import { thoseWhoSeeOthers, toldOf } from './seen-people.ts';

/** Everyone who is connected to a session, however. */
export interface RoomAudience {
  tell<Name extends RoomEventName>(session: SessionId, event: Name, body: RoomEventBody<Name>): void;
}

/** One participant's connection, as far as the room knows it. */
export interface RoomConnection {
  readonly id: string;
  readonly leg: Leg;
  /** Tells this participant alone. */
  tell<Name extends RoomEventName>(event: Name, body: RoomEventBody<Name>): void;
  /** Gives all that this participant may know, anew. */
  welcome(participant: Participant): void;
  /** Gives what the lobby asks for. */
  sendToLobby(participant: Participant): void;
  /** Whether more waits for it than a person will ever catch up with. */
  isClogged(): boolean;
  /** Ends it for good, soon: what was told before still arrives. */
  close(): void;
  /** Breaks it like a network would: its client comes back and starts afresh. */
  cutOff(): void;
}

/** A connection's place in the room. */
export interface Place {
  readonly voice: Voice;
  leave(): void;
}

/** The one owner of a session's state: commands run one after the other, each stored before it is answered and told. */
export interface LiveRoom {
  readonly sessionId: SessionId;
  state(): RoomState;
  run(command: RoomCommand): Promise<CommandAnswer>;
  /** Joins the room's sound. Undefined when the participant is in by another connection meanwhile, or has left. */
  attach(id: ParticipantId, connection: RoomConnection): Place | undefined;
  /**
   * Hears what somebody who waits is told; answers how to stop, which is false when a newer connection of the same knock has taken
   * its place.
   */
  hearLobby(knockId: string, hear: (news: LobbyNews) => void): () => boolean;
  /** Called in the same tick in which another screen is shown, or none, or it is paused; answers how to stop. */
  onScreen(listener: (screen: Screen | undefined) => void): () => void;
  /** Hears the sound of the room as everybody does; answers how to stop. */
  hearSound(listener: RelayListener): () => void;
  /**
   * Closes connections that take nothing any more, before what waits for them fills the memory: those that were clogged at the
   * last call too. Answers how many.
   */
  cutOffClogged(): number;
  /** Resolves when all commands so far are done. */
  settled(): Promise<void>;
  /** The same, and nothing is recorded any more; a recording under way goes on when the room is opened again. */
  letGo(): Promise<void>;
}

export interface LiveRoomParts {
  readonly store: Pick<RoomStore, 'write'>;
  readonly audience: RoomAudience;
  readonly relay: AudioRelay;
  readonly recorder: Pick<Recorder, 'open' | 'mayStart'> & Partial<Pick<Recorder, 'isStopped'>>;
  /** Whether the organizer may record at this moment, whatever the room has been told before. */
  readonly mayRecord: () => Promise<boolean>;
  /** Whether an account may be made moderator at this moment; without it, as it was when they came in. */
  readonly mayModerate?: ((account: AccountId) => Promise<boolean>) | undefined;
  /** Hears of each command of a participant that was done; `before`: the room as it was then. */
  readonly onDone?: ((before: RoomState, command: Ask) => void) | undefined;
  /** Ends the session where sessions are kept; the command `ended` comes back from there. */
  readonly endSession: (id: SessionId, reason: EndReason) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

const ACCOUNT = 'account:';
const accountOf = (person: string): AccountId | undefined =>
  person.startsWith(ACCOUNT) ? (person.slice(ACCOUNT.length) as AccountId) : undefined;

const OK: CommandAnswer = { ok: true };
/** How soon what could not be stored is tried again. */
const AGAIN_MS = 1_000;

const recordsOf = (effects: readonly RoomEffect[]): RoomRecord[] =>
  effects.flatMap((effect) => (effect.effect === 'store' ? [effect.record] : []));

interface Attached extends Place {
  readonly participantId: ParticipantId;
  readonly connection: RoomConnection;
}

export const createLiveRoom = (
  opened: RoomState,
  { store, audience, relay, recorder, mayRecord, mayModerate, onDone, endSession, clock, log }: LiveRoomParts,
): LiveRoom => {
  const { sessionId } = opened;
  const attached = new Map<string, Attached>();
  const lobby = new Map<string, (news: LobbyNews) => void>();
  const screenListeners = new Set<(screen: Screen | undefined) => void>();
  let state = opened;
  let last: Promise<unknown> = Promise.resolve();
  let clogged: ReadonlySet<Attached> = new Set();
  let isLetGo = false;

  /** Nothing is recorded any more, and so it must be said: where the database is on the same full disk, as soon as that can be stored. */
  const giveUp = async (why: RecordingEnd): Promise<void> => {
    const broken = state.recording?.id;
    while (broken !== undefined && state.recording?.id === broken && !isLetGo) {
      if ((await run({ kind: 'stop-recording', why })).ok) return;
      await sleep(AGAIN_MS, undefined, { ref: false });
    }
  };
  const tape: Tape = recorder.open(sessionId, relay, {
    failed: (why) => void giveUp(why),
    diskLow: () => void run({ kind: 'warn-of-disk' }),
  });
  let taped: Recording | undefined = opened.recording;
  if (taped !== undefined) {
    tape.start(taped.id, opened.participants.values(), 'again');
    if (taped.state === 'paused') tape.pause(taped.id);
  }
  /** Tells the recorder what has changed, in the order in which it did. */
  const record = (recording: Recording | undefined, why: RecordingEnd | undefined): void => {
    const before = taped;
    taped = recording;
    if (recording === undefined) {
      if (before !== undefined) void tape.stop(before.id, why ?? 'failed');
    } else if (before === undefined) tape.start(recording.id, state.participants.values());
    else if (recording.state === 'paused') tape.pause(recording.id);
    else tape.resume(recording.id);
  };

  const placesOf = (id: ParticipantId): Attached[] =>
    [...attached.values()].filter(({ participantId }) => participantId === id);

  const tellSome = <Name extends RoomEventName>(
    to: readonly ParticipantId[],
    { event, body }: { event: Name; body: RoomEventBody<Name> },
  ): void => {
    const ids = new Set(to);
    for (const place of attached.values()) if (ids.has(place.participantId)) place.connection.tell(event, body);
  };
  const tellAll = <Name extends RoomEventName>({ event, body }: { event: Name; body: RoomEventBody<Name> }): void =>
    audience.tell(sessionId, event, body);

  const perform: { readonly [Kind in RoomEffect['effect']]: (effect: Extract<RoomEffect, { effect: Kind }>) => void } =
    {
      store: () => {}, // done before anything else
      tell(effect: Tell) {
        const about = 'id' in effect.body && typeof effect.body.id === 'string' ? effect.body.id : '';
        const to = effect.to ?? toldOf(effect.event, about, state);
        if (to === undefined) tellAll(effect);
        else tellSome(to, effect);
      },
      voice({ id, allowed, direct }) {
        for (const { voice } of placesOf(id)) voice.setAllowed(allowed, direct);
      },
      welcome({ id }) {
        const participant = state.participants.get(id);
        if (participant !== undefined) for (const { connection } of placesOf(id)) connection.welcome(participant);
      },
      'send-to-lobby'({ participant }) {
        for (const { connection } of placesOf(participant.id)) connection.sendToLobby(participant);
      },
      recording: ({ recording, why }) => record(recording, why),
      'tell-waiter': ({ knockId, news }) => lobby.get(knockId)?.(news),
      screen({ screen }) {
        for (const listener of [...screenListeners]) listener(screen);
      },
      close({ connectionId }) {
        const place = attached.get(connectionId);
        place?.leave();
        place?.connection.close();
      },
      end: () => {}, // done by `run`, outside the queue
    };
  const performAny = (effect: RoomEffect): void => (perform[effect.effect] as (effect: RoomEffect) => void)(effect);

  /** Why nothing can be recorded now. */
  const recordsNot = async (): Promise<ErrorCode | undefined> => {
    if (recorder.isStopped?.()) return 'service-stopped';
    if (!(await mayRecord())) return 'right-missing';
    return (await recorder.mayStart()) ? undefined : 'disk-full';
  };

  /** What accounts may is asked anew when it is used: a right may have been taken away since the room began. */
  const rightMissing = async (ask: Ask): Promise<ErrorCode | undefined> => {
    if (ask.name === 'recording.start') return recordsNot();
    if (ask.name !== 'moderator.give' && ask.name !== 'organizer.give') return undefined;
    const account = accountOf(state.participants.get(ask.body.id as ParticipantId)?.person ?? '');
    const isAllowed = account === undefined || (await mayModerate?.(account)) !== false;
    return isAllowed ? undefined : 'no-webmeeting-right';
  };

  /** The answer, and why the session is to end, if it is. */
  const execute = async (command: RoomCommand): Promise<{ answer: CommandAnswer; end?: EndReason }> => {
    const code = command.kind === 'ask' ? await rightMissing(command) : undefined;
    if (code !== undefined) return { answer: { ok: false, code } };
    const applied = apply(state, command, clock.nowMs());
    if (applied.refused !== undefined) return { answer: { ok: false, code: applied.refused } };
    const records = recordsOf(applied.effects);
    if (records.length > 0 && (await store.write(sessionId, records)) === 'duplicate') return { answer: OK };
    const before = state;
    state = applied.state;
    if (command.kind === 'ask') onDone?.(before, command);
    for (const effect of applied.effects) performAny(effect);
    for (const id of thoseWhoSeeOthers(before, state)) performAny({ effect: 'welcome', id });
    for (const record of records) if ('participant' in record) tape.meet(record.participant);
    const end = applied.effects.find((effect) => effect.effect === 'end');
    return { answer: OK, ...(end && { end: end.reason }) };
  };

  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };

  const run: LiveRoom['run'] = async (command) => {
    try {
      const { answer, end } = await enqueue(() => execute(command));
      // Outside the queue: ending the session comes back into it.
      if (end !== undefined) await endSession(sessionId, end);
      return answer;
    } catch (error) {
      log.error({ err: error, session: sessionId, command: command.kind }, 'a command of a room failed');
      return { ok: false, code: 'unavailable' };
    }
  };

  return {
    sessionId,
    state: () => state,
    run,
    attach(participantId, connection) {
      const participant = state.participants.get(participantId);
      if (state.ended !== undefined || participant?.connectionId !== connection.id) return undefined;
      const voice = relay.join(connection.leg);
      voice.setAllowed(mayBeHeard(participant, state), can(participant, 'audio.direct', state));
      const place: Attached = {
        participantId,
        connection,
        voice,
        leave() {
          attached.delete(connection.id);
          voice.leave();
        },
      };
      attached.set(connection.id, place);
      return place;
    },
    hearLobby(knockId, hear) {
      lobby.set(knockId, hear);
      return () => lobby.get(knockId) === hear && lobby.delete(knockId);
    },
    onScreen(listener) {
      screenListeners.add(listener);
      return () => screenListeners.delete(listener);
    },
    hearSound: (listener) => relay.listen(listener),
    cutOffClogged() {
      const before = clogged;
      clogged = new Set([...attached.values()].filter(({ connection }) => connection.isClogged()));
      const hopeless = [...clogged].filter((place) => before.has(place));
      for (const place of hopeless) {
        place.leave();
        place.connection.cutOff();
      }
      return hopeless.length;
    },
    settled: async () => {
      await last;
    },
    async letGo() {
      isLetGo = true;
      await last;
      await tape.close();
    },
  };
};
