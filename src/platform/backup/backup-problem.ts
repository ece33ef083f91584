/** Why a backup cannot be made, read or put back. Each has its sentence at the terminal and in the console. */
export const BACKUP_PROBLEMS = [
  'nothing-to-back-up',
  'file-exists',
  'no-space',
  'keeps-changing',
  'not-readable',
  'not-a-backup',
  'cut-short',
  'altered',
  'unsafe-path',
  'newer-format',
  'newer-schema',
  'passphrase-missing',
  'passphrase-wrong',
  'damaged-database',
  'folder-not-empty',
  'server-running',
  'failed',
] as const;
export type BackupProblemCode = (typeof BACKUP_PROBLEMS)[number];

/** A backup that came to nothing, with the reason as a code and what belongs into its sentence. */
export class BackupProblem extends Error {
  override readonly name = 'BackupProblem';
  readonly code: BackupProblemCode;
  /** A file, a version. Never what a file holds. */
  readonly what: string;

  constructor(code: BackupProblemCode, what = '', options?: ErrorOptions) {
    super(what === '' ? code : `${code}: ${what}`, options);
    this.code = code;
    this.what = what;
  }
}

/** As it came out of another process, or of a part that knows nothing of backups. */
export const asBackupProblem = (error: unknown): BackupProblem => {
  if (error instanceof BackupProblem) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL')
    return new BackupProblem('no-space', '', { cause: error });
  return new BackupProblem('failed', error instanceof Error ? error.message : String(error), { cause: error });
};
