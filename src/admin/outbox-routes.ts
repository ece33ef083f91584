import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { DomainError } from '../base/errors.ts';
import { type OutboxMailDetail, outboxQuery } from '../contract/http/outbox.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { Audit } from '../platform/audit.ts';
import { readQuery } from '../platform/web.ts';
import type { OutboxView } from './outbox-view.ts';

/**
 * A mail's own styles are inline, and nothing else of it may run or load; its links open beside the page. It may be framed by our
 * pages alone.
 */
const PREVIEW_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

const found = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new DomainError('not-found');
  return value;
};

/** What waits to leave, what left, what could not, and what each mail says. For administrators. */
export const createOutboxRoutes = ({
  view,
  audit,
  outbox,
}: {
  readonly view: OutboxView;
  readonly audit: Audit;
  readonly outbox: Outbox;
}): express.Router => {
  const router = express.Router();
  const noteAgain = (request: express.Request, { id, to }: OutboxMailDetail): Promise<void> =>
    audit.write({ actor: actorOf(request), action: 'mail.resend', target: { id, name: to } });
  const detail = async (id: string): Promise<OutboxMailDetail> => found(await view.one(id));

  router.get('/admin/outbox', async (request, response) => {
    requireAdmin(request);
    const { state, offset = 0 } = readQuery(outboxQuery, request);
    response.json(await view.list(state, offset));
  });

  router.get('/admin/outbox/:id', async (request, response) => {
    requireAdmin(request);
    response.json(await detail(request.params.id));
  });

  /** The HTML part, for a frame: as a page of its own it has a policy of its own. */
  router.get('/admin/outbox/:id/html', async (request, response) => {
    requireAdmin(request);
    const { html } = await detail(request.params.id);
    response.set('Content-Security-Policy', PREVIEW_POLICY).set('Cache-Control', 'no-store').type('html').send(html);
  });

  router.get('/admin/outbox/:id/eml', async (request, response) => {
    requireAdmin(request);
    const mime = found(await view.mime(request.params.id));
    response
      .set('Content-Disposition', 'attachment; filename="mail.eml"')
      .set('Cache-Control', 'no-store')
      .type('message/rfc822')
      .send(mime);
  });

  router.post('/admin/outbox/:id/retry', async (request, response) => {
    requireAdmin(request);
    await outbox.retry(request.params.id);
    const mail = await detail(request.params.id);
    await noteAgain(request, mail);
    response.json(mail);
  });

  router.post('/admin/outbox/:id/resend', async (request, response) => {
    requireAdmin(request);
    await outbox.resend(request.params.id);
    const mail = await detail(request.params.id);
    await noteAgain(request, mail);
    response.json(mail);
  });

  return router;
};
