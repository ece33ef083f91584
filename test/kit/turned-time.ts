import type { SipTime } from '../../src/phone/sip/sip-time.ts';

/** Time that passes when it is told to; what is due happens in its order. */
export interface TurnedTime extends SipTime {
  /** Lets so much time pass, and all that follows from it happen. */
  forward(ms: number): Promise<void>;
  /** What is still to come. */
  pending(): number;
}

/** Promises that wait for nothing but each other, and databases in this process, come to their ends. */
export const settle = async (rounds = 20): Promise<void> => {
  for (let round = 0; round < rounds; round += 1) await new Promise((resolve) => setImmediate(resolve));
};

interface Due {
  readonly atMs: number;
  readonly run: () => void;
}

export const createTurnedTime = (passed: (ms: number) => void = () => {}): TurnedTime => {
  let nowMs = 0;
  const dues = new Set<Due>();
  const turnTo = (toMs: number): void => {
    passed(toMs - nowMs);
    nowMs = toMs;
  };
  const nextUntil = (untilMs: number): Due | undefined =>
    [...dues].filter(({ atMs }) => atMs <= untilMs).toSorted((one, other) => one.atMs - other.atMs)[0];
  return {
    nowMs: () => nowMs,
    after(delayMs, run) {
      const due: Due = { atMs: nowMs + delayMs, run };
      dues.add(due);
      return () => dues.delete(due);
    },
    async forward(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (let due = nextUntil(untilMs); due !== undefined; due = nextUntil(untilMs)) {
        dues.delete(due);
        turnTo(Math.max(nowMs, due.atMs));
        due.run();
        await settle();
      }
      turnTo(untilMs);
      await settle();
    },
    pending: () => dues.size,
  };
};
