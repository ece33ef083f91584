import { z } from 'zod';
import { instant } from '../fields.ts';
import { QUALITIES, ROLES } from '../room/room-state.ts';
import { RECORDING_STATES } from './recording.ts';

/** Whose meeting it is, and what it is called; a private event keeps its title to itself. */
const about = {
  meetingId: z.string(),
  title: z.string(),
  /** The title is not told. */
  private: z.boolean(),
  organizer: z.strictObject({ name: z.string(), email: z.string() }),
};

/** A meeting that runs. */
const liveMeetingSchema = z.strictObject({
  sessionId: z.string(),
  ...about,
  startedAt: instant,
  web: z.int(),
  phone: z.int(),
  /** At the door. */
  waiting: z.int(),
  recording: z.enum(['none', 'recording', 'paused']),
  sharesScreen: z.boolean(),
  sound: z.strictObject({
    /** Microphones that are open. */
    open: z.int(),
    /** People whose sound stumbles. */
    poor: z.int(),
    /** People whose connection is lost at this moment. */
    lost: z.int(),
  }),
});
export type LiveMeeting = z.infer<typeof liveMeetingSchema>;
export const liveMeetingsSchema = z.strictObject({ meetings: z.array(liveMeetingSchema) });

/** Who is there, by how they are there: names stay in the meeting. */
export const livePeopleSchema = z.strictObject({
  people: z.array(
    z.strictObject({
      number: z.int(),
      role: z.enum(ROLES),
      via: z.enum(['web', 'phone']),
      since: instant,
      microphone: z.enum(['on', 'muted', 'none']),
      quality: z.enum(QUALITIES),
      connected: z.boolean(),
    }),
  ),
});
export type LivePeople = z.infer<typeof livePeopleSchema>;

/** `after`: the `next` of the answer before. */
export const comingMeetingsQuery = z.strictObject({ after: z.string().max(120).optional() });

export const comingMeetingsSchema = z.strictObject({
  meetings: z.array(
    z.strictObject({
      eventId: z.string(),
      recurrenceId: z.string(),
      ...about,
      startsAt: instant,
      endsAt: instant,
      /** Who did not decline. */
      people: z.int(),
    }),
  ),
  next: z.string().optional(),
});
export type ComingMeetings = z.infer<typeof comingMeetingsSchema>;

export const pastMeetingsQuery = z.strictObject({
  /** Part of a name or address. */
  organizer: z.string().trim().max(254).optional(),
  /** Nine digits. */
  meeting: z
    .string()
    .transform((text) => text.replace(/[\s.-]/g, ''))
    .refine((text) => /^\d{0,9}$/.test(text), { error: 'A meeting ID has nine digits.' })
    .optional(),
  /** Began from this moment on. */
  from: instant.optional(),
  /** Began before this moment. */
  to: instant.optional(),
  before: z.string().max(120).optional(),
});

const END_REASONS = ['ended', 'cancelled', 'empty', 'administrator'] as const;

export const pastMeetingsSchema = z.strictObject({
  sessions: z.array(
    z.strictObject({
      sessionId: z.string(),
      ...about,
      startedAt: instant,
      endedAt: instant,
      reason: z.enum(END_REASONS).optional(),
      /** People, each once. */
      people: z.int(),
      callers: z.int(),
      recordings: z.array(z.strictObject({ number: z.int(), state: z.enum(RECORDING_STATES), kept: z.boolean() })),
    }),
  ),
  next: z.string().optional(),
});
export type PastMeetings = z.infer<typeof pastMeetingsSchema>;
