import { z } from 'zod';
import { LICENSED_RIGHTS } from '../../base/rights.ts';
import { instant, LIMITS, singleLine } from '../fields.ts';

const MOST_SEATS = 1_000_000;

export const LICENCE_TYPES = ['unlimited', 'seats', 'subscription'] as const;

/**
 * What an organisation has of one service. `state`: `full` when every seat is held, `over` when more hold it than there are seats,
 * `ended` when a subscription is over: nobody loses a right by these, and nobody new gets it.
 */
export const licenceSchema = z.strictObject({
  service: z.enum(LICENSED_RIGHTS),
  type: z.enum(LICENCE_TYPES),
  state: z.enum(['registered', 'full', 'over', 'ended']),
  /** `null`: as many as like. */
  seats: z.int().nullable(),
  seatsUsed: z.int(),
  /** Of a subscription. */
  endsAt: instant.nullable(),
  reference: z.string(),
});
export type LicenceBody = z.infer<typeof licenceSchema>;

export const licenceListSchema = z.strictObject({ licences: z.array(licenceSchema) });
export type LicenceList = z.infer<typeof licenceListSchema>;

export const licenceParams = z.strictObject({ service: z.enum(LICENSED_RIGHTS) });

const seats = z
  .int({ error: 'A whole number.' })
  .min(0, { error: 'Not below 0.' })
  .max(MOST_SEATS, { error: `At most ${MOST_SEATS}.` });
const reference = singleLine(LIMITS.title).optional();

/** A subscription whose end has passed is taken too: it gives nobody new the right. */
export const licenceRequest = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('unlimited'), reference }),
    z.strictObject({ type: z.literal('seats'), seats, reference }),
    z.strictObject({ type: z.literal('subscription'), seats: seats.nullable(), endsAt: instant, reference }),
  ],
  { error: 'One of unlimited, seats or subscription.' },
);
export type LicenceRequest = z.input<typeof licenceRequest>;

/** Who takes a seat, and by what: given to themselves, or by these groups. */
export const holderListSchema = z.strictObject({
  holders: z.array(
    z.strictObject({
      id: z.string(),
      email: z.string(),
      name: z.string(),
      own: z.boolean(),
      groups: z.array(z.string()),
    }),
  ),
  total: z.int(),
});
export type HolderList = z.infer<typeof holderListSchema>;
