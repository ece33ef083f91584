import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { documentSettingsSchema } from '../contract/http/document.ts';
import { readDocumentSettings, writeDocumentSettings } from '../documents/document-settings.ts';
import type { Audit } from '../platform/audit.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import { readBody } from '../platform/web.ts';
import { changedNames } from './changed-names.ts';

/** How much each account may keep, how long the bin and recordings last. For administrators. */
export const createDocumentSettingsRoutes = ({
  settings,
  audit,
}: {
  readonly settings: SettingsStore;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();
  router.get('/admin/document-settings', async (request, response) => {
    requireAdmin(request);
    response.json(await readDocumentSettings(settings));
  });
  router.put('/admin/document-settings', async (request, response) => {
    requireAdmin(request);
    const wanted = readBody(documentSettingsSchema, request);
    const changed = changedNames(await readDocumentSettings(settings), wanted);
    await writeDocumentSettings(settings, wanted);
    await audit.write({
      actor: actorOf(request),
      action: 'settings.change',
      target: { name: 'documents' },
      detail: { changed },
    });
    response.json(await readDocumentSettings(settings));
  });
  return router;
};
