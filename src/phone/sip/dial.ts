import { formatUri } from '../../protocols/sip/format-uri.ts';
import type { CallCount } from './call-count.ts';
import type { OwnPlace } from './call-dialog.ts';
import { type CallSound, openCallSound } from './call-sound.ts';
import { beginDialAttempt, type DialAttempt } from './dial-attempt.ts';
import type { Flow } from './flow.ts';
import type { CallGround } from './incoming-call.ts';
import { createLegEars, type LegEars } from './leg-ears.ts';
import { SIGNALLING_MS } from './limits.ts';
import { acknowledge, createOutgoingCall, dismiss } from './outgoing-call.ts';
import type { Dialling, DialOutcome, SipCall, SipServer } from './sip-calls.ts';
import type { Transactions } from './transactions.ts';
import type { TrunkFlows } from './trunk-flow.ts';
import type { TrunkServer } from './trunk-servers.ts';
import type { TrunkAccount } from './trunk-url.ts';

export interface DialGround {
  readonly ground: CallGround;
  readonly account: TrunkAccount;
  readonly flows: TrunkFlows;
  /** In the order in which they are to be tried. */
  readonly servers: () => Promise<readonly TrunkServer[]>;
  readonly ownPlace: (flow: Flow) => Promise<OwnPlace>;
  readonly transactions: Transactions;
  readonly count: CallCount;
  readonly newId: () => string;
}

type Over = Exclude<DialOutcome['kind'], 'answered'>;

/** RFC 3261 21, and what networks of telephones make of it. */
const OUTCOMES: ReadonlyMap<number, Over> = new Map([
  [404, 'not-found'],
  [408, 'no-answer'],
  [410, 'not-found'],
  [480, 'no-answer'],
  [484, 'not-found'],
  [486, 'busy'],
  [487, 'no-answer'],
  [600, 'busy'],
  [603, 'declined'],
  [604, 'not-found'],
  [607, 'declined'],
]);

/** Nobody lets it ring longer. */
const RING_MS = 120_000;

/** Another server may do what this one cannot (RFC 3263 4.3). */
const isServerTrouble = (status: number): boolean => status === 503 || status === 502 || status === 504;

const numberUri = (number: string, { host, port }: TrunkAccount): string =>
  formatUri({
    scheme: 'sip',
    user: number,
    host,
    ...(port === undefined ? {} : { port }),
    parameters: new Map([['user', 'phone']]),
  });

/** Calls a number through the provider: one server after the other until one takes the call. */
export const dialNumber = (
  { ground, account, flows, servers, ownPlace, transactions, count, newId }: DialGround,
  number: string,
  hear: Parameters<SipServer['dial']>[1],
): Dialling => {
  const uri = numberUri(number, account);
  let settled = false;
  let rings = false;
  let attempt: DialAttempt | undefined;
  let sound: CallSound | undefined;
  let endCount = (): void => {};
  let resolveOutcome = (_outcome: DialOutcome): void => {};
  const outcome = new Promise<DialOutcome>((resolve) => {
    resolveOutcome = resolve;
  });
  let stopRinging = (): void => {};

  const settle = (how: DialOutcome): void => {
    if (settled) return;
    settled = true;
    stopRinging();
    if (how.kind !== 'answered') {
      sound?.close();
      endCount();
    }
    resolveOutcome(how);
  };

  /** One server: what became of it, or `next` when another is to be asked. */
  const tryFlow = (
    flow: Flow,
    own: OwnPlace,
    opened: CallSound,
    ears: LegEars,
  ): Promise<Over | 'next' | 'unacceptable' | 'done'> =>
    new Promise((resolve) => {
      let call: SipCall | undefined;
      let ourTag: string | undefined;
      attempt = beginDialAttempt({
        uri,
        account,
        own,
        flow,
        body: opened.offer(),
        transactions,
        hear: {
          ringing() {
            if (!rings && !settled) hear.ringing();
            rings = true;
          },
          accepted(response) {
            const parts = { response, flow, own, transactions };
            if (call !== undefined && response.toTag === ourTag) acknowledge(parts);
            else if (call !== undefined || settled) dismiss(parts);
            else {
              ourTag = response.toTag;
              call = createOutgoingCall(ground, {
                id: newId(),
                number,
                parts,
                sound: opened,
                ears,
                hear,
                over: endCount,
              });
              if (call === undefined) resolve('failed');
              else {
                settle({ kind: 'answered', call });
                resolve('done');
              }
            }
          },
          refused(status) {
            if (isServerTrouble(status)) resolve('next');
            else if (status === 488 || status === 606) resolve('unacceptable');
            else resolve(OUTCOMES.get(status) ?? 'failed');
          },
          unreachable: () => resolve('next'),
        },
      });
    });

  const tryServer = async (server: TrunkServer, secure: boolean): Promise<Over | 'next' | 'unacceptable' | 'done'> => {
    const flow = await flows.to(server);
    if (flow === undefined) return 'next';
    const own = await ownPlace(flow);
    const ears = createLegEars();
    const opened = await openCallSound({ media: ground.media, address: own.address, secure, hear: ears });
    if (settled) {
      opened.close();
      return 'done';
    }
    sound = opened;
    const how = await tryFlow(flow, own, opened, ears);
    if (how !== 'done') opened.close();
    return how;
  };

  const tryAll = async (): Promise<Over> => {
    for (const server of await servers()) {
      // Keys are offered where nobody sees them; a provider that takes none is asked again without.
      const secure = account.transport === 'tls';
      let how = await tryServer(server, secure);
      if (how === 'unacceptable' && secure) how = await tryServer(server, false);
      if (settled || how === 'done') return 'failed';
      if (how === 'unacceptable') return 'failed';
      if (how !== 'next') return how;
    }
    return 'failed';
  };

  const cancel = (how: Over): void => {
    if (settled) return;
    attempt?.cancel();
    const begun = attempt;
    // A server that says nothing to the CANCEL either is not waited for.
    ground.time.after(SIGNALLING_MS, () => begun?.abandon());
    settle({ kind: how });
  };

  const counted = count.begin({ by: 'us' });
  if (typeof counted === 'string') settle({ kind: 'failed' });
  else {
    endCount = counted.over;
    stopRinging = ground.time.after(RING_MS, () => cancel('no-answer'));
    tryAll().then(
      (kind) => settle({ kind }),
      () => settle({ kind: 'failed' }),
    );
  }
  return { outcome, cancel: () => cancel('cancelled') };
};
