import { z } from 'zod';
import { phoneNumberSchema } from './meeting.ts';

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
