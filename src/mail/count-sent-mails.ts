import { countOne, type Tally } from '../base/tally.ts';
import { DeliveryProblem, type DeliveryVerdict, type MailTransport } from './mail-transport.ts';

/** What became of one attempt to hand a mail over. */
export type SentResult = 'sent' | 'kept' | DeliveryVerdict;

/** Sends as `transport` does, and counts each outcome. */
export const countSentMails = (transport: MailTransport, results: Tally<SentResult>): MailTransport => ({
  ...transport,
  async send(mail) {
    try {
      const left = await transport.send(mail);
      countOne(results, left.state);
      return left;
    } catch (error) {
      if (error instanceof DeliveryProblem) countOne(results, error.verdict);
      throw error;
    }
  },
});
