import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { DomainError } from '../base/errors.ts';
import { type AppearanceAnswer, appearanceSchema, LOGO_BYTES } from '../contract/http/appearance.ts';
import type { AppearanceKeeper } from '../platform/appearance.ts';
import type { Audit } from '../platform/audit.ts';
import { readBody } from '../platform/web.ts';
import { logoUrlOf } from './appearance-file-routes.ts';

const readLogo = express.raw({ type: () => true, limit: LOGO_BYTES });

/** How the product looks here. Everybody may see it; administrators change it. */
export const createAppearanceRoutes = ({
  appearance,
  audit,
}: {
  readonly appearance: AppearanceKeeper;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();
  const answer = (): AppearanceAnswer => {
    const logoUrl = logoUrlOf(appearance);
    return { appearance: appearance.current(), ...(logoUrl !== undefined && { logoUrl }) };
  };
  const note = (request: express.Request, what: 'texts' | 'logo'): Promise<void> =>
    audit.write({ actor: actorOf(request), action: 'appearance.change', target: { name: what } });

  router.get('/admin/appearance', (request, response) => {
    requireAdmin(request);
    response.json(answer());
  });
  router.put('/admin/appearance', async (request, response) => {
    requireAdmin(request);
    await appearance.change(readBody(appearanceSchema, request));
    await note(request, 'texts');
    response.json(answer());
  });
  const onlyAdmins: express.RequestHandler = (request, _response, next) => {
    requireAdmin(request);
    next();
  };
  router.put('/admin/appearance/logo', onlyAdmins, readLogo, async (request, response) => {
    const bytes: unknown = request.body;
    const problem = Buffer.isBuffer(bytes) ? await appearance.setLogo(bytes) : 'unsupported-type';
    if (problem !== undefined) throw new DomainError(problem);
    await note(request, 'logo');
    response.json(answer());
  });
  router.delete('/admin/appearance/logo', async (request, response) => {
    requireAdmin(request);
    await appearance.removeLogo();
    await note(request, 'logo');
    response.json(answer());
  });
  return router;
};
