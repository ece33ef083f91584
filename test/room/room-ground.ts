import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { createFindOwnFiles } from '../../src/app/build-room-files.ts';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { type AccountId, type MeetingId, newId, type ParticipantId, type SessionId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import type {
  CommandAnswer,
  RoomAuth,
  RoomCommandName,
  RoomEventBody,
  RoomEventName,
} from '../../src/contract/room/room-messages.ts';
import { ROOM_EVENTS } from '../../src/contract/room/room-messages.ts';
import type { Role, Welcome } from '../../src/contract/room/room-state.ts';
import { createMediaCounters } from '../../src/media/media-counters.ts';
import { createRecorder } from '../../src/media/recording/recorder.ts';
import { createEntryTickets } from '../../src/meetings/entry-ticket.ts';
import { createLiveSessions } from '../../src/meetings/live-sessions.ts';
import { createMeetingStore } from '../../src/meetings/meeting-store.ts';
import type { Caller, EntryKey } from '../../src/meetings/room-door.ts';
import { createSessionStore } from '../../src/meetings/session-store.ts';
import { createWaitTickets } from '../../src/meetings/wait-ticket.ts';
import { createUnitOfWork, openDatabase } from '../../src/platform/database.ts';
import type { DiskSpace } from '../../src/platform/disk-space.ts';
import { createKeyring } from '../../src/platform/keyring.ts';
import { createRealtime } from '../../src/platform/realtime.ts';
import { createAdmit } from '../../src/room/admission.ts';
import { createGoAway } from '../../src/room/away-routes.ts';
import { createRoomFileStore } from '../../src/room/files/room-file-store.ts';
import { createLobbyTicket } from '../../src/room/lobby-ticket.ts';
import { createRoomCounters } from '../../src/room/room-counters.ts';
import { createRoomDoor } from '../../src/room/room-door.ts';
import { createReadRoomMeeting } from '../../src/room/room-meeting.ts';
import { createRoomRegistry } from '../../src/room/room-registry.ts';
import { attachRoom } from '../../src/room/room-socket.ts';
import { createRoomStore } from '../../src/room/room-store.ts';
import { createScreenKeys } from '../../src/room/screen-keys.ts';
import { createReadRules } from '../../src/room/session-rules.ts';
import { createSocketAudience } from '../../src/room/socket-audience.ts';

/** A clock that runs like the real one and can be put forward. */
export const createForwardClock = (): Clock & { forward(ms: number): void } => {
  let aheadMs = 0;
  return {
    nowMs: () => systemClock.nowMs() + aheadMs,
    forward(ms) {
      aheadMs += ms;
    },
  };
};

/** The longest recording here. */
export const RECORDING_MAX_MS = 3_600_000;
export const PIN = '424242';

/** The parts of the server that a room needs, on a real database and a real port: kept apart so that it can be killed and started again. */
export const startRooms = async ({
  directory,
  key,
  clock,
}: {
  readonly directory: string;
  readonly key: Buffer;
  readonly clock: Clock;
}) => {
  const keyring = createKeyring(key);
  const database = await openDatabase({ file: join(directory, 'webmeeting.sqlite') });
  const meetings = createMeetingStore({ database, keyring });
  const unitOfWork = createUnitOfWork(database);
  const sessions = createLiveSessions({
    meetings,
    sessions: createSessionStore(database),
    unitOfWork,
    clock,
    log: silentLog,
  });
  const tickets = createEntryTickets({ keyring, clock });
  const httpServer = createServer();
  const realtime = createRealtime({ httpServer, isOwnOrigin: () => true });
  const store = createRoomStore(database);
  const mediaCounters = createMediaCounters();
  const roomCounters = createRoomCounters();
  const disk: { space: DiskSpace } = { space: { freeBytes: 1e12, totalBytes: 2e12 } };
  const recorder = createRecorder({
    directory: join(directory, 'recordings'),
    readDiskSpace: async () => disk.space,
    clock,
    log: silentLog,
  });
  const rooms = createRoomRegistry({
    sessions,
    readRules: createReadRules({
      meetings,
      readRecordingMaxMs: async () => RECORDING_MAX_MS,
      mayRecord: async () => true,
    }),
    store,
    audience: createSocketAudience(realtime),
    recorder,
    counters: mediaCounters,
    clock,
    log: silentLog,
  });
  const readMeeting = createReadRoomMeeting({
    meetings,
    links: {
      door: (id) => `https://meet.example.org/m/${id}`,
      phoneWays: async ({ id }) => ({
        sipUri: `sip:conference*${id}@example.org`,
        phoneNumbers: [{ country: 'FR', number: '+33 1 00 00 00 00' }],
      }),
    },
    schedule: {
      describe: async () => ({
        title: 'Weekly',
        organizerName: 'Olga Organizer',
        description: '- Budget\n- Plans (20 min)',
        startMs: 0,
        endMs: 0,
        allDay: false,
        timeZone: 'Europe/Paris',
        recurrenceId: '',
      }),
      roleOn: async () => undefined,
      answerOn: async () => undefined,
    },
  });
  const waitTickets = createWaitTickets({ keyring, clock });
  const screenKeys = createScreenKeys();
  attachRoom({
    realtime,
    admit: createAdmit({ rooms, tickets, store, readMeeting }),
    screenKeys,
    lobbyTicket: createLobbyTicket({ waitTickets }),
    findOwnFiles: createFindOwnFiles(createRoomFileStore(database)),
    roomCounters,
    mediaCounters,
    clock,
    log: silentLog,
  });
  await rooms.start();
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
  return {
    url,
    httpServer,
    database,
    unitOfWork,
    meetings,
    sessions,
    tickets,
    rooms,
    recorder,
    /** What the recorder is told of the disk. */
    disk,
    door: createRoomDoor({ rooms }),
    goAway: createGoAway({ rooms, store }),
    waitTickets,
    screenKeys,
    realtime,
    mediaCounters,
    roomCounters,
    async addOrganizer(id: AccountId): Promise<AccountId> {
      await database('accounts').insert({
        id,
        email: 'olga@example.org',
        email_key: 'olga@example.org',
        name: 'Olga Organizer',
        password_hash: '-',
        language: 'fr',
        time_zone: 'Europe/Paris',
        created_ms: 0,
      });
      return id;
    },
    /** A new meeting with a live session. */
    async startSession(organizerId: AccountId, meetingId: MeetingId): Promise<SessionId> {
      const meeting = { id: meetingId, organizerId, pin: PIN, generation: 1, startTokenHash: meetingId, createdMs: 0 };
      await unitOfWork((transaction) => meetings.insert(transaction, meeting));
      return (await sessions.start(meetingId)).id;
    },
    /** Like a crash: nothing is told to anyone and nothing is tidied up. */
    async kill() {
      await rooms.stop();
      await realtime.close();
      await database.destroy();
    },
  };
};
export type Rooms = Awaited<ReturnType<typeof startRooms>>;

export interface RoomGround {
  readonly rooms: Rooms;
  readonly clock: ReturnType<typeof createForwardClock>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** A new meeting with a live session. */
  openSession(): Promise<{ readonly meetingId: MeetingId; readonly sessionId: SessionId }>;
  ticket(session: { meetingId: MeetingId; sessionId: SessionId }, who?: Partial<Person>): string;
  join(session: { meetingId: MeetingId; sessionId: SessionId }, who?: Partial<Person>): Promise<RoomGuest>;
  connect(auth: RoomAuth, options?: ConnectOptions): RoomGuest;
}

export interface Person {
  readonly name: string;
  readonly role: Role;
  readonly participantId: ParticipantId;
  readonly person: string;
  readonly key: EntryKey;
  readonly rank: number;
  readonly mayModerate: boolean;
  readonly knockId: string;
  /** They come by telephone. */
  readonly caller: Caller | undefined;
}

const RANKS: Readonly<Record<Role, number>> = { organizer: 0, moderator: 4, attendee: 9 };

export interface ConnectOptions {
  readonly transports?: readonly string[];
  readonly upgrade?: boolean;
}

export interface RoomGuest {
  readonly socket: Socket;
  /** Every event so far, checked against the contract. */
  readonly heard: ReadonlyArray<{ readonly event: RoomEventName; readonly body: unknown }>;
  readonly frames: Buffer[];
  welcome(): Promise<Welcome>;
  command(name: RoomCommandName | (string & {}), body: unknown): Promise<CommandAnswer>;
  /** The next event of that name, also one that has come already and was not asked for yet. */
  next<Name extends RoomEventName>(event: Name): Promise<RoomEventBody<Name>>;
  refusal(): Promise<{ code: string; retry: boolean }>;
  closed(): Promise<string>;
  close(): void;
}

const WAIT_MS = 5_000;

export const within = <T>(promise: Promise<T>, what: string): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} did not come within ${WAIT_MS} ms`)), WAIT_MS);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });

/** A participant of the contract and nothing but the contract. */
export const connectGuest = (url: string, auth: RoomAuth, options: ConnectOptions = {}): RoomGuest => {
  const socket = io(url, {
    auth,
    forceNew: true,
    reconnection: false,
    transports: [...(options.transports ?? ['websocket'])],
    upgrade: options.upgrade ?? true,
  });
  const heard: Array<{ event: RoomEventName; body: unknown }> = [];
  const frames: Buffer[] = [];
  const taken = new Map<RoomEventName, number>();
  const waiting = new Set<() => void>();
  for (const event of Object.keys(ROOM_EVENTS) as RoomEventName[]) {
    socket.on(event, (body: unknown) => {
      heard.push({ event, body: ROOM_EVENTS[event].parse(body) });
      for (const look of [...waiting]) look();
    });
  }
  socket.on('audio', (bytes: Buffer) => {
    frames.push(bytes);
  });
  const refused = new Promise<{ code: string; retry: boolean }>((resolve) => {
    socket.on('connect_error', (error) => {
      if ('data' in error && error.data) resolve(error.data as { code: string; retry: boolean });
    });
  });
  const gone = new Promise<string>((resolve) => {
    socket.on('disconnect', (reason) => resolve(reason));
  });
  const next = <Name extends RoomEventName>(event: Name): Promise<RoomEventBody<Name>> =>
    within(
      new Promise((resolve) => {
        const look = (): void => {
          const found = heard.filter((one) => one.event === event)[taken.get(event) ?? 0];
          if (found === undefined) return;
          taken.set(event, (taken.get(event) ?? 0) + 1);
          waiting.delete(look);
          resolve(found.body as RoomEventBody<Name>);
        };
        waiting.add(look);
        look();
      }),
      event,
    );
  return {
    socket,
    heard,
    frames,
    next,
    welcome: () => next('welcome'),
    command: (name, body) =>
      within(new Promise((resolve) => socket.emit(name, body, resolve)), `the answer to ${name}`),
    refusal: () => within(refused, 'the refusal'),
    closed: () => within(gone, 'the end of the connection'),
    close: () => {
      socket.disconnect();
    },
  };
};

export const prepareRoomGround = async (): Promise<RoomGround> => {
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-room-'));
  const key = randomBytes(32);
  const clock = createForwardClock();
  const guests: RoomGuest[] = [];
  let rooms = await startRooms({ directory, key, clock });
  const organizerId = await rooms.addOrganizer(newId<AccountId>());
  const connect = (auth: RoomAuth, options?: ConnectOptions): RoomGuest => {
    const guest = connectGuest(rooms.url, auth, options);
    guests.push(guest);
    return guest;
  };
  let meetingsMade = 0;
  const ticket: RoomGround['ticket'] = (session, who = {}) => {
    const participantId = who.participantId ?? newId<ParticipantId>();
    return rooms.tickets.issue({
      ...session,
      participantId,
      person: who.person ?? `guest:${participantId}`,
      name: who.name ?? 'Gaston',
      role: who.role ?? 'attendee',
      key: who.key ?? 'link',
      rank: who.rank ?? RANKS[who.role ?? 'attendee'],
      mayModerate: who.mayModerate ?? false,
      ...(who.knockId !== undefined && { knockId: who.knockId }),
      ...(who.caller !== undefined && { caller: who.caller }),
    });
  };
  return {
    get rooms() {
      return rooms;
    },
    clock,
    ticket,
    connect,
    async restart() {
      await rooms.kill();
      rooms = await startRooms({ directory, key, clock });
    },
    async stop() {
      for (const guest of guests) guest.close();
      await rooms.kill();
      rmSync(directory, { recursive: true, force: true });
    },
    async openSession() {
      meetingsMade += 1;
      const meetingId = String(351_354_000 + meetingsMade) as MeetingId;
      return { meetingId, sessionId: await rooms.startSession(organizerId, meetingId) };
    },
    async join(session, who) {
      const guest = connect({ ticket: ticket(session, who) });
      await new Promise<void>((resolve, reject) => {
        guest.socket.once('connect', resolve);
        guest.socket.once('connect_error', reject);
      });
      return guest;
    },
  };
};
