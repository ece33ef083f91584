import type { SipServer } from './sip-calls.ts';

/** The telephone of a server that has none: nobody calls, and nobody can be called. */
export const NO_SIP_SERVER: SipServer = {
  start: async () => {},
  stop: async () => {},
  dial: () => ({ outcome: Promise.resolve({ kind: 'failed' }), cancel() {} }),
  guessed() {},
  lift: () => false,
  status: () => ({ listening: [], calls: 0, trunk: { state: 'none' }, banned: [], refused: {} }),
};
