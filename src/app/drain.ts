import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { LiveRoom, RoomAudience } from '../room/live-room.ts';

/** The time between the word that the server stops and the stop itself. */
export interface Drain {
  isDraining(): boolean;
  /**
   * Tells those in rooms and callers who wait, and resolves when nobody is in any more and the callers have heard it, or after the longest
   * time. A second call waits for the first.
   */
  begin(): Promise<void>;
}

/** How soon an empty server notices that it may stop. */
const LOOK_EVERY_MS = 250;
/** Those who come in meanwhile are told as well. */
const TELL_EVERY_MS = 10_000;

const isAnybodyIn = (room: LiveRoom): boolean =>
  [...room.state().participants.values()].some(({ connectionId }) => connectionId !== undefined);

export const createDrain = ({
  rooms,
  audience,
  longestMs,
  refuseStarts,
  tellCallers,
  clock,
  log,
  monotonicMs = () => performance.now(),
}: {
  readonly rooms: () => Promise<readonly LiveRoom[]>;
  readonly audience: RoomAudience;
  readonly longestMs: number;
  /** From now on no meeting begins. */
  readonly refuseStarts: () => void;
  /** Tells those who wait at the door by telephone, each once; true while one of them hears it. */
  readonly tellCallers: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly monotonicMs?: () => number;
}): Drain => {
  let begun: Promise<void> | undefined;

  const tell = (inside: readonly LiveRoom[], atMs: number): void => {
    for (const { sessionId } of inside)
      audience.tell(sessionId, 'server.restarts', { at: new Date(atMs).toISOString() });
  };

  const drain = async (): Promise<void> => {
    refuseStarts();
    // The machine's clock may be set meanwhile, and by hours: this one only goes on.
    const endAt = monotonicMs() + longestMs;
    let toldAt = Number.NEGATIVE_INFINITY;
    for (;;) {
      const inside = (await rooms()).filter(isAnybodyIn);
      const leftMs = endAt - monotonicMs();
      if (leftMs <= 0) return;
      const isAnybodyTold = tellCallers();
      if (inside.length === 0 && !isAnybodyTold) return;
      if (inside.length > 0 && monotonicMs() - toldAt >= TELL_EVERY_MS) {
        if (toldAt === Number.NEGATIVE_INFINITY)
          log.info({ rooms: inside.length, leftMs: Math.round(leftMs) }, 'waiting for those in rooms');
        toldAt = monotonicMs();
        tell(inside, clock.nowMs() + leftMs);
      }
      await new Promise((resolve) => setTimeout(resolve, Math.min(LOOK_EVERY_MS, leftMs)));
    }
  };

  return {
    isDraining: () => begun !== undefined,
    begin() {
      begun ??= drain();
      return begun;
    },
  };
};
