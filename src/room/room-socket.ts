import type { Server, Socket } from 'socket.io';
import type { Clock } from '../base/clock.ts';
import type { ErrorCode } from '../base/errors.ts';
import { DomainError } from '../base/errors.ts';
import { type ParticipantId, randomToken } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import {
  AUDIO_ACK_EVENT,
  AUDIO_EVENT,
  type CommandAnswer,
  type RoomCommandName,
  roomAuthSchema,
} from '../contract/room/room-messages.ts';
import type { Voice } from '../media/audio-relay.ts';
import type { MediaCounters } from '../media/media-counters.ts';
import { takeSound } from '../media/socket-intake.ts';
import { createSocketLeg, type SocketLeg } from '../media/socket-leg.ts';
import { isClogged } from '../media/socket-transport.ts';
import type { Admission, Admit, MayEnter } from './admission.ts';
import type { Ask } from './apply.ts';
import type { FindOwnFiles } from './files/room-file.ts';
import type { LiveRoom } from './live-room.ts';
import { ROOM_MESSAGES } from './messages/message-table.ts';
import type { Participant } from './participant.ts';
import { createEntryLimit, createParticipantLimits, type ParticipantLimits } from './participant-limits.ts';
import { countRefused, type RoomCounters } from './room-counters.ts';
import type { RoomState } from './room-state.ts';
import type { ScreenKeys } from './screen-keys.ts';
import { connectionRefusal, SOCKET_ANSWERS } from './socket-answers.ts';
import { joinAudience, leaveAudience } from './socket-audience.ts';
import type { TokenBucket } from './token-bucket.ts';
import { welcomeTo } from './welcome.ts';

export interface RoomSocketParts {
  readonly realtime: Server;
  readonly admit: Admit;
  readonly screenKeys: ScreenKeys;
  /** A ticket for the lobby, for somebody who is sent back there. */
  readonly lobbyTicket: (state: RoomState, participant: Participant) => string;
  /** The files that somebody may put into a message; undefined when one of them is not theirs. */
  readonly findOwnFiles: FindOwnFiles;
  readonly roomCounters: RoomCounters;
  readonly mediaCounters: MediaCounters;
  readonly clock: Clock;
  readonly log: Log;
}

const COMMAND_NAMES = Object.keys(ROOM_MESSAGES) as RoomCommandName[];
const KNOWN_EVENTS: ReadonlySet<string> = new Set([...COMMAND_NAMES, AUDIO_EVENT, AUDIO_ACK_EVENT]);

/** The checked message, or undefined when its body is not what the contract says. */
const readAsk = (name: RoomCommandName, body: unknown, actorId: ParticipantId): Ask | undefined => {
  const parsed = ROOM_MESSAGES[name].schema.safeParse(body);
  // The body belongs to the name: both come from the same row of the table.
  return parsed.success ? ({ kind: 'ask', actorId, name, body: parsed.data, newId: randomToken() } as Ask) : undefined;
};

/** Which allowance a command is paid from. */
const limitOf = (name: RoomCommandName, limits: ParticipantLimits): TokenBucket => {
  if (name === 'chat.send') return limits.chat;
  return name === 'name.set' || name === 'participant.rename' ? limits.rename : limits.command;
};

/** What one person's connection is served with. */
interface Served {
  readonly socket: Socket;
  readonly admission: Admission;
  readonly limits: ParticipantLimits;
  /** Pays for something that no honest browser sends, or for too much of it: in the end with the connection. */
  readonly displease: () => void;
  readonly parts: RoomSocketParts;
}

const serveCommands = ({ socket, admission, limits, displease, parts }: Served): void => {
  const { roomCounters, clock } = parts;
  const { room, participantId } = admission;

  const refuse = (code: ErrorCode): CommandAnswer => {
    countRefused(roomCounters, code);
    displease();
    return { ok: false, code };
  };
  /** The room's state machine asks nobody: what a message names by its ID is looked up before. */
  const withFiles = async (ask: Ask): Promise<Ask | undefined> => {
    if (ask.name !== 'chat.send' || ask.body.files === undefined || ask.body.files.length === 0) return ask;
    const files = await parts.findOwnFiles({ sessionId: room.sessionId, participantId }, ask.body.files);
    return files && { ...ask, files };
  };
  const obey = async (name: RoomCommandName, body: unknown): Promise<CommandAnswer> => {
    const limit = limitOf(name, limits);
    if (!limit.take(clock.nowMs())) return refuse('too-many-attempts');
    const ask = readAsk(name, body, participantId);
    if (ask === undefined) return refuse('invalid-input');
    const asked = await withFiles(ask);
    if (asked === undefined) return refuse('not-found');
    const answer = await room.run(asked);
    if (!answer.ok) return refuse(SOCKET_ANSWERS[answer.code].code);
    roomCounters.commandsTaken += 1;
    return answer;
  };

  for (const name of COMMAND_NAMES) {
    socket.on(name, (...values: unknown[]) => {
      const [body] = values;
      const answer = values.at(-1);
      void obey(name, body).then((outcome) => {
        if (typeof answer === 'function') answer(outcome);
      });
    });
  }
  socket.onAny((event: unknown) => {
    if (typeof event === 'string' && KNOWN_EVENTS.has(event)) return;
    roomCounters.unknownEvents += 1;
    displease();
  });
};

const serveSound = ({ socket, limits, displease, parts }: Served, voice: Voice, leg: SocketLeg): void => {
  const { roomCounters, mediaCounters, clock } = parts;
  takeSound(socket, {
    frame(bytes) {
      if (!limits.frame.take(clock.nowMs())) mediaCounters.framesFlood += 1;
      else if (!(bytes instanceof Uint8Array)) mediaCounters.framesBad += 1;
      else if (voice.speak(bytes)) return;
      displease();
    },
    acknowledgement(count) {
      if (limits.acknowledgement.take(clock.nowMs()) && typeof count === 'number' && leg.acknowledge(count)) return;
      roomCounters.badAcknowledgements += 1;
      displease();
    },
  });
};

/** Gives the person a place in the room and says welcome; undefined when another connection has taken it meanwhile. */
const takePlace = ({ socket, admission, parts }: Omit<Served, 'limits' | 'displease'>) => {
  const { room, participantId } = admission;
  const participant = room.state().participants.get(participantId);
  if (participant === undefined) return undefined;
  const leg = createSocketLeg({ socket, number: participant.number, counters: parts.mediaCounters });
  const screenKey = parts.screenKeys.issue(socket.id, { room, participantId });
  socket.once('disconnect', () => parts.screenKeys.revoke(socket.id));
  const welcomeNow = (now: Participant) =>
    welcomeTo(room.state(), now, { ...admission, screenKey, nowMs: parts.clock.nowMs() });
  const place = room.attach(participantId, {
    id: socket.id,
    leg,
    tell: (event, body) => socket.emit(event, body),
    welcome: (now) => socket.emit('welcome', welcomeNow(now)),
    sendToLobby: (now) => socket.emit('you.wait', { waitTicket: parts.lobbyTicket(room.state(), now) }),
    isClogged: () => isClogged(socket),
    // After what is being said now, the answer to this very command among it.
    close() {
      // Nothing that is said from now on is for them.
      leaveAudience(socket, room.sessionId);
      parts.screenKeys.revoke(socket.id);
      setImmediate(() => socket.disconnect(true));
    },
    // Without socket.io's goodbye, which forbids to come back.
    cutOff: () => setImmediate(() => socket.conn.close()),
  });
  if (place === undefined) return undefined;
  joinAudience(socket, room.sessionId);
  socket.emit('welcome', welcomeNow(participant));
  return { leg, place };
};

/** Allowances are kept by person, not by connection: connecting again does not give new ones. They go with the room. */
const createByRoom = <Limits>(create: () => Limits): ((room: LiveRoom, key: string) => Limits) => {
  const limitsOf = new WeakMap<LiveRoom, Map<string, Limits>>();
  return (room, key) => {
    const ofRoom = limitsOf.get(room) ?? new Map<string, Limits>();
    limitsOf.set(room, ofRoom);
    const limits = ofRoom.get(key) ?? create();
    ofRoom.set(key, limits);
    return limits;
  };
};

/** Lets connections in, one person for each: a second claim on the same connection is no browser of ours. */
const createEntrance = (admit: Admit, mayEnter: MayEnter): ((socket: Socket) => Promise<Admission>) => {
  const claimed = new WeakSet<object>();
  return async (socket) => {
    const { conn, id: connectionId } = socket;
    if (claimed.has(conn)) throw new DomainError('not-allowed');
    claimed.add(conn);
    try {
      const auth = roomAuthSchema.safeParse(socket.handshake.auth);
      if (!auth.success) throw new DomainError('invalid-input');
      const admission = await admit(auth.data, connectionId, mayEnter);
      const lose = (): void => {
        claimed.delete(conn);
        void admission.room.run({ kind: 'lose', id: admission.participantId, connectionId });
      };
      // Whoever vanishes before the namespace is entered must not stay for ever.
      if (conn.readyState === 'open') conn.once('close', lose);
      else lose();
      socket.once('disconnect', lose);
      return admission;
    } catch (error) {
      // The same connection may try again, with a new ticket.
      claimed.delete(conn);
      throw error;
    }
  };
};

/** The rooms' edge to browsers: who connects, what is taken from them, and what becomes of too much of it. */
export const attachRoom = (parts: RoomSocketParts): void => {
  const { realtime, roomCounters, clock, log } = parts;
  const admissions = new WeakMap<Socket, Admission>();
  const limitsFor = createByRoom(createParticipantLimits);
  // By person: each new device is another participant.
  const entriesOf = createByRoom(createEntryLimit);
  const letIn = createEntrance(parts.admit, ({ room, person }) => entriesOf(room, person).take(clock.nowMs()));

  realtime.use((socket, next) => {
    letIn(socket).then(
      (admission) => {
        admissions.set(socket, admission);
        next();
      },
      (error: unknown) => {
        if (!(error instanceof DomainError)) log.error({ err: error }, 'a connection to a room failed');
        const refusal = connectionRefusal(error);
        countRefused(roomCounters, refusal.data.code);
        next(refusal);
      },
    );
  });

  realtime.on('connection', (socket) => {
    const admission = admissions.get(socket);
    const taken = admission && takePlace({ socket, admission, parts });
    if (admission === undefined || taken === undefined) {
      socket.disconnect(true);
      return;
    }
    const limits = limitsFor(admission.room, admission.participantId);
    const displease = (): void => {
      if (socket.disconnected || limits.patience.take(clock.nowMs())) return;
      roomCounters.connectionsClosed += 1;
      const who = { session: admission.room.sessionId, participant: admission.participantId };
      log.warn(who, 'a connection was closed because of what it sent');
      socket.disconnect(true);
    };
    const served: Served = { socket, admission, limits, displease, parts };
    serveCommands(served);
    serveSound(served, taken.place.voice, taken.leg);
    socket.once('disconnect', () => taken.place.leave());
  });
};
