import type { EventChangeListener, EventChanges } from '../calendar/event-changes.ts';
import { createAnswerStore } from '../invitations/answers/answer-store.ts';
import { createEventNoteStore } from '../invitations/answers/event-note-store.ts';
import { createEventNotes } from '../invitations/answers/event-notes.ts';
import { createNoteAnswers } from '../invitations/answers/note-answers.ts';
import { createNoteNotReached } from '../invitations/answers/note-not-reached.ts';
import { createReplyAddressStore } from '../invitations/answers/reply-address-store.ts';
import { createReplyAddresses } from '../invitations/answers/reply-addresses.ts';
import { createComposer } from '../invitations/composer.ts';
import { createCorrectCalendar } from '../invitations/correct-calendar.ts';
import { createDoorNews, createFindEvent } from '../invitations/door-news.ts';
import { createFollowHandOver } from '../invitations/follow-hand-over.ts';
import { createResendInvitation } from '../invitations/incoming/resend-invitation.ts';
import { createInvitationStore } from '../invitations/invitation-store.ts';
import { createInviteJob } from '../invitations/invite-job.ts';
import { createInviteOnChange } from '../invitations/invite-on-change.ts';
import { createIdentifyInvitees } from '../invitations/invitee-identity.ts';
import { createDueNoteStore } from '../invitations/jobs/due-note-store.ts';
import { mailBrandOf } from '../invitations/mail-brand.ts';
import { createSendNotices } from '../invitations/notices/send-notices.ts';
import { createReadMeetingAccess } from '../invitations/read-meeting-access.ts';
import { createReadSituation } from '../invitations/read-situation.ts';
import { readMailSettings } from '../mail/mail-settings.ts';
import { createAccountSignals } from '../platform/account-signals.ts';
import type { Ground } from './build-ground.ts';
import { buildMail, hasInbox } from './build-mail.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { CalendarStores } from './build-stores.ts';

/** The way of a mail, from the change of an event over the notice to the outbox; and what invitees answer, as it is kept. */
export const buildInvitations = (
  ground: Ground,
  meeting: MeetingParts,
  { readFacts, events, attendees, accounts }: CalendarStores,
  quietMs: number,
) => {
  const { config, clock, log, database, unitOfWork, keyring, settings } = ground;
  const mailFrom = config.mail.from;
  const store = createInvitationStore(database);
  const signals = createAccountSignals();
  const answerStore = createAnswerStore(database);
  const noteStore = createEventNoteStore(database);
  const wakers = new Set<() => void>();
  const notes = createEventNotes({
    store: noteStore,
    signals,
    unitOfWork,
    clock,
    wake: () => {
      for (const wake of wakers) wake();
    },
  });
  const noteAnswers = createNoteAnswers({ answers: answerStore, attendees, accounts, notes, clock });
  const noteNotReached = createNoteNotReached({ invitations: store, events, attendees, notes, noteStore });
  const mail = buildMail(ground, {
    failed: async (transaction, { id, orderKey, recipient, lastError, lastWords }) => {
      const words = lastWords || (lastError ?? '');
      await noteNotReached(transaction, { mailId: id, uid: orderKey, recipient, words });
    },
    committed: () => {},
  });
  const { outbox } = mail;

  const composer = createComposer({ brand: () => mailBrandOf(ground.appearance.current()) });
  const sendNotices = createSendNotices({ composer, outbox, unitOfWork });
  const replyStore = createReplyAddressStore(database);
  const replyAddresses = createReplyAddresses({
    keyring,
    store: replyStore,
    mailFrom,
    publicUrl: config.publicUrl,
  });
  const readMeetingAccess = createReadMeetingAccess(meeting);
  const readSituation = createReadSituation({
    store,
    readEventFacts: readFacts,
    readMeetingAccess,
    accounts,
    clock,
    identify: createIdentifyInvitees({
      replyAddresses,
      mailFrom,
      hasInbox: hasInbox(config),
      personDomains: async () => (await readMailSettings(settings)).personDomains,
    }),
    mail: config.mail,
  });
  const inviteJob = createInviteJob({
    ...{ store, readSituation, composer, outbox, replyAddresses, replyStore, unitOfWork, clock, log },
  });
  const followHandOver = createFollowHandOver({ store, notes: createDueNoteStore(database), signals });
  const inviteOnChange = createInviteOnChange({ store, clock, quietMs });
  const hearers = new Set<{ readonly written: EventChangeListener; readonly committed: () => void }>();
  const changes: EventChanges = {
    async written(transaction, change) {
      await followHandOver(transaction, change);
      await inviteOnChange(transaction, change);
      for (const hearer of hearers) await hearer.written(transaction, change);
    },
    answered: noteAnswers,
    committed: () => {
      inviteJob.wake();
      for (const hearer of hearers) hearer.committed();
    },
  };
  const correctCalendar = createCorrectCalendar({ readSituation, composer, mailFrom });
  const history = createDoorNews({
    store,
    findEvent: createFindEvent({ findMasters: events.findMasters, readEventFacts: readFacts }),
    correctCalendar,
    clock,
  });
  const resendInvitation = createResendInvitation({
    ...{ invitations: store, unitOfWork, clock },
    wake: () => inviteJob.wake(),
  });
  return {
    ...mail,
    resendInvitation,
    store,
    signals,
    answerStore,
    noteStore,
    notes,
    /** Called when there may be something to tell organizers by mail. */
    onNotes: (wake: () => void): void => {
      wakers.add(wake);
    },
    /** Who else hears of every change, from now on. */
    onChanges: (hearer: { readonly written: EventChangeListener; readonly committed: () => void }): void => {
      hearers.add(hearer);
    },
    noteAnswers,
    noteNotReached,
    replyAddresses,
    readMeetingAccess,
    readSituation,
    correctCalendar,
    history,
    changes,
    inviteJob,
    composer,
    sendNotices,
  };
};

export type InvitationParts = ReturnType<typeof buildInvitations>;
