import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../../base/clock.ts';
import type { WaitFor } from './wait-for.ts';

/** A wait ticket lasts a day; a page left open over night asks for a new one before. */
const RENEW_TICKET_MS = 12 * 3_600_000;

/** One's place before a door that is still closed. */
export interface WaitingLine {
  /** False while the server cannot be heard. */
  readonly hears: ReadonlySignal<boolean>;
  /** Waits with this ticket, in place of any other; `ask` is called when it is worth asking at the door again. */
  stand(waitTicket: string, ask: () => void): void;
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
    stand(waitTicket, ask) {
      leave();
      hears.value = true;
      const stoodMs = clock.nowMs();
      const onConnection = (connected: boolean): void => {
        hears.value = connected;
        // Timers stand still while a machine sleeps, tickets do not; and an old one hears nothing, for ever.
        if (connected && clock.nowMs() - stoodMs >= RENEW_TICKET_MS) ask();
      };
      stops = [waitFor(waitTicket, { onOpen: ask, onConnection }), later(RENEW_TICKET_MS, ask)];
    },
    leave,
  };
};
