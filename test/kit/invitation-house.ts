import { buildAnswers } from '../../src/app/build-answers.ts';
import { buildDoors } from '../../src/app/build-calendar.ts';
import { buildInvitations } from '../../src/app/build-invitations.ts';
import { buildTimedMails } from '../../src/app/build-timed-mails.ts';
import { readConfig } from '../../src/app/config.ts';
import type { MailTransport } from '../../src/mail/mail-transport.ts';
import type { MailFailures } from '../../src/mail/send-mail.ts';
import { createSendMailJob } from '../../src/mail/send-mail-job.ts';
import { createSmtpTransport } from '../../src/mail/smtp-transport.ts';
import { catchMails } from './mail-catcher.ts';
import { openMeetingHouse } from './meeting-house.ts';

export const QUIET_MS = 30_000;

/** The house with its invitations: events through the use cases, mails through a real SMTP dialogue, jobs run by hand. */
export const openInvitationHouse = async ({
  inbox = false,
}: {
  /** Whether mail can come in, so that each invitee has an address of their own to answer to. */
  readonly inbox?: boolean;
} = {}) => {
  const house = await openMeetingHouse({ sipDomain: 'example.org' });
  const catcher = await catchMails();
  const { clock, unitOfWork, log } = house;
  const config = readConfig({
    PUBLIC_URL: house.config.publicUrl,
    DATA_DIR: house.directory,
    SMTP_URL: catcher.url,
    MAIL_FROM: house.config.mail.from,
    SIP_DOMAIN: 'example.org',
    ...(inbox && { INBOX_SMTP_PORT: '2525' }),
  });
  const ground = { ...house, config };
  const invitations = buildInvitations(ground, house, house, QUIET_MS);
  const { store, inviteJob, sendMailJob, outboxStore, composer } = invitations;
  const calendar = house.buildWith(invitations.changes);
  const startSender = (
    transport: MailTransport = createSmtpTransport({ smtpUrl: catcher.url }),
    failures?: MailFailures,
  ) => createSendMailJob({ store: outboxStore, unitOfWork, transport, clock, log, ...(failures && { failures }) });
  return {
    ...house,
    ...invitations,
    ...calendar,
    ...buildDoors(house, house, house, { history: invitations.history }),
    ...buildAnswers(ground, house, house, calendar, invitations),
    ...buildTimedMails(ground, house, house, invitations),
    catcher,
    startSender,
    sender: sendMailJob,
    invitationStore: store,
    inviter: inviteJob,
    /** Lets the quiet time pass, composes and sends; answers the mails that came. */
    async deliver() {
      const before = catcher.mails.length;
      clock.forward(QUIET_MS);
      await inviteJob.run();
      await sendMailJob.run();
      return catcher.mails.slice(before);
    },
    async close(): Promise<void> {
      await inviteJob.stop();
      await sendMailJob.stop();
      await composer.stop();
      await catcher.close();
      await calendar.reader.stop();
      await house.close();
    },
  };
};

export type InvitationHouse = Awaited<ReturnType<typeof openInvitationHouse>>;
