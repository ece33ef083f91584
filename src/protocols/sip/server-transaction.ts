import { respond } from './respond.ts';
import { T1_MS, T2_MS, T4_MS, TRANSACTION_MS, TRYING_AFTER_MS } from './timers.ts';
import type { OutgoingResponse, SipRequest } from './types.ts';

export interface ServerTransaction {
  readonly kind: 'invite' | 'other';
  readonly state: 'trying' | 'proceeding' | 'accepted' | 'completed' | 'confirmed' | 'terminated';
  /** TCP and TLS repeat by themselves. */
  readonly reliable: boolean;
  /** What a retransmission is answered with. */
  readonly response: OutgoingResponse | undefined;
  /** What goes out by itself if nothing else has by then: the 100, or timer G. */
  readonly sendAtMs: number | undefined;
  readonly sendIntervalMs: number;
  /** Timers H, I, J and L. */
  readonly endAtMs: number | undefined;
  /** Step with `wake` at this time, or soon after. */
  readonly wakeAtMs: number | undefined;
}

export type ServerTransactionInput =
  /** Whatever has the key of this transaction: retransmissions and the ACK. */
  | { readonly kind: 'request'; readonly request: SipRequest }
  | { readonly kind: 'respond'; readonly response: OutgoingResponse }
  | { readonly kind: 'wake' }
  | { readonly kind: 'transport-failed' };

export type ServerTransactionOutput =
  | { readonly kind: 'send'; readonly response: OutgoingResponse }
  /** RFC 6026 7.1: an ACK that came while accepted; it belongs to the dialog. */
  | { readonly kind: 'ack'; readonly request: SipRequest }
  | { readonly kind: 'ended'; readonly why: 'done' | 'no-ack' | 'transport' };

export interface ServerTransactionStep {
  readonly transaction: ServerTransaction;
  readonly outputs: readonly ServerTransactionOutput[];
}

const earliest = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

const step = (
  before: ServerTransaction,
  change: Partial<ServerTransaction>,
  outputs: readonly ServerTransactionOutput[] = [],
): ServerTransactionStep => {
  const after = { ...before, ...change };
  return { transaction: { ...after, wakeAtMs: earliest(after.sendAtMs, after.endAtMs) }, outputs };
};

const end = (
  before: ServerTransaction,
  why: 'done' | 'no-ack' | 'transport',
  outputs: readonly ServerTransactionOutput[] = [],
): ServerTransactionStep =>
  step(before, { state: 'terminated', sendAtMs: undefined, endAtMs: undefined }, [...outputs, { kind: 'ended', why }]);

/** The request itself is handled by whoever begins this. An INVITE is answered 100 after 200 ms by itself. */
export const beginServerTransaction = (request: SipRequest, reliable: boolean, nowMs: number): ServerTransaction => {
  const invite = request.method === 'INVITE';
  const sendAtMs = invite ? nowMs + TRYING_AFTER_MS : undefined;
  return {
    kind: invite ? 'invite' : 'other',
    state: invite ? 'proceeding' : 'trying',
    reliable,
    response: invite ? respond(request, 100) : undefined,
    sendAtMs,
    sendIntervalMs: T1_MS,
    endAtMs: undefined,
    wakeAtMs: sendAtMs,
  };
};

/** Timer H ends what is never acknowledged; over UDP timer G repeats it until then. */
const complete = (before: ServerTransaction, response: OutgoingResponse, nowMs: number): ServerTransactionStep => {
  const sent: ServerTransactionOutput = { kind: 'send', response };
  const { reliable, kind } = before;
  if (kind === 'invite')
    return step(
      before,
      {
        state: 'completed',
        response,
        sendAtMs: reliable ? undefined : nowMs + T1_MS,
        sendIntervalMs: T1_MS,
        endAtMs: nowMs + TRANSACTION_MS,
      },
      [sent],
    );
  if (reliable) return end({ ...before, response }, 'done', [sent]);
  return step(before, { state: 'completed', response, endAtMs: nowMs + TRANSACTION_MS }, [sent]);
};

const onResponse = (before: ServerTransaction, response: OutgoingResponse, nowMs: number): ServerTransactionStep => {
  const sent: ServerTransactionOutput = { kind: 'send', response };
  const success = response.status >= 200 && response.status < 300;
  // RFC 6026 7.1: the core repeats its 2xx through the transaction.
  if (before.state === 'accepted') return step(before, {}, success ? [sent] : []);
  if (before.state !== 'trying' && before.state !== 'proceeding') return step(before, {});
  if (response.status < 200) return step(before, { state: 'proceeding', response, sendAtMs: undefined }, [sent]);
  if (before.kind === 'invite' && success)
    return step(before, { state: 'accepted', response, sendAtMs: undefined, endAtMs: nowMs + TRANSACTION_MS }, [sent]);
  return complete(before, response, nowMs);
};

const onAck = (before: ServerTransaction, request: SipRequest, nowMs: number): ServerTransactionStep => {
  if (before.state === 'accepted') return step(before, {}, [{ kind: 'ack', request }]);
  if (before.state !== 'completed') return step(before, {});
  if (before.reliable) return end(before, 'done');
  return step(before, { state: 'confirmed', sendAtMs: undefined, endAtMs: nowMs + T4_MS });
};

const onRequest = (before: ServerTransaction, request: SipRequest, nowMs: number): ServerTransactionStep => {
  if (request.method === 'ACK') return before.kind === 'invite' ? onAck(before, request, nowMs) : step(before, {});
  const { state, response } = before;
  if ((state !== 'proceeding' && state !== 'completed') || response === undefined) return step(before, {});
  // The 100 that was to go out by itself does so now.
  const change = state === 'proceeding' ? { sendAtMs: undefined } : {};
  return step(before, change, [{ kind: 'send', response }]);
};

const onWake = (before: ServerTransaction, nowMs: number): ServerTransactionStep => {
  const { state, sendAtMs, endAtMs, response, sendIntervalMs } = before;
  if (endAtMs !== undefined && nowMs >= endAtMs)
    return end(before, state === 'completed' && before.kind === 'invite' ? 'no-ack' : 'done');
  if (sendAtMs === undefined || nowMs < sendAtMs || response === undefined) return step(before, {});
  const next = Math.min(2 * sendIntervalMs, T2_MS);
  const change = state === 'completed' ? { sendAtMs: nowMs + next, sendIntervalMs: next } : { sendAtMs: undefined };
  return step(before, change, [{ kind: 'send', response }]);
};

/** RFC 3261 17.2.1 with RFC 6026 7.1 for INVITE, 17.2.2 for the others. */
export const stepServerTransaction = (
  transaction: ServerTransaction,
  input: ServerTransactionInput,
  nowMs: number,
): ServerTransactionStep => {
  if (transaction.state === 'terminated') return { transaction, outputs: [] };
  if (input.kind === 'request') return onRequest(transaction, input.request, nowMs);
  if (input.kind === 'respond') return onResponse(transaction, input.response, nowMs);
  return input.kind === 'wake' ? onWake(transaction, nowMs) : end(transaction, 'transport');
};
