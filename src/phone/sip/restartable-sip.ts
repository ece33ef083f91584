import { DomainError } from '../../base/errors.ts';
import { NO_SIP_SERVER } from './no-sip-server.ts';
import type { SipServer } from './sip-calls.ts';

/**
 * A SIP server that can be started again: one server is for one run, and each start opens another, with what the settings say then.
 * What is known of callers that misbehave is forgotten with it.
 */
export const createRestartableSip = (open: () => Promise<SipServer>): SipServer => {
  let current: SipServer | undefined;
  const now = (): SipServer => current ?? NO_SIP_SERVER;
  return {
    async start(onCall) {
      const opened = await open();
      current = opened;
      await opened.start(onCall);
    },
    async stop() {
      await current?.stop();
      current = undefined;
    },
    dial(number, hear) {
      if (current === undefined) throw new DomainError('unavailable');
      return current.dial(number, hear);
    },
    guessed: (call, right) => now().guessed(call, right),
    lift: (network) => now().lift(network),
    status: () => now().status(),
  };
};
