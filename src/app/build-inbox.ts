import { createServiceAccount } from '../accounts/service-account.ts';
import { isLanguage } from '../base/languages.ts';
import { createHostedInvitations } from '../invitations/hosted/hosted-invitations.ts';
import { createHostedStore } from '../invitations/hosted/hosted-store.ts';
import { createHandleIncoming } from '../invitations/incoming/handle-incoming.ts';
import { createItipReader } from '../invitations/incoming/itip-reader.ts';
import { createInbox } from '../mail/inbox/create-inbox.ts';
import { createCancelMeeting } from '../meetings/cancel-meeting.ts';
import { createHostKeys } from '../meetings/host-keys.ts';
import { createOpenMeeting } from '../meetings/open-meeting.ts';
import { readRetention } from '../platform/retention.ts';
import type { buildAnswers } from './build-answers.ts';
import type { buildCalendar } from './build-calendar.ts';
import type { Ground } from './build-ground.ts';
import type { InvitationParts } from './build-invitations.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { CalendarStores } from './build-stores.ts';
import { localTimeZone } from './local-time-zone.ts';

/** Mail that comes in: answers, reports, and invitations to the meeting address. */
export const buildInbox = (
  { config, clock, log, database, unitOfWork, settings }: Ground,
  stores: CalendarStores,
  meeting: MeetingParts,
  parts: {
    readonly calendar: ReturnType<typeof buildCalendar>;
    readonly invitations: InvitationParts;
    readonly answers: ReturnType<typeof buildAnswers>;
  },
) => {
  const { calendar, invitations, answers } = parts;
  const { accounts, events, calendars, attendees, writer, readFacts } = stores;
  const { meetings, keys, grants, links, sessions, waitingRoom } = meeting;
  const { from, languages } = config.mail;
  const language = languages.find(isLanguage) ?? ('en' as const);
  const serviceAccount = createServiceAccount({ accounts, email: from, language, timeZone: localTimeZone(), clock });
  const hosted = createHostedInvitations({
    unitOfWork,
    stores: { hosted: createHostedStore(database), accounts, events, calendars, meetings },
    calendar: { reader: calendar.reader, writer, readFacts },
    serviceAccount,
    meetingKeys: {
      openMeeting: createOpenMeeting({ meetings, keys, clock }),
      cancelMeeting: createCancelMeeting({ meetings, sessions, waitingRoom, clock }),
      hostKeys: createHostKeys({ grants, keys, links }),
      links,
    },
    post: { sendNotices: invitations.sendNotices, settings, mail: { from, languages, timeZone: localTimeZone() } },
    clock,
  });
  const itipReader = createItipReader();
  const handle = createHandleIncoming({
    itipReader,
    datesBetween: calendar.datesBetween,
    stores: { accounts, attendees, events, invitations: invitations.store, sentMails: invitations.sentMails },
    answers: {
      replyAddresses: invitations.replyAddresses,
      recordAnswer: answers.recordAnswer,
      delegateInvitation: answers.delegateInvitation,
      notes: invitations.notes,
      noteNotReached: invitations.noteNotReached,
    },
    hosted,
    resend: invitations.resendInvitation,
    unitOfWork,
    clock,
    mailFrom: from,
  });
  const loopMark = from.slice(from.lastIndexOf('@') + 1);
  const inbox = createInbox({
    config: config.inbox,
    mail: { from, loopMark },
    database,
    clock,
    log,
    handle,
    readRetention: () => readRetention(settings),
  });
  return { inbox, handle, itipReader };
};
