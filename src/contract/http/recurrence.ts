import { z } from 'zod';
import { instant, LIMITS, singleLine, timeZone } from '../fields.ts';
import { recurrenceId } from './event.ts';

/** A series that is being thought about: what its dates would be. */
export const recurrencePreviewRequest = z.strictObject({
  start: recurrenceId,
  end: recurrenceId,
  timeZone: timeZone.optional(),
  allDay: z.boolean().optional(),
  recurrence: singleLine(LIMITS.recurrence),
  extraDates: z.array(recurrenceId).max(LIMITS.extraDates).optional(),
  excludedDates: z.array(recurrenceId).max(LIMITS.extraDates).optional(),
  /** Where invitees are. */
  zones: z.array(timeZone).max(20).optional(),
  count: z.number().int().min(1).max(50).optional(),
});
export type RecurrencePreviewRequest = z.input<typeof recurrencePreviewRequest>;
export type RecurrenceWanted = z.output<typeof recurrencePreviewRequest>;

export const recurrencePreviewSchema = z.strictObject({
  dates: z.array(
    z.strictObject({
      recurrenceId: z.string(),
      start: z.string(),
      end: z.string(),
      startsAt: instant,
      endsAt: instant,
    }),
  ),
  /** How many dates there are in all; null: no end, or more than are counted. */
  total: z.number().nullable(),
  /** When the last date ends; null: no end. */
  endsAt: instant.nullable(),
  /** The first date, within a year, from which the series is at another time of day in that zone. */
  shifts: z.array(z.strictObject({ timeZone: z.string(), date: z.string(), before: z.string(), after: z.string() })),
});
export type RecurrencePreview = z.infer<typeof recurrencePreviewSchema>;
