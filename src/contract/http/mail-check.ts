import { z } from 'zod';
import { mailbox } from '../fields.ts';

/** What was found in DNS, as a code for which screen and terminal have a sentence with the remedy. */
export const MAIL_DNS_CODES = [
  'dns-silent',
  'no-public-domain',
  'spf-covers',
  'spf-relay-unknown',
  'spf-no-address',
  'spf-not-covered',
  'spf-missing',
  'spf-several',
  'spf-broken',
  'spf-anybody',
  'dkim-matches',
  'dkim-not-set',
  'dkim-missing',
  'dkim-revoked',
  'dkim-other-key',
  'dkim-testing',
  'dmarc-enforced',
  'dmarc-watching',
  'dmarc-missing',
  'dmarc-several',
  'dmarc-broken',
] as const;

export const mailDnsFindingSchema = z.strictObject({
  check: z.enum(['spf', 'dkim', 'dmarc']),
  /**
   * `ok`, `warning` and `failed` are verdicts on what is published; `unknown` is none: DNS did not answer, or it cannot be known from
   * here.
   */
  state: z.enum(['ok', 'warning', 'failed', 'unknown']),
  code: z.enum(MAIL_DNS_CODES),
  /** Where it was looked for. */
  name: z.string(),
  /** As it stands in DNS; absent when there is nothing. */
  published: z.string().optional(),
  /** The record to publish, where one can be said. */
  advice: z.string().optional(),
  /** What belongs into the sentence: the address that was judged, the policy. */
  values: z.record(z.string(), z.string()).optional(),
});
export type MailDnsFinding = z.infer<typeof mailDnsFindingSchema>;

export const mailCheckSchema = z.strictObject({
  /** MAIL_FROM. */
  from: z.string(),
  /** False: mails are kept as files, no mail server is set. */
  leaves: z.boolean(),
  findings: z.array(mailDnsFindingSchema),
});
export type MailCheck = z.infer<typeof mailCheckSchema>;

export const mailTestRequest = z.strictObject({ to: mailbox });

export const mailTestSchema = z.strictObject({
  /** `sent`: the mail server took it; `kept`: as a file, no server is set; `refused`: it answered no; `unreachable`: no answer came. */
  outcome: z.enum(['sent', 'kept', 'refused', 'unreachable']),
  /** What the server said, word for word. */
  words: z.string(),
  milliseconds: z.int(),
});
export type MailTest = z.infer<typeof mailTestSchema>;
