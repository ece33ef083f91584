import express from 'express';
import { type AppPasswordList, type NewAppPassword, newAppPasswordRequest } from '../contract/http/app-password.ts';
import type { Audit } from '../platform/audit.ts';
import { readBody } from '../platform/web.ts';
import { hasRight } from './account.ts';
import type { AppPasswordId } from './app-password-store.ts';
import type { AppPasswords } from './app-passwords.ts';
import { actorOf } from './audit-actor.ts';
import { requireRight } from './require-right.ts';
import { signedIn } from './signed-in.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

export const createAppPasswordRoutes = ({
  appPasswords,
  audit,
}: {
  readonly appPasswords: AppPasswords;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();

  router.get('/app-passwords', async (request, response) => {
    const list = await appPasswords.listOf(signedIn(request));
    const body: AppPasswordList = {
      appPasswords: list.map(({ id, name, createdMs, usedMs }) => ({
        id,
        name,
        createdAt: iso(createdMs),
        usedAt: usedMs === undefined ? null : iso(usedMs),
      })),
    };
    response.json(body);
  });

  router.post('/app-passwords', async (request, response) => {
    const account = signedIn(request);
    // They open calendars and documents, and nothing else.
    if (!hasRight(account, 'caldav')) requireRight(request, 'documents');
    const { name } = readBody(newAppPasswordRequest, request);
    const body: NewAppPassword = { name, ...(await appPasswords.create(account, name)) };
    const target = { id: body.id, name };
    await audit.write({ actor: actorOf(request), action: 'app-password.create', target });
    response.status(201).json(body);
  });

  router.delete('/app-passwords/:id', async (request, response) => {
    const account = signedIn(request);
    const id = String(request.params['id']) as AppPasswordId;
    const name = (await appPasswords.listOf(account)).find((one) => one.id === id)?.name ?? '';
    await appPasswords.revoke(account, id);
    await audit.write({ actor: actorOf(request), action: 'app-password.revoke', target: { id, name } });
    response.status(204).end();
  });

  return router;
};
