import express from 'express';
import { requireAdmin } from '../accounts/signed-in.ts';
import { meetingSettingsSchema } from '../contract/http/settings.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import { readBody } from '../platform/web.ts';
import { readMeetingSettings, writeMeetingSettings } from './meeting-settings.ts';

export const createSettingsRoutes = ({ settings }: { readonly settings: SettingsStore }): express.Router => {
  const router = express.Router();
  router.get('/admin/settings', async (request, response) => {
    requireAdmin(request);
    response.json(await readMeetingSettings(settings));
  });
  router.put('/admin/settings', async (request, response) => {
    requireAdmin(request);
    await writeMeetingSettings(settings, readBody(meetingSettingsSchema, request));
    response.json(await readMeetingSettings(settings));
  });
  return router;
};
