import type { ErrorCode } from '../../../src/base/errors.ts';
import { createEntry } from '../../../src/client/room/entry/entry.ts';
import type { EntryApi } from '../../../src/client/room/entry/entry-api.ts';
import type { EntryParts } from '../../../src/client/room/entry/entry-parts.ts';
import type { WaitListener } from '../../../src/client/room/entry/wait-for.ts';
import type { RoomAddress } from '../../../src/client/room/room-address.ts';
import type { Door, JoinAnswer } from '../../../src/contract/http/meeting.ts';

/** When each of these visits begins. */
export const NOW_MS = Date.UTC(2027, 2, 1, 9);
const ADMITTED_URL = 'https://meet.example.org/m/351354086';
export const ADMITTED: JoinAnswer = { ticket: 'ticket-1', url: ADMITTED_URL };
export const WAITING: JoinAnswer = { waiting: true, startsAt: '2027-03-01T10:00:00.000Z', waitTicket: 'wait-1' };
export const LINK: RoomAddress = { kind: 'link', token: 'TOKEN' };
export const BARE: RoomAddress = { kind: 'meeting', id: '351354086' };

export class Refused extends Error {
  readonly problem: ReturnType<EntryParts['readProblem']>;
  constructor(code: ErrorCode | 'unreachable', fields: Record<string, string> = {}, retryAfterSeconds?: number) {
    super(code);
    this.problem = { code, fields: new Map(Object.entries(fields)), requestId: 'req-1', retryAfterSeconds };
  }
}

/** The way in, with a server that answers as told and time that stands still; `calls` are what the server was asked. */
export const openEntry = ({
  address = LINK,
  door = { needsPin: false, name: 'Zoe' } as Door,
  joins = [ADMITTED],
  enters = [],
  writes = [],
  remembered = '',
  inside,
}: {
  address?: RoomAddress;
  door?: Door | Error;
  joins?: (JoinAnswer | Error)[];
  /** Answers to coming in after a moderator's word. */
  enters?: (Exclude<JoinAnswer, { waiting: true }> | Error)[];
  /** Refusals of messages to the moderators; all others are taken. */
  writes?: Error[];
  remembered?: string;
  /** After a reload: the name in the room. */
  inside?: string;
} = {}) => {
  const calls: unknown[] = [];
  const shown: string[] = [];
  const signIns: string[] = [];
  const cues: string[] = [];
  const waits: { ticket: string; listener: WaitListener; stopped: boolean }[] = [];
  const later: { afterMs: number; work: () => void; off: boolean }[] = [];
  let nowMs = NOW_MS;
  let names = 0;
  let name = remembered;
  const answer = <T>(value: T | Error): Promise<T> =>
    value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
  const api: EntryApi = {
    door: (source) => {
      calls.push(['door', source]);
      return answer(door);
    },
    join: (source, introduction) => {
      calls.push(['join', source, introduction]);
      return answer(joins.shift() ?? ADMITTED);
    },
    start: async (token) => {
      calls.push(['start', token]);
      return { id: '351354086', joinUrl: '', phoneNumbers: [], live: true };
    },
    enter: (ticket, consent) => {
      calls.push(['enter', ticket, ...(consent ? ['consent'] : [])]);
      return answer(enters.shift() ?? { ticket: 'ticket-let-in', url: ADMITTED_URL });
    },
    write: (message) => {
      calls.push(['write', message]);
      return answer<void>(writes.shift() ?? undefined);
    },
  };
  const entry = createEntry({
    address,
    api,
    waitFor: (ticket, listener) => {
      const wait = { ticket, listener, stopped: false };
      waits.push(wait);
      return () => {
        wait.stopped = true;
      };
    },
    place: {
      show: (path) => shown.push(path),
      signIn: (next) => signIns.push(next),
      prepareRoom: () => {},
      rememberedName: () => name,
      rememberName: (next) => {
        name = next;
      },
      nameInside: () => inside,
      keepNameInside: (next) => {
        inside = next;
      },
      later: (afterMs, work) => {
        const planned = { afterMs, work, off: false };
        later.push(planned);
        return () => {
          planned.off = true;
        };
      },
      call: (news) => cues.push(news),
      newClientId: () => {
        names += 1;
        return `client-id-${names}`;
      },
    },
    clock: { nowMs: () => nowMs },
    readProblem: (thrown) => (thrown as Refused).problem,
  });
  const forward = (ms: number): void => {
    nowMs += ms;
  };
  return { entry, calls, shown, signIns, cues, waits, later, forward, name: () => name, inside: () => inside };
};
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};
