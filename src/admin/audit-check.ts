import type { AuditCheck } from '../contract/http/audit.ts';
import { chainOf } from '../platform/audit.ts';
import { createBreather } from '../platform/breathe.ts';
import type { AuditStore } from './audit-store.ts';

const LINES_AT_ONCE = 500;

const instant = (ms: number): string => new Date(ms).toISOString();

/**
 * Goes through all lines and computes the chain anew. It tells of a line that was changed, put in between or taken out, and of a
 * cut end. Whoever rewrites the database and every line after the one that they changed is found out by an export made before.
 */
export const checkAudit = async (store: AuditStore): Promise<AuditCheck> => {
  const breathe = createBreather();
  const keptFromMs = await store.keptFromMs();
  const lastWritten = await store.lastWritten();
  // What comes before the first line that is kept is known only when nothing was forgotten.
  let chain: string | undefined = keptFromMs === 0 ? '' : undefined;
  let first: number | undefined;
  let lines = 0;
  let last = 0;
  const found = (more: Pick<AuditCheck, 'broken'>): AuditCheck => ({
    lines,
    // Lines may be forgotten that there never were.
    ...(keptFromMs > 0 && first !== 1 && lastWritten > 0 && { keptFrom: instant(keptFromMs) }),
    ...more,
  });
  for (;;) {
    const page = await store.walk(last, LINES_AT_ONCE);
    for (const line of page) {
      first ??= line.id;
      if (first === 1) chain ??= '';
      if (chain !== undefined && chainOf(chain, line) !== line.chain)
        return found({ broken: { id: line.id, how: 'changed', at: instant(line.at_ms) } });
      ({ chain, id: last } = line);
      lines += 1;
      await breathe();
    }
    if (page.length < LINES_AT_ONCE) break;
  }
  const allForgotten = lines === 0 && keptFromMs > 0;
  return last < lastWritten && !allForgotten ? found({ broken: { id: last + 1, how: 'missing' } }) : found({});
};
