import type { MeetingId } from '../base/ids.ts';
import type { Connection, Database, Transaction } from '../platform/database.ts';
import type { Grant, GrantRole } from './meeting.ts';

interface GrantRow {
  meeting_id: MeetingId;
  invitee: string;
  recurrence_id: string;
  name: string;
  role: GrantRole;
  generation: number;
  token_hash: string;
  revoked_ms: number | null;
}

export interface NewGrant extends Omit<Grant, 'revoked'> {
  readonly tokenHash: string;
}

export interface GrantStore {
  /** Inserts each grant, or replaces the one of the same meeting, invitee and occurrence, whose link is remembered. */
  put(transaction: Transaction, list: readonly NewGrant[]): Promise<void>;
  revoke(
    transaction: Transaction,
    meetingId: MeetingId,
    grants: ReadonlyArray<Pick<Grant, 'invitee' | 'recurrenceId'>>,
    nowMs: number,
  ): Promise<void>;
  /** Revoked ones too. */
  listOf(meetingId: MeetingId, connection?: Connection): Promise<Grant[]>;
  /** One person's grant for a date, else the series' one, revoked or not. */
  find(
    meetingId: MeetingId,
    address: string,
    recurrenceId?: string,
    connection?: Connection,
  ): Promise<Grant | undefined>;
  /** What one person holds of single dates, in their order, without what was revoked. */
  listDates(meetingId: MeetingId, address: string, connection?: Connection): Promise<Grant[]>;
  findByTokenHash(hash: string, connection?: Connection): Promise<Grant | undefined>;
  /** The grant that replaced the one of this link. */
  findByFormerHash(hash: string): Promise<Grant | undefined>;
}

const fromRow = (row: GrantRow): Grant => ({
  meetingId: row.meeting_id,
  invitee: row.invitee,
  recurrenceId: row.recurrence_id,
  name: row.name,
  role: row.role,
  generation: row.generation,
  revoked: row.revoked_ms !== null,
});

const toRow = (grant: NewGrant): GrantRow => ({
  meeting_id: grant.meetingId,
  invitee: grant.invitee,
  recurrence_id: grant.recurrenceId,
  name: grant.name,
  role: grant.role,
  generation: grant.generation,
  token_hash: grant.tokenHash,
  revoked_ms: null,
});

interface FormerLinkRow {
  token_hash: string;
  meeting_id: MeetingId;
  invitee: string;
  recurrence_id: string;
}

/** SQLite takes a limited number of values in one statement. */
const VALUES_PER_QUERY = 200;
const ROWS_PER_INSERT = 50;

export const createGrantStore = (database: Database): GrantStore => {
  const grants = (connection: Connection) => connection<GrantRow>('meeting_grants');
  /** Only who was invited before has a second generation. */
  const rememberLinks = async (transaction: Transaction, list: readonly NewGrant[]): Promise<void> => {
    for (const { meetingId, invitee, recurrenceId, tokenHash } of list.filter(({ generation }) => generation > 1)) {
      const key = { meeting_id: meetingId, invitee, recurrence_id: recurrenceId };
      const before = await grants(transaction).where(key).whereNot('token_hash', tokenHash).first('token_hash');
      if (before === undefined) continue;
      await transaction<FormerLinkRow>('former_links')
        .insert({ ...key, token_hash: before.token_hash })
        .onConflict('token_hash')
        .ignore();
    }
  };
  return {
    async put(transaction, list) {
      await rememberLinks(transaction, list);
      for (let start = 0; start < list.length; start += ROWS_PER_INSERT) {
        await grants(transaction)
          .insert(list.slice(start, start + ROWS_PER_INSERT).map(toRow))
          .onConflict(['meeting_id', 'invitee', 'recurrence_id'])
          .merge();
      }
    },
    async revoke(transaction, meetingId, list, nowMs) {
      for (let start = 0; start < list.length; start += VALUES_PER_QUERY) {
        const pairs = list
          .slice(start, start + VALUES_PER_QUERY)
          .map(({ invitee, recurrenceId }) => [invitee, recurrenceId]);
        await grants(transaction)
          .where({ meeting_id: meetingId })
          .whereNull('revoked_ms')
          .whereIn(['invitee', 'recurrence_id'], pairs)
          .update({ revoked_ms: nowMs });
      }
    },
    async listOf(meetingId, connection = database) {
      const rows = await grants(connection).where({ meeting_id: meetingId });
      return rows.map(fromRow);
    },
    async find(meetingId, address, recurrenceId = '', connection = database) {
      const rows = await grants(connection)
        .where({ meeting_id: meetingId, invitee: address.toLowerCase() })
        .whereIn('recurrence_id', ['', recurrenceId]);
      const standing = rows.map(fromRow).toSorted((one, other) => Number(one.revoked) - Number(other.revoked));
      return standing.find((grant) => grant.recurrenceId === '' && !grant.revoked) ?? standing[0];
    },
    async listDates(meetingId, address, connection = database) {
      const rows = await grants(connection)
        .where({ meeting_id: meetingId, invitee: address.toLowerCase(), revoked_ms: null })
        .whereNot('recurrence_id', '')
        .orderBy('recurrence_id');
      return rows.map(fromRow);
    },
    async findByTokenHash(hash, connection = database) {
      const row = await grants(connection).where({ token_hash: hash }).first();
      return row && fromRow(row);
    },
    async findByFormerHash(hash) {
      const former = await database<FormerLinkRow>('former_links').where({ token_hash: hash }).first();
      if (former === undefined) return undefined;
      const { meeting_id, invitee, recurrence_id } = former;
      const row = await grants(database).where({ meeting_id, invitee, recurrence_id }).first();
      return row && fromRow(row);
    },
  };
};
