import express from 'express';
import { requireAdmin } from '../accounts/signed-in.ts';
import { overviewQuery } from '../contract/http/overview.ts';
import { readQuery } from '../platform/web.ts';
import type { ReadOverview } from './overview-view.ts';

/** How it goes, how it went, and what needs attention. For administrators. */
export const createOverviewRoutes = ({ readOverview }: { readonly readOverview: ReadOverview }): express.Router => {
  const router = express.Router();
  router.get('/admin/overview', async (request, response) => {
    requireAdmin(request);
    const { span = 'day' } = readQuery(overviewQuery, request);
    response.set('Cache-Control', 'no-store').json(await readOverview(span));
  });
  return router;
};
