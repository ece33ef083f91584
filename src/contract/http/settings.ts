import { z } from 'zod';
import { isMailbox } from '../../base/text.ts';
import { phoneNumberSchema } from './phone-number.ts';

/** What an administrator changes while the server runs. */
export const meetingSettingsSchema = z.strictObject({
  /** Numbers of the public telephone network that lead to the meetings, in the order in which invitations print them. */
  phoneNumbers: z
    .array(
      z.strictObject({
        country: phoneNumberSchema.shape.country.regex(/^[A-Z]{2}$/, { error: 'A country code such as FR.' }),
        number: phoneNumberSchema.shape.number.regex(/^\+[1-9][0-9 ]{4,22}[0-9]$/, {
          error: 'A number such as +33 1 23 45 67 89.',
        }),
      }),
    )
    .max(50),
});
export type MeetingSettings = z.infer<typeof meetingSettingsSchema>;

const domainName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .refine((text) => isMailbox(`postmaster@${text}`), { error: 'A domain such as example.org.' });

/** How mails leave, who may invite the meeting address, and whether administrators are mailed. */
export const mailSettingsSchema = z.strictObject({
  /** Organizers of these domains mail under their own address: their mail server must let this server do so (SPF, DKIM). */
  personDomains: z.array(domainName).max(50),
  /** Organizers of these domains get a meeting by inviting the meeting address from any calendar program. */
  hostingDomains: z.array(domainName).max(200),
  /** New meetings that one of them may ask for in a day. */
  hostingPerDay: z.int().min(0).max(1_000),
  /** Administrators get a mail when something needs attention. */
  attentionMails: z.boolean(),
});
export type MailSettings = z.infer<typeof mailSettingsSchema>;
