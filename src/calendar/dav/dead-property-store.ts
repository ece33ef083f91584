import type { AccountId, CalendarId } from '../../base/ids.ts';
import type { Connection, Database, Transaction } from '../../platform/database.ts';
import type { XmlName } from '../../protocols/dav/names.ts';

/** Properties of calendars that clients set and this server does not know, each account's own. */
export interface DeadPropertyStore {
  listOf(
    accountId: AccountId,
    ids: readonly CalendarId[],
    connection?: Connection,
  ): Promise<Map<CalendarId, Map<XmlName, string>>>;
  set(transaction: Transaction, accountId: AccountId, id: CalendarId, name: XmlName, value: string): Promise<void>;
  remove(transaction: Transaction, accountId: AccountId, id: CalendarId, name: XmlName): Promise<void>;
}

interface Row {
  calendar_id: CalendarId;
  account_id: AccountId;
  name: XmlName;
  value: string;
}

export const createDeadPropertyStore = (database: Database): DeadPropertyStore => {
  const table = (connection: Connection) => connection<Row>('calendar_properties');
  return {
    async listOf(accountId, ids, connection = database) {
      const found = new Map<CalendarId, Map<XmlName, string>>();
      const rows = await table(connection).where({ account_id: accountId }).whereIn('calendar_id', ids);
      for (const { calendar_id, name, value } of rows) {
        const properties = found.get(calendar_id) ?? new Map<XmlName, string>();
        found.set(calendar_id, properties.set(name, value));
      }
      return found;
    },
    async set(transaction, accountId, id, name, value) {
      const row = { calendar_id: id, account_id: accountId, name, value };
      await table(transaction).insert(row).onConflict(['calendar_id', 'account_id', 'name']).merge();
    },
    async remove(transaction, accountId, id, name) {
      await table(transaction).where({ calendar_id: id, account_id: accountId, name }).delete();
    },
  };
};
