import express from 'express';
import { signedIn } from '../../accounts/signed-in.ts';
import { freeBusyRequest } from '../../contract/http/calendar.ts';
import { readBody } from '../../platform/web.ts';
import type { FreeBusy } from './free-busy.ts';

export const createFreeBusyRoutes = ({ freeBusy }: { readonly freeBusy: FreeBusy }): express.Router => {
  const router = express.Router();

  router.post('/free-busy', async (request, response) => {
    response.json(await freeBusy(signedIn(request), readBody(freeBusyRequest, request)));
  });

  return router;
};
