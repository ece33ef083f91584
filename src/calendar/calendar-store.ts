import { type AccountId, type CalendarId, type MeetingId, newId } from '../base/ids.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { AccessibleCalendar, Calendar } from './calendar.ts';

interface CalendarRow {
  id: CalendarId;
  account_id: AccountId;
  kind: Calendar['kind'];
  uri: string | null;
  name: string;
  description: string;
  color: string;
  position: number;
  shown: number | boolean;
  is_default: number | boolean;
  time_zone: string | null;
  time_zone_text: string | null;
  every_event_meets: number | boolean;
  transparent: number | boolean;
  sync_revision: number;
  pruned_revision: number;
  created_ms: number;
}

interface ShareRow {
  calendar_id: CalendarId;
  account_id: AccountId;
  access: 'read' | 'write';
  color: string | null;
  position: number;
  shown: number | boolean;
}

interface ChangeRow {
  calendar_id: CalendarId;
  revision: number;
  uri: string;
  operation: 'put' | 'delete';
}

export interface Share {
  readonly accountId: AccountId;
  readonly access: 'read' | 'write';
}

export interface NewCalendar {
  readonly id?: CalendarId;
  readonly ownerId: AccountId;
  readonly name: string;
  readonly color: string;
  readonly uri?: string;
  readonly kind?: Calendar['kind'];
  readonly createdMs: number;
}

export type CalendarEdit = Partial<
  Pick<
    Calendar,
    | 'name'
    | 'description'
    | 'color'
    | 'position'
    | 'shown'
    | 'everyEventMeets'
    | 'transparent'
    | 'timeZone'
    | 'timeZoneText'
  >
>;

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
  insert(transaction: Transaction, calendar: NewCalendar): Promise<CalendarId>;
  update(transaction: Transaction, id: CalendarId, edit: CalendarEdit): Promise<void>;
  /** How an account that a calendar is shared with sees it. */
  updateShare(
    transaction: Transaction,
    id: CalendarId,
    accountId: AccountId,
    edit: Partial<Pick<Calendar, 'color' | 'position' | 'shown'>>,
  ): Promise<void>;
  removeShare(transaction: Transaction, id: CalendarId, accountId: AccountId): Promise<void>;
  setDefault(transaction: Transaction, ownerId: AccountId, id: CalendarId): Promise<void>;
  remove(transaction: Transaction, id: CalendarId): Promise<void>;
  findById(id: CalendarId, connection?: Connection): Promise<Calendar | undefined>;
  /** The calendar as the account has it; undefined when it has nothing to do with it. */
  findFor(accountId: AccountId, id: CalendarId, connection?: Connection): Promise<AccessibleCalendar | undefined>;
  /** The same by its name in CalDAV addresses. */
  findByUri(accountId: AccountId, uri: string, connection?: Connection): Promise<AccessibleCalendar | undefined>;
  /** Own ones first, each group in its order. */
  listFor(accountId: AccountId, connection?: Connection): Promise<AccessibleCalendar[]>;
  /** Forgets all but the last `kept` changes of each calendar. */
  pruneChanges(kept: number): Promise<void>;
  sharesOf(ids: readonly CalendarId[], connection?: Connection): Promise<Map<CalendarId, Share[]>>;
  setShares(transaction: Transaction, id: CalendarId, shares: readonly Share[]): Promise<void>;
  /** Whether an event of the meeting is in a calendar that is shared with the account to be written. */
  writesMeeting(accountId: AccountId, meetingId: MeetingId): Promise<boolean>;
}

const FIRST_COLOR = '#2f6fed';

const fromRow = (row: CalendarRow): Calendar => ({
  id: row.id,
  ownerId: row.account_id,
  uri: row.uri ?? row.id,
  kind: row.kind,
  name: row.name,
  description: row.description,
  color: row.color,
  position: row.position,
  shown: Boolean(row.shown),
  isDefault: Boolean(row.is_default),
  ...(row.time_zone !== null && { timeZone: row.time_zone }),
  ...(row.time_zone_text !== null && { timeZoneText: row.time_zone_text }),
  everyEventMeets: Boolean(row.every_event_meets),
  transparent: Boolean(row.transparent),
  syncRevision: row.sync_revision,
  prunedRevision: row.pruned_revision,
});

const owned = (row: CalendarRow): AccessibleCalendar => ({ ...fromRow(row), access: 'owner' });

type SharedRow = CalendarRow & {
  share_access: ShareRow['access'];
  share_color: string | null;
  share_position: number;
  share_shown: number | boolean;
};

const shared = (row: SharedRow): AccessibleCalendar => ({
  ...fromRow(row),
  // Names are each owner's: among the calendars of another account the id is unique.
  uri: row.id,
  access: row.share_access,
  isDefault: false,
  color: row.share_color ?? row.color,
  position: row.share_position,
  shown: Boolean(row.share_shown),
});

const columnsOf = (edit: CalendarEdit): Partial<CalendarRow> => ({
  ...(edit.name !== undefined && { name: edit.name }),
  ...(edit.description !== undefined && { description: edit.description }),
  ...(edit.color !== undefined && { color: edit.color }),
  ...(edit.position !== undefined && { position: edit.position }),
  ...(edit.shown !== undefined && { shown: edit.shown }),
  ...(edit.everyEventMeets !== undefined && { every_event_meets: edit.everyEventMeets }),
  ...(edit.transparent !== undefined && { transparent: edit.transparent }),
  ...(edit.timeZone !== undefined && { time_zone: edit.timeZone === '' ? null : edit.timeZone }),
  ...(edit.timeZoneText !== undefined && { time_zone_text: edit.timeZoneText === '' ? null : edit.timeZoneText }),
});

export const createCalendarStore = (database: Database): CalendarStore => {
  const calendars = (connection: Connection) => connection<CalendarRow>('calendars');
  const shares = (connection: Connection) => connection<ShareRow>('calendar_shares');
  const sharedWith = (accountId: AccountId, connection: Connection) =>
    connection('calendar_shares')
      .join('calendars', 'calendars.id', 'calendar_shares.calendar_id')
      .where('calendar_shares.account_id', accountId)
      .select<SharedRow[]>(
        'calendars.*',
        'calendar_shares.access as share_access',
        'calendar_shares.color as share_color',
        'calendar_shares.position as share_position',
        'calendar_shares.shown as share_shown',
      );

  const insert: CalendarStore['insert'] = async (transaction, calendar) => {
    const id = calendar.id ?? newId<CalendarId>();
    const last = await calendars(transaction)
      .where({ account_id: calendar.ownerId })
      .max({ position: 'position' })
      .first<{ position: number | null }>();
    await calendars(transaction).insert({
      id,
      account_id: calendar.ownerId,
      kind: calendar.kind ?? 'own',
      uri: calendar.uri ?? null,
      name: calendar.name,
      color: calendar.color,
      position: (last?.position ?? -1) + 1,
      is_default: false,
      sync_revision: 0,
      created_ms: calendar.createdMs,
    });
    return id;
  };

  const setDefault: CalendarStore['setDefault'] = async (transaction, ownerId, id) => {
    await calendars(transaction).where({ account_id: ownerId }).update({ is_default: false });
    await calendars(transaction).where({ account_id: ownerId, id }).update({ is_default: true });
  };

  return {
    async defaultOf(transaction, accountId, nameWhenNew) {
      const row = await calendars(transaction).where({ account_id: accountId, is_default: true }).first('id');
      if (row) return row.id;
      const id = await insert(transaction, { ownerId: accountId, name: nameWhenNew, color: FIRST_COLOR, createdMs: 0 });
      await setDefault(transaction, accountId, id);
      return id;
    },
    async noteChange(transaction, calendarId, uri, operation) {
      const [row] = await calendars(transaction)
        .where({ id: calendarId })
        .increment('sync_revision', 1)
        .returning('sync_revision');
      if (!row) throw new Error('A calendar that was written to is not there.');
      const revision = row.sync_revision;
      await transaction<ChangeRow>('calendar_changes').insert({ calendar_id: calendarId, revision, uri, operation });
      return revision;
    },
    insert,
    async update(transaction, id, edit) {
      const columns = columnsOf(edit);
      if (Object.keys(columns).length > 0) await calendars(transaction).where({ id }).update(columns);
    },
    async updateShare(transaction, id, accountId, edit) {
      if (Object.keys(edit).length > 0)
        await shares(transaction).where({ calendar_id: id, account_id: accountId }).update(edit);
    },
    async removeShare(transaction, id, accountId) {
      await shares(transaction).where({ calendar_id: id, account_id: accountId }).delete();
    },
    setDefault,
    async remove(transaction, id) {
      await calendars(transaction).where({ id }).delete();
    },
    async findById(id, connection = database) {
      const row = await calendars(connection).where({ id }).first();
      return row && fromRow(row);
    },
    async findFor(accountId, id, connection = database) {
      const row = await calendars(connection).where({ id, account_id: accountId }).first();
      if (row) return owned(row);
      const [other] = await sharedWith(accountId, connection).where('calendars.id', id);
      return other && shared(other);
    },
    async findByUri(accountId, uri, connection = database) {
      const row = await calendars(connection)
        .where({ account_id: accountId })
        .where((query) =>
          query.where({ uri }).orWhere((named) => named.whereNull('uri').where({ id: uri as CalendarId })),
        )
        .first();
      if (row) return owned(row);
      const [other] = await sharedWith(accountId, connection).where('calendars.id', uri);
      return other && shared(other);
    },
    async listFor(accountId, connection = database) {
      const own = await calendars(connection)
        .where({ account_id: accountId })
        .orderBy(['position', 'created_ms', 'id']);
      const others = await sharedWith(accountId, connection).orderBy(['calendar_shares.position', 'calendars.id']);
      return [...own.map(owned), ...others.map(shared)];
    },
    async pruneChanges(kept) {
      const long = await calendars(database).whereRaw('?? - ?? > ?', ['sync_revision', 'pruned_revision', 2 * kept]);
      for (const { id, sync_revision: revision } of long) {
        await database.transaction(async (transaction) => {
          await calendars(transaction)
            .where({ id })
            .update({ pruned_revision: revision - kept });
          await transaction<ChangeRow>('calendar_changes')
            .where({ calendar_id: id })
            .where('revision', '<=', revision - kept)
            .delete();
        });
      }
    },
    async sharesOf(ids, connection = database) {
      const found = new Map<CalendarId, Share[]>();
      const rows = await shares(connection).whereIn('calendar_id', ids).orderBy('account_id');
      for (const row of rows)
        found.set(row.calendar_id, [
          ...(found.get(row.calendar_id) ?? []),
          { accountId: row.account_id, access: row.access },
        ]);
      return found;
    },
    async writesMeeting(accountId, meetingId) {
      const row = await database('calendar_objects')
        .join('calendar_shares', 'calendar_shares.calendar_id', 'calendar_objects.calendar_id')
        .where({
          'calendar_objects.meeting_id': meetingId,
          'calendar_shares.account_id': accountId,
          'calendar_shares.access': 'write',
        })
        .first('calendar_objects.id');
      return row !== undefined;
    },
    async setShares(transaction, id, list) {
      await shares(transaction)
        .where({ calendar_id: id })
        .whereNotIn(
          'account_id',
          list.map(({ accountId }) => accountId),
        )
        .delete();
      for (const { accountId, access } of list)
        await shares(transaction)
          .insert({ calendar_id: id, account_id: accountId, access })
          .onConflict(['calendar_id', 'account_id'])
          .merge(['access']);
    },
  };
};
