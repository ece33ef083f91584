import type { Right } from '../base/rights.ts';
import type { Database } from '../platform/database.ts';

/** A service that has licences for so many, and how many accounts have its right. */
interface SeatsOfService {
  readonly service: string;
  readonly seats: number | undefined;
  readonly used: number;
  readonly endsMs: number | undefined;
}

/** Counts for the overview: each is one short statement on an index. */
export interface OverviewStore {
  mailsWaiting(): Promise<number>;
  mailsFailed(sinceMs?: number): Promise<number>;
  mailsSent(sinceMs: number): Promise<number>;
  /** Of the blobs, recordings among them. */
  documentBytes(): Promise<number>;
  /** Of mixes and what else was made of recordings. */
  recordingBytes(): Promise<number>;
  /** The last backups, the newest first. */
  backups(limit: number): Promise<ReadonlyArray<{ readonly state: string; readonly startedMs: number }>>;
  seats(): Promise<SeatsOfService[]>;
}

/** Where the right of an account is kept. */
const COLUMNS: Readonly<Record<Exclude<Right, 'admin'>, string>> = {
  webmeeting: 'may_webmeeting',
  record: 'may_record',
  telephone: 'may_telephone',
  'dial-out': 'may_dial_out',
  caldav: 'may_caldav',
  documents: 'may_documents',
};
const columnOf = (service: string): string | undefined =>
  (COLUMNS as Readonly<Record<string, string | undefined>>)[service];

const sentStates = ['sent', 'kept'];

export const createOverviewStore = (database: Database): OverviewStore => {
  const outbox = () => database('outbox');
  const total = async (query: PromiseLike<Array<{ total?: unknown }>>): Promise<number> =>
    Number((await query)[0]?.total ?? 0);
  const holders = (column: string): Promise<number> =>
    total(
      database('accounts')
        .where({ [column]: true, is_service: false })
        .whereNull('suspended_ms')
        .count({ total: '*' }),
    );
  return {
    mailsWaiting: () => total(outbox().where({ state: 'waiting' }).count({ total: '*' })),
    async mailsFailed(sinceMs) {
      const failed = outbox().where({ state: 'failed' });
      if (sinceMs !== undefined) failed.where('left_ms', '>=', sinceMs);
      return total(failed.count({ total: '*' }));
    },
    mailsSent: (sinceMs) =>
      total(outbox().where('left_ms', '>=', sinceMs).whereIn('state', sentStates).count({ total: '*' })),
    documentBytes: () => total(database('blobs').sum({ total: 'bytes' })),
    async recordingBytes() {
      const mixes = database('recordings').join('documents', 'documents.id', 'recordings.document_id');
      const outputs = database('recording_outputs').join('documents', 'documents.id', 'recording_outputs.document_id');
      return (
        (await total(mixes.sum({ total: 'documents.bytes' }))) +
        (await total(outputs.sum({ total: 'documents.bytes' })))
      );
    },
    async backups(limit) {
      // Those before an upgrade hold the database alone.
      const made = database('backups').whereNot({ reason: 'upgrade' });
      const rows = await made.orderBy('started_ms', 'desc').limit(limit).select('state', 'started_ms');
      return rows.map(({ state, started_ms }) => ({ state: String(state), startedMs: Number(started_ms) }));
    },
    async seats() {
      const found: SeatsOfService[] = [];
      for (const { service, seats, ends_ms } of await database('licences').select('service', 'seats', 'ends_ms')) {
        const column = columnOf(service);
        if (column === undefined) continue;
        found.push({
          service,
          seats: seats === null ? undefined : Number(seats),
          used: await holders(column),
          endsMs: ends_ms === null ? undefined : Number(ends_ms),
        });
      }
      return found;
    },
  };
};
