import { z } from 'zod';
import { instant, LIMITS, meetingIdField, pinField, singleLine } from '../fields.ts';

export const phoneNumberSchema = z.strictObject({ country: z.string(), number: z.string() });

/** What may be shown of a meeting to those who belong to it. `pin` and `startUrl` only for its organizer and moderators. */
export const meetingSchema = z.strictObject({
  id: z.string(),
  pin: z.string().optional(),
  /** The address of the meeting's door, `/m/ID`: it needs the PIN. */
  joinUrl: z.string(),
  startUrl: z.string().optional(),
  sipUri: z.string().optional(),
  phoneNumbers: z.array(phoneNumberSchema),
  /** True while a session runs. */
  live: z.boolean(),
});
export type MeetingBody = z.infer<typeof meetingSchema>;

export const instantMeetingRequest = z.strictObject({ title: singleLine(LIMITS.title).optional() });
export type InstantMeetingRequest = z.input<typeof instantMeetingRequest>;

/** What the door of a meeting shows before someone comes in. Without a key, all but `id` and `needsPin` are absent. */
export const doorSchema = z.strictObject({
  id: z.string().optional(),
  needsPin: z.boolean(),
  title: z.string().optional(),
  organizerName: z.string().optional(),
  startsAt: instant.optional(),
  endsAt: instant.optional(),
  allDay: z.boolean().optional(),
  /** The organizer's zone, to show both when they differ. */
  timeZone: z.string().optional(),
  /** The name that the invitation was sent to. */
  name: z.string().optional(),
  role: z.enum(['organizer', 'moderator', 'attendee']).optional(),
  live: z.boolean().optional(),
  joinUrl: z.string().optional(),
  /** Only for those who may start the meeting, so that the door offers *Start now* and nobody waits for themselves. */
  startUrl: z.string().optional(),
  sipUri: z.string().optional(),
  phoneNumbers: z.array(phoneNumberSchema).optional(),
});
export type Door = z.infer<typeof doorSchema>;

export const joinByLinkRequest = z.strictObject({ name: singleLine(LIMITS.name, 1).optional() });

export const joinByIdRequest = z.strictObject({ name: singleLine(LIMITS.name, 1), pin: pinField.optional() });

/** `ticket` opens the room's socket within a minute, for one and the same participant however often; `url` is where the meeting lives, `/m/ID`. */
export const admittedSchema = z.strictObject({ ticket: z.string(), url: z.string() });
/**
 * Not open yet, or, to someone without a key, anything else: an unknown ID, an ended or coming meeting and a wrong PIN answer
 * alike. `waitTicket` goes to `GET /wait`, an event stream that says `open` when it is worth asking again.
 */
export const waitingSchema = z.strictObject({
  waiting: z.literal(true),
  startsAt: instant.nullable(),
  waitTicket: z.string(),
});
export const joinAnswerSchema = z.union([admittedSchema, waitingSchema]);
export type JoinAnswer = z.infer<typeof joinAnswerSchema>;

export const meetingIdParam = z.strictObject({ id: meetingIdField });
