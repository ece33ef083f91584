import { z } from 'zod';
import { instant } from '../fields.ts';

/** What is measured once a minute. Counts, but for what its name says; what could not be measured is left out. */
export const USAGE_NAMES = [
  /** People in rooms, and those who wait at their doors. */
  'peopleWeb',
  'peoplePhone',
  'peopleWaiting',
  'rooms',
  /** Telephone calls, in and out. */
  'calls',
  'mailsWaiting',
  /** Given up, of those that are still listed. */
  'mailsFailed',
  /** In the last hour. */
  'mailsSent',
  /** Of the machine over a minute, divided by its processors: 100 when all are busy. */
  'loadPercent',
  /** How late the 99th of 100 timers is, milliseconds. */
  'loopDelayMs',
  /** Of this process, bytes. */
  'memoryBytes',
] as const;
export type UsageName = (typeof USAGE_NAMES)[number];

const OVERVIEW_SPANS = ['hour', 'day', 'week', 'month'] as const;
export type OverviewSpan = (typeof OVERVIEW_SPANS)[number];

export const overviewQuery = z.strictObject({ span: z.enum(OVERVIEW_SPANS).optional() });

const values = z.partialRecord(z.enum(USAGE_NAMES), z.number());
export type UsageValues = z.infer<typeof values>;

/** The most in a step of time: averages hide what hurts. */
const usagePointSchema = z.strictObject({ at: instant, values });

const DISK_KINDS = ['recordings', 'documents', 'database', 'backups', 'other', 'free'] as const;
export type DiskKind = (typeof DISK_KINDS)[number];

const ATTENTION_LEVELS = ['problem', 'notice'] as const;

/** One thing that an administrator should look at: a sentence of the console by its code, and where to go. */
const attentionSchema = z.strictObject({
  code: z.string(),
  level: z.enum(ATTENTION_LEVELS),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** A page of the console. */
  href: z.string(),
});
export type Attention = z.infer<typeof attentionSchema>;

export const overviewSchema = z.strictObject({
  attention: z.array(attentionSchema),
  now: values,
  memoryTotalBytes: z.number(),
  /** Bytes by kind. */
  disk: z.partialRecord(z.enum(DISK_KINDS), z.number()),
  span: z.enum(OVERVIEW_SPANS),
  /** Milliseconds between points; where nothing was measured there is none. */
  stepMs: z.int(),
  from: instant,
  to: instant,
  points: z.array(usagePointSchema),
});
export type Overview = z.infer<typeof overviewSchema>;

/** What the meetings of an hour need at its fullest moment. */
const forecastHourSchema = z.strictObject({
  at: instant,
  meetings: z.int(),
  people: z.int(),
  callers: z.int(),
});
export type ForecastHour = z.infer<typeof forecastHourSchema>;

export const forecastSchema = z.strictObject({
  madeAt: instant,
  /** One after the other, from the hour that runs. */
  hours: z.array(forecastHourSchema),
  limits: z.strictObject({
    /** People in all rooms together, as an administrator says; absent: as many as like. */
    people: z.int().optional(),
    /** Meetings at once. */
    rooms: z.int().optional(),
    /** Calls at once; absent: the telephone is off. */
    channels: z.int().optional(),
  }),
  phone: z.strictObject({
    /** Of 1: how many of those who are expected are counted as callers. */
    share: z.number(),
    /** How many people of past meetings it was learned from; below the least, the share is the floor. */
    learnedFrom: z.int(),
    floor: z.number(),
  }),
});
export type Forecast = z.infer<typeof forecastSchema>;

/** `pending`: the first after a start is being worked out; ask again in some seconds. */
export const forecastAnswerSchema = z.union([forecastSchema, z.strictObject({ pending: z.literal(true) })]);
export type ForecastAnswer = z.infer<typeof forecastAnswerSchema>;

/** How many people this server is to carry in all rooms together: the line in the forecast. Null: none is drawn. */
export const seatsSettingsSchema = z.strictObject({
  people: z
    .int({ error: 'A whole number of people.' })
    .min(2, { error: 'At least 2 people.' })
    .max(100_000, { error: 'At most 100000 people.' })
    .nullable(),
});
export type SeatsSettings = z.infer<typeof seatsSettingsSchema>;

/** What one date of an event needs, together with all other meetings of its time. */
export const capacitySchema = z.strictObject({
  /** Expected in this meeting. */
  people: z.int(),
  /** What would not hold: too many for the room itself, for all rooms together (people or meetings), or for the telephone. */
  exceeds: z.array(
    z.strictObject({
      what: z.enum(['room', 'people', 'rooms', 'channels']),
      expected: z.int(),
      limit: z.int(),
      /** The fullest hour; absent for the room itself. */
      at: instant.optional(),
    }),
  ),
});
export type Capacity = z.infer<typeof capacitySchema>;

export const capacityQuery = z.strictObject({ recurrenceId: z.string().max(64).optional() });
