import { z } from 'zod';
import { instant, LIMITS, language, localDateTime, mailbox, multiLine, singleLine, timeZone } from '../fields.ts';
import { PARTSTATS, recurrenceId } from './event.ts';

/** What somebody who is invited can say (RFC 5545 3.2.12); `DELEGATED` by naming who comes instead. */
export const ANSWERS = ['ACCEPTED', 'DECLINED', 'TENTATIVE'] as const;
export type Answer = (typeof ANSWERS)[number];

/** What somebody needs to take part. */
export const needsSchema = z.strictObject({
  /** In which language they would rather talk; free words. */
  language: singleLine(LIMITS.name).optional(),
  captions: z.boolean().optional(),
  phoneOnly: z.boolean().optional(),
});
export type Needs = z.infer<typeof needsSchema>;

/** Another time: local, in `timeZone`. For all of a series, `recurrenceId` is the date of it that would be then. */
const proposalRequest = z.strictObject({
  start: localDateTime,
  end: localDateTime,
  timeZone,
  recurrenceId: recurrenceId.optional(),
});

export const answerRequest = z.strictObject({
  answer: z.enum(ANSWERS),
  comment: multiLine(LIMITS.comment).optional(),
  /** One date of a series; absent: all of it. */
  recurrenceId: recurrenceId.optional(),
  needs: needsSchema.optional(),
  /** A time that would suit them better, for the organizer to decide. */
  proposal: proposalRequest.optional(),
  /** Who comes instead: gets a link and the rights of who sends them. `answer` is then not looked at. */
  delegate: z.strictObject({ email: mailbox, name: singleLine(LIMITS.name).optional() }).optional(),
});
export type AnswerRequest = z.input<typeof answerRequest>;
export type GivenAnswer = z.output<typeof answerRequest>;

const proposalSchema = z.strictObject({
  id: z.string(),
  recurrenceId: z.string(),
  startsAt: instant,
  endsAt: instant,
  timeZone: z.string(),
  comment: z.string(),
  state: z.enum(['open', 'accepted', 'declined', 'dismissed']),
});

/** An event as the page shows it on which somebody answers who may have no account. */
export const rsvpSchema = z.strictObject({
  /** `removed`: it takes place without them. */
  state: z.enum(['open', 'over', 'cancelled', 'removed']),
  title: z.string(),
  organizer: z.strictObject({ name: z.string(), email: z.string() }),
  location: z.string(),
  description: z.string(),
  /** The invitee's, else that of the event. */
  timeZone: z.string(),
  /** That of the event: the organizer's clock, and where days without hours begin. */
  eventTimeZone: z.string().optional(),
  language,
  startsAt: instant,
  endsAt: instant,
  allDay: z.boolean(),
  /** RRULE without its name; '' for single events. */
  recurrence: z.string(),
  /** Who answers. */
  you: z.strictObject({ email: z.string(), name: z.string() }),
  answer: z.enum(PARTSTATS),
  comment: z.string(),
  needs: needsSchema,
  delegate: z.string(),
  /** Of a series: dates to come, those with an answer of their own marked; at most twenty. */
  dates: z.array(
    z.strictObject({
      recurrenceId: z.string(),
      startsAt: instant,
      endsAt: instant,
      answer: z.enum(PARTSTATS),
      own: z.boolean(),
    }),
  ),
  proposals: z.array(proposalSchema),
  /** The others; absent when the organizer hides them. */
  invitees: z.array(z.strictObject({ name: z.string(), answer: z.enum(PARTSTATS) })).optional(),
  webMeeting: z.boolean(),
});
export type Rsvp = z.infer<typeof rsvpSchema>;

export const NOTE_KINDS = ['answer', 'proposal', 'delegation', 'words', 'unverified', 'not-reached'] as const;

/** Something that the organizer is told of an event. */
export const noteSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(NOTE_KINDS),
  email: z.string(),
  name: z.string(),
  recurrenceId: z.string(),
  at: instant,
  /** Of what they wrote, or why a mail did not arrive. */
  text: z.string(),
  /** '' where nothing is to decide. */
  state: z.enum(['', 'open', 'accepted', 'declined', 'dismissed']),
  answer: z.enum(PARTSTATS).optional(),
  /** Of a proposal. */
  startsAt: instant.optional(),
  endsAt: instant.optional(),
  /** Of a delegation: who comes instead. */
  delegate: z.string().optional(),
});
export type Note = z.infer<typeof noteSchema>;

/** What came back from the people of an event, for its organizer. */
export const feedbackSchema = z.strictObject({
  answers: z.array(
    z.strictObject({
      email: z.string(),
      recurrenceId: z.string(),
      answer: z.enum(PARTSTATS),
      comment: z.string(),
      needs: needsSchema,
      delegate: z.string(),
      delegator: z.string(),
      answeredAt: instant,
      via: z.enum(['mail', 'link', 'account', 'organizer']),
    }),
  ),
  /** Newest first. */
  notes: z.array(noteSchema),
  /** The last mail to each, and how it fared. `not-reached`: it came back. */
  deliveries: z.array(
    z.strictObject({
      mailId: z.string(),
      email: z.string(),
      kind: z.string(),
      state: z.enum(['waiting', 'sent', 'kept', 'failed', 'not-reached']),
      attempts: z.int(),
      at: instant,
      lastWords: z.string(),
    }),
  ),
});
export type Feedback = z.infer<typeof feedbackSchema>;

/** A proposal: `accept` moves the event, `decline` answers DECLINECOUNTER. An unverified answer: `accept` makes it theirs. */
export const noteDecisionRequest = z.strictObject({
  decision: z.enum(['accept', 'decline', 'dismiss']),
  notify: z.boolean().optional(),
});
export type NoteDecision = z.input<typeof noteDecisionRequest>;

export const handOverRequest = z.strictObject({ email: mailbox, notify: z.boolean().optional() });

/** `event`: the body of `POST /events`, or with `id` that of `PATCH /events/{id}`. */
export const mailPlanRequest = z.strictObject({
  id: z.string().max(64).optional(),
  event: z.record(z.string(), z.unknown()),
});

/** Who would be told what if a change were saved now. */
export const mailPlanSchema = z.strictObject({
  mails: z.array(
    z.strictObject({
      email: z.string(),
      name: z.string(),
      kind: z.enum(['invitation', 'update', 'cancellation', 'removal', 'organizer', 'organizerUpdate']),
    }),
  ),
});
export type MailPlanBody = z.infer<typeof mailPlanSchema>;
