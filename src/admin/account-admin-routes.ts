import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import type { ChangeAccount } from '../accounts/change-account.ts';
import type { DeleteAccount } from '../accounts/delete-account.ts';
import type { FindPerson } from '../accounts/find-person.ts';
import type { GiveRights } from '../accounts/give-rights.ts';
import type { InviteAccount } from '../accounts/invite-account.ts';
import type { NewAccount } from '../accounts/new-account.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import type { SuspendAccount } from '../accounts/suspend-account.ts';
import type { AccountId } from '../base/ids.ts';
import { noFields } from '../contract/fields.ts';
import {
  accountDeletion,
  accountLinkRequest,
  accountResetRequest,
  accountRightsRequest,
  adminAccountChange,
  newAdminAccountRequest,
} from '../contract/http/admin-account.ts';
import type { UnitOfWork } from '../platform/database.ts';
import { readBody } from '../platform/web.ts';
import type { ShowAccount } from './account-view.ts';

export interface AccountAdminParts {
  readonly showAccount: ShowAccount;
  readonly findPerson: FindPerson;
  readonly newAccount: NewAccount;
  readonly changeAccount: ChangeAccount;
  readonly suspendAccount: SuspendAccount;
  readonly inviteAccount: InviteAccount;
  readonly deleteAccount: DeleteAccount;
  readonly giveRights: GiveRights;
  readonly unitOfWork: UnitOfWork;
}

const idOf = (request: express.Request): AccountId => request.params['id'] as AccountId;

/** One account: what there is of it, and what an administrator does to it. */
export const createAccountAdminRoutes = ({
  showAccount,
  findPerson,
  newAccount,
  changeAccount,
  suspendAccount,
  inviteAccount,
  deleteAccount,
  giveRights,
  unitOfWork,
}: AccountAdminParts): express.Router => {
  const router = express.Router();

  /** A call without fields, after which the account is answered as it is then. */
  const act =
    (work: (request: express.Request, id: AccountId) => Promise<void>): express.RequestHandler =>
    async (request, response) => {
      requireAdmin(request);
      readBody(noFields, request);
      await work(request, idOf(request));
      response.json(await showAccount(idOf(request)));
    };

  router.post('/admin/accounts', async (request, response) => {
    requireAdmin(request);
    const { id, link } = await newAccount(readBody(newAdminAccountRequest, request), actorOf(request));
    response.status(201).json({ account: await showAccount(id), ...(link !== undefined && { link }) });
  });

  router.get('/admin/accounts/:id', async (request, response) => {
    requireAdmin(request);
    response.json(await showAccount(idOf(request)));
  });

  router.patch('/admin/accounts/:id', async (request, response) => {
    requireAdmin(request);
    await changeAccount.change(idOf(request), readBody(adminAccountChange, request), actorOf(request));
    response.json(await showAccount(idOf(request)));
  });

  router.put('/admin/accounts/:id/rights', async (request, response) => {
    requireAdmin(request);
    const { rights } = readBody(accountRightsRequest, request);
    const actor = actorOf(request);
    await unitOfWork(async (transaction) => {
      const { id } = await findPerson(idOf(request), transaction);
      await giveRights.setOwnRights(transaction, id, rights, actor);
    });
    response.json(await showAccount(idOf(request)));
  });

  const suspend = act((request, id) => suspendAccount.suspend(id, actorOf(request)));
  const resume = act((request, id) => suspendAccount.resume(id, actorOf(request)));
  const signOut = act((request, id) => suspendAccount.signOutEverywhere(id, actorOf(request)));
  const removeFactor = act((request, id) => changeAccount.removeSecondFactor(id, actorOf(request)));
  router.post('/admin/accounts/:id/suspend', suspend);
  router.post('/admin/accounts/:id/resume', resume);
  router.post('/admin/accounts/:id/sign-out', signOut);
  router.post('/admin/accounts/:id/remove-second-factor', removeFactor);

  router.post('/admin/accounts/:id/invite', async (request, response) => {
    requireAdmin(request);
    const { by } = readBody(accountLinkRequest, request);
    const link = await inviteAccount.invite(idOf(request), by, actorOf(request));
    response.json({ ...(link !== undefined && { link }) });
  });

  router.post('/admin/accounts/:id/reset', async (request, response) => {
    requireAdmin(request);
    const link = await inviteAccount.reset(idOf(request), readBody(accountResetRequest, request), actorOf(request));
    response.json({ ...(link !== undefined && { link }) });
  });

  router.post('/admin/accounts/:id/delete', async (request, response) => {
    requireAdmin(request);
    await deleteAccount.remove(idOf(request), readBody(accountDeletion, request), actorOf(request));
    response.status(204).end();
  });

  return router;
};
