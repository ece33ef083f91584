import { z } from 'zod';
import { instant } from '../fields.ts';

export const INCOMING_STATES = ['waiting', 'handled', 'ignored', 'set-aside'] as const;

/** One mail that came in. */
export const incomingMailSchema = z.strictObject({
  id: z.string(),
  state: z.enum(INCOMING_STATES),
  /** Why it has that state: a code, empty while it waits for the first time. */
  reason: z.string(),
  /** The way by which it came. */
  source: z.enum(['smtp', 'imap']),
  /** As the mail itself says; empty before it was read. */
  from: z.string(),
  subject: z.string(),
  recipients: z.array(z.string()),
  /** UID of the event that it concerned, empty when none is known. */
  about: z.string(),
  attempts: z.int(),
  receivedAt: instant,
  /** When it was handled, or is tried again. */
  at: instant,
});
export type IncomingMailBody = z.infer<typeof incomingMailSchema>;

export const incomingMailListSchema = z.strictObject({ mails: z.array(incomingMailSchema), total: z.int() });
export const incomingMailQuery = z.strictObject({
  state: z.enum(INCOMING_STATES).optional(),
  offset: z.coerce.number().int().min(0).optional(),
});

/** A mail that came in, as far as it could be read; empty once its content was forgotten. */
export const incomingMailDetailSchema = z.strictObject({
  ...incomingMailSchema.shape,
  headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  words: z.string(),
  calendars: z.array(z.strictObject({ method: z.string(), text: z.string() })),
  /** Whether its content is still kept. */
  kept: z.boolean(),
});
export type IncomingMailDetail = z.infer<typeof incomingMailDetailSchema>;
