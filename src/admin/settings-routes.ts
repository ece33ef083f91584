import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { meetingSettingsSchema } from '../contract/http/settings.ts';
import type { Audit } from '../platform/audit.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import { readBody } from '../platform/web.ts';
import { changedNames } from './changed-names.ts';
import { readMeetingSettings, writeMeetingSettings } from './meeting-settings.ts';

export const createSettingsRoutes = ({
  settings,
  audit,
}: {
  readonly settings: SettingsStore;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();
  router.get('/admin/settings', async (request, response) => {
    requireAdmin(request);
    response.json(await readMeetingSettings(settings));
  });
  router.put('/admin/settings', async (request, response) => {
    requireAdmin(request);
    const wanted = readBody(meetingSettingsSchema, request);
    const changed = changedNames(await readMeetingSettings(settings), wanted);
    await writeMeetingSettings(settings, wanted);
    await audit.write({
      actor: actorOf(request),
      action: 'settings.change',
      target: { name: 'phone-numbers' },
      detail: { changed },
    });
    response.json(await readMeetingSettings(settings));
  });
  return router;
};
