import { z } from 'zod';
import { instant, mailbox } from '../fields.ts';
import { PARTSTATS, recurrenceId } from './event.ts';

/** Without a recurrenceId: all dates of the meeting. */
export const deputyQuery = z.strictObject({ recurrenceId: recurrenceId.optional() });

/** Somebody who is invited, and has an account with the right to WebMeeting. */
export const deputyRequest = z.strictObject({ address: mailbox, recurrenceId: recurrenceId.optional() });

const deputyPerson = z.strictObject({ email: z.string(), name: z.string() });

/** Who runs a meeting in its organizer's place, and who could. */
export const deputySchema = z.strictObject({
  /** The date that was asked for; else the next one. Absent when no event has the meeting any more. */
  date: z
    .strictObject({
      recurrenceId: z.string(),
      title: z.string(),
      startsAt: instant,
      endsAt: instant,
      allDay: z.boolean(),
      timeZone: z.string(),
    })
    .optional(),
  recurring: z.boolean(),
  /** Named for that date alone. */
  forDate: deputyPerson.nullable(),
  /** Named for all dates that have nobody of their own; of what takes place once: for it. */
  forAll: deputyPerson.nullable(),
  /** Who is invited to that date and may be named. */
  people: z.array(
    deputyPerson.extend({
      answer: z.enum(PARTSTATS),
      /** Is invited to all dates, and may be named for all. */
      toAll: z.boolean(),
    }),
  ),
});
export type DeputyBody = z.infer<typeof deputySchema>;
