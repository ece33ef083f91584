/** A finished mail, handed over to leave. */
export interface OutgoingMail {
  /** With its angle brackets. The same mail handed over twice leaves once. */
  readonly messageId: string;
  /** Mails of one key to one recipient leave in the order in which they came. */
  readonly orderKey: string;
  readonly recipient: string;
  /** Replaced by the mail's own bounce address where mail can come in. */
  readonly envelopeFrom: string;
  readonly subject: string;
  readonly mime: Buffer;
  /** What it is for (`invitation`, `reminder`), for whoever asks what became of it. */
  readonly kind?: string;
}

/**
 * `kept`: written as a file, because no SMTP server is configured. `failed`: given up. `not-reached`: a server took it, and a report
 * came back that it could not be delivered.
 */
export type MailState = 'waiting' | 'sent' | 'kept' | 'failed' | 'not-reached';

/** As it is kept; what came back is a mail that was sent. */
export type StoredState = Exclude<MailState, 'not-reached'>;

/** A mail of the outbox without its content. */
export interface OutboxEntry {
  readonly id: string;
  readonly messageId: string;
  readonly orderKey: string;
  readonly kind: string;
  readonly recipient: string;
  /** Of the recipient, lower case. */
  readonly domain: string;
  readonly envelopeFrom: string;
  readonly subject: string;
  readonly state: MailState;
  /** How often a server was asked to take it. */
  readonly attempts: number;
  readonly createdMs: number;
  /** Since when it is to leave: it was handed over, or somebody asked for it again. */
  readonly sinceMs: number;
  readonly dueMs: number;
  readonly leftMs: number | undefined;
  readonly bouncedMs: number | undefined;
  /** Why it has not left. */
  readonly lastError: string | undefined;
  /** What the server that took it, refused it or sent it back said last; '' when none said anything. */
  readonly lastWords: string;
}
