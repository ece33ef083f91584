import express from 'express';
import { requireAdmin } from '../accounts/signed-in.ts';
import { documentSettingsSchema } from '../contract/http/document.ts';
import { readDocumentSettings, writeDocumentSettings } from '../documents/document-settings.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import { readBody } from '../platform/web.ts';

/** How much each account may keep, how long the bin and recordings last. For administrators. */
export const createDocumentSettingsRoutes = ({ settings }: { readonly settings: SettingsStore }): express.Router => {
  const router = express.Router();
  router.get('/admin/document-settings', async (request, response) => {
    requireAdmin(request);
    response.json(await readDocumentSettings(settings));
  });
  router.put('/admin/document-settings', async (request, response) => {
    requireAdmin(request);
    await writeDocumentSettings(settings, readBody(documentSettingsSchema, request));
    response.json(await readDocumentSettings(settings));
  });
  return router;
};
