import { z } from 'zod';
import { instant } from '../fields.ts';

export const MAIL_STATES = ['waiting', 'sent', 'kept', 'failed'] as const;

/** One mail on its way out. `kept`: written as an .eml file, because no SMTP server is configured. */
export const outboxMailSchema = z.strictObject({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  state: z.enum(MAIL_STATES),
  attempts: z.int(),
  createdAt: instant,
  /** When it left, or when it is tried again. */
  at: instant.nullable(),
  /** The server's last words, for a mail that did not leave. */
  lastError: z.string().nullable(),
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
});
export type OutboxMailDetail = z.infer<typeof outboxMailDetailSchema>;
