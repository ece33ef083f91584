import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { type AppearanceKeeper, createAppearanceKeeper } from '../platform/appearance.ts';
import { type Audit, createAudit } from '../platform/audit.ts';
import { createUnitOfWork, type Database, type UnitOfWork } from '../platform/database.ts';
import { type Keyring, openKeyring } from '../platform/keyring.ts';
import { createServices, type Services } from '../platform/services.ts';
import { createSettingsStore, type SettingsStore } from '../platform/settings-store.ts';
import type { Config } from './config.ts';
import { makeDataDirectory, openData, type Upgraded } from './open-data.ts';

/** What everything stands on. */
export interface Ground {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly keyring: Keyring;
  readonly database: Database;
  readonly unitOfWork: UnitOfWork;
  readonly settings: SettingsStore;
  readonly audit: Audit;
  readonly services: Services;
  readonly appearance: AppearanceKeeper;
  /** This start has brought the database up to date. */
  readonly upgraded?: Upgraded;
}

/** Opens the data folder, making it when there is none. Whoever opens it destroys `database` in the end. */
export const buildGround = async (config: Config, clock: Clock, log: Log): Promise<Ground> => {
  makeDataDirectory(config);
  const keyring = openKeyring(config.dataDirectory);
  const { database, upgraded } = await openData(config, clock, log);
  const settings = createSettingsStore(database);
  const services = createServices({ settings, clock, log });
  await services.load();
  const appearance = createAppearanceKeeper({ settings, directory: join(config.dataDirectory, 'appearance') });
  await appearance.load();
  return {
    config,
    clock,
    log,
    keyring,
    database,
    unitOfWork: createUnitOfWork(database),
    settings,
    audit: createAudit({ database, clock }),
    services,
    appearance,
    ...(upgraded !== undefined && { upgraded }),
  };
};
