import { type Applied, inTurn, unchanged } from './applied.ts';
import { takeOut } from './presence.ts';
import { devicesOf, type RoomState } from './room-state.ts';

/** The account was suspended or signed out everywhere: whoever came in by it leaves, on all their devices. */
export interface Bar {
  readonly kind: 'bar';
  /** `account:ID`. */
  readonly person: string;
  /** Only those who came in by this sign-in, which has ended. */
  readonly signInId?: string;
}

/** Nothing is held against them here: whether they come in again is for the door to say. */
export const bar = (state: RoomState, { person, signInId }: Bar, nowMs: number): Applied =>
  state.ended === undefined
    ? inTurn(
        state,
        ...devicesOf(state, person)
          .filter((device) => signInId === undefined || device.signInId === signInId)
          .map((device) => (now: RoomState) => takeOut(now, device, 'removed', nowMs)),
      )
    : unchanged(state);
