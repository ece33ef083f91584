import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import type { ImportAccounts } from '../accounts/import/import-accounts.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { invalidField } from '../base/errors.ts';
import { accountImportQuery } from '../contract/http/admin-account.ts';
import { readValue } from '../platform/web.ts';

/** A little more than a file may have, so that one that is too large is told so in words. */
const readFile = express.raw({ limit: '2mb', type: () => true });

/** Before anything is read. */
const onlyAdmins: express.RequestHandler = (request, _response, next) => {
  requireAdmin(request);
  next();
};

/** `POST /admin/accounts/import`: the bytes of a CSV file as the body. For administrators. */
export const createAccountImportRoutes = ({
  importAccounts,
}: {
  readonly importAccounts: ImportAccounts;
}): express.Router => {
  const router = express.Router();
  router.post('/admin/accounts/import', onlyAdmins, readFile, async (request, response) => {
    const { rehearse, invite } = readValue(accountImportQuery, request.query);
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes) || bytes.length === 0)
      throw invalidField('file', 'empty', 'The body must be a CSV file, with a content type such as text/csv.');
    response.json(
      await importAccounts({
        bytes,
        rehearse: rehearse === 'true',
        invite: invite === 'mail',
        actor: actorOf(request),
      }),
    );
  });
  return router;
};
