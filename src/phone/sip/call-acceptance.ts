import {
  type AcceptRetransmission,
  beginAcceptRetransmission,
  stepAcceptRetransmission,
} from '../../protocols/sip/accept-retransmission.ts';
import type { OutgoingResponse } from '../../protocols/sip/types.ts';
import { createWake, type SipTime } from './sip-time.ts';

/** A 2xx of ours to an INVITE, sent again until it is acknowledged (RFC 3261 13.3.1.4). */
export interface CallAcceptance {
  begin(response: OutgoingResponse): void;
  isPending(): boolean;
  /** The ACK has come; false when nothing waits for one. */
  acknowledged(): boolean;
  stop(): void;
}

export const createCallAcceptance = ({
  time,
  send,
  unacknowledged,
}: {
  readonly time: SipTime;
  readonly send: (response: OutgoingResponse) => void;
  /** Half a minute has passed. */
  readonly unacknowledged: () => void;
}): CallAcceptance => {
  let state: AcceptRetransmission | undefined;
  const wake = createWake(time, () => step('wake'));
  const step = (kind: 'ack' | 'wake'): void => {
    if (state === undefined) return;
    const next = stepAcceptRetransmission(state, { kind }, time.nowMs());
    state = next.state;
    wake.at(state.wakeAtMs);
    for (const output of next.outputs) {
      if (output.kind === 'send') send(output.response);
      else {
        state = undefined;
        if (output.why === 'no-ack') unacknowledged();
      }
    }
  };
  return {
    begin(response) {
      state = beginAcceptRetransmission(response, time.nowMs());
      wake.at(state.wakeAtMs);
    },
    isPending: () => state !== undefined,
    acknowledged() {
      const wasPending = state !== undefined;
      step('ack');
      return wasPending;
    },
    stop() {
      state = undefined;
      wake.at(undefined);
    },
  };
};
