import type { Clock } from '../../base/clock.ts';
import { DomainError } from '../../base/errors.ts';
import { randomToken, type SessionId } from '../../base/ids.ts';
import type { Language } from '../../base/languages.ts';
import type { Log } from '../../base/log.ts';
import type { PhoneSettings, RoomCallBody } from '../../contract/http/phone.ts';
import { PROMPT_RATE_HZ, type PromptSamples } from '../../media/phone/phone-media.ts';
import type { EntryTickets } from '../../meetings/entry-ticket.ts';
import type { Meeting } from '../../meetings/meeting.ts';
import type { MeetingStore } from '../../meetings/meeting-store.ts';
import { asksConsent } from '../../meetings/recording-consent.ts';
import type { LiveRoom } from '../../room/live-room.ts';
import type { RoomRegistry } from '../../room/room-registry.ts';
import type { RoomStore } from '../../room/room-store.ts';
import type { Calls } from '../call/calls.ts';
import type { Prompts } from '../prompts/prompts.ts';
import type { SipServer } from '../sip/sip-calls.ts';
import { type AskedCall, comerBy, isUnderWay, roomCallBody } from './asked-call.ts';
import { beginCallOut, type CallOut } from './call-out.ts';
import type { CallOutStore } from './call-out-store.ts';
import { accountOf, type CallRights, tooManyCalls } from './call-policy.ts';
import { type CallingSeat, createFindCallingSeat, type MayDialOut } from './calling-seat.ts';
import { readDialledNumber } from './dialled-number.ts';
import { INVITATION_PAUSE_MS } from './limits.ts';

/** What somebody in a room asks for; the contract has checked its form. */
export interface CallWish {
  readonly number: string;
  readonly name?: string | undefined;
  readonly language?: Language | undefined;
  readonly self?: true | undefined;
}

/** Calls out of rooms. Everything is asked with the key of a place in a room, and refused with `not-allowed` without. */
export interface RoomCalls {
  start(): Promise<void>;
  /** Ends all that is under way. */
  stop(): void;
  ask(roomKey: string, wish: CallWish): Promise<RoomCallBody>;
  list(
    roomKey: string,
  ): Promise<{ readonly calls: RoomCallBody[]; readonly may: CallRights; readonly countries: string[] }>;
  /** Lets it ring no longer, or hangs up. */
  end(roomKey: string, id: string): Promise<void>;
  /** Does what time has made due. */
  tick(): void;
}

export interface RoomCallsParts {
  readonly sip: Pick<SipServer, 'dial' | 'status'>;
  readonly calls: Pick<Calls, 'enterAnswered'>;
  readonly rooms: Pick<RoomRegistry, 'find'>;
  readonly roomStore: Pick<RoomStore, 'findByResumeHash'>;
  readonly meetings: Pick<MeetingStore, 'findById'>;
  readonly mayDialOut: MayDialOut;
  readonly store: CallOutStore;
  readonly tickets: Pick<EntryTickets, 'issue'>;
  readonly prompts: Prompts;
  readonly readSettings: () => Promise<PhoneSettings>;
  readonly clock: Clock;
  readonly log: Log;
}

const TICK_MS = 1_000;
const PAUSE = new Int16Array((PROMPT_RATE_HZ * INVITATION_PAUSE_MS) / 1_000);

export const createRoomCalls = (parts: RoomCallsParts): RoomCalls => {
  const { sip, calls, meetings, store, tickets, prompts, clock, log } = parts;
  const seatOf = createFindCallingSeat(parts);
  const asked = new Map<string, AskedCall>();
  let timer: NodeJS.Timeout | undefined;

  const failed = (error: unknown): void => log.error({ err: error }, 'a call out of a room failed');
  const inTheBackground = (work: Promise<void>): void => {
    work.catch(failed);
  };
  /** Whether the provider takes calls: without one nothing is promised to anybody. */
  const isReachable = (): boolean => ['registered', 'unregistered-mode'].includes(sip.status().trunk.state);

  const ofSession = (session: SessionId): AskedCall[] =>
    [...asked.values()].filter(({ room }) => room.sessionId === session);
  /** Their own, and everybody's for those who may call others: nobody else learns a number. */
  const maySee = ({ asker, rights }: CallingSeat, call: AskedCall): boolean =>
    rights.others || call.person === asker.person;

  const meetingOf = async (room: LiveRoom): Promise<Meeting> => {
    const meeting = await meetings.findById(room.state().meetingId);
    if (meeting === undefined) throw new DomainError('meeting-not-open');
    return meeting;
  };

  const dial = (
    entry: AskedCall,
    { asker, settings }: CallingSeat,
    language: Language,
    mustConsent: boolean,
  ): CallOut => {
    const sound = (name: 'call-invites' | 'consent'): Promise<PromptSamples> => prompts.sound(name, language);
    return beginCallOut(
      {
        number: entry.number.e164,
        mustConsent,
        longestMs: settings.callsOut.longestMinutes * 60_000,
      },
      {
        dial: (number, hear) => sip.dial(number, hear),
        async invitation() {
          const who = entry.self ? undefined : await prompts.say(asker.name, language);
          return [...(who === undefined ? [] : [who]), await sound('call-invites'), PAUSE];
        },
        consent: async () => [await sound('consent'), PAUSE],
        enter: (call, consentedMs, entered) =>
          calls.enterAnswered(call, {
            language,
            async ticket() {
              const comer = comerBy(entry, consentedMs);
              return comer && tickets.issue(comer);
            },
            entered,
          }),
        answered: (atMs) => inTheBackground(store.answered(entry.id, atMs)),
        ended: (atMs, outcome) => inTheBackground(store.ended(entry.id, atMs, outcome)),
        failed,
        nowMs: () => clock.nowMs(),
      },
    );
  };

  /** Keeps the call and takes its line, or refuses: nothing comes between the count and the entry. */
  const reserve = async (entry: AskedCall, { asker, settings, room }: CallingSeat, meeting: Meeting): Promise<void> => {
    const { callsOut } = settings;
    const nowMs = clock.nowMs();
    const { id, number, self, person } = entry;
    const accountId = (self ? undefined : accountOf(person)) ?? meeting.organizerId;
    const call = {
      ...{ id, number: number.e164, person, startedMs: nowMs, accountId },
      ...{ sessionId: room.sessionId, meetingId: meeting.id },
    };
    try {
      await store.begin(call, (counted) => {
        const underWay = [...asked.values()].filter(isUnderWay);
        const refusal = tooManyCalls({ ...counted, atOnce: underWay.length }, asker, callsOut, nowMs);
        if (refusal !== undefined) throw refusal;
        if (self && underWay.some((other) => other.self && other.person === person && other.room === room))
          throw new DomainError('already-exists');
        asked.set(id, entry);
      });
    } catch (error) {
      asked.delete(id);
      throw error;
    }
  };

  const tick = (): void => {
    const nowMs = clock.nowMs();
    for (const [id, { call, room, askerId }] of asked) {
      if (call === undefined) continue;
      const { participants, ended } = room.state();
      // Whoever asked has gone, and nobody is in by it yet.
      if (call.participantId() === undefined && (ended !== undefined || !participants.has(askerId))) call.end();
      call.tick(nowMs);
      if (!call.isShown(nowMs)) asked.delete(id);
    }
  };

  return {
    async start() {
      await store.endCut(clock.nowMs());
      timer = setInterval(tick, TICK_MS);
    },
    stop() {
      clearInterval(timer);
      for (const { call } of asked.values()) call?.end();
    },
    async ask(roomKey, { number: typed, name, language, self }) {
      const seat = await seatOf(roomKey);
      const { room, asker, settings, rights } = seat;
      if (!(self ? rights.self : rights.others)) throw new DomainError('not-allowed');
      if (!isReachable()) throw new DomainError('unavailable');
      const read = readDialledNumber(typed, {
        ownNumber: settings.ownNumber,
        countries: settings.callsOut.countries,
      });
      if (!read.ok) throw new DomainError('invalid-input', { fields: [read.problem] });
      const meeting = await meetingOf(room);
      const entry: AskedCall = {
        ...{ id: randomToken(), number: read.number, name: self ? asker.name : name, self: self === true },
        ...{ askerId: asker.id, person: asker.person, room, call: undefined },
      };
      await reserve(entry, seat, meeting);
      const mustConsent = !entry.self && asksConsent(meeting, 'attendee');
      try {
        entry.call = dial(entry, seat, language ?? settings.language, mustConsent);
      } catch (error) {
        asked.delete(entry.id);
        await store.ended(entry.id, clock.nowMs(), 'failed');
        throw error;
      }
      return roomCallBody(entry);
    },
    async list(roomKey) {
      const seat = await seatOf(roomKey);
      const { rights, room, settings } = seat;
      const nowMs = clock.nowMs();
      const calls = ofSession(room.sessionId)
        .filter((entry) => maySee(seat, entry) && (entry.call?.isShown(nowMs) ?? true))
        .map(roomCallBody);
      const may = isReachable() ? rights : { others: false, self: false };
      return { calls, may, countries: may.others || may.self ? [...settings.callsOut.countries] : [] };
    },
    async end(roomKey, id) {
      const seat = await seatOf(roomKey);
      const entry = ofSession(seat.room.sessionId).find((other) => other.id === id);
      if (entry === undefined || !maySee(seat, entry)) throw new DomainError('not-found');
      entry.call?.end();
    },
    tick,
  };
};
