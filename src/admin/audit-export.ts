import { csvCell } from '../base/csv-cell.ts';
import type { AuditFilter, AuditStore, KeptLine } from './audit-store.ts';
import { auditLineBody } from './audit-view.ts';

export type AuditFormat = 'csv' | 'jsonl';

const LINES_AT_ONCE = 500;

const HEADS = ['id', 'at', 'actor_kind', 'actor', 'network', 'action', 'target', 'target_id', 'detail', 'chain'];

const csvRow = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

const FORMATS: Readonly<Record<AuditFormat, { readonly head: string; readonly line: (line: KeptLine) => string }>> = {
  csv: {
    // The mark tells spreadsheets that it is UTF-8.
    head: `\ufeff${csvRow(HEADS)}`,
    line(line) {
      const { id, at, actor, action, target } = auditLineBody(line);
      const { detail, chain } = line;
      return csvRow([
        ...[String(id), at, actor.kind, actor.name, actor.network, action],
        ...[target.name, target.id, detail, chain],
      ]);
    },
  },
  jsonl: {
    head: '',
    // As it is stored, with its chain: the lines can be held against the database later.
    line: (line) => `${JSON.stringify(line)}\n`,
  },
};

/** The book as a file, piece by piece: nothing of it waits in memory. The newest line first, as on the page. */
export async function* exportAudit(
  store: AuditStore,
  filter: AuditFilter,
  format: AuditFormat,
): AsyncGenerator<string> {
  const { head, line } = FORMATS[format];
  yield head;
  let before: number | undefined;
  for (;;) {
    const page = await store.list(filter, LINES_AT_ONCE, before);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.map(line).join('');
    before = last.id;
  }
}
