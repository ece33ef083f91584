import express from 'express';
import { requireAdmin } from '../accounts/signed-in.ts';
import { invalidField } from '../base/errors.ts';
import type { CheckIcs } from './ics-checker.ts';

/** Anything but JSON, which is read for all routes before: files come under many types. */
const readFile = express.raw({ limit: '1mb', type: () => true });

/** Before anything is read. */
const onlyAdmins: express.RequestHandler = (request, _response, next) => {
  requireAdmin(request);
  next();
};

/** `POST /admin/ics-check`: the bytes of an .ics or .eml file as the body. For administrators. */
export const createIcsCheckRoutes = ({ checkIcs }: { readonly checkIcs: CheckIcs }): express.Router => {
  const router = express.Router();
  router.post('/admin/ics-check', onlyAdmins, readFile, async (request, response) => {
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes) || bytes.length === 0)
      throw invalidField(
        '',
        'empty',
        'The body must be a calendar file or a mail, with a content type such as text/calendar.',
      );
    response.json(await checkIcs(bytes));
  });
  return router;
};
