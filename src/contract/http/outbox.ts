import { z } from 'zod';
import { instant } from '../fields.ts';

export const MAIL_STATES = ['waiting', 'sent', 'kept', 'failed', 'not-reached'] as const;

/**
 * One mail on its way out. `kept`: written as an .eml file, because no SMTP server is configured. `not-reached`: it left, and came back.
 */
export const outboxMailSchema = z.strictObject({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  state: z.enum(MAIL_STATES),
  attempts: z.int(),
  createdAt: instant,
  /** When it left or came back, or when it is tried again. */
  at: instant.nullable(),
  /** Why it did not leave. */
  lastError: z.string().nullable(),
  /** The last words of the server that took it, refused it or sent it back; '' when none said anything. */
  lastWords: z.string(),
});
export type OutboxMail = z.infer<typeof outboxMailSchema>;

export const outboxListSchema = z.strictObject({ mails: z.array(outboxMailSchema), total: z.int() });
export const outboxQuery = z.strictObject({
  state: z.enum(MAIL_STATES).optional(),
  offset: z.coerce.number().int().min(0).optional(),
});

/** A mail as a person would read it. */
export const outboxMailDetailSchema = z.strictObject({
  ...outboxMailSchema.shape,
  from: z.string(),
  text: z.string(),
  html: z.string(),
  /** False when its content was emptied some time after it left: it cannot be sent again. */
  hasContent: z.boolean(),
  /** Whether it can be had as a file: a mail with the link by which somebody chooses a password cannot. */
  hasFile: z.boolean(),
});
export type OutboxMailDetail = z.infer<typeof outboxMailDetailSchema>;
