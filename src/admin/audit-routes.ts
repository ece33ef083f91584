import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { auditExportQuery, auditQuery } from '../contract/http/audit.ts';
import type { Audit } from '../platform/audit.ts';
import { readQuery } from '../platform/web.ts';
import { checkAudit } from './audit-check.ts';
import { type AuditFormat, exportAudit } from './audit-export.ts';
import type { AuditStore } from './audit-store.ts';
import { auditFilter, createAuditView } from './audit-view.ts';

const PAGE = 50;

const TYPES: Readonly<Record<AuditFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

/** Who did what, when, and from where; and whether the book is still as it was written. For administrators. */
export const createAuditRoutes = ({
  store,
  audit,
}: {
  readonly store: AuditStore;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();
  const view = createAuditView({ store });

  router.get('/admin/audit', async (request, response) => {
    requireAdmin(request);
    const { before, limit = PAGE, ...filter } = readQuery(auditQuery, request);
    response.set('Cache-Control', 'no-store').json(await view.list(auditFilter(filter), limit, before));
  });

  router.get('/admin/audit/check', async (request, response) => {
    requireAdmin(request);
    response.set('Cache-Control', 'no-store').json(await checkAudit(store));
  });

  router.get('/admin/audit/export', async (request, response) => {
    requireAdmin(request);
    const { format, ...filter } = readQuery(auditExportQuery, request);
    await audit.write({ actor: actorOf(request), action: 'audit.exported', detail: { format } });
    response
      .set('Content-Disposition', `attachment; filename="audit.${format}"`)
      .set('Cache-Control', 'no-store')
      .set('Content-Type', TYPES[format]);
    // Somebody who closes the page in the middle is no fault.
    await pipeline(Readable.from(exportAudit(store, auditFilter(filter), format)), response).catch(() => {});
  });

  return router;
};
