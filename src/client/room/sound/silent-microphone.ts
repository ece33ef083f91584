/**
 * No microphone in a room is so quiet: the least step of 16 bits, once in a frame of 20 ms, is -120 dBov. Only one that is switched
 * off, unplugged behind its driver or kept back by the system gives exact silence.
 */
const NOTHING_DBOV = -121;
/** So long nothing at all, from a microphone that was never heard … */
const NEVER_HEARD_MS = 6_000;
/** … and from one that was: noise suppression can make pauses of pure silence, but nobody breathes so softly for so long. */
const HEARD_BEFORE_MS = 30_000;
/** The system itself says that the microphone is off. */
const SAID_OFF_MS = 2_000;

/** Whether an open microphone gives nothing at all, which is another thing than a quiet room. Holds no timer. */
export interface SilentMicrophone {
  /** With each level while the microphone is on; `saidOff`: its track is muted by the system. True while no sound comes. */
  hear(dbov: number, nowMs: number, saidOff?: boolean): boolean;
  /** With each level while it is muted: nothing is missed, but what is heard shows that it works. */
  rest(dbov: number): void;
  /** Another microphone. */
  reset(): void;
}

export const createSilentMicrophone = (): SilentMicrophone => {
  let sinceMs: number | undefined;
  let heard = false;
  return {
    hear(dbov, nowMs, saidOff = false) {
      if (dbov > NOTHING_DBOV) {
        heard = true;
        sinceMs = undefined;
        return false;
      }
      sinceMs ??= nowMs;
      const patienceMs = saidOff ? SAID_OFF_MS : heard ? HEARD_BEFORE_MS : NEVER_HEARD_MS;
      return nowMs - sinceMs >= patienceMs;
    },
    rest(dbov) {
      if (dbov > NOTHING_DBOV) heard = true;
      sinceMs = undefined;
    },
    reset() {
      sinceMs = undefined;
      heard = false;
    },
  };
};
