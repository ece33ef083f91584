import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { create as contentDisposition } from 'content-disposition';
import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { DomainError } from '../base/errors.ts';
import { noFields } from '../contract/fields.ts';
import { backupListQuery, backupPlanRequest } from '../contract/http/backup.ts';
import type { Audit } from '../platform/audit.ts';
import { readBody, readQuery } from '../platform/web.ts';
import type { BackupSettings } from './backup/backup-settings.ts';
import type { BackupStore } from './backup/backup-store.ts';
import { type Backups, fileBytes } from './backup/backups.ts';
import type { BackupsView } from './backup/backups-view.ts';

/** Backups: when, how many, now, fetched, checked, removed. For administrators. */
export const createBackupRoutes = ({
  view,
  backups,
  store,
  settings,
  audit,
  onPlanned,
}: {
  readonly view: BackupsView;
  readonly backups: Backups;
  readonly store: Pick<BackupStore, 'find'>;
  readonly settings: BackupSettings;
  readonly audit: Audit;
  readonly onPlanned: () => void;
}): express.Router => {
  const router = express.Router();
  router.get('/admin/backups', async (request, response) => {
    requireAdmin(request);
    response.json(await view.list(readQuery(backupListQuery, request)));
  });

  router.put('/admin/backups/plan', async (request, response) => {
    requireAdmin(request);
    const { passphrase, ...plan } = readBody(backupPlanRequest, request);
    await settings.write({ ...plan, ...(passphrase !== undefined && { passphrase }) });
    const detail = { ...plan, passphraseChanged: passphrase !== undefined };
    await audit.write({ actor: actorOf(request), action: 'settings.change', target: { name: 'backups' }, detail });
    onPlanned();
    response.json(await settings.read());
  });

  router.post('/admin/backups', async (request, response) => {
    requireAdmin(request);
    readBody(noFields, request);
    response.status(202).json({ id: await backups.begin('by-hand', actorOf(request)) });
  });

  router.post('/admin/backups/:id/check', async (request, response) => {
    requireAdmin(request);
    readBody(noFields, request);
    await backups.beginCheck(request.params.id);
    response.status(202).json({ id: request.params.id });
  });

  router.get('/admin/backups/:id/file', async (request, response) => {
    requireAdmin(request);
    readQuery(noFields, request);
    const backup = await store.find(request.params.id);
    if (backup === undefined || backup.state !== 'ready') throw new DomainError('not-found');
    const path = backups.pathOf(backup);
    const bytes = await fileBytes(path);
    if (bytes === undefined) throw new DomainError('not-found');
    const target = { id: backup.id, name: backup.file };
    await audit.write({ actor: actorOf(request), action: 'backup.fetched', target });
    response.set({
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(bytes),
      'Content-Disposition': contentDisposition(backup.file),
      'Cache-Control': 'no-store',
    });
    // Whoever leaves in the middle is no failure of ours.
    await pipeline(createReadStream(path), response).catch(() => {});
  });

  router.delete('/admin/backups/:id', async (request, response) => {
    requireAdmin(request);
    await backups.remove(request.params.id, actorOf(request));
    response.status(204).end();
  });
  return router;
};
