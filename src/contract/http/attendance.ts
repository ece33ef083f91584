import { z } from 'zod';
import { instant } from '../fields.ts';
import { ROLES } from '../room/room-state.ts';

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
});
export type AttendeeBody = z.infer<typeof attendeeSchema>;

export const pastSessionSchema = z.strictObject({
  id: z.string(),
  /** Which date of the series; empty for what takes place once. */
  recurrenceId: z.string(),
  startedAt: instant,
  /** Absent while it runs. */
  endedAt: instant.optional(),
  /** `ended`: for everyone, by somebody. `empty`: the last person had left. `cancelled`: with its event. */
  reason: z.enum(['ended', 'cancelled', 'empty']).optional(),
  /** By their first coming. */
  people: z.array(attendeeSchema),
  /** How many messages of the group chat are kept. */
  messages: z.int(),
});
export type PastSessionBody = z.infer<typeof pastSessionSchema>;

export const sessionListSchema = z.strictObject({
  sessions: z.array(pastSessionSchema),
  /** Absent on the last page. */
  next: z.string().optional(),
});
export type SessionList = z.infer<typeof sessionListSchema>;

export const keptChatSchema = z.strictObject({
  messages: z.array(z.strictObject({ name: z.string(), text: z.string(), sentAt: instant })),
});
export type KeptChat = z.infer<typeof keptChatSchema>;
