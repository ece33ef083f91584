/** Mails to one domain under way at the same time, so that a domain that stalls holds no more connections than these. */
const AT_ONCE = 2;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

interface DomainState {
  inHand: number;
  /** In a row; then mails go one by one until one is answered. */
  pauses: number;
  pausedUntilMs: number;
  lastWords: string;
}

/** To which domains mails may go now. */
export interface RecipientDomains {
  /** Those to which no further mail may begin now. */
  closed(nowMs: number): ReadonlySet<string>;
  begin(domain: string): void;
  /** Somebody answered for the domain, whatever the answer. */
  answered(domain: string): void;
  /** Nobody takes mail for the domain now. */
  pause(domain: string, nowMs: number, words: string): void;
  /** After `answered` or `pause`, or when nothing was learned. */
  end(domain: string): void;
  /** Why the domain was paused last, when nobody has answered for it since. */
  troubleOf(domain: string): string | undefined;
  /** When the first pause ends. */
  nextOpenMs(nowMs: number): number | undefined;
}

export const createRecipientDomains = (): RecipientDomains => {
  const states = new Map<string, DomainState>();
  /** One that would last longer than any was begun before the clock was set back. */
  const isPaused = ({ pausedUntilMs }: DomainState, nowMs: number): boolean =>
    pausedUntilMs > nowMs && pausedUntilMs <= nowMs + LONGEST_PAUSE_MS;
  const stateOf = (domain: string): DomainState => {
    const known = states.get(domain);
    if (known !== undefined) return known;
    const fresh = { inHand: 0, pauses: 0, pausedUntilMs: 0, lastWords: '' };
    states.set(domain, fresh);
    return fresh;
  };
  return {
    closed(nowMs) {
      const closed = new Set<string>();
      for (const [domain, state] of states)
        if (isPaused(state, nowMs) || state.inHand >= (state.pauses > 0 ? 1 : AT_ONCE)) closed.add(domain);
      return closed;
    },
    begin(domain) {
      stateOf(domain).inHand += 1;
    },
    answered(domain) {
      Object.assign(stateOf(domain), { pauses: 0, pausedUntilMs: 0, lastWords: '' });
    },
    pause(domain, nowMs, words) {
      const state = stateOf(domain);
      state.lastWords = words;
      // Two that fail together are one reason to pause.
      if (isPaused(state, nowMs)) return;
      state.pausedUntilMs = nowMs + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** state.pauses);
      state.pauses += 1;
    },
    end(domain) {
      const state = stateOf(domain);
      state.inHand -= 1;
      if (state.inHand === 0 && state.pauses === 0) states.delete(domain);
    },
    troubleOf(domain) {
      const state = states.get(domain);
      return state === undefined || state.pauses === 0 ? undefined : state.lastWords;
    },
    nextOpenMs(nowMs) {
      const ends = [...states.values()].filter((state) => isPaused(state, nowMs)).map((state) => state.pausedUntilMs);
      return ends.length === 0 ? undefined : Math.min(...ends);
    },
  };
};
