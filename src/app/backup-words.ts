import type { BackupFacts } from '../platform/backup/archive-format.ts';
import type { BackupProblem, BackupProblemCode } from '../platform/backup/backup-problem.ts';

/** What happened, and what to do next, for somebody at a terminal. */
const WORDS: Readonly<Record<BackupProblemCode, (what: string) => string>> = {
  'nothing-to-back-up': (what) => `There is no database in ${what}. Set DATA_DIR to the folder of the installation.`,
  'file-exists': (what) => `${what} exists already. Nothing was written; choose another name.`,
  'no-space': (what) =>
    what === ''
      ? 'The disk is full. Nothing was kept of it; make room, then try again.'
      : `There is too little space on the disk: up to ${Math.ceil(Number(what) / 1024 ** 2)} MiB are needed. Nothing was written.`,
  'keeps-changing': () => 'Documents were deleted faster than they could be read. Try again at a quieter time.',
  'not-readable': (what) => `${what} cannot be read.`,
  'not-a-backup': () => 'This is not a backup of WebMeeting.',
  'cut-short': () =>
    'The backup is cut short: its end is missing. Fetch it again from where it was kept, or take another.',
  altered: (what) =>
    `The backup is not as it was made${what === '' ? '' : ` (${what})`}: it was altered or damaged. Take another one.`,
  'unsafe-path': (what) => `The backup names a file that would lie elsewhere (${what}): somebody has altered it.`,
  'newer-format': (what) =>
    `The backup has format ${what}, which a later release of WebMeeting made. Use that release.`,
  'newer-schema': (what) =>
    `The backup comes from a later release of WebMeeting (its database has ${what}). Use that release, or a later one.`,
  'passphrase-missing': () =>
    'The backup is encrypted: give its passphrase in BACKUP_PASSPHRASE, BACKUP_PASSPHRASE_FILE or on standard input.',
  'passphrase-wrong': () => 'The passphrase is not the one that the backup was encrypted with.',
  'damaged-database': () => 'The database in the backup is damaged. Take another one.',
  'folder-not-empty': (what) =>
    `${what} is not empty. With --replace, what is there is put aside into a folder of its own.`,
  'server-running': (what) => `A server runs with ${what}. Stop it first.`,
  failed: (what) => `It failed: ${what}`,
};

/** File names may come from an archive: nothing in them may steer a terminal. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');

export const problemWords = ({ code, what }: BackupProblem): string => `${plain(WORDS[code](what))}\n`;

const sizeWords = (bytes: number): string =>
  bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 ** 2).toFixed(1)} MiB`;

/** What a backup holds, in lines. */
export const factsWords = ({ made, product, schema, scope, files, bytes, damaged, encrypted }: BackupFacts): string =>
  [
    `made       ${made}, by WebMeeting ${plain(product)} (${schema})`,
    `holds      ${scope === 'all' ? 'everything' : 'the database alone'}: ${files} files, ${sizeWords(bytes)}`,
    `encrypted  ${encrypted ? 'yes' : 'no: keep it as you keep a key'}`,
    ...(damaged > 0 ? [`damaged    ${damaged} documents had lost their bytes before the backup was made`] : []),
    '',
  ].join('\n');
