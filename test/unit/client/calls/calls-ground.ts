import { signal } from '@preact/signals';
import type { RoomCallApi, RoomCallsAnswer } from '../../../../src/client/room/live/calls/room-call-api.ts';
import { createRoomCalls } from '../../../../src/client/room/live/calls/room-calls.ts';
import type { RoomEvent, RoomEventListener } from '../../../../src/client/room/live/room-session.ts';
import type { RoomState } from '../../../../src/client/room/live/room-state.ts';
import type { RoomCallBody, RoomCallRequest } from '../../../../src/contract/http/phone.ts';
import { inRoom, person, welcome } from '../people/people-ground.ts';

export const callOf = (more: Partial<RoomCallBody> = {}): RoomCallBody => ({
  id: 'one',
  number: '+33 6 12 34 56 78',
  self: false,
  state: 'calling',
  ...more,
});

/** A room and its calls, where time goes on by `tick` and the server says what `answer` holds. */
export const callsGround = () => {
  const state = signal<RoomState>(inRoom());
  const listeners = new Set<RoomEventListener>();
  const later: Array<() => void> = [];
  const ground = {
    answer: { calls: [], may: { others: true, self: true }, countries: ['FR'] } as RoomCallsAnswer,
    refusal: undefined as Error | undefined,
    looks: 0,
    asked: [] as RoomCallRequest[],
    ended: [] as string[],
  };
  const api: RoomCallApi = {
    async list() {
      ground.looks += 1;
      return ground.answer;
    },
    async ask(request) {
      ground.asked.push(request);
      if (ground.refusal) throw ground.refusal;
      const call = callOf({ id: `call-${ground.asked.length}`, self: request.self === true });
      ground.answer = { ...ground.answer, calls: [...ground.answer.calls, call] };
      return call;
    },
    async end(id) {
      ground.ended.push(id);
      ground.answer = { ...ground.answer, calls: ground.answer.calls.filter((call) => call.id !== id) };
    },
  };
  const calls = createRoomCalls({
    api,
    session: {
      state,
      onEvent(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    later(_afterMs, work) {
      later.push(work);
      return () => {
        const place = later.indexOf(work);
        if (place >= 0) later.splice(place, 1);
      };
    },
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const hear = async (event: RoomEvent): Promise<void> => {
    for (const listener of listeners) listener(event, state.peek());
    await settle();
  };
  const withPeople = (...ids: readonly string[]): void => {
    state.value = { ...state.peek(), participants: ['z', 'b', 'a', ...ids].map((id) => person(id)) };
  };
  return Object.assign(ground, {
    calls,
    later,
    settle,
    welcome: () => hear({ name: 'welcome', body: welcome() }),
    joins: withPeople,
    async leaves(id: string) {
      withPeople();
      await hear({ name: 'participant.left', body: { id, reason: 'left' } });
    },
    /** The next second. */
    async tick() {
      const works = later.splice(0);
      for (const work of works) work();
      await settle();
    },
    goes(more: Partial<RoomCallBody>) {
      ground.answer = { ...ground.answer, calls: ground.answer.calls.map((call) => ({ ...call, ...more })) };
    },
  });
};
