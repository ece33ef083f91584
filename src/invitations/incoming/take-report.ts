import type { DeliveryReport, IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';
import type { MentionedMail } from '../../mail/sent-mail-store.ts';
import { cleanText } from '../../protocols/itip/clean-text.ts';
import type { ArrivedMail } from './arrived-mail.ts';
import type { IncomingParts } from './incoming-parts.ts';
import { handled, ignored, setAside, verdictOf } from './verdict.ts';

const REPORTS_AT_MOST = 50;
const WORDS_CHARACTERS = 1_000;

/** Delivery reports (RFC 3464). */
export const createTakeReport = (parts: IncomingParts) => {
  const { stores, answers, unitOfWork, clock } = parts;

  /**
   * The mail that a report is about. The address that it comes back to is a key of that mail alone. A Message-ID is none: everyone
   * who had the mail knows it, and some can work out those of others; it counts where the report came to the reply address of the
   * very person who was not reached, as from servers that report to the From of a mail.
   */
  const findMail = async (
    { holders, bounceTags }: ArrivedMail,
    { originalMessageId, recipient }: DeliveryReport,
  ): Promise<MentionedMail | 'unknown-mail' | 'forged-report'> => {
    for (const tag of bounceTags) {
      const mail = await stores.sentMails.findBounced({ tag });
      if (mail) return mail;
    }
    if (bounceTags.length > 0 || originalMessageId === '') return 'unknown-mail';
    const mail = await stores.sentMails.findBounced({ messageId: originalMessageId });
    if (mail === undefined) return 'unknown-mail';
    const to = mail.recipient.toLowerCase();
    const isTheirs = holders.some(({ address }) => address === to) && (recipient === '' || recipient === to);
    return isTheirs ? mail : 'forged-report';
  };

  const takeOne = async (arrived: ArrivedMail, report: DeliveryReport): Promise<IncomingVerdict> => {
    if (report.action !== 'failed') return ignored('report');
    const mail = await findMail(arrived, report);
    if (typeof mail === 'string') return setAside(mail);
    const words = cleanText([report.status, report.diagnostic].join(' '), WORDS_CHARACTERS);
    await unitOfWork(async (transaction) => {
      if (!(await stores.sentMails.setBounced(mail.id, clock.nowMs(), words, transaction))) return;
      await answers.noteNotReached(transaction, { mailId: mail.id, uid: mail.uid, recipient: mail.recipient, words });
    });
    return handled('not-reached', mail.uid);
  };

  return async (arrived: ArrivedMail): Promise<IncomingVerdict> => {
    const verdicts: IncomingVerdict[] = [];
    for (const report of arrived.mail.reports.slice(0, REPORTS_AT_MOST)) verdicts.push(await takeOne(arrived, report));
    return verdictOf(verdicts);
  };
};
