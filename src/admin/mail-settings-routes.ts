import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { mailSettingsSchema } from '../contract/http/settings.ts';
import { readMailSettings, writeMailSettings } from '../mail/mail-settings.ts';
import type { Audit } from '../platform/audit.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import { readBody } from '../platform/web.ts';
import { changedNames } from './changed-names.ts';

/** Under whose address mails leave, and who may have meetings by inviting the meeting address. For administrators. */
export const createMailSettingsRoutes = ({
  settings,
  audit,
}: {
  readonly settings: SettingsStore;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();
  router.get('/admin/mail-settings', async (request, response) => {
    requireAdmin(request);
    response.json(await readMailSettings(settings));
  });
  router.put('/admin/mail-settings', async (request, response) => {
    requireAdmin(request);
    const wanted = readBody(mailSettingsSchema, request);
    const changed = changedNames(await readMailSettings(settings), wanted);
    await writeMailSettings(settings, wanted);
    await audit.write({
      actor: actorOf(request),
      action: 'settings.change',
      target: { name: 'mail' },
      detail: { changed },
    });
    response.json(await readMailSettings(settings));
  });
  return router;
};
