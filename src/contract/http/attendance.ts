import { z } from 'zod';
import { LANGUAGES } from '../../base/languages.ts';
import { instant, timeZone } from '../fields.ts';
import { chatFileSchema, ROLES } from '../room/room-state.ts';
import { PARTSTATS } from './event.ts';
import { RECORDING_STATES } from './recording.ts';

/** The newest first; `before` is the `next` of the answer before. */
export const sessionListQuery = z.strictObject({
  before: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(50).optional(),
});

/** One unbroken time in the meeting; without `to` it lasts. */
const staySchema = z.strictObject({ from: instant, to: instant.optional() });

const attendeeSchema = z.strictObject({
  name: z.string(),
  role: z.enum(ROLES),
  /** By which way they came; `both` for who used two. */
  via: z.enum(['web', 'phone', 'both']),
  /** Of all their devices together, in order, none overlapping another. */
  stays: z.array(staySchema),
  /** In all; until now for who is there. */
  seconds: z.int(),
  /** To this date, by an address that is known; its organizer is. */
  invited: z.boolean(),
  /** What they had answered for this date. */
  answer: z.enum(PARTSTATS).optional(),
  /** Only for the organizer: by which address they came. */
  email: z.string().optional(),
  /** When they agreed at the door to being recorded. */
  consentedAt: instant.optional(),
});
export type AttendeeBody = z.infer<typeof attendeeSchema>;

/** Somebody who was invited and did not come. */
const absenteeSchema = z.strictObject({
  name: z.string(),
  /** Only for the organizer, and of who has no name. */
  email: z.string().optional(),
  answer: z.enum(PARTSTATS),
});
export type AbsenteeBody = z.infer<typeof absenteeSchema>;

/** What is in the organizer's documents of a session. */
const paperSchema = z.strictObject({ documentId: z.string(), name: z.string() });

export const pastSessionSchema = z.strictObject({
  id: z.string(),
  /** Which date of the series; empty for what takes place once. */
  recurrenceId: z.string(),
  startedAt: instant,
  /** Absent while it runs. */
  endedAt: instant.optional(),
  /**
   * `ended`: for everyone, by somebody in it. `empty`: the last person had left. `cancelled`: with its event. `administrator`: by
   * somebody who runs the server.
   */
  reason: z.enum(['ended', 'cancelled', 'empty', 'administrator']).optional(),
  /** By their first coming. */
  people: z.array(attendeeSchema),
  /** Who was invited to this date and did not come; absent while it runs. */
  absent: z.array(absenteeSchema).optional(),
  /** How many messages of the group chat are kept. */
  messages: z.int(),
  /** In the group chat: `GET /room/files/{id}`. */
  files: z.array(chatFileSchema),
  /** In their order: `GET /recordings/{id}`. */
  recordings: z.array(
    z.strictObject({
      id: z.string(),
      number: z.int(),
      state: z.enum(RECORDING_STATES),
      durationMs: z.number().optional(),
    }),
  ),
  /** Only for the organizer, once they are kept: the session's folder in their documents, and its papers. */
  folderId: z.string().optional(),
  papers: z.array(paperSchema).optional(),
});
export type PastSessionBody = z.infer<typeof pastSessionSchema>;

export const sessionListSchema = z.strictObject({
  sessions: z.array(pastSessionSchema),
  /** Absent on the last page. */
  next: z.string().optional(),
});
export type SessionList = z.infer<typeof sessionListSchema>;

export const keptChatSchema = z.strictObject({
  messages: z.array(
    z.strictObject({
      name: z.string(),
      text: z.string(),
      files: z.array(chatFileSchema).optional(),
      sentAt: instant,
    }),
  ),
});
export type KeptChat = z.infer<typeof keptChatSchema>;

/** How a list is written that is made when it is asked for; without: as the account has it. */
export const paperQuery = z.strictObject({
  language: z.enum(LANGUAGES).optional(),
  timeZone: timeZone.optional(),
});
