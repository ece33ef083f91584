/** A mail on its way out of the house. */
interface Delivery {
  /** Of the outbox; names the file of a kept mail. */
  readonly id: string;
  readonly envelopeFrom: string;
  readonly recipient: string;
  readonly mime: Buffer;
}

export interface MailTransport {
  /** Throws DeliveryProblem. Resolves once the other side has the mail for good. */
  send(delivery: Delivery): Promise<{ readonly state: 'sent' | 'kept' }>;
  /** No send may follow. */
  close(): void;
}

/**
 * `refused`: for good, trying again would be answered alike. `later`: this mail is not taken now. `unreachable`: no mail is taken
 * now, so there is no use in trying the next.
 */
export type DeliveryVerdict = 'refused' | 'later' | 'unreachable';

/** `message` is what the mail server said, or what went wrong before it could. */
export class DeliveryProblem extends Error {
  override readonly name = 'DeliveryProblem';
  readonly verdict: DeliveryVerdict;

  constructor(verdict: DeliveryVerdict, message: string) {
    super(message);
    this.verdict = verdict;
  }
}
