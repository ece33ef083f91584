import { z } from 'zod';

/**
 * A backup is one tar file (POSIX.1-2001, pax), encrypted as a whole with age when asked. In this order: HEAD, the files below
 * `data/`, the database last, LIST, END. What has no END was cut short. Any tar program can read it.
 */
export const FORMAT = 1;
export const HEAD = 'webmeeting-backup.json';
export const DATA = 'data/';
export const LIST = 'webmeeting-files.jsonl';
export const END = 'webmeeting-end.json';

export const DATABASE_FILE = 'webmeeting.sqlite';
export const KEY_FILE = 'secret.key';

/** Written at the head of a file in the format of the age tool (age-encryption.org/v1). */
export const AGE_MAGIC = 'age-encryption.org/v1';

/** What a program of another release must be able to read before all else: unknown fields are let through. */
export const headFormatSchema = z.object({ format: z.int().min(1) });

export const headSchema = z.object({
  format: z.literal(FORMAT),
  /** The release that made it. */
  product: z.string().max(100),
  /** The last migration of its database. */
  schema: z.string().max(200),
  made: z.iso.datetime(),
  /** `database`: the database and the key alone, as before an upgrade. */
  scope: z.enum(['all', 'database']),
});
export type BackupHead = z.infer<typeof headSchema>;
export type BackupScope = BackupHead['scope'];

/** One line of LIST. */
export const listedFileSchema = z.strictObject({
  path: z.string(),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ListedFile = z.infer<typeof listedFileSchema>;

export const endSchema = z.object({
  files: z.int().min(0),
  bytes: z.int().min(0),
  /** Of LIST, hex. */
  listSha256: z.string(),
  /** Documents whose bytes were gone or not as they were stored, at the time of the backup. */
  damaged: z.int().min(0),
});
export type BackupEnd = z.infer<typeof endSchema>;

/** What is told of a backup that was made or read whole. */
export interface BackupFacts extends BackupHead {
  readonly files: number;
  /** Of the files in it together. */
  readonly bytes: number;
  readonly damaged: number;
  readonly encrypted: boolean;
}
