import { z } from 'zod';
import {
  calendarDate,
  instant,
  LIMITS,
  language,
  localDateTime,
  mailbox,
  multiLine,
  singleLine,
  timeZone,
} from '../fields.ts';
import { meetingSchema } from './meeting.ts';

/** RFC 5545 3.2.12. */
export const PARTSTATS = ['NEEDS-ACTION', 'ACCEPTED', 'DECLINED', 'TENTATIVE', 'DELEGATED'] as const;
export type Partstat = (typeof PARTSTATS)[number];
export const INVITEE_ROLES = ['attendee', 'optional', 'moderator'] as const;
export type InviteeRole = (typeof INVITEE_ROLES)[number];

export const inviteeRequest = z.strictObject({
  email: mailbox,
  name: singleLine(LIMITS.name).optional(),
  language: language.optional(),
  timeZone: timeZone.optional(),
  role: z.enum(INVITEE_ROLES).optional(),
});
export type InviteeRequest = z.input<typeof inviteeRequest>;

const invitees = z
  .array(inviteeRequest)
  .max(LIMITS.invitees, { error: `At most ${LIMITS.invitees} invitees.` })
  .superRefine((list, context) => {
    const seen = new Set<string>();
    for (const [index, invitee] of list.entries()) {
      const key = invitee.email.toLowerCase();
      if (seen.has(key))
        context.addIssue({ code: 'custom', path: [index, 'email'], message: 'This person is already invited.' });
      seen.add(key);
    }
  });

const when = z.union([localDateTime, calendarDate], {
  error: 'A local date and time such as 2027-03-01T10:00, or a date.',
});

const fields = {
  title: singleLine(LIMITS.title, 1),
  /** Local time in `timeZone`; for all-day events the first day. */
  start: when,
  /** Local time in `timeZone`; for all-day events the last day, included. */
  end: when,
  timeZone,
  allDay: z.boolean(),
  location: singleLine(LIMITS.location),
  description: multiLine(LIMITS.description),
  invitees,
  webMeeting: z.boolean(),
};

export const newEventRequest = z.strictObject({
  ...fields,
  timeZone: fields.timeZone.optional(),
  allDay: fields.allDay.optional(),
  location: fields.location.optional(),
  description: fields.description.optional(),
  invitees: fields.invitees.optional(),
  webMeeting: fields.webMeeting.optional(),
  /** False: no mail is sent for this event now. */
  notify: z.boolean().optional(),
});
export type NewEventRequest = z.input<typeof newEventRequest>;
export type NewEvent = z.output<typeof newEventRequest>;

export const eventChangeRequest = z.strictObject({ ...fields, notify: z.boolean() }).partial();
export type EventChangeRequest = z.input<typeof eventChangeRequest>;
export type EventChange = z.output<typeof eventChangeRequest>;

export const eventRangeQuery = z.strictObject({ from: calendarDate, to: calendarDate });
export const eventDeleteQuery = z.strictObject({ notify: z.enum(['true', 'false']).optional() });

export const eventSchema = z.strictObject({
  id: z.string(),
  uid: z.string(),
  calendarId: z.string(),
  title: z.string(),
  start: z.string(),
  end: z.string(),
  timeZone: z.string(),
  allDay: z.boolean(),
  /** The same two moments in UTC; for all-day events midnight to midnight in `timeZone`, the end excluded. */
  startsAt: instant,
  endsAt: instant,
  location: z.string(),
  description: z.string(),
  organizer: z.strictObject({ name: z.string(), email: z.string() }),
  /** What the signed-in account is to this event. */
  myRole: z.enum(['organizer', 'moderator', 'attendee']),
  invitees: z.array(
    z.strictObject({
      email: z.string(),
      name: z.string(),
      language,
      timeZone: z.string().optional(),
      role: z.enum(INVITEE_ROLES),
      answer: z.enum(PARTSTATS),
    }),
  ),
  webMeeting: z.boolean(),
  meeting: meetingSchema.optional(),
});
export type EventBody = z.infer<typeof eventSchema>;

export const eventListSchema = z.strictObject({ events: z.array(eventSchema) });
export type EventList = z.infer<typeof eventListSchema>;
