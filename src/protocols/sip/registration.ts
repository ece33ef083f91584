import { type DigestChallenge, strongestChallenge } from './digest.ts';
import { grantedSeconds } from './granted-seconds.ts';
import { CHALLENGES_IN_A_ROW } from './limits.ts';
import { parseSeconds } from './parse-session-expires.ts';
import { firstHeader } from './sip-headers.ts';
import type { SipResponse } from './types.ts';

/** One binding at a provider: RFC 3261 10.2. */
export interface RegistrationPlan {
  /** In the order to be tried; at least one. */
  readonly servers: readonly string[];
  /** The URI of our Contact. */
  readonly contactUri: string;
  /** What is asked for. */
  readonly expiresSeconds: number;
}

/** The credentials of the try: for which field, to which challenge, for the how manieth time. */
export interface RegistrationCredentials {
  readonly header: 'authorization' | 'proxy-authorization';
  readonly challenge: DigestChallenge;
  readonly nonceCount: number;
}

export type RegistrationProblem = 'no-answer' | 'wrong-password' | 'no-usable-challenge' | 'refused' | 'unavailable';

export interface Registration {
  readonly plan: RegistrationPlan;
  /** `waiting`: for the next round of tries. `gone`: unregistered, or given up to do so. */
  readonly phase: 'idle' | 'asking' | 'registered' | 'waiting' | 'leaving' | 'gone';
  readonly serverIndex: number;
  /** Of the last REGISTER. */
  readonly cseq: number;
  readonly expiresSeconds: number;
  readonly credentials: RegistrationCredentials | undefined;
  /** 401 and 407 since the last answer that was something else. */
  readonly challenges: number;
  /** Servers that failed since one last took us. */
  readonly failures: number;
  /** Until then calls reach us, whatever becomes of the refresh. */
  readonly registeredUntilMs: number | undefined;
  /** Step with `wake` at this time, or soon after. */
  readonly wakeAtMs: number | undefined;
}

export type RegistrationInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'wake' }
  | { readonly kind: 'response'; readonly response: SipResponse }
  /** The transaction ended without a final response, or the server could not be reached. */
  | { readonly kind: 'no-answer' }
  /** Unregister. The caller limits the time that it waits for `gone`. */
  | { readonly kind: 'stop' };

export type RegistrationOutput =
  /** To be made with `buildRegister` and sent to `server`. */
  | {
      readonly kind: 'send';
      readonly server: string;
      readonly cseq: number;
      readonly expiresSeconds: number;
      readonly credentials: RegistrationCredentials | undefined;
    }
  | { readonly kind: 'registered'; readonly server: string; readonly untilMs: number }
  | {
      readonly kind: 'problem';
      readonly problem: RegistrationProblem;
      readonly status: number | undefined;
      readonly retryAtMs: number;
    }
  | { readonly kind: 'gone' };

export interface RegistrationStep {
  readonly registration: Registration;
  readonly outputs: readonly RegistrationOutput[];
}

/** The first pause, doubled with every round up to the longest, of which between half and all is waited (RFC 5626 4.5). */
const PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 300_000;
/** A server that is busy may ask for more patience than that, but not for a day of it. */
const RETRY_AFTER_MAX_MS = 1_800_000;
/** A wrong password is not tried often: providers ban for that. */
const REFUSED_PAUSE_MS = 300_000;
/** Some registrars ask for a day and more; no longer than that do we believe them. */
const MIN_EXPIRES_MAX = 86_400;

export const beginRegistration = (plan: RegistrationPlan): Registration => ({
  plan,
  phase: 'idle',
  serverIndex: 0,
  cseq: 0,
  expiresSeconds: plan.expiresSeconds,
  credentials: undefined,
  challenges: 0,
  failures: 0,
  registeredUntilMs: undefined,
  wakeAtMs: undefined,
});

const serverOf = ({ plan, serverIndex }: Registration): string => plan.servers[serverIndex] ?? '';

/** The next REGISTER, with what credentials there are: their nonce counts one more. */
const ask = (before: Registration, change: Partial<Registration> = {}): RegistrationStep => {
  const changed = { ...before, ...change };
  const { credentials } = changed;
  const counted = credentials && { ...credentials, nonceCount: credentials.nonceCount + 1 };
  const phase = changed.phase === 'leaving' ? 'leaving' : 'asking';
  const after = { ...changed, phase, cseq: changed.cseq + 1, credentials: counted, wakeAtMs: undefined } as const;
  const expiresSeconds = phase === 'leaving' ? 0 : after.expiresSeconds;
  return {
    registration: after,
    outputs: [{ kind: 'send', server: serverOf(after), cseq: after.cseq, expiresSeconds, credentials: counted }],
  };
};

const leave = (before: Registration): RegistrationStep => ({
  registration: { ...before, phase: 'gone', wakeAtMs: undefined, registeredUntilMs: undefined },
  outputs: [{ kind: 'gone' }],
});

const pauseMs = (rounds: number, jitter: number): number =>
  Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** Math.min(rounds, 10)) * (0.5 + jitter / 2);

const wait = (
  before: Registration,
  problem: RegistrationProblem,
  status: number | undefined,
  retryAtMs: number,
): RegistrationStep => ({
  registration: { ...before, phase: 'waiting', credentials: undefined, challenges: 0, wakeAtMs: retryAtMs },
  outputs: [{ kind: 'problem', problem, status, retryAtMs }],
});

/** The next server at once; once all have failed a pause, then the first again. */
const failOver = (
  before: Registration,
  problem: RegistrationProblem,
  response: SipResponse | undefined,
  nowMs: number,
  jitter: number,
): RegistrationStep => {
  if (before.phase === 'leaving') return leave(before);
  const { length } = before.plan.servers;
  const failures = before.failures + 1;
  const change = { serverIndex: (before.serverIndex + 1) % length, failures, credentials: undefined, challenges: 0 };
  if (failures % length !== 0) return ask(before, change);
  const asked = Math.min(
    RETRY_AFTER_MAX_MS,
    1000 * (parseSeconds(response && firstHeader(response.headers, 'retry-after')) ?? 0),
  );
  const pause = Math.max(asked, pauseMs(failures / length - 1, jitter));
  return wait({ ...before, ...change }, problem, response?.status, nowMs + pause);
};

/** What no other server would see otherwise: 403, 404, a password that is wrong. */
const refused = (
  before: Registration,
  problem: RegistrationProblem,
  status: number,
  nowMs: number,
  jitter: number,
): RegistrationStep =>
  before.phase === 'leaving' ? leave(before) : wait(before, problem, status, nowMs + REFUSED_PAUSE_MS * (1 + jitter));

/**
 * RFC 3261 22.2. Each nonce is answered once: who is asked for the same again has the wrong password, unless it is stale. A new
 * nonce is answered again, since not every registrar says stale, but not for ever.
 */
const onChallenge = (before: Registration, response: SipResponse, nowMs: number, jitter: number): RegistrationStep => {
  const proxy = response.status === 407;
  const lines = response.headers.get(proxy ? 'proxy-authenticate' : 'www-authenticate') ?? [];
  const challenge = strongestChallenge(lines);
  if (challenge === undefined) return refused(before, 'no-usable-challenge', response.status, nowMs, jitter);
  const asked = before.credentials?.challenge.nonce;
  const challenges = before.challenges + 1;
  if ((asked === challenge.nonce && !challenge.stale) || challenges > CHALLENGES_IN_A_ROW)
    return refused(before, 'wrong-password', response.status, nowMs, jitter);
  const header = proxy ? 'proxy-authorization' : 'authorization';
  const same = asked === challenge.nonce ? (before.credentials?.nonceCount ?? 0) : 0;
  return ask(before, { challenges, credentials: { header, challenge, nonceCount: same } });
};

/** A session key holds the cnonce of its first use (RFC 7616 3.4.2), which is not kept: such a nonce serves once. */
const reusable = (credentials: RegistrationCredentials | undefined): RegistrationCredentials | undefined =>
  credentials?.challenge.algorithm.endsWith('-sess') === true ? undefined : credentials;

const onSuccess = (before: Registration, response: SipResponse, nowMs: number, jitter: number): RegistrationStep => {
  if (before.phase === 'leaving') return leave(before);
  const seconds = grantedSeconds(response.headers, before.plan.contactUri) ?? before.expiresSeconds;
  if (seconds === 0) return failOver(before, 'refused', response, nowMs, jitter);
  const registeredUntilMs = nowMs + seconds * 1000;
  return {
    registration: {
      ...before,
      phase: 'registered',
      credentials: reusable(before.credentials),
      challenges: 0,
      failures: 0,
      registeredUntilMs,
      // Between three quarters and nine tenths of the time: time for a second try, and not all at once after an outage.
      wakeAtMs: nowMs + seconds * 1000 * (0.75 + 0.15 * jitter),
    },
    outputs: [{ kind: 'registered', server: serverOf(before), untilMs: registeredUntilMs }],
  };
};

const onTooBrief = (before: Registration, response: SipResponse, nowMs: number, jitter: number): RegistrationStep => {
  const least = parseSeconds(firstHeader(response.headers, 'min-expires'));
  if (least === undefined || least <= before.expiresSeconds || least > MIN_EXPIRES_MAX)
    return refused(before, 'refused', response.status, nowMs, jitter);
  return ask(before, { expiresSeconds: least });
};

const onResponse = (before: Registration, response: SipResponse, nowMs: number, jitter: number): RegistrationStep => {
  const { status, cseq } = response;
  const waiting = before.phase === 'asking' || before.phase === 'leaving';
  if (!waiting || cseq.number !== before.cseq || cseq.method !== 'REGISTER' || status < 200)
    return { registration: before, outputs: [] };
  if (status < 300) return onSuccess(before, response, nowMs, jitter);
  if (status === 401 || status === 407) return onChallenge(before, response, nowMs, jitter);
  if (status === 423) return onTooBrief(before, response, nowMs, jitter);
  if (status === 408 || status === 480 || (status >= 500 && status < 600) || status < 400)
    return failOver(before, 'unavailable', response, nowMs, jitter);
  return refused(before, 'refused', status, nowMs, jitter);
};

/** An answer to a REGISTER that is still on its way is told by its CSeq. */
const stop = (before: Registration, nowMs: number): RegistrationStep => {
  const held = (before.registeredUntilMs ?? nowMs) > nowMs || before.phase === 'asking';
  if (before.phase === 'leaving' || before.phase === 'gone') return { registration: before, outputs: [] };
  return held ? ask(before, { phase: 'leaving', challenges: 0 }) : leave(before);
};

/** `jitter`: random, from 0 to 1, so that not all clients of a server come back in the same second. */
export const stepRegistration = (
  registration: Registration,
  input: RegistrationInput,
  nowMs: number,
  jitter: number,
): RegistrationStep => {
  const { phase, wakeAtMs } = registration;
  const asked = phase === 'asking' || phase === 'leaving';
  if (input.kind === 'response') return onResponse(registration, input.response, nowMs, jitter);
  if (input.kind === 'stop') return stop(registration, nowMs);
  if (input.kind === 'start' && phase === 'idle') return ask(registration);
  if (input.kind === 'no-answer' && asked) return failOver(registration, 'no-answer', undefined, nowMs, jitter);
  if (input.kind === 'wake' && wakeAtMs !== undefined && nowMs >= wakeAtMs) return ask(registration);
  return { registration, outputs: [] };
};
