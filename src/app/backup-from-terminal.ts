import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupProblem } from '../platform/backup/backup-problem.ts';
import { makeBackup } from '../platform/backup/make-backup.ts';
import { isEncryptedBackup, readArchive } from '../platform/backup/read-archive.ts';
import { factsWords, problemWords } from './backup-words.ts';
import type { Config } from './config.ts';
import { PASSPHRASE_SHORTEST, readPassphrase } from './read-passphrase.ts';
import { readVersion } from './read-version.ts';
import type { Terminal } from './terminal.ts';

const USAGE = `webmeeting backup FILE [--encrypt]   keep a copy of everything in FILE, while the server runs
webmeeting backup verify FILE        say what a backup holds, and whether all of it is as it was made
webmeeting backup list               the backups that the server has made by itself

--encrypt asks for a passphrase: BACKUP_PASSPHRASE, BACKUP_PASSPHRASE_FILE, or standard input. Without it the backup is gone, too.
Without --encrypt the file opens whatever the server keeps, its key included: keep it as you keep a key.
Ends with 0 when all is well, 1 when not, 2 when it was not called like this.
`;

const make = async (config: Config, args: readonly string[], terminal: Terminal): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { encrypt: { type: 'boolean', default: false } },
  });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) {
    terminal.complain(USAGE);
    return 2;
  }
  const passphrase = values.encrypt ? await readPassphrase(config.backups, terminal.complain) : undefined;
  if (passphrase !== undefined && passphrase.length < PASSPHRASE_SHORTEST) {
    terminal.complain(`The passphrase must have at least ${PASSPHRASE_SHORTEST} characters.\n`);
    return 2;
  }
  const made = await makeBackup({
    dataDirectory: config.dataDirectory,
    file: resolve(file),
    product: readVersion(),
    nowMs: Date.now(),
    ...(passphrase !== undefined && { passphrase }),
  });
  terminal.say(`The backup is made.\n${factsWords(made)}`);
  return made.damaged > 0 ? 1 : 0;
};

const verify = async (config: Config, [file, ...rest]: readonly string[], terminal: Terminal): Promise<number> => {
  if (file === undefined || rest.length > 0) {
    terminal.complain(USAGE);
    return 2;
  }
  const passphrase = (await isEncryptedBackup(file))
    ? await readPassphrase(config.backups, terminal.complain)
    : undefined;
  const facts = await readArchive(file, passphrase === undefined ? {} : { passphrase });
  terminal.say(`The backup is whole, and as it was made.\n${factsWords(facts)}`);
  return 0;
};

const list = async ({ backups: { directory } }: Config, terminal: Terminal): Promise<number> => {
  const names = (await readdir(directory).catch(() => [])).filter((name) => /\.tar(?:\.age)?$/.test(name)).sort();
  for (const name of names) {
    const { size, mtime } = await stat(join(directory, name));
    terminal.say(`${mtime.toISOString()}  ${String(size).padStart(14)}  ${name}\n`);
  }
  if (names.length === 0) terminal.say(`There are no backups in ${directory}.\n`);
  return 0;
};

/** `webmeeting backup`: answers the exit status. May run while the server does. */
export const backupFromTerminal = async (
  config: Config,
  parameters: readonly string[],
  terminal: Terminal,
): Promise<number> => {
  const [first, ...rest] = parameters;
  try {
    if (first === 'list' && rest.length === 0) return await list(config, terminal);
    if (first === 'verify') return await verify(config, rest, terminal);
    return await make(config, parameters, terminal);
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
