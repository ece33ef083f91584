import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { createUnitOfWork, type Database, openDatabase, type UnitOfWork } from '../platform/database.ts';
import { type Keyring, openKeyring } from '../platform/keyring.ts';
import { createSettingsStore, type SettingsStore } from '../platform/settings-store.ts';
import type { Config } from './config.ts';

/** What everything stands on. */
export interface Ground {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly keyring: Keyring;
  readonly database: Database;
  readonly unitOfWork: UnitOfWork;
  readonly settings: SettingsStore;
}

/** Opens the data folder, making it when there is none. Whoever opens it destroys `database` in the end. */
export const buildGround = async (config: Config, clock: Clock, log: Log): Promise<Ground> => {
  mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 });
  const keyring = openKeyring(config.dataDirectory);
  const database = await openDatabase({ file: join(config.dataDirectory, 'webmeeting.sqlite') });
  return {
    config,
    clock,
    log,
    keyring,
    database,
    unitOfWork: createUnitOfWork(database),
    settings: createSettingsStore(database),
  };
};
