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
import { meetingSchema, settingsOfMeetingChange, settingsOfMeetingSchema } from './meeting.ts';

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

/** Names one date of a series: its original local start in the zone of the series, or its day when it is all day. */
export const recurrenceId = when;

/** Of a series: one date, that one and all later ones, or all. */
export const SCOPES = ['this', 'following', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

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
  /** How the meeting of the event is held, on all its dates; what is not said stays as it is. */
  meetingSettings: settingsOfMeetingChange,
  /** RRULE (RFC 5545 3.3.10) without its name; the empty text: the event does not repeat. */
  recurrence: singleLine(LIMITS.recurrence),
  /** Dates beside the rule, and dates of the rule that are left out; each a recurrenceId. */
  extraDates: z.array(recurrenceId).max(LIMITS.extraDates, { error: `At most ${LIMITS.extraDates} dates.` }),
  excludedDates: z.array(recurrenceId).max(LIMITS.extraDates, { error: `At most ${LIMITS.extraDates} dates.` }),
  /** Those invited do not see each other, neither in mails nor in their calendars. */
  hideInvitees: z.boolean(),
  /** In which calendar; the default one of the account unless said. */
  calendarId: z.string().max(64),
};

export const newEventRequest = z.strictObject({
  ...fields,
  timeZone: fields.timeZone.optional(),
  allDay: fields.allDay.optional(),
  location: fields.location.optional(),
  description: fields.description.optional(),
  invitees: fields.invitees.optional(),
  webMeeting: fields.webMeeting.optional(),
  meetingSettings: fields.meetingSettings.optional(),
  recurrence: fields.recurrence.optional(),
  extraDates: fields.extraDates.optional(),
  excludedDates: fields.excludedDates.optional(),
  hideInvitees: fields.hideInvitees.optional(),
  calendarId: fields.calendarId.optional(),
  /** False: no mail is sent for this event now. */
  notify: z.boolean().optional(),
});
export type NewEventRequest = z.input<typeof newEventRequest>;
export type NewEvent = z.output<typeof newEventRequest>;

export const eventChangeRequest = z
  .strictObject({ ...fields, notify: z.boolean(), recurrenceId, scope: z.enum(SCOPES) })
  .partial();
export type EventChangeRequest = z.input<typeof eventChangeRequest>;
export type EventChange = z.output<typeof eventChangeRequest>;

export const eventRangeQuery = z.strictObject({ from: calendarDate, to: calendarDate });
export const occurrenceQuery = z.strictObject({ recurrenceId: recurrenceId.optional() });
export const eventDeleteQuery = z.strictObject({
  notify: z.enum(['true', 'false']).optional(),
  recurrenceId: recurrenceId.optional(),
  scope: z.enum(SCOPES).optional(),
});
export const eventStartRequest = z.strictObject({ recurrenceId: recurrenceId.optional() });
export const eventSearchQuery = z.strictObject({
  q: singleLine(LIMITS.title, 1),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});

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
  /** Only of a meeting, for those who may change the event. */
  meetingSettings: settingsOfMeetingSchema.optional(),
  /** Whether the signed-in account may change it. */
  mayEdit: z.boolean(),
  /** Whether it may take it out of the calendar: an event of somebody else goes from there alone, and means no to an invitation. */
  mayDelete: z.boolean(),
  status: z.enum(['CONFIRMED', 'TENTATIVE', 'CANCELLED']),
  /** True: it does not count as busy. */
  transparent: z.boolean(),
  /** True for every date of a series. */
  recurring: z.boolean(),
  /** Whether this account is invited to it and answers here. */
  mayAnswer: z.boolean(),
  hideInvitees: z.boolean(),
  /** Which date of the series this is; absent for single events and for the series itself. */
  recurrenceId: z.string().optional(),
  /** True for a date that differs from its series. */
  changed: z.boolean(),
  /** RRULE without its name; empty when there is none. */
  recurrence: z.string(),
  extraDates: z.array(z.string()),
  excludedDates: z.array(z.string()),
  /** The first date of the series, local; for single events the same as `start` and `end`. */
  seriesStart: z.string(),
  seriesEnd: z.string(),
  /** When the last date ends; null: the series has no end. */
  seriesEndsAt: instant.nullable(),
});
export type EventBody = z.infer<typeof eventSchema>;

export const eventListSchema = z.strictObject({ events: z.array(eventSchema) });
export type EventList = z.infer<typeof eventListSchema>;
