import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { RoomCallBody, RoomCallRequest } from '../../../../contract/http/phone.ts';
import { type ApiProblem, asProblem } from '../../../shared/api.ts';
import type { RoomSession } from '../room-session.ts';
import type { RoomCallApi } from './room-call-api.ts';

/** How a call goes, as it is told: `in` is in the meeting by it, `left` was. */
export type CallStanding = Exclude<RoomCallBody['state'], 'answered'> | 'answered' | 'in' | 'left';

/** Calls out of this room, as far as one may see them, and how they go. */
export interface RoomCalls {
  /** The newest last. */
  readonly calls: ReadonlySignal<readonly RoomCallBody[]>;
  /** What one may ask for; nothing until the server has said so. */
  readonly may: ReadonlySignal<{ readonly others: boolean; readonly self: boolean }>;
  /** ISO 3166 codes of those that may be called. */
  readonly countries: ReadonlySignal<readonly string[]>;
  standingOf(call: RoomCallBody): CallStanding;
  /** As whom one's own telephone is in. */
  readonly ownPhone: ReadonlySignal<string | undefined>;
  /** Answers why not, when it is refused. */
  ask(request: RoomCallRequest): Promise<RoomCallBody | ApiProblem>;
  /** Lets it ring no longer, or hangs up. */
  end(id: string): Promise<void>;
  /** Looks once a second until what it answers is called. */
  watch(): () => void;
  stop(): void;
}

interface RoomCallsParts {
  readonly api: RoomCallApi;
  readonly session: Pick<RoomSession, 'state' | 'onEvent'>;
  /** Calls later, after so many milliseconds; answers how not to. */
  readonly later: (afterMs: number, work: () => void) => () => void;
}

const LOOK_MS = 1_000;
const NOTHING = { others: false, self: false };

/** Whether there is something to wait for. */
export const isUnderWay = ({ state, participantId }: RoomCallBody): boolean =>
  state === 'calling' || state === 'ringing' || (state === 'answered' && participantId === undefined);

export const createRoomCalls = ({ api, session, later }: RoomCallsParts): RoomCalls => {
  const calls = signal<readonly RoomCallBody[]>([]);
  const may = signal(NOTHING);
  const countries = signal<readonly string[]>([]);
  /** Everyone who was in by a call: who is not in and was not yet is on the way. */
  const seen = signal<ReadonlySet<string>>(new Set());
  let watchers = 0;
  let looking = false;
  let stopped = false;
  let dontLook = (): void => {};

  const isIn = (id: string): boolean => session.state.value.participants.some((person) => person.id === id);
  const standingOf = (call: RoomCallBody): CallStanding => {
    const { state, participantId } = call;
    if (participantId === undefined) return state;
    if (isIn(participantId)) return 'in';
    return seen.value.has(participantId) ? 'left' : state;
  };

  const look = async (): Promise<void> => {
    dontLook();
    if (looking || stopped) return;
    looking = true;
    try {
      const answer = await api.list();
      calls.value = answer.calls;
      may.value = answer.may;
      countries.value = answer.countries;
    } catch {
      // Where nothing is said of calls there are none; what is under way is asked for again.
    }
    looking = false;
    if (!stopped && (watchers > 0 || calls.peek().some(isUnderWay))) dontLook = later(LOOK_MS, () => void look());
  };

  const put = (call: RoomCallBody): void => {
    calls.value = [...calls.peek().filter(({ id }) => id !== call.id), call];
  };

  const stops = [
    session.onEvent(({ name, body }) => {
      if (name === 'welcome') void look();
      if (name === 'participant.left' && calls.peek().some(({ participantId }) => participantId === body.id))
        void look();
    }),
    effect(() => {
      const inside = calls.value.flatMap(({ participantId }) =>
        participantId !== undefined && isIn(participantId) && !seen.peek().has(participantId) ? [participantId] : [],
      );
      if (inside.length > 0) seen.value = new Set([...seen.peek(), ...inside]);
    }),
  ];

  return {
    calls,
    may,
    countries,
    standingOf,
    ownPhone: computed(() => calls.value.findLast((call) => call.self && standingOf(call) === 'in')?.participantId),
    async ask(request) {
      try {
        const call = await api.ask(request);
        put(call);
        dontLook();
        dontLook = later(LOOK_MS, () => void look());
        return call;
      } catch (thrown) {
        return asProblem(thrown);
      }
    },
    async end(id) {
      try {
        await api.end(id);
      } catch {
        // It is over already, or the next look shows that it is not.
      }
      await look();
    },
    watch() {
      watchers += 1;
      void look();
      return () => {
        watchers -= 1;
      };
    },
    stop() {
      stopped = true;
      dontLook();
      for (const stop of stops) stop();
    },
  };
};
