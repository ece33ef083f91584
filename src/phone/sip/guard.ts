import { callerNetwork, WIDER_ALLOWANCE, widerNetwork } from '../../platform/caller-network.ts';

/** How much may come from one place, and what is too much. A place is an IPv4 address, or the /64 of an IPv6 one and the /56 around it. */
export interface GuardLimits {
  /** Requests outside of calls. */
  readonly requestBurst: number;
  readonly requestsPerSecond: number;
  /** Refusals that are sent; what is refused beyond them hears nothing. */
  readonly refusalBurst: number;
  readonly refusalsPerMinute: number;
  readonly strikesToBan: number;
  /** Strikes that are forgiven in a minute. */
  readonly forgivenPerMinute: number;
  readonly firstBanMs: number;
  readonly longestBanMs: number;
  /** After so long without a new ban the next one is a first one. */
  readonly banMemoryMs: number;
  /** Places that are remembered; the one unheard of for longest is forgotten first. */
  readonly places: number;
}

const MINUTE_MS = 60_000;

export const GUARD_LIMITS: GuardLimits = {
  requestBurst: 40,
  requestsPerSecond: 10,
  refusalBurst: 5,
  refusalsPerMinute: 2,
  strikesToBan: 10,
  forgivenPerMinute: 0.5,
  firstBanMs: 10 * MINUTE_MS,
  longestBanMs: 24 * 60 * MINUTE_MS,
  banMemoryMs: 24 * 60 * MINUTE_MS,
  places: 20_000,
};

/** What a wrong step of a caller weighs. */
export const STRIKES = { malformed: 1, register: 1, 'unknown-method': 1, 'unknown-user': 2, 'wrong-guess': 1 } as const;
export type Strike = keyof typeof STRIKES;

interface Level {
  readonly filled: number;
  readonly atMs: number;
}

/** Of a place that anybody may claim to be: it limits what is answered, and bans nobody. */
interface Traffic {
  readonly requests: Level;
  readonly refusals: Level;
}

/** Of a place that is proved. */
interface Conduct {
  readonly strikes: Level;
  readonly bans: number;
  readonly bannedUntilMs: number;
  readonly why: string;
}

/**
 * What is known of the places that requests come from. UDP sources can be forged: what came unproved uses up the budget of answers of
 * the place it names, and no more. Strikes and bans are for those who have a connection or who have acknowledged an answer of ours.
 * Two tables, so that a forger of thousands of places drives no ban out of memory.
 */
export interface GuardState {
  readonly traffic: Map<string, Traffic>;
  readonly conduct: Map<string, Conduct>;
}

export const createGuardState = (): GuardState => ({ traffic: new Map(), conduct: new Map() });

export const placeOf = callerNetwork;

/** A place with its limits, and the wider one that it shares with its neighbours. */
export const circlesOf = (
  place: string,
  limits: GuardLimits,
): ReadonlyArray<{ readonly place: string; readonly limits: GuardLimits }> => {
  const own = { place, limits };
  const wider = widerNetwork(place);
  if (wider === undefined) return [own];
  const shared = {
    requestBurst: limits.requestBurst * WIDER_ALLOWANCE,
    requestsPerSecond: limits.requestsPerSecond * WIDER_ALLOWANCE,
    refusalBurst: limits.refusalBurst * WIDER_ALLOWANCE,
    refusalsPerMinute: limits.refusalsPerMinute * WIDER_ALLOWANCE,
    strikesToBan: limits.strikesToBan * WIDER_ALLOWANCE,
    forgivenPerMinute: limits.forgivenPerMinute * WIDER_ALLOWANCE,
  };
  return [own, { place: wider, limits: { ...limits, ...shared } }];
};

/** A level that falls by `perMs`. */
const sunk = (level: Level, perMs: number, nowMs: number): number =>
  Math.max(0, level.filled - Math.max(0, nowMs - level.atMs) * perMs);

/** Newest last; the oldest go when there are too many. */
const keep = <Value>(map: Map<string, Value>, place: string, value: Value, most: number): void => {
  map.delete(place);
  map.set(place, value);
  if (map.size <= most) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
};

const EMPTY: Traffic = { requests: { filled: 0, atMs: 0 }, refusals: { filled: 0, atMs: 0 } };

const pour = (
  state: GuardState,
  place: string,
  which: keyof Traffic,
  { burst, perMs, places }: { readonly burst: number; readonly perMs: number; readonly places: number },
  nowMs: number,
): boolean => {
  const before = state.traffic.get(place) ?? EMPTY;
  const filled = sunk(before[which], perMs, nowMs);
  const passes = filled + 1 <= burst;
  keep(state.traffic, place, { ...before, [which]: { filled: passes ? filled + 1 : filled, atMs: nowMs } }, places);
  return passes;
};

/** Whether one more request from this place is looked at. */
export const admitsRequest = (state: GuardState, place: string, limits: GuardLimits, nowMs: number): boolean =>
  pour(
    state,
    place,
    'requests',
    { burst: limits.requestBurst, perMs: limits.requestsPerSecond / 1_000, places: limits.places },
    nowMs,
  );

/** Whether one more refusal is sent to this place; else silence. */
export const admitsRefusal = (state: GuardState, place: string, limits: GuardLimits, nowMs: number): boolean =>
  pour(
    state,
    place,
    'refusals',
    { burst: limits.refusalBurst, perMs: limits.refusalsPerMinute / MINUTE_MS, places: limits.places },
    nowMs,
  );

export const isBanned = (state: GuardState, place: string, nowMs: number): boolean =>
  (state.conduct.get(place)?.bannedUntilMs ?? 0) > nowMs;

const GOOD: Conduct = { strikes: { filled: 0, atMs: 0 }, bans: 0, bannedUntilMs: 0, why: '' };

const conductOf = (state: GuardState, place: string, limits: GuardLimits, nowMs: number): Conduct => {
  const known = state.conduct.get(place) ?? GOOD;
  return nowMs > known.bannedUntilMs + limits.banMemoryMs ? { ...known, bans: 0 } : known;
};

/** A proved place did something wrong; answers until when it is banned for it, if it is. Each ban is twice as long as the one before. */
export const strike = (
  state: GuardState,
  place: string,
  why: Strike,
  limits: GuardLimits,
  nowMs: number,
): number | undefined => {
  const before = conductOf(state, place, limits, nowMs);
  const filled = sunk(before.strikes, limits.forgivenPerMinute / MINUTE_MS, nowMs) + STRIKES[why];
  if (filled < limits.strikesToBan) {
    keep(state.conduct, place, { ...before, strikes: { filled, atMs: nowMs } }, limits.places);
    return undefined;
  }
  const bannedUntilMs = nowMs + Math.min(limits.longestBanMs, limits.firstBanMs * 2 ** Math.min(before.bans, 30));
  keep(
    state.conduct,
    place,
    { strikes: { filled: 0, atMs: nowMs }, bans: before.bans + 1, bannedUntilMs, why },
    limits.places,
  );
  return bannedUntilMs;
};

/** A right guess: takes one strike back. */
export const forgive = (state: GuardState, place: string, limits: GuardLimits, nowMs: number): void => {
  const before = state.conduct.get(place);
  if (before === undefined) return;
  const filled = Math.max(0, sunk(before.strikes, limits.forgivenPerMinute / MINUTE_MS, nowMs) - 1);
  keep(state.conduct, place, { ...before, strikes: { filled, atMs: nowMs } }, limits.places);
};

/** Forgets what a place has done; false when it is not banned. */
export const pardon = (state: GuardState, place: string, nowMs: number): boolean =>
  isBanned(state, place, nowMs) && state.conduct.delete(place);

export const bannedPlaces = (
  state: GuardState,
  nowMs: number,
): ReadonlyArray<{ readonly network: string; readonly untilMs: number; readonly why: string }> =>
  [...state.conduct]
    .filter(([, { bannedUntilMs }]) => bannedUntilMs > nowMs)
    .map(([network, { bannedUntilMs, why }]) => ({ network, untilMs: bannedUntilMs, why }));
