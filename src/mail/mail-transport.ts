/** Mails under way, and connections, at the same time: providers begin to refuse above a handful. */
export const AT_ONCE = 5;

/** A mail on its way out of the house. */
interface Delivery {
  /** Of the outbox; names the file of a kept mail. */
  readonly id: string;
  readonly envelopeFrom: string;
  readonly recipient: string;
  readonly mime: Buffer;
}

interface Delivered {
  readonly state: 'sent' | 'kept';
  /** What the server said when it took the mail: `250 2.0.0 Ok: queued as 4ZxY`. */
  readonly words: string;
}

export interface MailTransport {
  /** Throws DeliveryProblem. Resolves once the other side has the mail for good. */
  send(delivery: Delivery): Promise<Delivered>;
  /** No send may follow. */
  close(): void;
}

/**
 * `refused`: for good, trying again would be answered alike. `later`: this mail is not taken now. `domain`: none to this recipient's
 * domain is. `unreachable`: no mail at all is taken now, so there is no use in trying the next.
 */
export type DeliveryVerdict = 'refused' | 'later' | 'domain' | 'unreachable';

/** `message` says what went wrong; `words` is what the mail server said, '' when it said nothing. */
export class DeliveryProblem extends Error {
  override readonly name = 'DeliveryProblem';
  readonly verdict: DeliveryVerdict;
  readonly words: string;

  constructor(verdict: DeliveryVerdict, message: string, words = '') {
    super(message);
    this.verdict = verdict;
    this.words = words;
  }
}
