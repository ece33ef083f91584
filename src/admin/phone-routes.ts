import { X509Certificate } from 'node:crypto';
import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import { banLiftRequest, type PhoneStatus, phoneSettingsSchema } from '../contract/http/phone.ts';
import { readPhoneSettings, writePhoneSettings } from '../phone/phone-settings.ts';
import type { Audit } from '../platform/audit.ts';
import type { SettingsStore } from '../platform/settings-store.ts';
import { readBody } from '../platform/web.ts';

const ONE_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

const isReadable = (pem: string): boolean => {
  try {
    return (pem.match(ONE_CERTIFICATE) ?? []).every((one) => new X509Certificate(one).ca);
  } catch {
    return false;
  }
};

/** How the telephone is run, and how it is doing. For administrators. */
export const createPhoneRoutes = ({
  settings,
  readStatus,
  liftBan,
  settingsChanged,
  audit,
}: {
  readonly settings: SettingsStore;
  readonly readStatus: () => Promise<PhoneStatus>;
  /** False when nobody of that name is banned. */
  readonly liftBan: (network: string) => boolean;
  readonly settingsChanged: () => Promise<void>;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();
  router.get('/admin/phone-settings', async (request, response) => {
    requireAdmin(request);
    response.json(await readPhoneSettings(settings));
  });
  router.put('/admin/phone-settings', async (request, response) => {
    requireAdmin(request);
    const wanted = readBody(phoneSettingsSchema, request);
    if (!isReadable(wanted.trunkCa)) throw invalidField('trunkCa', 'unreadable', 'This certificate cannot be read.');
    await writePhoneSettings(settings, wanted);
    await audit.write({ actor: actorOf(request), action: 'settings.change', target: { name: 'telephone' } });
    await settingsChanged();
    response.json(await readPhoneSettings(settings));
  });
  router.post('/admin/phone-bans/lift', async (request, response) => {
    requireAdmin(request);
    const { network } = readBody(banLiftRequest, request);
    if (!liftBan(network)) throw new DomainError('not-found');
    await audit.write({
      actor: actorOf(request),
      action: 'settings.change',
      target: { name: 'telephone' },
      detail: { lifted: network },
    });
    response.status(204).end();
  });
  router.get('/admin/phone-status', async (request, response) => {
    requireAdmin(request);
    response.set('Cache-Control', 'no-store').json(await readStatus());
  });
  return router;
};
