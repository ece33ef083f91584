import { type AccountId, type CalendarId, newId } from '../base/ids.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';

interface CalendarRow {
  id: CalendarId;
  account_id: AccountId;
  name: string;
  color: string;
  position: number;
  is_default: number | boolean;
  sync_revision: number;
}

interface ChangeRow {
  calendar_id: CalendarId;
  revision: number;
  uri: string;
  operation: 'put' | 'delete';
}

export interface CalendarStore {
  /** The calendar that new events of the account go to; it is made when it is first needed. */
  defaultOf(transaction: Transaction, accountId: AccountId, nameWhenNew: string): Promise<CalendarId>;
  /** Notes that an object of the calendar was put or deleted. Answers the calendar's new revision. */
  noteChange(
    transaction: Transaction,
    calendarId: CalendarId,
    uri: string,
    operation: 'put' | 'delete',
  ): Promise<number>;
  listOf(
    accountId: AccountId,
    connection?: Connection,
  ): Promise<ReadonlyArray<{ id: CalendarId; name: string; color: string }>>;
}

const FIRST_COLOR = '#2f6fed';

export const createCalendarStore = (database: Database): CalendarStore => {
  const calendars = (connection: Connection) => connection<CalendarRow>('calendars');
  return {
    async defaultOf(transaction, accountId, nameWhenNew) {
      const row = await calendars(transaction).where({ account_id: accountId, is_default: true }).first('id');
      if (row) return row.id;
      const id = newId<CalendarId>();
      await calendars(transaction).insert({
        id,
        account_id: accountId,
        name: nameWhenNew,
        color: FIRST_COLOR,
        position: 0,
        is_default: true,
        sync_revision: 0,
      });
      return id;
    },
    async noteChange(transaction, calendarId, uri, operation) {
      await calendars(transaction).where({ id: calendarId }).increment('sync_revision', 1);
      const row = await calendars(transaction).where({ id: calendarId }).first('sync_revision');
      if (!row) throw new Error('A calendar that was written to is not there.');
      const revision = row.sync_revision;
      await transaction<ChangeRow>('calendar_changes').insert({ calendar_id: calendarId, revision, uri, operation });
      return revision;
    },
    async listOf(accountId, connection = database) {
      return calendars(connection).where({ account_id: accountId }).orderBy('position').select('id', 'name', 'color');
    },
  };
};
