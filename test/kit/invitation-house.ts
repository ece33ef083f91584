import { silentLog } from '../../src/base/log.ts';
import { createComposer } from '../../src/invitations/composer.ts';
import { createInvitationStore } from '../../src/invitations/invitation-store.ts';
import { createInviteJob } from '../../src/invitations/invite-job.ts';
import { createInviteOnChange } from '../../src/invitations/invite-on-change.ts';
import { createReadMeetingAccess } from '../../src/invitations/read-meeting-access.ts';
import { createReadSituation } from '../../src/invitations/read-situation.ts';
import type { MailTransport } from '../../src/mail/mail-transport.ts';
import { createOutbox } from '../../src/mail/outbox.ts';
import { createOutboxStore } from '../../src/mail/outbox-store.ts';
import { createSendMailJob } from '../../src/mail/send-mail-job.ts';
import { createSmtpTransport } from '../../src/mail/smtp-transport.ts';
import { catchMails } from './mail-catcher.ts';
import { openMeetingHouse } from './meeting-house.ts';

export const QUIET_MS = 30_000;

/** The house with its invitations: events through the use cases, mails through a real SMTP dialogue, jobs run by hand. */
export const openInvitationHouse = async () => {
  const house = await openMeetingHouse({ sipDomain: 'example.org' });
  const catcher = await catchMails();
  const { database, unitOfWork, clock, accounts } = house;
  const log = silentLog;
  const outboxStore = createOutboxStore(database);
  const startSender = (transport: MailTransport = createSmtpTransport({ smtpUrl: catcher.url })) =>
    createSendMailJob({ store: outboxStore, transport, clock, log });
  const sender = startSender();
  const outbox = createOutbox({ store: outboxStore, clock, wake: () => {} });
  const store = createInvitationStore(database);
  const composer = createComposer();
  const readSituation = createReadSituation({
    store,
    readEventFacts: house.readFacts,
    readMeetingAccess: createReadMeetingAccess(house),
    accounts,
    clock,
    mail: { from: 'meet@example.org', languages: ['fr', 'en'] },
  });
  const inviter = createInviteJob({ store, readSituation, composer, outbox, unitOfWork, clock, log });
  const changes = { written: createInviteOnChange({ store, clock, quietMs: QUIET_MS }), committed: () => {} };
  const calendar = house.buildWith(changes);
  return {
    ...house,
    ...calendar,
    catcher,
    outboxStore,
    outbox,
    startSender,
    sender,
    invitationStore: store,
    readSituation,
    composer,
    inviter,
    /** Lets the quiet time pass, composes and sends; answers the mails that came. */
    async deliver() {
      const before = catcher.mails.length;
      clock.forward(QUIET_MS);
      await inviter.run();
      await sender.run();
      return catcher.mails.slice(before);
    },
    async close(): Promise<void> {
      await inviter.stop();
      await sender.stop();
      await catcher.close();
      await calendar.reader.stop();
      await house.close();
    },
  };
};

export type InvitationHouse = Awaited<ReturnType<typeof openInvitationHouse>>;
