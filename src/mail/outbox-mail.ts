/** A finished mail, handed over to leave. */
export interface OutgoingMail {
  /** With its angle brackets. The same mail handed over twice leaves once. */
  readonly messageId: string;
  /** Mails of one key to one recipient leave in the order in which they came. */
  readonly orderKey: string;
  readonly recipient: string;
  readonly envelopeFrom: string;
  readonly subject: string;
  readonly mime: Buffer;
}

/** `kept`: written as a file, because no SMTP server is configured. */
export type MailState = 'waiting' | 'sent' | 'kept' | 'failed';

/** A mail of the outbox without its content. */
export interface OutboxEntry {
  readonly id: string;
  readonly recipient: string;
  readonly envelopeFrom: string;
  readonly subject: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly createdMs: number;
  readonly dueMs: number;
  readonly leftMs: number | undefined;
  readonly lastError: string | undefined;
}

/** A mail that is due, with its content. */
export interface DueMail extends OutboxEntry {
  readonly mime: Buffer;
}
