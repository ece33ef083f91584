import { WIDER_ALLOWANCE, widerNetwork } from '../../platform/caller-network.ts';
import type { SipLimits } from './limits.ts';

/** Who asks to call; a call of ours is nobody's. */
export type CallsOf =
  | { readonly by: 'stranger'; readonly place: string }
  /** `number`: of those who show one. */
  | { readonly by: 'trunk'; readonly number: string | undefined }
  | { readonly by: 'us' };

/** A call that was counted. */
export interface CountedCall {
  /** They have acknowledged an answer. */
  proved(): void;
  over(): void;
}

/** Keeps the number of calls, in all and of each caller, within their limits. */
export interface CallCount {
  begin(of: CallsOf): CountedCall | 'all' | 'place' | 'number';
  all(): number;
}

const createTally = () => {
  const tally = new Map<string, number>();
  return {
    of: (key: string): number => tally.get(key) ?? 0,
    add(key: string, by: 1 | -1): void {
      const next = (tally.get(key) ?? 0) + by;
      if (next === 0) tally.delete(key);
      else tally.set(key, next);
    },
  };
};

type CallLimits = Pick<
  SipLimits,
  'calls' | 'callsPerPlace' | 'callsPerNumber' | 'unprovedPerPlace' | 'unprovedOfTrunk'
>;

interface Most {
  readonly key: string;
  readonly most: number;
}

/** A place, and the wider one that it shares with its neighbours. */
const around = (place: string, most: number): Most[] => {
  const wider = widerNetwork(place);
  const own = { key: place, most };
  return wider === undefined ? [own] : [own, { key: wider, most: most * WIDER_ALLOWANCE }];
};

const limitsOf = (of: CallsOf, { callsPerPlace, callsPerNumber }: CallLimits): readonly Most[] => {
  if (of.by === 'stranger') return around(of.place, callsPerPlace);
  return of.by === 'trunk' && of.number !== undefined ? [{ key: of.number, most: callsPerNumber }] : [];
};

const pendingOf = (of: CallsOf, { unprovedPerPlace, unprovedOfTrunk }: CallLimits): readonly Most[] => {
  if (of.by === 'us') return [];
  return of.by === 'stranger' ? around(of.place, unprovedPerPlace) : [{ key: 'trunk', most: unprovedOfTrunk }];
};

/** `most`: calls at once as they are wanted now. */
export const createCallCount = (limits: CallLimits, most: () => number = () => limits.calls): CallCount => {
  const calls = createTally();
  const unproved = createTally();
  let all = 0;
  return {
    all: () => all,
    begin(of) {
      if (all >= most()) return 'all';
      const own = limitsOf(of, limits);
      if (own.some((limit) => calls.of(limit.key) >= limit.most)) return of.by === 'trunk' ? 'number' : 'place';
      const pending = pendingOf(of, limits);
      if (pending.some((limit) => unproved.of(limit.key) >= limit.most)) return 'place';
      all += 1;
      for (const { key } of own) calls.add(key, 1);
      for (const { key } of pending) unproved.add(key, 1);
      let isProved = false;
      let isOver = false;
      const proved = (): void => {
        if (isProved) return;
        isProved = true;
        for (const { key } of pending) unproved.add(key, -1);
      };
      return {
        proved,
        over() {
          if (isOver) return;
          isOver = true;
          proved();
          all -= 1;
          for (const { key } of own) calls.add(key, -1);
        },
      };
    },
  };
};
