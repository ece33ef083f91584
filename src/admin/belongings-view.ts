import type { SuspendedBy } from '../accounts/account-state-store.ts';
import type { AccountId, EventId } from '../base/ids.ts';
import type { Database } from '../platform/database.ts';

export interface Belongings {
  readonly suspendedMs: number | undefined;
  readonly suspendedBy: SuspendedBy;
  readonly appPasswords: number;
  readonly apiTokens: number;
  /** Events of its own with a date still to come, and somebody invited or a meeting. */
  readonly upcomingEvents: number;
  readonly documents: number;
  readonly documentBytes: number;
}

/** What there is of an account, and would go with it. */
export interface BelongingsView {
  of(id: AccountId, nowMs: number): Promise<Belongings>;
  /** Events that it organizes, with a date that is not over. */
  upcomingEvents(id: AccountId, nowMs: number): Promise<EventId[]>;
  /** Mails about its events that are not composed yet. */
  untoldEvents(id: AccountId): Promise<number>;
}

const numberOf = (value: unknown): number => Number(value ?? 0);

export const createBelongingsView = (database: Database): BelongingsView => {
  const upcoming = (id: AccountId, nowMs: number) =>
    database('calendar_objects')
      .join('calendars', 'calendars.id', 'calendar_objects.calendar_id')
      .where({ 'calendars.account_id': id, 'calendar_objects.created_by': id })
      .where((query) => query.whereNull('calendar_objects.end_ms').orWhere('calendar_objects.end_ms', '>', nowMs));
  return {
    async of(id, nowMs) {
      const account = await database('accounts').where({ id }).first('suspended_ms', 'suspended_by');
      const passwords = await database('app_passwords').where({ account_id: id }).count({ total: '*' }).first();
      const tokens = await database('api_tokens').where({ account_id: id }).count({ total: '*' }).first();
      const files = await database('documents')
        .where({ account_id: id, kind: 'file' })
        .count({ total: '*' })
        .sum({ bytes: 'bytes' })
        .first();
      const events = await upcoming(id, nowMs).count({ total: '*' }).first();
      const suspendedMs: number | null | undefined = account?.suspended_ms;
      return {
        suspendedBy: account?.suspended_by === 'ldap' ? 'directory' : 'administrator',
        suspendedMs: suspendedMs === null || suspendedMs === undefined ? undefined : Number(suspendedMs),
        appPasswords: numberOf(passwords?.['total']),
        apiTokens: numberOf(tokens?.['total']),
        upcomingEvents: numberOf(events?.['total']),
        documents: numberOf(files?.['total']),
        documentBytes: numberOf(files?.['bytes']),
      };
    },
    async upcomingEvents(id, nowMs) {
      return upcoming(id, nowMs).orderBy('calendar_objects.start_ms').pluck('calendar_objects.id');
    },
    async untoldEvents(id) {
      const row = await database('invitation_notices').where({ organizer_id: id }).count({ total: '*' }).first();
      return numberOf(row?.['total']);
    },
  };
};
