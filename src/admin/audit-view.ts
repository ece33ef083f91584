import { AUDIT_GROUPS, type AuditGroup, type AuditLineBody, type AuditList } from '../contract/http/audit.ts';
import type { AuditFilter, AuditStore, KeptLine } from './audit-store.ts';

/** The book of what was done, as administrators read it. */
export interface AuditView {
  list(filter: AuditFilter, limit: number, before?: number): Promise<AuditList>;
}

/** A line by hand in the database may hold anything. */
const detailOf = (text: string): AuditLineBody['detail'] => {
  try {
    const detail: unknown = JSON.parse(text);
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? { ...detail } : {};
  } catch {
    return {};
  }
};

export const auditLineBody = (line: KeptLine): AuditLineBody => ({
  id: line.id,
  at: new Date(line.at_ms).toISOString(),
  actor: { kind: line.actor_kind, id: line.actor_id, name: line.actor_name, network: line.network },
  action: line.action,
  target: { id: line.target_id, name: line.target_name },
  detail: detailOf(line.detail),
});

/** The filter of a query, as the store takes it. */
export const auditFilter = ({
  person,
  group,
  from,
  to,
}: {
  readonly person?: string | undefined;
  readonly group?: AuditGroup | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): AuditFilter => ({
  person: person?.toLowerCase(),
  ...(group !== undefined && { subjects: AUDIT_GROUPS[group] }),
  ...(from !== undefined && { fromMs: Date.parse(from) }),
  ...(to !== undefined && { toMs: Date.parse(to) }),
});

export const createAuditView = ({ store }: { readonly store: AuditStore }): AuditView => ({
  async list(filter, limit, before) {
    // One more tells whether there are older ones.
    const found = await store.list(filter, limit + 1, before);
    const lines = found.slice(0, limit);
    const last = lines.at(-1);
    return { lines: lines.map(auditLineBody), ...(found.length > limit && last !== undefined && { next: last.id }) };
  },
});
