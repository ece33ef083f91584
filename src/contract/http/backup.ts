import { z } from 'zod';
import { instant } from '../fields.ts';

/** Shorter ones are tried through in days, however slow each try is made. */
export const BACKUP_PASSPHRASE_SHORTEST = 12;

const planFields = {
  /** Whether the server makes backups by itself. */
  active: z.boolean(),
  /** The time of day, on the server's clock: `03:00`. */
  at: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'A time such as 03:00.' }),
  /** The newest of how many days, weeks and months are kept. */
  daily: z.int().min(1).max(365),
  weekly: z.int().min(0).max(104),
  monthly: z.int().min(0).max(120),
  /** Those that the server makes by itself or by a click; it needs a passphrase. */
  encrypted: z.boolean(),
};

export const backupPlanSchema = z.strictObject({ ...planFields, passphraseSet: z.boolean() });
export type BackupPlan = z.infer<typeof backupPlanSchema>;

export const backupPlanRequest = z.strictObject({
  ...planFields,
  /** Another one from now on: backups that are there keep the one that they were made with. */
  passphrase: z
    .string()
    .min(BACKUP_PASSPHRASE_SHORTEST)
    .max(1_000)
    .regex(/^[^\p{Cc}]*$/u, { error: 'One line.' })
    .optional(),
});
export type BackupPlanRequest = z.infer<typeof backupPlanRequest>;

export const BACKUP_STATES = ['running', 'ready', 'failed', 'removed', 'missing'] as const;
export const BACKUP_REASONS = ['schedule', 'by-hand', 'upgrade'] as const;

export const backupSchema = z.strictObject({
  id: z.string(),
  reason: z.enum(BACKUP_REASONS),
  file: z.string(),
  /** `missing`: somebody took the file away. */
  state: z.enum(BACKUP_STATES),
  encrypted: z.boolean(),
  startedAt: instant,
  endedAt: instant.optional(),
  bytes: z.number().optional(),
  /** A code; the console has its sentence. */
  problem: z.string().optional(),
  /** What the last check found, since the server was started. */
  check: z
    .strictObject({ state: z.enum(['running', 'whole', 'broken']), problem: z.string().optional(), checkedAt: instant })
    .optional(),
});
export type BackupBody = z.infer<typeof backupSchema>;

export const backupListQuery = z.strictObject({
  offset: z.coerce.number().int().min(0).max(1_000_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

export const backupListSchema = z.strictObject({
  plan: backupPlanSchema,
  /** Where the files are, on the server. */
  directory: z.string(),
  freeBytes: z.number(),
  /** When the next is due. */
  nextAt: instant.optional(),
  total: z.number(),
  backups: z.array(backupSchema),
});
export type BackupList = z.infer<typeof backupListSchema>;
