import { join } from 'node:path';
import type { EventChanges } from '../calendar/event-changes.ts';
import { createComposer } from '../invitations/composer.ts';
import { createInvitationStore } from '../invitations/invitation-store.ts';
import { createInviteJob } from '../invitations/invite-job.ts';
import { createInviteOnChange } from '../invitations/invite-on-change.ts';
import { createReadMeetingAccess } from '../invitations/read-meeting-access.ts';
import { createReadSituation } from '../invitations/read-situation.ts';
import { createFileTransport } from '../mail/file-transport.ts';
import { createOutbox } from '../mail/outbox.ts';
import { createOutboxStore } from '../mail/outbox-store.ts';
import { createSendMailJob } from '../mail/send-mail-job.ts';
import { createSmtpTransport } from '../mail/smtp-transport.ts';
import type { Ground } from './build-ground.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { CalendarStores } from './build-stores.ts';

/** The way of a mail: from the change of an event over the notice and the outbox to the mail server. */
export const buildInvitations = (
  ground: Ground,
  meeting: MeetingParts,
  { readFacts }: CalendarStores,
  quietMs: number,
) => {
  const { config, clock, log, database, unitOfWork } = ground;
  const outboxStore = createOutboxStore(database);
  const transport =
    config.mail.smtpUrl === undefined
      ? createFileTransport({ directory: join(config.dataDirectory, 'mail') })
      : createSmtpTransport({ smtpUrl: config.mail.smtpUrl });
  const sendMailJob = createSendMailJob({ store: outboxStore, transport, clock, log });
  const outbox = createOutbox({ store: outboxStore, clock, wake: () => sendMailJob.wake() });

  const store = createInvitationStore(database);
  const composer = createComposer();
  const readSituation = createReadSituation({
    store,
    readEventFacts: readFacts,
    readMeetingAccess: createReadMeetingAccess(meeting),
    accounts: meeting.accounts,
    clock,
    mail: config.mail,
  });
  const inviteJob = createInviteJob({ store, readSituation, composer, outbox, unitOfWork, clock, log });
  const changes: EventChanges = {
    written: createInviteOnChange({ store, clock, quietMs }),
    committed: () => inviteJob.wake(),
  };
  return { outboxStore, outbox, changes, inviteJob, sendMailJob, composer };
};
