import { ackOf } from './build-request.ts';
import { firstHeader } from './sip-headers.ts';
import { T1_MS, T2_MS, T4_MS, TIMER_D_MS, TRANSACTION_MS } from './timers.ts';
import type { OutgoingRequest, SipResponse } from './types.ts';

export interface ClientTransaction {
  readonly kind: 'invite' | 'other';
  readonly state: 'calling' | 'trying' | 'proceeding' | 'accepted' | 'completed' | 'terminated';
  readonly request: OutgoingRequest;
  /** TCP and TLS repeat by themselves. */
  readonly reliable: boolean;
  /** Timers A and E. */
  readonly sendAtMs: number | undefined;
  readonly sendIntervalMs: number;
  /** Timers B, D, F, K and M. */
  readonly endAtMs: number | undefined;
  /** Step with `wake` at this time, or soon after. */
  readonly wakeAtMs: number | undefined;
}

export type ClientTransactionInput =
  | { readonly kind: 'response'; readonly response: SipResponse }
  | { readonly kind: 'wake' }
  | { readonly kind: 'transport-failed' };

export type ClientTransactionOutput =
  | { readonly kind: 'send'; readonly request: OutgoingRequest }
  /** Each provisional, each 2xx (one to INVITE may come again: send the ACK again), the first of the other finals. */
  | { readonly kind: 'response'; readonly response: SipResponse }
  | { readonly kind: 'ended'; readonly why: 'done' | 'timeout' | 'transport' };

export interface ClientTransactionStep {
  readonly transaction: ClientTransaction;
  readonly outputs: readonly ClientTransactionOutput[];
}

const earliest = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

const step = (
  before: ClientTransaction,
  change: Partial<ClientTransaction>,
  outputs: readonly ClientTransactionOutput[] = [],
): ClientTransactionStep => {
  const after = { ...before, ...change };
  return { transaction: { ...after, wakeAtMs: earliest(after.sendAtMs, after.endAtMs) }, outputs };
};

const end = (
  before: ClientTransaction,
  why: 'done' | 'timeout' | 'transport',
  outputs: readonly ClientTransactionOutput[] = [],
): ClientTransactionStep =>
  step(before, { state: 'terminated', sendAtMs: undefined, endAtMs: undefined }, [...outputs, { kind: 'ended', why }]);

/** The first output sends the request. */
export const beginClientTransaction = (
  request: OutgoingRequest,
  reliable: boolean,
  nowMs: number,
): ClientTransactionStep => {
  const invite = request.method === 'INVITE';
  const begun: ClientTransaction = {
    kind: invite ? 'invite' : 'other',
    state: invite ? 'calling' : 'trying',
    request,
    reliable,
    sendAtMs: reliable ? undefined : nowMs + T1_MS,
    sendIntervalMs: T1_MS,
    endAtMs: nowMs + TRANSACTION_MS,
    wakeAtMs: undefined,
  };
  return step(begun, {}, [{ kind: 'send', request }]);
};

const onInviteResponse = (before: ClientTransaction, response: SipResponse, nowMs: number): ClientTransactionStep => {
  const { state, reliable, request } = before;
  const open = state === 'calling' || state === 'proceeding';
  const heard: ClientTransactionOutput = { kind: 'response', response };
  if (response.status < 200)
    // A phone may ring for as long as the core lets it.
    return open
      ? step(before, { state: 'proceeding', sendAtMs: undefined, endAtMs: undefined }, [heard])
      : step(before, {});
  if (response.status < 300) {
    if (state === 'accepted') return step(before, {}, [heard]);
    const change = { state: 'accepted', sendAtMs: undefined, endAtMs: nowMs + TRANSACTION_MS } as const;
    return open ? step(before, change, [heard]) : step(before, {});
  }
  if (state === 'accepted') return step(before, {});
  const ack: ClientTransactionOutput = {
    kind: 'send',
    request: ackOf(request, firstHeader(response.headers, 'to') ?? ''),
  };
  if (!open) return step(before, {}, [ack]);
  if (reliable) return end(before, 'done', [ack, heard]);
  return step(before, { state: 'completed', sendAtMs: undefined, endAtMs: nowMs + TIMER_D_MS }, [ack, heard]);
};

const onOtherResponse = (before: ClientTransaction, response: SipResponse, nowMs: number): ClientTransactionStep => {
  if (before.state === 'completed') return step(before, {});
  const heard: ClientTransactionOutput = { kind: 'response', response };
  if (response.status < 200) return step(before, { state: 'proceeding' }, [heard]);
  if (before.reliable) return end(before, 'done', [heard]);
  return step(before, { state: 'completed', sendAtMs: undefined, endAtMs: nowMs + T4_MS }, [heard]);
};

const onWake = (before: ClientTransaction, nowMs: number): ClientTransactionStep => {
  const { state, kind, sendAtMs, endAtMs, sendIntervalMs, request } = before;
  const answered = state === 'completed' || state === 'accepted';
  if (endAtMs !== undefined && nowMs >= endAtMs) return end(before, answered ? 'done' : 'timeout');
  if (sendAtMs === undefined || nowMs < sendAtMs) return step(before, {});
  // Timer A only doubles, timer E doubles up to T2 and is T2 once something was heard.
  const next =
    kind === 'invite' ? 2 * sendIntervalMs : state === 'proceeding' ? T2_MS : Math.min(2 * sendIntervalMs, T2_MS);
  return step(before, { sendAtMs: nowMs + next, sendIntervalMs: next }, [{ kind: 'send', request }]);
};

/** RFC 3261 17.1.1 with RFC 6026 7.2 for INVITE, 17.1.2 for the others. */
export const stepClientTransaction = (
  transaction: ClientTransaction,
  input: ClientTransactionInput,
  nowMs: number,
): ClientTransactionStep => {
  if (transaction.state === 'terminated') return { transaction, outputs: [] };
  if (input.kind === 'wake') return onWake(transaction, nowMs);
  if (input.kind === 'transport-failed') return end(transaction, 'transport');
  return transaction.kind === 'invite'
    ? onInviteResponse(transaction, input.response, nowMs)
    : onOtherResponse(transaction, input.response, nowMs);
};
