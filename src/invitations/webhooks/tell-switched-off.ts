import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import { integrationMails as english } from '../../base/i18n/en/integration-mails.ts';
import { integrationMails as french } from '../../base/i18n/fr/integration-mails.ts';
import type { Outbox } from '../../mail/outbox.ts';
import { writePlainMail } from '../../mail/plain-mail.ts';
import { describeTime } from '../describe-time.ts';
import { brandText, type MailBrand } from '../mail-brand.ts';
import { fill } from '../mail-texts.ts';
import type { TellSwitchedOff } from './settle-delivery.ts';
import { maskAddress } from './webhook.ts';

const TEXTS = { en: english, fr: french } as const;

/** One mail to the owner, in their language. */
export const createTellSwitchedOff =
  ({
    outbox,
    accounts,
    mailFrom,
    brand,
    publicUrl,
    clock,
  }: {
    readonly outbox: Outbox;
    readonly accounts: AccountStore;
    readonly mailFrom: string;
    readonly brand: () => MailBrand;
    readonly publicUrl: string;
    readonly clock: Clock;
  }): TellSwitchedOff =>
  async (transaction, webhook, sinceMs) => {
    const owner = await accounts.findById(webhook.accountId, transaction);
    if (owner === undefined || owner.suspended) return;
    const texts = TEXTS[owner.language].switchedOff;
    const span = { start: '', end: '', allDay: false, startMs: sinceMs, endMs: sinceMs };
    const { date } = describeTime(owner.language, owner.timeZone, span);
    const ours = brand();
    const values = {
      product: ours.product,
      name: webhook.name,
      address: maskAddress(webhook.target),
      date,
      url: `${publicUrl}${webhook.everybody ? '/admin/webhooks' : '/account'}#webhooks`,
    };
    const nowMs = clock.nowMs();
    const mail = writePlainMail({
      id: `webhook-off ${webhook.id} ${nowMs}`,
      from: mailFrom,
      sender: ours.product,
      to: { name: owner.name, address: owner.email },
      subject: fill(texts.subject, values),
      text: `${fill(texts.text, values)}${brandText(ours, [owner.language])}`,
      stampMs: nowMs,
    });
    await outbox.enqueue(transaction, { ...mail, orderKey: `webhook ${webhook.id}`, kind: 'webhook-off' });
  };
