import { constants, setPriority } from 'node:os';
import type { BackupAnswer, BackupTask } from './backup-order.ts';
import { asBackupProblem } from './backup-problem.ts';
import { makeBackup } from './make-backup.ts';
import { readArchive } from './read-archive.ts';

/**
 * The whole of a backup process: takes one task and ends. A process and not a thread: threads of Node have no priority of their own, and
 * rooms go first on the processor.
 */
const perform = async (given: BackupTask): Promise<BackupAnswer> => {
  try {
    if (given.task === 'make') return { say: 'made', made: await makeBackup(given.order) };
    const { file, passphrase } = given;
    return { say: 'verified', facts: await readArchive(file, passphrase === undefined ? {} : { passphrase }) };
  } catch (error) {
    const { code, what } = asBackupProblem(error);
    return { say: 'failed', code, what };
  }
};

process.umask(0o077);
try {
  setPriority(constants.priority.PRIORITY_LOW);
} catch {
  // Not everywhere is that allowed.
}
process.once('message', (given: BackupTask) => {
  void perform(given).then((answer) => process.send?.(answer, undefined, undefined, () => process.disconnect()));
});
// The server is gone: nobody wants this any more.
process.once('disconnect', () => process.exit());
