import { signal } from '@preact/signals';
import type { EchoState, EchoTest } from './echo-state.ts';
import type { RoomLink } from './room-link.ts';
import { createRoundTrips } from './round-trips.ts';

/** The echo test in the room: the others hear nothing of it, muted or not. Ends by itself with the connection. */
export const createRoomEcho = (
  link: Pick<RoomLink, 'setEcho' | 'onEchoed' | 'onState'>,
): EchoTest & { end(): void } => {
  const state = signal<EchoState>({ kind: 'off' });
  let trips = createRoundTrips();
  const stop = (): void => {
    if (state.peek().kind === 'off') return;
    state.value = { kind: 'off' };
    link.setEcho(false);
  };
  const stops = [
    link.onEchoed((roundTripMs) => {
      const now = state.peek();
      if (now.kind !== 'running') return;
      trips.add(roundTripMs);
      const shown = trips.shownMs();
      if (shown !== now.roundTripMs) state.value = { kind: 'running', roundTripMs: shown };
    }),
    link.onState((connection) => {
      if (connection !== 'connected') stop();
    }),
  ];
  return {
    state,
    start() {
      trips = createRoundTrips();
      state.value = { kind: 'running', roundTripMs: undefined };
      link.setEcho(true);
    },
    stop,
    end() {
      stop();
      for (const end of stops) end();
    },
  };
};
