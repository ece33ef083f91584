import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { newId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import { DATABASE_FILE } from '../platform/backup/archive-format.ts';
import { BackupProblem } from '../platform/backup/backup-problem.ts';
import { UNFINISHED } from '../platform/backup/data-files.ts';
import { makeBackup } from '../platform/backup/make-backup.ts';
import { type Database, openDatabase } from '../platform/database.ts';
import { lockFolder } from '../platform/folder-lock-store.ts';
import { NewerSchema } from '../platform/schema-store.ts';
import { problemWords } from './backup-words.ts';
import type { Config } from './config.ts';
import { readVersion } from './read-version.ts';
import { StartRefused } from './start-refused.ts';

/** What was upgraded on the way, and the backup that was made before. */
export interface Upgraded {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly file: string;
  readonly fileBytes: number;
  readonly beganMs: number;
  readonly endedMs: number;
}

/** `20271123-064500`, in UTC. */
const stamp = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');

const refused = (error: unknown): unknown => {
  if (error instanceof NewerSchema) return new StartRefused(error.message);
  if (error instanceof BackupProblem)
    return new StartRefused(
      `Before the upgrade of the database a backup is made, and that failed. Nothing was changed. ${problemWords(error).trim()}`,
    );
  return error;
};

/** Makes the data folder when there is none. Refuses one into which a restore has not come to its end. */
export const makeDataDirectory = ({ dataDirectory }: Pick<Config, 'dataDirectory'>): void => {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  accessSync(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK);
  if (existsSync(join(dataDirectory, UNFINISHED)))
    throw new StartRefused(
      `A restore into ${dataDirectory} was cut off. Run it again with --replace; what was there before is in a folder replaced-… in it.`,
    );
};

/** One server alone runs with a data folder: rooms are in its memory. Answers what lets go of the folder. */
export const holdDataDirectory = (config: Pick<Config, 'dataDirectory'>): (() => void) => {
  makeDataDirectory(config);
  const letGo = lockFolder(config.dataDirectory);
  if (letGo === undefined)
    throw new StartRefused(
      `A server runs with ${config.dataDirectory} already. Stop it first, or give this one a folder of its own (DATA_DIR).`,
    );
  return letGo;
};

/**
 * Opens the database of the data folder, bringing its schema up to date. When there is anything to lose, a backup of it is made first;
 * without that backup nothing is changed.
 */
export const openData = async (
  { dataDirectory, backups }: Pick<Config, 'dataDirectory' | 'backups'>,
  clock: Clock,
  log: Log,
): Promise<{ readonly database: Database; readonly upgraded?: Upgraded }> => {
  const beganMs = clock.nowMs();
  let upgrade: Pick<Upgraded, 'from' | 'to' | 'file' | 'fileBytes'> | undefined;
  try {
    const database = await openDatabase({
      file: join(dataDirectory, DATABASE_FILE),
      upgrade: {
        async before(from, pending) {
          const file = `before-${pending[0]}-${stamp(beganMs)}.tar`;
          log.info({ from, pending, backup: file }, 'the database is upgraded; a backup is made before');
          const order = { dataDirectory, scope: 'database', product: readVersion(), nowMs: beganMs } as const;
          const { fileBytes } = await makeBackup({ ...order, file: join(backups.directory, file) });
          upgrade = { from, to: pending.at(-1) ?? '', file, fileBytes };
        },
        done: (migration, tookMs) => log.info({ migration, tookMs: Math.round(tookMs) }, 'the database was upgraded'),
      },
    });
    return {
      database,
      ...(upgrade !== undefined && { upgraded: { ...upgrade, id: newId(), beganMs, endedMs: clock.nowMs() } }),
    };
  } catch (error) {
    throw refused(error);
  }
};
