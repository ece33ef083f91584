import express from 'express';
import { isAdminScope } from '../base/api-scopes.ts';
import {
  type ApiTokenBody,
  type ApiTokenList,
  type NewApiToken,
  newApiTokenRequest,
} from '../contract/http/api-token.ts';
import { readBody } from '../platform/web.ts';
import type { ApiToken, ApiTokenId } from './api-token-store.ts';
import type { ApiTokens } from './api-tokens.ts';
import { actorOf } from './audit-actor.ts';
import { requireAdmin, signedIn } from './signed-in.ts';

const iso = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());

const toBody = ({ id, name, scopes, createdMs, expiresMs, usedMs }: ApiToken): ApiTokenBody => ({
  id,
  name,
  scopes: [...scopes],
  createdAt: new Date(createdMs).toISOString(),
  expiresAt: iso(expiresMs),
  usedAt: iso(usedMs),
});

export const createApiTokenRoutes = ({ apiTokens }: { readonly apiTokens: ApiTokens }): express.Router => {
  const router = express.Router();

  router.get('/api-tokens', async (request, response) => {
    const body: ApiTokenList = { apiTokens: (await apiTokens.listOf(signedIn(request))).map(toBody) };
    response.json(body);
  });

  router.post('/api-tokens', async (request, response) => {
    const account = signedIn(request);
    const { name, scopes, expiresAt } = readBody(newApiTokenRequest, request);
    // It opens the console without another proof: made by nobody who could not open it now.
    if (account.admin && scopes.some(isAdminScope)) requireAdmin(request);
    const wish = { name, scopes, ...(expiresAt !== undefined && { expiresMs: Date.parse(expiresAt) }) };
    const { kept, token } = await apiTokens.create(account, wish, actorOf(request));
    const body: NewApiToken = { ...toBody(kept), token };
    response.status(201).json(body);
  });

  router.delete('/api-tokens/:id', async (request, response) => {
    await apiTokens.revoke(signedIn(request), String(request.params['id']) as ApiTokenId, actorOf(request));
    response.status(204).end();
  });

  return router;
};
