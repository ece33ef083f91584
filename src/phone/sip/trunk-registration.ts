import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { TrunkProblem } from '../../contract/http/phone.ts';
import { buildRegister } from '../../protocols/sip/build-register.ts';
import { formatUri } from '../../protocols/sip/format-uri.ts';
import {
  beginRegistration,
  type Registration,
  type RegistrationInput,
  type RegistrationOutput,
  stepRegistration,
} from '../../protocols/sip/registration.ts';
import { contactOf, newCallId, newTag, type OwnPlace, viaOf } from './call-dialog.ts';
import type { Flow } from './flow.ts';
import { createWake, type SipTime } from './sip-time.ts';
import type { Transactions } from './transactions.ts';
import { digestHash, newCnonce } from './trunk-credentials.ts';
import { serverKey, type TrunkFlows } from './trunk-flow.ts';
import type { TrunkServer } from './trunk-servers.ts';
import type { TrunkAccount } from './trunk-url.ts';

export type TrunkState =
  | { readonly state: 'registering' | 'registered'; readonly sinceMs: number }
  | {
      readonly state: 'failed';
      readonly sinceMs: number;
      readonly problem: TrunkProblem;
      /** The status that was answered, or what is wrong with the certificate. */
      readonly said?: string;
    };

/** Keeps us registered with the provider (RFC 3261 10), at one of its servers. */
export interface TrunkRegistration {
  start(): void;
  /** Unregisters; resolves when that is done or cannot be. */
  stop(): Promise<void>;
  state(): TrunkState;
  /** Where we are registered. */
  server(): TrunkServer | undefined;
  flowClosed(flow: Flow): void;
}

/** RFC 3261 10.2.1 leaves it to us; what most phones ask for. */
const EXPIRES_SECONDS = 3_600;
/** While no name server knows the provider. */
const NO_SERVER_MS = 30_000;
/** Of a lost connection, up to: not all clients of a provider come back at once. */
const RECONNECT_MS = 2_000;

/** URI without transport: that is a matter of the way, not of the name. */
const nameOf = (account: TrunkAccount, user?: string): string =>
  formatUri({
    scheme: 'sip',
    host: account.host,
    ...(user === undefined ? {} : { user }),
    ...(account.port === undefined ? {} : { port: account.port }),
  });

export const createTrunkRegistration = ({
  account,
  servers,
  flows,
  ownPlace,
  transactions,
  time,
  clock,
  random,
  log,
}: {
  readonly account: TrunkAccount;
  /** The provider's servers as they are now. */
  readonly servers: () => Promise<readonly TrunkServer[]>;
  readonly flows: TrunkFlows;
  readonly ownPlace: (flow: Flow) => Promise<OwnPlace>;
  readonly transactions: Transactions;
  readonly time: SipTime;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}): TrunkRegistration => {
  const callId = newCallId();
  const fromTag = newTag();
  const user = account.user ?? '';
  const addressOfRecord = nameOf(account, user);
  let known: ReadonlyMap<string, TrunkServer> = new Map();
  let registration: Registration | undefined;
  let state: TrunkState = { state: 'registering', sinceMs: clock.nowMs() };
  let registeredAt: TrunkServer | undefined;
  let gone = (): void => {};
  let stopped = false;
  const wake = createWake(time, () => void awake());

  const become = (next: TrunkState): void => {
    if (next.state !== state.state) {
      if (next.state === 'failed')
        log.warn({ problem: next.problem, said: next.said }, 'the trunk of the telephone is not registered');
      else log.info({ state: next.state }, 'the trunk of the telephone');
      state = next;
    } else if (next.state === 'failed') state = { ...next, sinceMs: state.sinceMs };
  };
  const fail = (problem: TrunkProblem, said?: string): void => {
    registeredAt = undefined;
    become({ state: 'failed', sinceMs: clock.nowMs(), problem, ...(said !== undefined && { said }) });
  };
  const failBy = ({ problem, status }: Extract<RegistrationOutput, { kind: 'problem' }>): void => {
    const distrust = problem === 'no-answer' ? flows.distrust() : undefined;
    if (distrust !== undefined) fail('certificate', distrust);
    else fail(problem, status?.toString());
  };

  const send = async (wanted: Extract<RegistrationOutput, { kind: 'send' }>): Promise<void> => {
    const server = known.get(wanted.server);
    const flow = server === undefined ? undefined : await flows.to(server);
    if (flow === undefined) {
      step({ kind: 'no-answer' });
      return;
    }
    const own = await ownPlace(flow);
    const contactUri = contactOf(own).slice(1, -1);
    const request = buildRegister(
      wanted,
      {
        registrarUri: nameOf(account),
        addressOfRecord,
        contactUri,
        fromTag,
        callId,
        via: viaOf(own),
        username: user,
        password: account.password ?? '',
        cnonce: newCnonce(),
      },
      digestHash,
    );
    transactions.ask(request, flow, {
      response: (response) => step({ kind: 'response', response }),
      ended(why) {
        if (why !== 'done') step({ kind: 'no-answer' });
      },
    });
  };

  const carryOut = (output: RegistrationOutput): void => {
    if (output.kind === 'send') send(output).catch(() => step({ kind: 'no-answer' }));
    else if (output.kind === 'registered') {
      registeredAt = known.get(output.server);
      become({ state: 'registered', sinceMs: clock.nowMs() });
    } else if (output.kind === 'problem') failBy(output);
    else gone();
  };

  const step = (input: RegistrationInput): void => {
    if (registration === undefined) return;
    const next = stepRegistration(registration, input, time.nowMs(), random());
    registration = next.registration;
    wake.at(registration.wakeAtMs);
    for (const output of next.outputs) carryOut(output);
  };

  /** Looks the provider up; false when nothing was found. */
  const find = async (): Promise<boolean> => {
    const found = await servers();
    if (found.length === 0 || stopped) return false;
    known = new Map(found.map((server) => [serverKey(server), server]));
    const plan = { servers: [...known.keys()], contactUri: addressOfRecord, expiresSeconds: EXPIRES_SECONDS };
    registration = registration === undefined ? beginRegistration(plan) : { ...registration, plan, serverIndex: 0 };
    return true;
  };

  const awake = async (): Promise<void> => {
    // After a round of failures the provider may have moved.
    const isIdle = registration === undefined || registration.phase === 'waiting';
    if (isIdle && !(await find()) && registration === undefined) {
      if (stopped) return;
      fail('no-server');
      wake.at(time.nowMs() + NO_SERVER_MS * (0.5 + random() / 2));
      return;
    }
    step({ kind: registration?.phase === 'idle' ? 'start' : 'wake' });
  };

  return {
    start: () => void awake(),
    state: () => state,
    server: () => registeredAt,
    flowClosed(flow) {
      if (registration?.phase !== 'registered' || stopped) return;
      if (registeredAt === undefined || flow.remote.address !== registeredAt.address) return;
      registration = { ...registration, wakeAtMs: time.nowMs() + RECONNECT_MS * random() };
      wake.at(registration.wakeAtMs);
    },
    stop() {
      stopped = true;
      wake.at(undefined);
      return new Promise((resolve) => {
        gone = resolve;
        if (registration === undefined) resolve();
        else step({ kind: 'stop' });
        if (registration?.phase === 'gone') resolve();
      });
    },
  };
};
