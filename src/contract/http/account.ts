import { z } from 'zod';
import { RIGHTS } from '../../base/rights.ts';
import { LIMITS, language, mailbox, singleLine, timeZone, token } from '../fields.ts';

export const accountSchema = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  language,
  timeZone: z.string(),
  admin: z.boolean(),
  /** Whether the account may open meetings. */
  webMeeting: z.boolean(),
  /** What the account may, in effect. */
  rights: z.array(z.enum(RIGHTS)),
});
export type AccountBody = z.infer<typeof accountSchema>;

export const newPassword = z
  .string()
  .min(LIMITS.passwordShortest, { error: `At least ${LIMITS.passwordShortest} characters.` })
  .max(LIMITS.password);

/** The first administrator, by the one-time set-up link. */
export const setUpRequest = z.strictObject({
  token,
  email: mailbox,
  name: singleLine(LIMITS.name, 1),
  password: newPassword,
  language: language.optional(),
  timeZone: timeZone.optional(),
});

export const accountChange = z.strictObject({
  name: singleLine(LIMITS.name, 1).optional(),
  language: language.optional(),
  timeZone: timeZone.optional(),
});
export type AccountChange = z.input<typeof accountChange>;

export const passwordChange = z.strictObject({ current: z.string().min(1).max(LIMITS.password), next: newPassword });

/** What the browser needs to know before anyone has signed in. */
export const siteSchema = z.strictObject({
  /** True until the first account exists: the set-up link is the way in. */
  needsSetUp: z.boolean(),
  languages: z.array(language),
  /** False when mails are kept as files because no SMTP server is configured. */
  mailLeaves: z.boolean(),
});
export type Site = z.infer<typeof siteSchema>;
