import { T1_MS, T2_MS, TRANSACTION_MS } from './timers.ts';
import type { OutgoingResponse } from './types.ts';

/** A 2xx to an INVITE that waits for its ACK. */
export interface AcceptRetransmission {
  readonly response: OutgoingResponse;
  readonly intervalMs: number;
  readonly endAtMs: number;
  /** Step with `wake` at this time, or soon after; undefined when it is over. */
  readonly wakeAtMs: number | undefined;
}

export type AcceptRetransmissionOutput =
  | { readonly kind: 'send'; readonly response: OutgoingResponse }
  /** `no-ack`: the session is to be ended with BYE. */
  | { readonly kind: 'ended'; readonly why: 'acknowledged' | 'no-ack' };

export interface AcceptRetransmissionStep {
  readonly state: AcceptRetransmission;
  readonly outputs: readonly AcceptRetransmissionOutput[];
}

/** The first 2xx has just been sent through the transaction. Over TCP too: a hop behind the next one may be UDP. */
export const beginAcceptRetransmission = (response: OutgoingResponse, nowMs: number): AcceptRetransmission => ({
  response,
  intervalMs: T1_MS,
  endAtMs: nowMs + TRANSACTION_MS,
  wakeAtMs: nowMs + T1_MS,
});

/** RFC 3261 13.3.1.4: again after T1, twice as late each time up to T2, and given up after 64 T1. */
export const stepAcceptRetransmission = (
  state: AcceptRetransmission,
  input: { readonly kind: 'ack' } | { readonly kind: 'wake' },
  nowMs: number,
): AcceptRetransmissionStep => {
  const { response, endAtMs, wakeAtMs } = state;
  if (wakeAtMs === undefined || (input.kind === 'wake' && nowMs < wakeAtMs)) return { state, outputs: [] };
  if (input.kind === 'ack' || nowMs >= endAtMs) {
    const why = input.kind === 'ack' ? 'acknowledged' : 'no-ack';
    return { state: { ...state, wakeAtMs: undefined }, outputs: [{ kind: 'ended', why }] };
  }
  const intervalMs = Math.min(2 * state.intervalMs, T2_MS);
  return {
    state: { ...state, intervalMs, wakeAtMs: Math.min(nowMs + intervalMs, endAtMs) },
    outputs: [{ kind: 'send', response }],
  };
};
