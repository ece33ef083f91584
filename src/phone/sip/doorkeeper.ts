import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Flow } from './flow.ts';
import { isReliable } from './flow.ts';
import {
  admitsRefusal,
  admitsRequest,
  bannedPlaces,
  circlesOf,
  createGuardState,
  forgive,
  type GuardLimits,
  isBanned,
  pardon,
  placeOf,
  type Strike,
  strike,
} from './guard.ts';
import type { SipCall, SipStatus } from './sip-calls.ts';

/** Why somebody was not served; a word for the log and for counting. */
export type RefusedWhy =
  | Strike
  | 'unknown-domain'
  | 'not-understood'
  | 'no-such-call'
  | 'not-acceptable'
  | 'too-many-calls'
  | 'not-now'
  | 'too-many-requests'
  | 'banned';

/** Applies the guard to flows: whom to look at, whom to answer, whom to ban. */
export interface Doorkeeper {
  /** For connections, before anything was said. */
  admitsConnection(address: string): boolean;
  /** For requests outside of calls. */
  admits(flow: Flow): boolean;
  /** Notes the refusal; answers whether it may be told, else silence. */
  refuses(flow: Flow, why: RefusedWhy, status?: number): boolean;
  guessed(call: SipCall, right: boolean): void;
  isBannedCaller(call: SipCall): boolean;
  /** By the name that `banned` gives them. */
  lift(network: string): boolean;
  banned(): SipStatus['banned'];
  refused(): SipStatus['refused'];
}

const STRIKING: ReadonlySet<string> = new Set<Strike>(['malformed', 'register', 'unknown-method', 'unknown-user']);
const isStrike = (why: RefusedWhy): why is Strike => STRIKING.has(why);

/** Whom a guess is counted against: through the trunk all come from one place, so there it is the number. */
const guesserOf = (call: SipCall): string | undefined => {
  if (!call.viaTrunk) return placeOf(call.remote.address);
  return call.caller.number === undefined ? undefined : `number ${call.caller.number}`;
};

/** A place as it is told: numbers partly masked, as everywhere. */
const shown = (place: string): string => (place.startsWith('number ') ? `${place.slice(7, -4)}****` : place);

export const createDoorkeeper = ({
  limits,
  isTrusted,
  clock,
  log,
}: {
  readonly limits: GuardLimits;
  /** The trunk and the networks of the administrator: limited in calls alone, never banned. */
  readonly isTrusted: (address: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}): Doorkeeper => {
  const state = createGuardState();
  const refused = new Map<string, number>();
  const count = (why: RefusedWhy): void => void refused.set(why, (refused.get(why) ?? 0) + 1);

  const strikeAt = (who: string, why: Strike): void => {
    const nowMs = clock.nowMs();
    for (const circle of circlesOf(who, limits)) {
      const untilMs = strike(state, circle.place, why, circle.limits, nowMs);
      if (untilMs === undefined) continue;
      // A caller number is somebody's name.
      const network = who.startsWith('number ') ? 'a number of the trunk' : circle.place;
      log.warn({ network, reason: why, minutes: Math.round((untilMs - nowMs) / 60_000) }, 'a SIP caller was banned');
    }
  };

  const isKeptOut = (who: string): boolean =>
    circlesOf(who, limits).some(({ place }) => isBanned(state, place, clock.nowMs()));

  return {
    admitsConnection(address) {
      if (isTrusted(address) || !isKeptOut(placeOf(address))) return true;
      count('banned');
      return false;
    },
    admits({ remote: { address } }) {
      if (isTrusted(address)) return true;
      const place = placeOf(address);
      if (isKeptOut(place)) {
        count('banned');
        return false;
      }
      const nowMs = clock.nowMs();
      if (circlesOf(place, limits).every((circle) => admitsRequest(state, circle.place, circle.limits, nowMs)))
        return true;
      count('too-many-requests');
      return false;
    },
    refuses(flow, why, status) {
      count(why);
      const { address } = flow.remote;
      const trusted = isTrusted(address);
      const nowMs = clock.nowMs();
      const told =
        trusted ||
        circlesOf(placeOf(address), limits).every((circle) => admitsRefusal(state, circle.place, circle.limits, nowMs));
      const proved = isReliable(flow);
      // As many lines as answers: a flood fills no disk.
      if (told)
        log.warn({ address, transport: flow.transport, proved, reason: why, status }, 'a SIP caller was refused');
      if (!trusted && proved && isStrike(why)) strikeAt(placeOf(address), why);
      return told;
    },
    guessed(call, right) {
      const who = guesserOf(call);
      if (who === undefined || (!call.viaTrunk && isTrusted(call.remote.address))) return;
      if (!right) strikeAt(who, 'wrong-guess');
      else for (const circle of circlesOf(who, limits)) forgive(state, circle.place, circle.limits, clock.nowMs());
    },
    isBannedCaller(call) {
      const who = call.viaTrunk ? guesserOf(call) : undefined;
      return who !== undefined && isKeptOut(who);
    },
    lift(network) {
      const nowMs = clock.nowMs();
      const meant = bannedPlaces(state, nowMs).filter((one) => shown(one.network) === network);
      for (const one of meant) pardon(state, one.network, nowMs);
      return meant.length > 0;
    },
    banned: () => bannedPlaces(state, clock.nowMs()).map((one) => ({ ...one, network: shown(one.network) })),
    refused: () => Object.fromEntries(refused),
  };
};
