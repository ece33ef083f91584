import type { BackupFacts } from './archive-format.ts';
import type { BackupProblemCode } from './backup-problem.ts';
import type { BackupOrder, MadeBackup } from './make-backup.ts';

/** What a process of its own is to do with a backup. */
export type BackupTask =
  | { readonly task: 'make'; readonly order: BackupOrder }
  | { readonly task: 'verify'; readonly file: string; readonly passphrase?: string };

export type BackupAnswer =
  | { readonly say: 'made'; readonly made: MadeBackup }
  | { readonly say: 'verified'; readonly facts: BackupFacts }
  | { readonly say: 'failed'; readonly code: BackupProblemCode; readonly what: string };
