import type { Connection, Database } from './database.ts';

/** Settings that an administrator changes while the server runs. */
export interface SettingsStore {
  get(name: string, connection?: Connection): Promise<unknown>;
  set(name: string, value: unknown, connection?: Connection): Promise<void>;
}

export const createSettingsStore = (database: Database): SettingsStore => ({
  async get(name, connection = database) {
    const row: { value: string } | undefined = await connection('settings').where({ name }).first('value');
    return row === undefined ? undefined : JSON.parse(row.value);
  },
  async set(name, value, connection = database) {
    await connection('settings')
      .insert({ name, value: JSON.stringify(value) })
      .onConflict('name')
      .merge();
  },
});
