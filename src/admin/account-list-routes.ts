import { pipeline } from 'node:stream/promises';
import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import type { ChangeMany } from '../accounts/change-many.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { accountBulkRequest, adminAccountFilter, adminAccountQuery } from '../contract/http/admin-account.ts';
import { readBody, readQuery } from '../platform/web.ts';
import type { AccountListView } from './account-list-view.ts';
import type { ExportAccounts } from './export-accounts.ts';

const PAGE = 50;

/** The list of accounts, and what is done to many of them at once. For administrators. */
export const createAccountListRoutes = ({
  list,
  exportAccounts,
  changeMany,
}: {
  readonly list: AccountListView;
  readonly exportAccounts: ExportAccounts;
  readonly changeMany: ChangeMany;
}): express.Router => {
  const router = express.Router();

  router.get('/admin/accounts', async (request, response) => {
    requireAdmin(request);
    const { sort = 'name', descending, offset = 0, limit = PAGE, ...filter } = readQuery(adminAccountQuery, request);
    response.json(await list.list({ filter, sort, descending: descending === 'true', offset, limit }));
  });

  router.get('/admin/accounts.csv', async (request, response) => {
    requireAdmin(request);
    const filter = readQuery(adminAccountFilter, request);
    response
      .set('Content-Disposition', 'attachment; filename="accounts.csv"')
      .set('Cache-Control', 'no-store')
      .type('text/csv');
    await pipeline(exportAccounts(filter), response);
  });

  router.post('/admin/accounts/bulk', async (request, response) => {
    requireAdmin(request);
    response.json(await changeMany(readBody(accountBulkRequest, request), actorOf(request)));
  });

  return router;
};
