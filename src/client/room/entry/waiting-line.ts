import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../../base/clock.ts';
import type { LobbyNews, WaitFor } from './wait-for.ts';

/** A wait ticket lasts a day; a page left open over night asks for a new one before. */
const RENEW_TICKET_MS = 12 * 3_600_000;

export interface Stander {
  /** It is worth asking at the door again. */
  ask(): void;
  hear(news: LobbyNews): void;
  /** The server is heard, for the first time or again. */
  heard(): void;
}

/** One's place before a door that is still closed. */
export interface WaitingLine {
  /** False while the server cannot be heard. */
  readonly hears: ReadonlySignal<boolean>;
  /** Waits with this ticket, in place of any other. */
  stand(waitTicket: string, stander: Stander): void;
  leave(): void;
}

interface WaitingLineParts {
  readonly waitFor: WaitFor;
  readonly later: (afterMs: number, work: () => void) => () => void;
  readonly clock: Clock;
}

export const createWaitingLine = ({ waitFor, later, clock }: WaitingLineParts): WaitingLine => {
  const hears = signal(true);
  let stops: readonly (() => void)[] = [];
  const leave = (): void => {
    for (const stop of stops) stop();
    stops = [];
  };
  return {
    hears,
    stand(waitTicket, { ask, hear, heard }) {
      leave();
      hears.value = true;
      const stoodMs = clock.nowMs();
      const onConnection = (connected: boolean): void => {
        hears.value = connected;
        if (!connected) return;
        // Timers stand still while a machine sleeps, tickets do not; and an old one hears nothing, for ever.
        if (clock.nowMs() - stoodMs >= RENEW_TICKET_MS) ask();
        else heard();
      };
      stops = [waitFor(waitTicket, { onOpen: ask, onNews: hear, onConnection }), later(RENEW_TICKET_MS, ask)];
    },
    leave,
  };
};
