import type { Database } from './database.ts';

/** Hears how long each query took: what was asked (`select`, `insert`, …), and seconds. */
export type QueryHearer = (operation: string, seconds: number) => void;

interface QueryEvent {
  readonly __knexQueryUid?: string;
  readonly method?: string;
}

/** The words of knex that there are; what is new some day is one word more, and never more than one. */
const OPERATIONS = new Set(['select', 'first', 'insert', 'update', 'del', 'raw', 'pluck', 'counter']);

/** Times every query of `database`. Queries are told apart by knex's own numbers; one that fails counts as well. */
export const timeQueries = (database: Database, hear: QueryHearer): void => {
  const begunAt = new Map<string, number>();
  database.on('query', ({ __knexQueryUid: id }: QueryEvent) => {
    if (id !== undefined) begunAt.set(id, performance.now());
  });
  const ended = ({ __knexQueryUid: id = '', method = 'raw' }: QueryEvent): void => {
    const begunMs = begunAt.get(id);
    if (begunMs === undefined || !begunAt.delete(id)) return;
    hear(OPERATIONS.has(method) ? method : 'other', (performance.now() - begunMs) / 1_000);
  };
  database.on('query-response', (_response: unknown, query: QueryEvent) => ended(query));
  database.on('query-error', (_error: unknown, query: QueryEvent) => ended(query));
};
