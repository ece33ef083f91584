const MINUTE_MS = 60_000;

/** What the telephone takes on; every one can be changed where the server is made. */
export interface SipLimits {
  /** Calls at once, in all. */
  readonly calls: number;
  /** From one place that is not the trunk; a company may have one address for all its phones. */
  readonly callsPerPlace: number;
  /** That one caller number has at once through the trunk: of a company it may be one number for all. */
  readonly callsPerNumber: number;
  /** From one place, answered and not acknowledged yet: what a forged address can be sent is bounded by this. */
  readonly unprovedPerPlace: number;
  /** The same of the trunk, in whose name datagrams can be forged as well. */
  readonly unprovedOfTrunk: number;
  /** Requests within one call: keys are the most, by INFO. What comes beyond is dropped, and UDP brings it again. */
  readonly requestBurstPerCall: number;
  readonly requestsPerSecondOfCall: number;
  /** However long people talk. */
  readonly callMs: number;
  /** TCP and TLS connections of one place. */
  readonly connectionsPerPlace: number;
  readonly connections: number;
  /** Server transactions at once; each lives for half a minute. */
  readonly transactions: number;
  /** A connection on which no whole message comes for so long, and that no call uses, is closed. */
  readonly idleConnectionMs: number;
  /** From the first byte of a message to its last: whoever sends it bit by bit holds a connection no longer. */
  readonly messageMs: number;
  /** Written and not yet taken by the other side of a connection. */
  readonly unsentBytes: number;
}

export const SIP_LIMITS: SipLimits = {
  calls: 300,
  callsPerPlace: 60,
  callsPerNumber: 10,
  unprovedPerPlace: 20,
  unprovedOfTrunk: 60,
  requestBurstPerCall: 40,
  requestsPerSecondOfCall: 10,
  callMs: 12 * 60 * MINUTE_MS,
  connectionsPerPlace: 20,
  connections: 1_000,
  transactions: 5_000,
  idleConnectionMs: 2 * MINUTE_MS,
  messageMs: 10_000,
  unsentBytes: 262_144,
};

/** No packet of sound for so long: the phone is asked whether it is still there. */
export const SILENCE_ASKED_MS = 20_000;
/** The phone that was asked and says nothing is gone; with the silence before it well within a minute. */
export const SILENCE_ANSWER_MS = 16_000;
/** `stop` waits no longer for anybody. */
export const STOP_MS = 1_800;
/** RFC 3261 timer B and H: half a minute. */
export const SIGNALLING_MS = 32_000;
