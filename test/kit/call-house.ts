import { join } from 'node:path';
import type { Account } from '../../src/accounts/account.ts';
import type { MeetingId, SessionId } from '../../src/base/ids.ts';
import type { Language } from '../../src/base/languages.ts';
import { silentLog } from '../../src/base/log.ts';
import type { NewEvent } from '../../src/contract/http/event.ts';
import { createMediaCounters } from '../../src/media/media-counters.ts';
import { createRecorder } from '../../src/media/recording/recorder.ts';
import { createAdmission } from '../../src/meetings/admission.ts';
import { createCalendarTickets } from '../../src/meetings/calendar-ticket.ts';
import { createGuessLimits } from '../../src/meetings/guess-limits.ts';
import { noHistory } from '../../src/meetings/invitation-history.ts';
import { createMeetingNews } from '../../src/meetings/meeting-news.ts';
import { createPhoneComers } from '../../src/meetings/phone-comers.ts';
import { createPhoneDoor } from '../../src/meetings/phone-door.ts';
import { createPhonePins } from '../../src/meetings/phone-pins.ts';
import { type CallsParts, createCalls } from '../../src/phone/call/calls.ts';
import { createRoomSound } from '../../src/phone/call/room-sound.ts';
import { createCallStore } from '../../src/phone/call-store.ts';
import { readPhoneSettings } from '../../src/phone/phone-settings.ts';
import { createAdmit } from '../../src/room/admission.ts';
import type { LiveRoom } from '../../src/room/live-room.ts';
import { createLobbyTicket } from '../../src/room/lobby-ticket.ts';
import { createLocalAudience } from '../../src/room/local-audience.ts';
import type { Participant } from '../../src/room/participant.ts';
import { createRoomDoor } from '../../src/room/room-door.ts';
import { createReadRoomMeeting } from '../../src/room/room-meeting.ts';
import { createRoomRegistry } from '../../src/room/room-registry.ts';
import { createRoomStore } from '../../src/room/room-store.ts';
import { createReadRules } from '../../src/room/session-rules.ts';
import {
  createFakeCall,
  createFakePrompts,
  createFakeRooms,
  type FakeCall,
  type FakeCallOptions,
} from './fake-call.ts';
import { openMeetingHouse } from './meeting-house.ts';
import { createTurnedTime, settle } from './turned-time.ts';

/** From the greeting to the room: a pair of numbers is judged after half a second. */
export const JUDGED_MS = 600;

/** Meetings, doors and rooms as they are, with calls whose signalling and sound are told by the test; all by one turned time. */
export const openCallHouse = async () => {
  const house = await openMeetingHouse();
  const { clock, database, meetings, sessions, schedule, keys, grants, accounts } = house;
  const time = createTurnedTime((ms) => clock.forward(ms));
  const prompts = createFakePrompts();
  const fakeRooms = createFakeRooms();
  const languages = new Map<string, Language>();
  const guesses: boolean[] = [];

  const localAudience = createLocalAudience();
  const roomStore = createRoomStore(database);
  const recorder = createRecorder({
    directory: join(house.directory, 'recordings'),
    readDiskSpace: async () => ({ freeBytes: 1e12, totalBytes: 2e12 }),
    clock,
    log: silentLog,
  });
  const rooms = createRoomRegistry({
    sessions,
    readRules: createReadRules({ meetings, readRecordingMaxMs: async () => 3_600_000, mayRecord: async () => true }),
    store: roomStore,
    audience: localAudience,
    recorder,
    counters: createMediaCounters(),
    clock,
    log: silentLog,
  });
  house.lateRoomDoor.connect(createRoomDoor({ rooms }));
  await rooms.start();

  const guessLimits = createGuessLimits();
  const calendarTickets = createCalendarTickets(house);
  const door = createPhoneDoor({
    meetings,
    sessions,
    pins: createPhonePins({ grants, accounts, keys }),
    comers: createPhoneComers({ ...house, languageOf: async (_meeting, address) => languages.get(address) }),
    admission: createAdmission(house),
    guessLimits,
    news: createMeetingNews({ schedule, sessions, history: noHistory, calendarTickets, clock }),
  });
  const readMeeting = createReadRoomMeeting({ meetings, links: house.links, schedule });
  const admit = createAdmit({ rooms, tickets: house.entryTickets, store: roomStore, readMeeting });
  const store = createCallStore(database);
  const openCalls = (overrides: Partial<CallsParts> = {}) =>
    createCalls({
      door,
      waitingRoom: house.waitingRoom,
      lobbyEntry: house.lobbyEntry,
      admit,
      lobbyTicket: createLobbyTicket(house),
      localAudience,
      roomSound: createRoomSound(fakeRooms.media),
      prompts,
      guessed: (_call, right) => guesses.push(right),
      store,
      readSettings: () => readPhoneSettings(house.settings),
      time,
      clock,
      log: silentLog,
      ...overrides,
    });
  const calls = openCalls();

  const organizer = await house.addAccount('olga@example.org', { name: 'Olga' });
  const roomOf = async (session: SessionId): Promise<LiveRoom> => {
    const room = await rooms.find(session);
    if (room === undefined) throw new Error('no room');
    return room;
  };

  return {
    ...house,
    time,
    prompts,
    languages,
    guesses,
    fakeRooms,
    door,
    rooms,
    roomOf,
    admit,
    calls,
    /** Another set of calls over the same house: as after a restart, or with other parts. */
    openCalls,
    callStore: store,
    organizer,
    /** An event of tomorrow, 10:00 to 11:00, with a meeting; `later` shifts it. */
    async plan(more: Partial<NewEvent> = {}) {
      const facts = await house.scheduleEvent(organizer, {
        title: 'Review',
        start: '2027-02-02T10:00',
        end: '2027-02-02T11:00',
        timeZone: 'UTC',
        webMeeting: true,
        notify: false,
        ...more,
      });
      const meeting = facts.meetingId && (await meetings.findById(facts.meetingId));
      if (!meeting) throw new Error('no meeting');
      return meeting;
    },
    /** Starts a meeting, and answers its room. */
    async start(meetingId: MeetingId, account: Account = organizer): Promise<LiveRoom> {
      const { session } = await house.startMeeting.byId(account, meetingId);
      await settle();
      return roomOf(session.id);
    },
    /** Brings an account into the room, as its browser would. */
    async bring(room: LiveRoom, account: Account = organizer): Promise<Participant> {
      const { meetingId } = room.state();
      const caller = { viewer: account, cookieOf: () => undefined, network: '192.0.2.9' };
      const { answer } = await house.joinMeeting.byId(meetingId, { name: account.name }, caller);
      if (!('ticket' in answer)) throw new Error('not let in');
      const connectionId = `web:${account.id}`;
      const { participantId } = await admit({ ticket: answer.ticket }, connectionId, () => true);
      const participant = room.state().participants.get(participantId);
      if (participant === undefined) throw new Error('not in');
      return participant;
    },
    /** Somebody calls, and hears the greeting. */
    async ring(options: FakeCallOptions = {}): Promise<FakeCall> {
      const call = createFakeCall(prompts, time, options);
      calls.take(call.call);
      await settle();
      return call;
    },
    /** Somebody calls and types an ID and a PIN; what the door says of it has been said. */
    async dialIn(id: string, pin: string, options: FakeCallOptions = {}): Promise<FakeCall> {
      const call = await this.ring(options);
      await call.press(`${id}${pin}#`);
      await time.forward(JUDGED_MS);
      return call;
    },
    async close(): Promise<void> {
      await calls.stop();
      await rooms.stop();
      await house.close();
    },
  };
};
export type CallHouse = Awaited<ReturnType<typeof openCallHouse>>;
