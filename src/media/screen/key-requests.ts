/** When something is done, in real life by `setTimeout`. Answers how to take it back. */
export type Later = (ms: number, work: () => void) => () => void;

export const systemLater: Later = (ms, work) => {
  const timer = setTimeout(work, ms).unref();
  return () => clearTimeout(timer);
};

/** The wishes of all viewers for a key picture, joined: at most one is asked for in a second. */
export interface KeyRequests {
  /** Somebody needs a key picture, from `atMs` on. */
  want(atMs: number): void;
  /** Nobody is to be asked any more; a presenter that begins after this is asked at once. */
  reset(): void;
}

const APART_MS = 1_000;

export const createKeyRequests = ({
  ask,
  later,
  nowMs,
}: {
  readonly ask: () => void;
  readonly later: Later;
  readonly nowMs: () => number;
}): KeyRequests => {
  let askedMs = Number.NEGATIVE_INFINITY;
  let planned: { readonly atMs: number; readonly cancel: () => void } | undefined;

  const askNow = (): void => {
    planned?.cancel();
    planned = undefined;
    askedMs = nowMs();
    ask();
  };
  return {
    want(wantedMs) {
      const atMs = Math.max(wantedMs, askedMs + APART_MS);
      if (atMs <= nowMs()) {
        askNow();
        return;
      }
      if (planned !== undefined && planned.atMs <= atMs) return;
      planned?.cancel();
      planned = { atMs, cancel: later(atMs - nowMs(), askNow) };
    },
    reset() {
      planned?.cancel();
      planned = undefined;
      askedMs = Number.NEGATIVE_INFINITY;
    },
  };
};
