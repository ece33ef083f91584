import type { SipTime } from '../../src/phone/sip/sip-time.ts';

/** Time that passes `factor` times as fast: half a minute of retransmissions is over in a second or two. */
export const fastTime = (factor: number): SipTime => ({
  nowMs: () => performance.now() * factor,
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs / factor);
    return () => clearTimeout(timer);
  },
});
