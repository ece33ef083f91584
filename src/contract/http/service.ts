import { z } from 'zod';
import { instant } from '../fields.ts';

/** What an administrator sees as one thing that runs or does not. */
export const SERVICE_NAMES = [
  'web',
  'calendar',
  'caldav',
  'mail-out',
  'mail-in',
  'webmeeting',
  'telephone',
  'recording',
  'documents',
] as const;

/** Everything that can be wrong with a service; the console has a sentence and a remedy for each. */
export const SERVICE_PROBLEMS = [
  'port-taken',
  'port-forbidden',
  'address-missing',
  'start-failed',
  'check-failed',
  'disk-full',
  'disk-low',
  'mail-kept',
  'mail-delayed',
  'mail-failed',
  'mailbox-refused',
  'mailbox-unreachable',
  'mail-unread',
  'feeds-failing',
  'rooms-taken',
  'trunk-failed',
  'trunk-password',
  'trunk-certificate',
  'trunk-unknown',
  'trunk-silent',
  'calls-refused',
  'lines-taken',
  'recording-failed',
] as const;

export const serviceSchema = z.strictObject({
  name: z.enum(SERVICE_NAMES),
  /** `off`: not configured; `stopped`: by an administrator; `troubled`: something is wrong with it. */
  state: z.enum(['running', 'troubled', 'stopped', 'off']),
  since: instant,
  /** False: stopped, or could not be started. */
  runs: z.boolean(),
  stoppable: z.boolean(),
  problem: z
    .strictObject({
      code: z.enum(SERVICE_PROBLEMS),
      values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    })
    .optional(),
});
export type ServiceBody = z.infer<typeof serviceSchema>;

/** `now`: what would be cut off by a stop. */
export const serviceListSchema = z.strictObject({
  services: z.array(serviceSchema),
  now: z.strictObject({ rooms: z.int(), calls: z.int() }),
});
export type ServiceList = z.infer<typeof serviceListSchema>;

export const serviceParam = z.strictObject({ name: z.enum(SERVICE_NAMES) });
