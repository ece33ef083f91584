import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../base/clock.ts';
import { createAudit } from '../platform/audit.ts';
import { BackupProblem } from '../platform/backup/backup-problem.ts';
import { isEncryptedBackup } from '../platform/backup/read-archive.ts';
import { restoreBackup } from '../platform/backup/restore-backup.ts';
import { openDatabase } from '../platform/database.ts';
import { factsWords, problemWords } from './backup-words.ts';
import type { Config } from './config.ts';
import { readPassphrase } from './read-passphrase.ts';
import type { Terminal } from './terminal.ts';

const USAGE = `webmeeting restore FILE [--into DIR] [--replace]   bring back what a backup holds

DIR is the data folder; without it that of DATA_DIR. The server must not run. All of the backup is read and checked before anything is
changed. --replace puts what is in DIR aside, into a folder replaced-… in it. The passphrase of an encrypted backup is read from
BACKUP_PASSPHRASE, BACKUP_PASSPHRASE_FILE, or standard input.
Ends with 0 when it is done, 1 when nothing was changed, 2 when it was not called like this.
`;

/** Brought up to date, with a line of where it came from. */
const upgrade = async (file: string): Promise<void> => {
  const database = await openDatabase({ file });
  try {
    await createAudit({ database, clock: systemClock }).write({
      actor: { kind: 'terminal' },
      action: 'backup.restored',
    });
  } finally {
    await database.destroy();
  }
};

const restore = async (config: Config, args: readonly string[], terminal: Terminal): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { into: { type: 'string' }, replace: { type: 'boolean', default: false } },
  });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) {
    terminal.complain(USAGE);
    return 2;
  }
  const into = resolve(values.into ?? config.dataDirectory);
  const passphrase = (await isEncryptedBackup(file))
    ? await readPassphrase(config.backups, terminal.complain)
    : undefined;
  const restored = await restoreBackup({
    file,
    into,
    upgrade,
    replace: values.replace,
    nowMs: Date.now(),
    ...(passphrase !== undefined && { passphrase }),
  });
  terminal.say(`The backup is in ${into}.\n${factsWords(restored)}`);
  if (restored.replaced !== undefined) terminal.say(`What was there before is in ${restored.replaced}.\n`);
  terminal.say('Now start the server.\n');
  return 0;
};

/** `webmeeting restore`: answers the exit status. */
export const restoreFromTerminal = async (
  config: Config,
  parameters: readonly string[],
  terminal: Terminal,
): Promise<number> => {
  try {
    return await restore(config, parameters, terminal);
  } catch (error) {
    if (error instanceof BackupProblem) {
      terminal.complain(problemWords(error));
      return 1;
    }
    if (!(error instanceof TypeError)) throw error;
    terminal.complain(`${error.message}\n\n${USAGE}`);
    return 2;
  }
};
