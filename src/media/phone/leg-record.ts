import type { LegFormat, LegHearer } from './phone-media.ts';
import type { LegOrder } from './phone-messages.ts';

/** What the main thread knows of a leg: enough to have it back, as it was, in a new thread. */
export interface LegRecord {
  readonly family: 'ipv4' | 'ipv6';
  readonly rtpPort: number;
  readonly hear: LegHearer;
  /** Notes what an order changes for good. */
  note(order: LegOrder): void;
  /** Ended by itself. */
  notePlayed(playId: number): void;
  roomKey(): string | undefined;
  /** The orders that make a new leg what this one was; what played is over. */
  revive(): readonly LegOrder[];
  /** What played when the thread died. */
  takePlaying(): readonly number[];
}

export const createLegRecord = (family: 'ipv4' | 'ipv6', rtpPort: number, hear: LegHearer): LegRecord => {
  let format: LegFormat | undefined;
  let seat: Extract<LegOrder, { kind: 'enterRoom' }> | undefined;
  let speaking = true;
  let echo = false;
  let playing = new Set<number>();

  return {
    family,
    rtpPort,
    hear,
    note: (order) => {
      if (order.kind === 'configure') ({ format } = order);
      else if (order.kind === 'enterRoom') seat = order;
      else if (order.kind === 'leaveRoom') seat = undefined;
      else if (order.kind === 'setSpeaking') speaking = order.on;
      else if (order.kind === 'echo') echo = order.on;
      else if (order.kind === 'stopPlaying' || (order.kind === 'play' && !order.queue)) playing.clear();
      if (order.kind === 'play') playing.add(order.playId);
    },
    notePlayed: (playId) => {
      playing.delete(playId);
    },
    roomKey: () => seat?.roomKey,
    revive: () => [
      ...(format ? [{ kind: 'configure', format } as const] : []),
      ...(seat ? [seat] : []),
      { kind: 'setSpeaking', on: speaking },
      { kind: 'echo', on: echo },
    ],
    takePlaying: () => {
      const ended = [...playing];
      playing = new Set();
      return ended;
    },
  };
};
