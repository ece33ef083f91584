import express from 'express';
import { requireAdmin } from '../accounts/signed-in.ts';
import { mailSettingsSchema } from '../contract/http/settings.ts';
import { readMailSettings, writeMailSettings } from '../mail/mail-settings.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import { readBody } from '../platform/web.ts';

/** Under whose address mails leave, and who may have meetings by inviting the meeting address. For administrators. */
export const createMailSettingsRoutes = ({ settings }: { readonly settings: SettingsStore }): express.Router => {
  const router = express.Router();
  router.get('/admin/mail-settings', async (request, response) => {
    requireAdmin(request);
    response.json(await readMailSettings(settings));
  });
  router.put('/admin/mail-settings', async (request, response) => {
    requireAdmin(request);
    await writeMailSettings(settings, readBody(mailSettingsSchema, request));
    response.json(await readMailSettings(settings));
  });
  return router;
};
