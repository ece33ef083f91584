import { z } from 'zod';
import { instant, mailbox } from '../fields.ts';

const days = z.int().min(0).max(36_500);

/** For how many days each kind is kept; 0: for ever. Recordings and the bin stand in `documentSettingsSchema`. */
export const retentionSchema = z.strictObject({
  /** Words in rooms, from the end of the session. */
  chat: days,
  /** Who was in a session, and when; those who were recorded as long as the recording is there. */
  attendance: days,
  /** What stood in mails that left. */
  sentMails: days,
  /** What stood in mails that came in and were understood, or came to nothing. */
  receivedMails: days,
  /** Those that were set aside for somebody to look at. */
  setAsideMails: days,
  /** That there was a mail: to whom, from whom, its subject. */
  mailLines: days,
  /** Who called, and who was called. */
  calls: days,
  /** What administrators and accounts did; not less than a month. */
  audit: days.refine((value) => value === 0 || value >= 30, { error: 'At least 30 days.' }),
});
export type Retention = z.infer<typeof retentionSchema>;

/** What is kept of people, and for how long. */
export const privacySchema = z.strictObject({
  retention: retentionSchema,
  /** Ruled on another page: days, 0 for ever. */
  elsewhere: z.strictObject({ recordings: days, recordingSources: days, bin: days }),
  /** Not to be ruled: days. */
  fixed: z.strictObject({ signIns: days, webhooks: days, usage: days }),
});
export type Privacy = z.infer<typeof privacySchema>;

export const personQuery = z.strictObject({ address: mailbox });

/** How much there is of each kind. */
const countsSchema = z.record(z.string(), z.int().min(0));

export const personSchema = z.strictObject({
  address: z.string(),
  /** Their account here, if any. */
  account: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  /** What a deletion takes. */
  goes: countsSchema,
  /** What it leaves, since it is somebody else's, or has to be kept. */
  stays: countsSchema,
});
export type PersonBody = z.infer<typeof personSchema>;

export const personDeletion = z.strictObject({
  address: mailbox,
  /** The address once more. */
  confirm: z.string().max(320),
  /** Of one who has an account: what becomes of their coming meetings. */
  meetings: z.enum(['cancel', 'hand-over']).optional(),
  to: mailbox.optional(),
});
export type PersonDeletion = z.infer<typeof personDeletion>;
export const personDeletedSchema = z.strictObject({ gone: countsSchema });

export const consentQuery = z.strictObject({
  offset: z.coerce.number().int().min(0).max(10_000_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export const consentListSchema = z.strictObject({
  total: z.int(),
  consents: z.array(
    z.strictObject({
      name: z.string(),
      address: z.string(),
      meetingId: z.string(),
      sessionAt: instant,
      consentedAt: instant,
      /** Of that session, that are there still. */
      recordings: z.int(),
    }),
  ),
});
export type ConsentList = z.infer<typeof consentListSchema>;
