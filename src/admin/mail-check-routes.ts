import express from 'express';
import { actorOf } from '../accounts/audit-actor.ts';
import { requireAdmin } from '../accounts/signed-in.ts';
import { integrationMails as english } from '../base/i18n/en/integration-mails.ts';
import { integrationMails as french } from '../base/i18n/fr/integration-mails.ts';
import { type MailCheck, type MailDnsFinding, mailTestRequest } from '../contract/http/mail-check.ts';
import { brandText, type MailBrand } from '../invitations/mail-brand.ts';
import { fill } from '../invitations/mail-texts.ts';
import type { SendTestMail } from '../mail/send-test-mail.ts';
import type { Audit } from '../platform/audit.ts';
import type { RateLimit } from '../platform/rate-limit.ts';
import { readBody } from '../platform/web.ts';

const TEXTS = { en: english.test, fr: french.test } as const;

/** Whether mails of this server arrive: what DNS says of its domain, and one mail sent now. For administrators. */
export const createMailCheckRoutes = ({
  checkDns,
  sendTestMail,
  mail: { from, leaves },
  publicUrl,
  brand,
  limit,
  audit,
}: {
  readonly checkDns: () => Promise<readonly MailDnsFinding[]>;
  readonly sendTestMail: SendTestMail;
  readonly mail: { readonly from: string; readonly leaves: boolean };
  readonly publicUrl: string;
  readonly brand: () => MailBrand;
  /** By account. */
  readonly limit: RateLimit;
  readonly audit: Audit;
}): express.Router => {
  const router = express.Router();

  router.get('/admin/mail-check', async (request, response) => {
    requireAdmin(request);
    const body: MailCheck = { from, leaves, findings: [...(await checkDns())] };
    response.json(body);
  });

  router.post('/admin/mail-test', async (request, response) => {
    const account = requireAdmin(request);
    const { to } = readBody(mailTestRequest, request);
    await limit.take(account.id);
    const { subject, text } = TEXTS[account.language];
    const ours = brand();
    const values = { server: new URL(publicUrl).host, name: account.name, product: ours.product };
    const sent = await sendTestMail({
      sender: ours.product,
      to,
      subject: fill(subject, values),
      text: `${fill(text, values)}${brandText(ours, [account.language])}`,
    });
    await audit.write({
      actor: actorOf(request),
      action: 'mail.test',
      target: { name: to },
      detail: { outcome: sent.outcome },
    });
    response.json(sent);
  });

  return router;
};
