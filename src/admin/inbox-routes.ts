import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { DomainError } from '../base/errors.ts';
import { type IncomingMailDetail, incomingMailQuery } from '../contract/http/inbox.ts';
import type { Inbox } from '../mail/inbox/create-inbox.ts';
import type { Audit } from '../platform/audit.ts';
import { readQuery } from '../platform/web.ts';
import type { InboxView } from './inbox-view.ts';

const found = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new DomainError('not-found');
  return value;
};

/** Mail that came in, what became of each and why. For administrators. */
export const createInboxRoutes = ({
  view,
  inbox,
  audit,
}: {
  readonly view: InboxView;
  readonly inbox: Pick<Inbox, 'retry'>;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();
  const detail = async (id: string): Promise<IncomingMailDetail> => found(await view.one(id));

  router.get('/admin/inbox', async (request, response) => {
    requireAdmin(request);
    const { state, offset = 0 } = readQuery(incomingMailQuery, request);
    response.json(await view.list(state, offset));
  });

  router.get('/admin/inbox/:id', async (request, response) => {
    requireAdmin(request);
    response.json(await detail(request.params.id));
  });

  router.get('/admin/inbox/:id/eml', async (request, response) => {
    requireAdmin(request);
    const mime = found(await view.mime(request.params.id));
    response
      .set('Content-Disposition', 'attachment; filename="mail.eml"')
      .set('Cache-Control', 'no-store')
      .type('message/rfc822')
      .send(mime);
  });

  router.post('/admin/inbox/:id/retry', async (request, response) => {
    requireAdmin(request);
    const before = await detail(request.params.id);
    if (!(await inbox.retry(before.id))) throw new DomainError('conflict');
    const target = { id: before.id, name: before.from };
    await audit.write({ actor: actorOf(request), action: 'mail.handle', target });
    response.json(await detail(before.id));
  });

  return router;
};
