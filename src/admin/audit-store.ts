import type { Knex } from 'knex';
import { AUDIT_ACTIONS, type AuditLine } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';

/** A line as it stands. */
export interface KeptLine extends AuditLine {
  readonly id: number;
  readonly chain: string;
}

export interface AuditFilter {
  /** Part of an address, in lower case. */
  readonly person?: string | undefined;
  /** The first words of actions. */
  readonly subjects?: readonly string[] | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

/** Reads the book of what was done; nothing here writes. */
export interface AuditStore {
  /** The newest first, older than the line `before`. */
  list(filter: AuditFilter, limit: number, before?: number): Promise<KeptLine[]>;
  /** The oldest first, newer than the line `after`. */
  walk(after: number, limit: number): Promise<KeptLine[]>;
  /** The number of the last line that was ever written; 0: none. */
  lastWritten(): Promise<number>;
  /** Lines before this moment may have been forgotten. */
  keptFromMs(): Promise<number>;
}

const actionsOf = (subjects: readonly string[]): string[] =>
  AUDIT_ACTIONS.filter((action) => subjects.includes(action.slice(0, action.indexOf('.'))));

const narrow =
  ({ person, subjects, fromMs, toMs }: AuditFilter) =>
  (query: Knex.QueryBuilder): void => {
    if (person !== undefined && person !== '')
      query.where((either) => {
        for (const column of ['actor_name', 'target_name'])
          either.orWhereRaw('instr(lower(??), ?) > 0', [column, person]);
      });
    if (subjects !== undefined) query.whereIn('action', actionsOf(subjects));
    if (fromMs !== undefined) query.where('at_ms', '>=', fromMs);
    if (toMs !== undefined) query.where('at_ms', '<', toMs);
  };

export const createAuditStore = (database: Database): AuditStore => {
  const log = () => database<KeptLine>('audit_log');
  const asKept = (rows: readonly KeptLine[]): KeptLine[] => rows.map((row) => ({ ...row, at_ms: Number(row.at_ms) }));
  return {
    async list(filter, limit, before) {
      const query = log().modify(narrow(filter)).orderBy('id', 'desc').limit(limit);
      if (before !== undefined) query.where('id', '<', before);
      return asKept(await query);
    },
    walk: async (after, limit) => asKept(await log().where('id', '>', after).orderBy('id').limit(limit)),
    async lastWritten() {
      const row = await database('sqlite_sequence').where({ name: 'audit_log' }).first('seq');
      return Number(row?.seq ?? 0);
    },
    async keptFromMs() {
      const row = await database('audit_floor').where({ id: 1 }).first('kept_from_ms');
      return Number(row?.kept_from_ms ?? 0);
    },
  };
};
